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
  return std::ranges::all_of(asked, [&](std::string const& word) {
    return std::ranges::any_of(there, [&](std::string const& each) { return each.starts_with(word); });
  });
}

std::string searched_text(Version const& version) {
  auto text = version.code + " " + version.facts().name + " " + version.facts().field.name;
  for (auto const& keyword : version.facts().keywords) text += " " + keyword;
  return text;
}

std::vector<Version const*> listed(Catalogue const& catalogue, Date day, ListedState state, std::string_view query,
                                   Abbreviations const& abbreviations) {
  std::vector<Version const*> found;
  for (auto const& [code, versions] : catalogue.procedures) {
    auto const* version = catalogue.in_force(code, day);
    if (state == ListedState::abolished) {
      bool const over = !version && !versions.empty() && versions.back()->to && *versions.back()->to < day;
      version = over ? versions.back().get() : nullptr;
    }
    if (version && matches(query, searched_text(*version), abbreviations)) found.push_back(version);
  }
  return found;
}

}  // namespace congvu::procedure
