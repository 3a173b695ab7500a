// Boxed expressions, each as the step that answers it. Recursion is as deep as the document, which reading bounds.
#include "rules/dmn/codes.h"
#include "rules/dmn/compile/scope.h"

namespace congvu::dmn {
namespace {

using Is = decltype(Logic::is);

class Compiling {
 public:
  Compiling(Expression const& written, NameScope& scope) : written_(written), scope_(scope) {}

  std::optional<Is> operator()(Literal const& literal) {
    if (literal.text.text.empty()) return std::nullopt;
    auto line = scope_.expression(literal.text);
    if (!line) return std::nullopt;
    return std::move(*line);
  }

  std::optional<Is> operator()(Invocation const& invocation) {
    CallLogic call{compiled(invocation.called, scope_), {}};
    for (auto const& [parameter, value] : invocation.bindings) {
      call.bindings.emplace_back(parameter.name, compiled(value, scope_));
    }
    return call;
  }

  std::optional<Is> operator()(BoxedContext const& context) {
    ContextLogic logic;
    for (auto const& [variable, value] : context.entries) {
      ContextLogic::Entry entry{variable.name, no_slot, scope_.type(variable.type, variable.line), {}};
      auto const* function = value ? std::get_if<FunctionDefinition>(&value->is) : nullptr;
      // A function may call itself by the name it is given here
      if (function != nullptr && !variable.name.empty()) entry.slot = scope_.add(variable.name);
      entry.value = compiled(value, scope_);
      if (function == nullptr && !variable.name.empty()) entry.slot = scope_.add(variable.name);
      logic.entries.push_back(std::move(entry));
    }
    std::size_t named = 0;
    for (auto const& entry : logic.entries) named += entry.name.empty() ? 0 : 1;
    scope_.forget(named);
    return logic;
  }

  std::optional<Is> operator()(BoxedList const& list) {
    ListLogic logic;
    for (auto const& each : list.items) logic.items.push_back(compiled(each, scope_));
    return logic;
  }

  std::optional<Is> operator()(Relation const& relation) {
    RelationLogic logic;
    for (auto const& column : relation.columns) logic.columns.push_back(column.name);
    for (auto const& row : relation.rows) {
      auto& cells = logic.rows.emplace_back();
      for (auto const& cell : row) cells.push_back(compiled(cell, scope_));
    }
    return logic;
  }

  std::optional<Is> operator()(FunctionDefinition const& function) { return compiled_function(function, scope_); }

  std::optional<Is> operator()(Conditional const& choice) {
    return ChoiceLogic{compiled(choice.condition, scope_), compiled(choice.then, scope_),
                       compiled(choice.otherwise, scope_)};
  }

  std::optional<Is> operator()(Iteration const& walk) {
    WalkLogic logic{walk.kind};
    logic.in = compiled(walk.in, scope_);
    logic.variable = scope_.add(walk.variable);
    logic.partial = scope_.add("partial");
    logic.body = compiled(walk.body, scope_);
    scope_.forget(2);
    if (walk.kind != Iteration::Kind::each || !scope_.is_read(logic.partial)) logic.partial = no_slot;
    return logic;
  }

  std::optional<Is> operator()(Filter const& filter) {
    FilterLogic logic{compiled(filter.in, scope_), {}, scope_.add("item")};
    scope_.item_begins();
    logic.match = compiled(filter.match, scope_);
    scope_.item_ends();
    scope_.forget();
    return logic;
  }

  std::optional<Is> operator()(Table const& table) {
    TableLogic logic;
    logic.policy = table.policy;
    logic.aggregation = table.aggregation;
    for (auto const& input : table.inputs) {
      auto line = scope_.expression(input.expression);
      if (!line) return std::nullopt;
      logic.inputs.push_back({std::move(*line), scope_.type(input.type, input.expression.line), {}});
    }
    logic.input = scope_.add(std::string{input_name});
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      if (!table.inputs[i].allowed.text.empty()) logic.inputs[i].allowed = scope_.tests(table.inputs[i].allowed);
    }
    for (auto const& output : table.outputs) logic.outputs.push_back(output_of(output));
    for (auto const& rule : table.rules) row(logic, rule);
    scope_.forget();
    for (std::size_t i = 0; i < logic.inputs.size(); ++i) {
      std::vector<Reach> cells;
      for (auto const& each : logic.rows)
        cells.push_back(each.cells[i] ? reach_of(each.cells[i]->expression) : Reach{});
      logic.axes.push_back(Axis::of(cells));
    }
    return logic;
  }

 private:
  TableLogic::Output output_of(OutputClause const& output) {
    TableLogic::Output logic{
        output.name, scope_.type(output.type, written_.line), {}, compiled(output.by_default, scope_)};
    if (!output.allowed.text.empty()) {
      if (auto const allowed = scope_.tests(output.allowed)) logic.ranks = single_tests(allowed->expression);
    } else if (logic.type && logic.type->allowed) {
      logic.ranks = single_tests(*logic.type->allowed);
    }
    return logic;
  }

  void row(TableLogic& logic, Rule const& rule) {
    TableLogic::Row row{rule.id, {}, {}};
    for (std::size_t i = 0; i < logic.inputs.size(); ++i) {
      auto const& cell = i < rule.inputs.size() ? rule.inputs[i] : Text{};
      auto const free = cell.text.empty() || cell.text == "-";
      row.cells.push_back(free ? std::nullopt : scope_.tests(cell));
    }
    for (std::size_t i = 0; i < logic.outputs.size(); ++i) {
      row.outputs.push_back(i < rule.outputs.size() ? compiled(rule.outputs[i], scope_) : nullptr);
    }
    logic.rows.push_back(std::move(row));
  }

  Expression const& written_;
  NameScope& scope_;
};

}  // namespace

Step compiled(Boxed const& boxed, NameScope& scope) {
  if (!boxed) return nullptr;
  auto is = std::visit(Compiling{*boxed, scope}, boxed->is);
  if (!is) return nullptr;
  return std::make_shared<Logic const>(
      Logic{boxed->id, boxed->line, scope.type(boxed->type, boxed->line), std::move(*is)});
}

FunctionLogic compiled_function(FunctionDefinition const& function, NameScope& scope) {
  FunctionLogic logic;
  logic.foreign = function.kind != FunctionDefinition::Kind::feel;
  logic.captured = scope.slots();
  for (auto const& each : function.parameters) {
    auto type = scope.type(each.type, each.line);
    logic.parameters.push_back({each.name, scope.add(each.name), std::move(type)});
  }
  if (!logic.foreign) logic.body = compiled(function.body, scope);
  logic.slots = scope.slots();
  scope.forget(function.parameters.size());
  return logic;
}

}  // namespace congvu::dmn
