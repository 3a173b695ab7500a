// Literals, names, calls, lists, ranges and contexts. DMN 1.5, clause 10.3.1.2, rules 19 to 47.
#include <algorithm>

#include "rules/feel/builtins.h"
#include "rules/feel/limits.h"
#include "rules/feel/literals.h"
#include "rules/feel/parser.h"

namespace congvu::feel {
namespace {

constexpr Code repeated_name{"feel.repeated_name", Kind::invalid};  // line, column, name

}  // namespace

Index Parser::primary() {
  auto const at = token_.at;
  switch (token_.kind) {
    case Token::Kind::word:
      return word();
    case Token::Kind::number: {
      if (known_at_start_of(scanner_.from(token_)).length > token_.text.size()) return name_or_call();
      auto const number = Number::parse(token_.text);
      if (!number) return fault("number");
      advance();
      return literal(*number, at);
    }
    case Token::Kind::string: {
      Value text{token_.text};
      advance();
      return literal(std::move(text), at);
    }
    case Token::Kind::at_literal:
      return at_literal();
    case Token::Kind::symbol:
      if (token_.is("(")) return bracketed();
      if (token_.is("[")) return list_or_range();
      if (token_.is("]")) return open_range();
      if (token_.is("{")) return context();
      return name_or_call();
    default:
      return fault("expression");
  }
}

Index Parser::word() {
  auto const at = token_.at;
  auto const is_name = known_at_start_of(scanner_.from(token_)).length > token_.text.size();
  if (is_name || !is_keyword(token_.text)) return name_or_call();
  if (token_.is("if")) return choice();
  if (token_.is("for")) return iteration();
  if (token_.is("some") || token_.is("every")) return quantified();
  if (token_.is("function")) return function();
  if (!token_.is("true") && !token_.is("false") && !token_.is("null")) return fault("expression");
  Value const value = token_.is("null") ? Value{} : Value{token_.is("true")};
  advance();
  return literal(value, at);
}

Index Parser::at_literal() {
  auto const at = token_.at;
  auto const text = token_.text;
  advance();
  if (auto value = temporal_literal(text)) return literal(std::move(*value), at);
  return no_value(text, NoValue::not_readable, at);
}

Index Parser::bracketed() {
  auto const at = token_.at;
  advance();
  if (token_.is("<") || token_.is("<=") || token_.is(">") || token_.is(">=") || token_.is("=")) {
    return one_sided_range(at);
  }
  auto const inner = expression();
  if (token_.is("..")) return range_from(inner, true, at);
  expect(")");
  return inner;
}

// (< 5): all that is less; (= 5): from 5 to 5.
Index Parser::one_sided_range(Position at) {
  if (nesting_ >= limits::nesting) return too_deep(limits::nesting, at);
  Node range{.operation = Operation::range, .at = at};
  auto const symbol = token_.text;
  advance();
  ++nesting_;
  auto const end = sum();
  --nesting_;
  expect(")");
  if (symbol != ">" && symbol != ">=") range.second = end;
  if (symbol != "<" && symbol != "<=") range.first = end;
  range.open_low = symbol.starts_with('<') || symbol == ">";
  range.open_high = symbol.starts_with('>') || symbol == "<";
  return node(range);
}

Index Parser::list_or_range() {
  auto const at = token_.at;
  std::vector<Index> items;
  advance();
  while (!token_.is("]") && !given_up_) {
    items.push_back(expression());
    if (items.size() == 1 && token_.is("..")) return range_from(items.front(), false, at);
    if (!another()) break;
  }
  expect("]");
  return node_of_run(Operation::list, at, items);
}

// ]a..b]
Index Parser::open_range() {
  auto const at = token_.at;
  advance();
  auto const low = expression();
  if (!token_.is("..")) return fault("..");
  return range_from(low, true, at);
}

Index Parser::range_from(Index low, bool open_low, Position at) {
  advance();
  auto const ended_range = std::exchange(ends_range_, true);
  auto const high = sum();
  ends_range_ = ended_range;
  bool const open_high = token_.is(")") || token_.is("[");
  if (!open_high && !token_.is("]")) {
    fault("]");
    skip_to("]");
    lost_ = false;
  }
  if (token_.kind != Token::Kind::end) advance();
  return node({.operation = Operation::range,
               .open_low = open_low,
               .open_high = open_high,
               .first = low,
               .second = high,
               .at = at});
}

Index Parser::context() {
  auto const at = token_.at;
  std::vector<Index> entries;
  std::unordered_set<Index> names;
  std::size_t bound = 0;
  advance();
  while (!token_.is("}") && !given_up_) {
    if (context_entry(entries, names)) ++bound;
    if (!another()) break;
  }
  expect("}");
  unbind(bound);
  auto const begin = run(entries);
  return node(
      {.operation = Operation::context, .first = begin, .second = static_cast<Index>(entries.size() / 3), .at = at});
}

// name, value and place are added to `entries`; a name is bound for the entries after it.
bool Parser::context_entry(std::vector<Index>& entries, std::unordered_set<Index>& names) {
  auto const at = token_.at;
  std::optional<std::string> name;
  if (token_.kind == Token::Kind::string) {
    name = token_.text;
    advance();
  } else {
    name = label_here(":");
  }
  if (!name) {
    fault("name");
    return false;
  }
  auto const index = name_index(*name);
  if (!names.insert(index).second) fault(refusal_at(repeated_name, at, {{"name", *name}}));
  expect(":");
  auto const value = token_.is("function") ? function_body(*name) : expression();
  auto const place = bind(*name);
  entries.insert(entries.end(), {index, value, place});
  if (length_of_words(*name) != name->size()) known_.tell(*name);  // so that a path to it is understood afterwards
  return true;
}

Index Parser::name_or_call() {
  auto const at = token_.at;
  auto const name = name_here();
  if (!name) return fault("expression");
  if (token_.is("(")) return call_of(*name, at);
  return meaning_of(*name, at);
}

Index Parser::call_of(std::string const& name, Position at) {
  auto const builtin = builtin_named(name);
  if (is_told(name) || (!builtin && in_filter())) return invocation(meaning_of(name, at));
  auto const given = arguments();
  if (!builtin) return fault(refusal_at(codes::unknown_function, at, {{"name", name}}));
  if (name == "not" && given.names.empty() && given.values.size() == 1) {
    return node({.operation = Operation::opposite, .first = given.values.front(), .at = at});
  }
  return call_builtin(*builtin, given, name, at);
}

Index Parser::call_builtin(Index builtin, Arguments const& given, std::string const& name, Position at) {
  if (given.names.empty()) {
    if (auto const entry = entry_taking(builtin, given.values.size())) {
      return node_of_run(Operation::call_builtin, at, given.values, *entry);
    }
  } else if (auto const entry = entry_taking(builtin, given.names)) {
    auto const& parameters = builtins()[*entry].parameters;
    std::vector<Index> values;
    for (auto const& parameter : parameters) {
      auto const there = std::ranges::find(given.names, parameter);
      values.push_back(
          there == given.names.end() ? none : given.values[static_cast<std::size_t>(there - given.names.begin())]);
    }
    while (values.back() == none) values.pop_back();
    for (auto& value : values) {
      if (value == none) value = literal({}, at);
    }
    return node_of_run(Operation::call_builtin, at, values, *entry);
  }
  return no_value(name, NoValue::wrong_arguments, at);
}

// Behind the opening bracket up to behind the closing one. Either all arguments are named or none.
Parser::Arguments Parser::arguments() {
  Arguments given;
  advance();
  while (!token_.is(")") && !given_up_) {
    if (auto name = label_here(":")) {
      expect(":");
      if (given.names.size() != given.values.size()) fault("expression");
      given.names.push_back(std::move(*name));
    } else if (!given.names.empty()) {
      fault("name");
    }
    given.values.push_back(expression());
    if (!another()) break;
  }
  expect(")");
  if (!given.names.empty()) given.names.resize(given.values.size());  // after a fault there may be more of either
  return given;
}

}  // namespace congvu::feel
