// if, for, some, every and function. DMN 1.5, clause 10.3.1.2, rules 42 to 46 and 55.
#include <algorithm>

#include "rules/feel/parser.h"

namespace congvu::feel {

Index Parser::choice() {
  auto const at = token_.at;
  advance();
  auto const condition = expression();
  expect("then");
  auto const then = expression();
  expect("else");
  auto const otherwise = expression();
  return node({.operation = Operation::choose, .first = condition, .second = then, .third = otherwise, .at = at});
}

// name in source, …: each name is known to the sources after it.
bool Parser::iterators(std::vector<Index>& sources, std::string_view ends_with, bool ranges) {
  std::vector<std::string> names;
  do {
    auto const name = name_here();
    if (!name) {
      fault("name");
      break;
    }
    expect("in");
    auto const source = expression();
    auto end = none;
    if (ranges && accept("..")) end = expression();
    auto const place = bind(*name);
    names.push_back(*name);
    sources.insert(sources.end(), {place, source, end});
  } while (another());
  return expect(ends_with) && names.size() * 3 == sources.size();
}

Index Parser::iteration() {
  auto const at = token_.at;
  auto const before = scopes_.back().bindings.size();
  advance();
  std::vector<Index> sources;
  iterators(sources, "return", true);
  auto const partial = bind("partial");
  auto const body = expression();
  unbind(scopes_.back().bindings.size() - before);
  auto const begin = run(sources);
  return node({.operation = Operation::for_each,
               .first = begin,
               .second = static_cast<Index>(sources.size() / 3),
               .third = body,
               .fourth = scopes_.back().used.contains(partial) ? partial : none,
               .at = at});
}

Index Parser::quantified() {
  auto const at = token_.at;
  auto const operation = token_.is("some") ? Operation::some : Operation::every;
  auto const before = scopes_.back().bindings.size();
  advance();
  std::vector<Index> sources;
  iterators(sources, "satisfies", true);
  auto const condition = expression();
  unbind(scopes_.back().bindings.size() - before);
  auto const begin = run(sources);
  return node({.operation = operation,
               .first = begin,
               .second = static_cast<Index>(sources.size() / 3),
               .third = condition,
               .at = at});
}

Index Parser::function() {
  return function_body({});
}

// A function that is a context's entry may call itself by that entry's name, `self`.
Index Parser::function_body(std::string const& self) {
  auto const at = token_.at;
  if (!token_.is("function") || known_at_start_of(scanner_.from(token_)).length > token_.text.size()) {
    return expression();
  }
  advance();
  expect("(");
  auto const formal = parameters();
  expect(")");
  scopes_.emplace_back();
  for (auto const& parameter : formal) bind(parameter.name);
  scopes_.back().definition.parameters = formal;
  if (!self.empty() && !is_told(self)) scopes_.back().definition.self = bind(self);
  bool const external = accept("external");
  auto const body = expression();
  unbind(scopes_.back().bindings.size());
  auto definition = std::move(scopes_.back().definition);
  scopes_.pop_back();
  if (external) return no_value("external", NoValue::external, at);
  definition.body = body;
  program_->definitions.push_back(std::move(definition));
  return node(
      {.operation = Operation::function, .first = static_cast<Index>(program_->definitions.size() - 1), .at = at});
}

std::vector<Parameter> Parser::parameters() {
  std::vector<Parameter> formal;
  while (!token_.is(")") && !given_up_) {
    auto name = label_here(":,)");
    if (!name) {
      fault("name");
      break;
    }
    Parameter parameter{std::move(*name), {}};
    if (accept(":")) parameter.type = type();
    formal.push_back(std::move(parameter));
    if (!another()) break;
  }
  return formal;
}

}  // namespace congvu::feel
