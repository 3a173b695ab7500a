#include "agency/procedure/search.h"

#include <algorithm>

#include "base/text.h"

namespace congvu::procedure {

namespace {

constexpr std::size_t longest_query = 200;  // bytes; nobody's question is longer

bool in_word(char c) {
  auto const octet = static_cast<unsigned char>(c);
  return octet >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.';
}

std::vector<std::string> split(std::string_view folded_text) {
  std::vector<std::string> words;
  std::string word;
  for (char const c : folded_text) {
    if (in_word(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  // A full stop belongs to a code, not to the end of a sentence.
  for (auto& each : words) {
    while (each.ends_with('.')) each.pop_back();
  }
  std::erase(words, std::string{});
  return words;
}

// A code is known by its end too: 5092 for 1.005092.
constexpr std::size_t shortest_end = 3;

bool is_end_of_code(std::string_view word, std::string_view code) {
  return word.size() >= shortest_end && word.find_first_not_of("0123456789") == std::string_view::npos &&
         code.contains('.') && code.ends_with(word);
}

bool has_all(std::vector<std::string> const& there, std::vector<std::string> const& asked) {
  return std::ranges::all_of(asked, [&](std::string const& word) {
    return std::ranges::any_of(
        there, [&](std::string const& each) { return each.starts_with(word) || is_end_of_code(word, each); });
  });
}

}  // namespace

std::vector<std::string> words_of(std::string_view text, Abbreviations const& abbreviations) {
  std::vector<std::string> words;
  for (auto& word : split(folded(text))) {
    auto const full = abbreviations.find(word);
    if (full == abbreviations.end()) {
      words.push_back(std::move(word));
    } else {
      std::ranges::move(split(full->second), std::back_inserter(words));
    }
  }
  return words;
}

bool matches(std::string_view query, std::string_view text, Abbreviations const& abbreviations) {
  auto const asked = words_of(query.substr(0, longest_query), abbreviations);
  auto const there = words_of(text, abbreviations);
  return has_all(there, asked);
}

std::string searched_text(Version const& version) {
  auto text = version.code + " " + version.facts().name + " " + version.facts().field.name;
  for (auto const& keyword : version.facts().keywords) text += " " + keyword;
  return text;
}

namespace {

// The version that a list in this state shows of a procedure, or nothing.
Version const* shown(Catalogue const& catalogue, std::string const& code,
                     std::vector<std::shared_ptr<Version const>> const& versions, Date day, ListedState state) {
  auto const* version = catalogue.in_force(code, day);
  if (state == ListedState::in_force || versions.empty()) return version;
  Version const* last = nullptr;
  for (auto const& each : versions) {
    if (each->withdrawn) continue;
    if (state == ListedState::coming && each->from > day) return each.get();
    last = each.get();
  }
  bool const over = !version && last && last->to && *last->to < day;
  return state == ListedState::abolished && over ? last : nullptr;
}

bool asked_for(Facts const& facts, Wanted const& wanted) {
  auto const is = [](std::string const& asked, std::string_view there) { return asked.empty() || asked == there; };
  return is(wanted.kind, name_of(facts.kind)) && is(wanted.level, facts.level) && is(wanted.field, facts.field.name) &&
         (!wanted.delegated || facts.delegated) &&
         (wanted.life_event.empty() ||
          std::ranges::find(facts.life_events, wanted.life_event) != facts.life_events.end());
}

}  // namespace

std::vector<Version const*> listed(Catalogue const& catalogue, Date day, ListedState state, std::string_view query,
                                   Abbreviations const& abbreviations) {
  std::vector<Version const*> found;
  for (auto const& [code, versions] : catalogue.procedures) {
    auto const* version = shown(catalogue, code, versions, day, state);
    if (version && matches(query, searched_text(*version), abbreviations)) found.push_back(version);
  }
  return found;
}

Searchable searchable(std::shared_ptr<Catalogue const> catalogue, std::shared_ptr<Terms const> terms,
                      Abbreviations const& abbreviations) {
  Searchable made{std::move(catalogue), std::move(terms), {}};
  for (auto const& [code, versions] : made.catalogue->procedures) {
    for (auto const& version : versions) {
      auto text = searched_text(*version);
      for (auto const& event : made.terms->life_events) {
        if (std::ranges::find(version->facts().life_events, event.code) == version->facts().life_events.end()) continue;
        text += " " + event.title;
        for (auto const& phrase : event.phrases) text += " " + phrase;
      }
      made.words[version.get()] = words_of(text, abbreviations);
    }
  }
  return made;
}

std::vector<Version const*> listed(Searchable const& in, Date day, Wanted const& wanted,
                                   Abbreviations const& abbreviations) {
  auto const asked = words_of(std::string_view{wanted.query}.substr(0, longest_query), abbreviations);
  std::vector<Version const*> found;
  for (auto const& [code, versions] : in.catalogue->procedures) {
    auto const* version = shown(*in.catalogue, code, versions, day, wanted.state);
    if (version && asked_for(version->facts(), wanted) && has_all(in.words.at(version), asked)) {
      found.push_back(version);
    }
  }
  // What is asked for by its name comes before what is only near it.
  if (!asked.empty()) {
    std::ranges::stable_partition(found, [&](Version const* version) {
      return has_all(words_of(version->code + " " + version->facts().name, abbreviations), asked);
    });
  }
  return found;
}

std::string without_opening(std::string_view query, std::vector<std::string> const& openings) {
  auto const text = folded(trimmed(query));
  for (auto const& opening : openings) {
    if (text.starts_with(opening + " ")) return text.substr(opening.size() + 1);
  }
  return text;
}

}  // namespace congvu::procedure
