// Types, as `instance of` and parameters name them. DMN 1.5, clause 10.3.1.2, rules 52 to 54.
#include <algorithm>
#include <array>

#include "rules/feel/limits.h"
#include "rules/feel/parser.h"

namespace congvu::feel {
namespace {

constexpr std::array<std::string_view, 16> standard_types{"Any",
                                                          "Null",
                                                          "boolean",
                                                          "number",
                                                          "string",
                                                          "date",
                                                          "time",
                                                          "date and time",
                                                          "days and time duration",
                                                          "years and months duration",
                                                          "dateTime",
                                                          "dayTimeDuration",
                                                          "yearMonthDuration",
                                                          "list",
                                                          "range",
                                                          "context"};

}  // namespace

Type Parser::type() {
  if (nesting_ >= limits::nesting) {
    too_deep(limits::nesting, token_.at);
    return {};
  }
  ++nesting_;
  auto const text = scanner_.from(token_);
  KnownNames type_names;
  for (auto const name : standard_types) type_names.tell(name);
  type_names.tell("function");
  for (auto const& each : types_) type_names.tell(normal_name(each.name));
  auto const found = type_names.at_start_of(text);
  Type result;
  if (token_.kind != Token::Kind::word || found.length == 0) {
    fault("type");
    if (token_.kind == Token::Kind::word) advance();
  } else {
    auto const name = normal_name(text.substr(0, found.length));
    scanner_.go_on_at(token_.begin + found.length);
    advance();
    result = generic_type(name);
  }
  --nesting_;
  return result;
}

Type Parser::generic_type(std::string const& word) {
  auto const own = std::ranges::find_if(types_, [&](NamedType const& each) { return normal_name(each.name) == word; });
  if (own != types_.end()) return own->type;
  if (word == "list" || word == "range") {
    if (!accept("<")) return word == "list" ? Type::list_of({}) : Type::range_of({});
    auto of = type();
    expect(">");
    return word == "list" ? Type::list_of(std::move(of)) : Type::range_of(std::move(of));
  }
  if (word == "context") {
    std::vector<NamedType> entries;
    if (!accept("<")) return Type::context_of({});
    while (!token_.is(">") && !given_up_) {
      auto name = label_here(":");
      if (!name) {
        fault("name");
        break;
      }
      expect(":");
      entries.push_back({std::move(*name), type()});
      if (!accept(",")) break;
    }
    expect(">");
    return Type::context_of(std::move(entries));
  }
  if (word != "function") return Type::named(word).value_or(Type{});
  std::vector<NamedType> parameters;
  expect("<");
  while (!token_.is(">") && !given_up_) {
    parameters.push_back({{}, type()});
    if (!accept(",")) break;
  }
  expect(">");
  expect("->");
  return Type::function_of(std::move(parameters), type());
}

}  // namespace congvu::feel
