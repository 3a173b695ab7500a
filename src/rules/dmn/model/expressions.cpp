// Boxed expressions as DMN writes them in XML, clause 12.2 with the schema DMN15.xsd.
#include <algorithm>
#include <array>
#include <optional>

#include "rules/dmn/codes.h"
#include "rules/dmn/model/source.h"

namespace congvu::dmn {
namespace {

template <class T>
struct Named {
  std::string_view name;
  T value;
};

constexpr std::array hit_policies{
    Named<HitPolicy>{"UNIQUE", HitPolicy::unique},         Named<HitPolicy>{"ANY", HitPolicy::any},
    Named<HitPolicy>{"FIRST", HitPolicy::first},           Named<HitPolicy>{"PRIORITY", HitPolicy::priority},
    Named<HitPolicy>{"RULE ORDER", HitPolicy::rule_order}, Named<HitPolicy>{"OUTPUT ORDER", HitPolicy::output_order},
    Named<HitPolicy>{"COLLECT", HitPolicy::collect}};

constexpr std::array aggregations{
    Named<Aggregation>{"SUM", Aggregation::sum}, Named<Aggregation>{"COUNT", Aggregation::count},
    Named<Aggregation>{"MIN", Aggregation::min}, Named<Aggregation>{"MAX", Aggregation::max}};

constexpr std::array function_kinds{Named<FunctionDefinition::Kind>{"FEEL", FunctionDefinition::Kind::feel},
                                    Named<FunctionDefinition::Kind>{"Java", FunctionDefinition::Kind::java},
                                    Named<FunctionDefinition::Kind>{"PMML", FunctionDefinition::Kind::pmml}};

// What an attribute with a closed list of values says; a problem when it says something else.
template <class T, std::size_t n>
T chosen(Source& source, xml::Index at, std::string_view attribute, std::array<Named<T>, n> const& known, T otherwise) {
  auto const written = source.attribute(at, attribute);
  if (written.empty()) return otherwise;
  auto const found = std::ranges::find(known, std::string_view{written}, &Named<T>::name);
  if (found != known.end()) return found->value;
  std::string list;
  for (auto const& each : known) list += (list.empty() ? "" : ", ") + std::string{each.name};
  source.problem(codes::unknown_value, at,
                 {{"attribute", std::string{attribute}}, {"found", written}, {"known", list}});
  return otherwise;
}

Literal literal(Source& source, xml::Index at) {
  auto const written = source.child(at, "text");
  auto language = source.attribute(at, "expressionLanguage");
  if (written == xml::none) return {{{}, source.line(at)}, std::move(language)};
  return {{source.text(written), source.line(written)}, std::move(language)};
}

Invocation invocation(Source& source, xml::Index at) {
  Invocation read;
  for (auto const each : source.children(at)) {
    if (source.is(each, "binding")) {
      auto const parameter = source.child(each, "parameter");
      Binding binding;
      if (parameter != xml::none) binding.parameter = source.information_item(parameter);
      binding.value = expression_inside(source, each);
      read.bindings.push_back(std::move(binding));
    } else if (!read.called && !source.is(each, "description")) {
      read.called = read_expression(source, each);
    }
  }
  return read;
}

InputClause input_clause(Source& source, xml::Index at) {
  InputClause read;
  read.id = source.attribute(at, "id");
  read.label = source.attribute(at, "label");
  auto const expression = source.child(at, "inputExpression");
  if (expression != xml::none) {
    read.expression = source.text_inside(at, "inputExpression");
    read.type = source.attribute(expression, "typeRef");
  } else {
    source.problem(codes::missing_logic, at);
  }
  read.allowed = source.text_inside(at, "inputValues");
  return read;
}

OutputClause output_clause(Source& source, xml::Index at) {
  OutputClause read;
  read.id = source.attribute(at, "id");
  read.name = source.attribute(at, "name");
  read.label = source.attribute(at, "label");
  read.type = source.attribute(at, "typeRef");
  read.allowed = source.text_inside(at, "outputValues");
  auto const by_default = source.child(at, "defaultOutputEntry");
  if (by_default != xml::none) {
    read.by_default = std::make_shared<Expression const>(
        Expression{source.attribute(by_default, "id"), {}, source.line(by_default), literal(source, by_default)});
  }
  return read;
}

Rule rule(Source& source, xml::Index at, Table const& table) {
  Rule read;
  read.id = source.attribute(at, "id");
  read.line = source.line(at);
  for (auto const each : source.children(at)) {
    auto const part = source.kind(each);
    if (part == "description") read.description = source.text(each);
    if (part == "inputEntry") {
      auto const text = literal(source, each).text;
      read.inputs.push_back(text);
    }
    if (part == "outputEntry") {
      read.outputs.push_back(std::make_shared<Expression const>(Expression{
          source.attribute(each, "id"), source.attribute(each, "typeRef"), source.line(each), literal(source, each)}));
    }
    if (part == "annotationEntry") read.annotations.push_back(literal(source, each).text.text);
  }
  auto const count = [&](std::size_t found, std::size_t expected) {
    if (found == expected) return;
    source.problem(codes::row_length, at, {{"found", std::to_string(found)}, {"expected", std::to_string(expected)}});
  };
  count(read.inputs.size(), table.inputs.size());
  count(read.outputs.size(), table.outputs.size());
  return read;
}

Table table(Source& source, xml::Index at) {
  Table read;
  read.policy = chosen(source, at, "hitPolicy", hit_policies, HitPolicy::unique);
  read.aggregation = chosen(source, at, "aggregation", aggregations, Aggregation::none);
  read.output_label = source.attribute(at, "outputLabel");
  for (auto const each : source.children(at, "input")) read.inputs.push_back(input_clause(source, each));
  for (auto const each : source.children(at, "output")) read.outputs.push_back(output_clause(source, each));
  for (auto const each : source.children(at, "annotation")) {
    read.annotations.push_back(source.attribute(each, "name"));
  }
  for (auto const each : source.children(at, "rule")) read.rules.push_back(rule(source, each, read));
  if (read.outputs.empty()) source.problem(codes::missing_logic, at);
  return read;
}

BoxedContext context(Source& source, xml::Index at) {
  BoxedContext read;
  for (auto const each : source.children(at, "contextEntry")) {
    auto const variable = source.child(each, "variable");
    ContextEntry entry;
    entry.variable.line = source.line(each);
    if (variable != xml::none) entry.variable = source.information_item(variable);
    entry.value = expression_inside(source, each);
    if (!entry.value) source.problem(codes::missing_logic, each);
    read.entries.push_back(std::move(entry));
  }
  return read;
}

std::vector<Boxed> expressions(Source& source, xml::Index at) {
  std::vector<Boxed> read;
  for (auto const each : source.children(at)) {
    auto const part = source.kind(each);
    if (part == "description" || part == "extensionElements") continue;
    if (auto inside = read_expression(source, each)) read.push_back(std::move(inside));
  }
  return read;
}

Relation relation(Source& source, xml::Index at) {
  Relation read;
  for (auto const each : source.children(at, "column")) read.columns.push_back(source.information_item(each));
  for (auto const each : source.children(at, "row")) {
    read.rows.push_back(expressions(source, each));
    auto const found = read.rows.back().size();
    if (found == read.columns.size()) continue;
    source.problem(codes::row_length, each,
                   {{"found", std::to_string(found)}, {"expected", std::to_string(read.columns.size())}});
  }
  return read;
}

// The expression inside the part `name` of a choice, a walk or a filter; a problem where it is missing.
Boxed part(Source& source, xml::Index at, std::string_view name) {
  auto const holder = source.child(at, name);
  auto inside = holder == xml::none ? nullptr : expression_inside(source, holder);
  if (!inside) source.problem(codes::missing_logic, holder == xml::none ? at : holder);
  return inside;
}

Iteration iteration(Source& source, xml::Index at, Iteration::Kind kind, std::string_view body) {
  return {kind, source.attribute(at, "iteratorVariable"), part(source, at, "in"), part(source, at, body)};
}

using Read = decltype(Expression::is);

// What the element is; nothing when it is no boxed expression. Depth is bounded by that of the document.
std::optional<Read> read_kind(Source& source, xml::Index at) {
  auto const kind = source.kind(at);
  if (kind == "literalExpression") return literal(source, at);
  if (kind == "decisionTable") return table(source, at);
  if (kind == "context") return context(source, at);
  if (kind == "invocation") return invocation(source, at);
  if (kind == "functionDefinition") return read_function(source, at);
  if (kind == "relation") return relation(source, at);
  if (kind == "list") return BoxedList{expressions(source, at)};
  if (kind == "conditional") {
    return Conditional{part(source, at, "if"), part(source, at, "then"), part(source, at, "else")};
  }
  if (kind == "for") return iteration(source, at, Iteration::Kind::each, "return");
  if (kind == "every") return iteration(source, at, Iteration::Kind::every, "satisfies");
  if (kind == "some") return iteration(source, at, Iteration::Kind::some, "satisfies");
  if (kind == "filter") return Filter{part(source, at, "in"), part(source, at, "match")};
  return std::nullopt;
}

// Elements of DMN's own that stand beside an expression and are none.
bool is_beside(std::string_view kind) {
  static constexpr std::array<std::string_view, 15> names{"description",
                                                          "extensionElements",
                                                          "variable",
                                                          "parameter",
                                                          "question",
                                                          "allowedAnswers",
                                                          "informationRequirement",
                                                          "knowledgeRequirement",
                                                          "authorityRequirement",
                                                          "formalParameter",
                                                          "supportedObjective",
                                                          "impactedPerformanceIndicator",
                                                          "decisionMaker",
                                                          "decisionOwner",
                                                          "usingTask"};
  return std::ranges::find(names, kind) != names.end() || kind == "usingProcess";
}

}  // namespace

FunctionDefinition read_function(Source& source, xml::Index at) {
  FunctionDefinition read;
  read.kind = chosen(source, at, "kind", function_kinds, FunctionDefinition::Kind::feel);
  for (auto const each : source.children(at, "formalParameter")) {
    read.parameters.push_back(source.information_item(each));
  }
  read.body = expression_inside(source, at);
  return read;
}

Boxed read_expression(Source& source, xml::Index at) {
  auto read = read_kind(source, at);
  if (!read) {
    source.problem(codes::unknown_element, at, {{"found", source.kind(at)}});
    return nullptr;
  }
  return std::make_shared<Expression const>(
      Expression{source.attribute(at, "id"), source.attribute(at, "typeRef"), source.line(at), std::move(*read)});
}

Boxed expression_inside(Source& source, xml::Index at) {
  for (auto const each : source.children(at)) {
    if (!is_beside(source.kind(each))) return read_expression(source, each);
  }
  return nullptr;
}

}  // namespace congvu::dmn
