// What stands at a place as a name, and what it means there: of the names told and bound, the longest that the text
// begins with; else its words up to a keyword. DMN 1.5, clauses 10.3.1.4 and 10.3.2.11.
#include <algorithm>
#include <array>

#include "rules/feel/builtins.h"
#include "rules/feel/parser.h"

namespace congvu::feel {
namespace {

// Built-in functions with a keyword in their name. They are meant only where a call follows.
constexpr std::array<std::string_view, 4> with_keywords{"date and time", "years and months duration", "get or else",
                                                        "working days between"};

std::size_t space_length(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t length = 0; is_space(text, at, length);) at += length;
  return at;
}

bool call_follows(std::string_view text) {
  return text.substr(space_length(text)).starts_with('(');
}

std::size_t length_with_keywords(std::string_view text) {
  for (auto const name : with_keywords) {
    if (!text.starts_with(name.substr(0, name.find(' ')))) continue;
    KnownNames only;
    only.tell(name);
    auto const length = only.at_start_of(text).length;
    if (length > 0 && call_follows(text.substr(length))) return length;
  }
  return 0;
}

bool of_follows(std::string_view text) {
  auto const rest = text.substr(space_length(text));
  return rest.substr(0, word_length(rest)) == "of";
}

}  // namespace

// The bytes that a run of words without keywords takes.
std::size_t Parser::length_of_words(std::string_view text) const {
  std::size_t end = 0;
  std::size_t at = 0;
  while (true) {
    auto const length = word_length(text.substr(at));
    auto const word = text.substr(at, length);
    if (length == 0 || is_keyword(word)) return end;
    if (end == 0 && !starts_word(word.front())) return 0;
    if (word == "instance" && end > 0 && of_follows(text.substr(at + length))) return end;
    end = at + length;
    at = end + space_length(text.substr(end));
    if (at == end) return end;
  }
}

// The longest of those told and those of the text itself.
KnownNames::Found Parser::known_at_start_of(std::string_view text) const {
  auto const own = known_.at_start_of(text);
  auto const told = told_.at_start_of(text);
  return own.length > told.length ? own : told;
}

// Takes the name that begins at the present token, and moves on behind it. Absent when none begins there.
std::optional<std::string> Parser::name_here() {
  if (token_.kind == Token::Kind::end || token_.kind == Token::Kind::string) return std::nullopt;
  auto const text = scanner_.from(token_);
  auto const known = known_at_start_of(text);
  auto length = token_.kind == Token::Kind::word ? std::max(length_of_words(text), length_with_keywords(text)) : 0;
  // A known name may begin with a keyword, a digit or a sign; but what is read as it is anyway is not taken for a name.
  if (known.length > length && known.length > token_.text.size()) length = known.length;
  if (length == 0) return std::nullopt;
  auto name = normal_name(text.substr(0, length));
  scanner_.go_on_at(token_.begin + length);
  advance();
  return name;
}

// Takes what is written up to one of `ends`, where that follows: the name of an entry, a parameter, an argument.
std::optional<std::string> Parser::label_here(std::string_view ends) {
  auto const text = scanner_.from(token_);
  constexpr std::string_view signs = "./-'+*";
  std::size_t at = 0;
  std::size_t space = 0;
  while (at < text.size()) {
    if (is_space(text, at, space)) {
      at += space;
    } else if (continues_word(text[at]) || signs.find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      break;
    }
  }
  if (at == 0 || at >= text.size() || ends.find(text[at]) == std::string_view::npos) return std::nullopt;
  auto name = normal_name(text.substr(0, at));
  if (name.empty()) return std::nullopt;
  scanner_.go_on_at(token_.begin + at);
  advance();
  return name;
}

bool Parser::is_told(std::string const& name) const {
  return told_.is_variable(name) || std::ranges::any_of(scopes_, [&](FunctionScope const& scope) {
           auto const found = scope.by_name.find(name);
           return found != scope.by_name.end() && !found->second.empty();
         });
}

bool Parser::in_filter() const {
  return std::ranges::any_of(scopes_, [](FunctionScope const& scope) { return !scope.filters.empty(); });
}

Index Parser::bind(std::string const& name) {
  auto& scope = scopes_.back();
  auto const place = scope.definition.places++;
  scope.by_name[name].push_back(scope.bindings.size());
  scope.bindings.push_back({name, place, false});
  known_.tell(name);
  return place;
}

void Parser::bind_filter(Index place) {
  auto& scope = scopes_.back();
  scope.filters.push_back(scope.bindings.size());
  scope.bindings.push_back({{}, place, true});
}

void Parser::unbind(std::size_t count) {
  auto& scope = scopes_.back();
  for (; count > 0; --count) {
    auto const& last = scope.bindings.back();
    if (last.is_filter) {
      scope.filters.pop_back();
    } else {
      scope.by_name[last.name].pop_back();
      known_.forget(last.name);
    }
    scope.bindings.pop_back();
  }
}

Index Parser::meaning_of(std::string const& name, Position at) {
  if (name == "?") reads_input_ = true;
  return meaning_of(name, at, scopes_.size() - 1, scopes_.back().bindings.size());
}

namespace {

// The last of some places, in order, that lies before another.
std::optional<std::size_t> last_before(std::vector<std::size_t> const& places, std::size_t end) {
  auto const after = std::ranges::lower_bound(places, end);
  return after == places.begin() ? std::nullopt : std::optional{*(after - 1)};
}

}  // namespace

// Of the first `bindings` of a scope, the innermost that may be meant; a filter's item only where it has such an entry.
Index Parser::meaning_of(std::string const& name, Position at, std::size_t scope, std::size_t bindings) {
  auto const named = scopes_[scope].by_name.find(name);
  auto const bound = named == scopes_[scope].by_name.end() ? std::nullopt : last_before(named->second, bindings);
  auto const filter = last_before(scopes_[scope].filters, bindings);
  if (filter && (!bound || *filter > *bound)) {
    auto const place = scopes_[scope].bindings[*filter].place;
    auto const otherwise = meaning_of(name, at, scope, *filter);
    return node(
        {.operation = Operation::member, .first = place, .second = name_index(name), .third = otherwise, .at = at});
  }
  if (bound) {
    auto const place = scopes_[scope].bindings[*bound].place;
    scopes_[scope].used.insert(place);
    return node({.operation = Operation::local, .first = place, .at = at});
  }
  if (scope == 0) return read_of(name, at);
  if (auto const had = scopes_[scope].captured.find(name); had != scopes_[scope].captured.end()) {
    return node({.operation = Operation::local, .first = had->second, .at = at});
  }
  auto const source = meaning_of(name, at, scope - 1, scopes_[scope - 1].bindings.size());
  auto& definition = scopes_[scope].definition;
  auto const place = definition.places++;
  definition.captures.push_back({source, place});
  scopes_[scope].captured.emplace(name, place);
  return node({.operation = Operation::local, .first = place, .at = at});
}

Index Parser::read_of(std::string const& name, Position at) {
  auto const [found, is_new] = reads_.try_emplace(name, static_cast<Index>(program_->reads.size()));
  if (is_new) {
    program_->reads.push_back(name);
    program_->read_at.push_back(at);
  }
  return node(
      {.operation = Operation::read, .first = found->second, .second = builtin_named(name).value_or(none), .at = at});
}

}  // namespace congvu::feel
