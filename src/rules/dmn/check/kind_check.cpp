#include "rules/dmn/check/kind_check.h"

#include <algorithm>

#include "rules/dmn/codes.h"
#include "rules/dmn/limits.h"
#include "rules/feel/kinds.h"

namespace congvu::dmn {
namespace {

using feel::Type;
using Kind = Type::Kind;

Type kind_of(TypePointer const& type) {
  return type ? type->kind : Type{};
}

// An answer is of the type that is asked of it, or null.
Type narrowed(Type told, TypePointer const& asked) {
  return asked && asked->kind.kind != Kind::any ? asked->kind : told;
}

// Walks a unit's logic with the kind of each place of its frame. Recursion is as deep as the document, which reading
// bounds.
class Walking {
 public:
  Walking(Program const& program, Unit const& unit) : unit_(unit), frame_(unit.slots) {
    for (auto const& need : unit.needs) {
      auto const is_value = need.element.sort == Element::Sort::input || need.element.sort == Element::Sort::decision;
      if (is_value) set(need.slot, kind_of(program.type_of(need.element)));
    }
    for (auto const& each : unit.parameters) set(each.slot, kind_of(each.type));
  }

  std::vector<Problem> whole() {
    of(unit_.logic);
    return std::move(problems_);
  }

 private:
  void set(Slot slot, Type type) {
    if (slot == no_slot) return;
    if (slot >= frame_.size()) frame_.resize(slot + 1);
    frame_[slot] = std::move(type);
  }

  void tell(Code code, std::string element, std::string_view kind, std::uint32_t line, std::vector<Argument> arguments,
            bool warning) {
    if (problems_.size() >= limits::problems) return;
    problems_.push_back(
        {code, std::move(element), std::string{kind}, unit_.name, line, std::move(arguments), {}, warning});
  }

  Type of(Step const& step) {
    if (!step) return Type::of(Kind::null);
    auto const told = std::visit([&](auto const& logic) { return look(logic, *step); }, step->is);
    return narrowed(told, step->type);
  }

  std::vector<Type> kinds_read(Line const& line) const {
    std::vector<Type> kinds;
    // Within a filter a name may be an entry of the item
    for (auto const slot : line.reads) kinds.push_back(slot < frame_.size() && filters_ == 0 ? frame_[slot] : Type{});
    return kinds;
  }

  // "name = value" of each name that the line reads, as far as their kinds are known.
  static std::string example_of(Line const& line, std::vector<Type> const& kinds, std::string const& input) {
    std::string text;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      auto const samples = feel::samples_of(kinds[i]);
      if (samples.empty()) continue;
      auto const& name = line.expression.reads()[i];
      text += (text.empty() ? "" : ", ") + (name == input_name ? input : name) + " = " + feel::shown(samples.front());
    }
    return text;
  }

  Type look(Line const& line, Logic const& whole) {
    auto const read = kinds_read(line);
    auto kinds = feel::kinds_of(line.expression, read);
    if (!kinds.faults.empty()) {
      tell(codes::wrong_kinds, whole.id.empty() ? unit_.id : whole.id, "literalExpression", line.line,
           {{"text", line.expression.text()},
            {"found", kinds.faults.front().found},
            {"example", example_of(line, read, {})}},
           true);
    }
    return std::move(kinds.whole);
  }

  Type look(CallLogic const& call, Logic const&) {
    auto const called = of(call.called);
    for (auto const& [name, value] : call.bindings) of(value);
    auto const says = called.kind == Kind::function && called.parts && !called.parts->empty();
    return says ? called.parts->back().type : Type{};
  }

  Type look(ContextLogic const& context, Logic const&) {
    std::vector<feel::NamedType> entries;
    for (auto const& entry : context.entries) {
      auto type = narrowed(of(entry.value), entry.type);
      if (type.kind == Kind::null) type = {};
      if (entry.name.empty()) return type;
      set(entry.slot, type);
      entries.push_back({entry.name, std::move(type)});
    }
    return Type::context_of(std::move(entries));
  }

  Type look(ListLogic const& list, Logic const&) {
    for (auto const& item : list.items) of(item);
    return Type::list_of({});
  }

  Type look(RelationLogic const& relation, Logic const&) {
    for (auto const& row : relation.rows) std::ranges::for_each(row, [&](Step const& step) { of(step); });
    return Type::list_of({});
  }

  Type look(FunctionLogic const& function, Logic const&) {
    for (auto const& each : function.parameters) set(each.slot, kind_of(each.type));
    of(function.body);
    return {};
  }

  Type look(ChoiceLogic const& choice, Logic const&) {
    of(choice.condition);
    auto const then = of(choice.then);
    auto const otherwise = of(choice.otherwise);
    return then.kind == otherwise.kind && !then.parts && !otherwise.parts ? then : Type{};
  }

  Type look(WalkLogic const& walk, Logic const&) {
    of(walk.in);
    set(walk.variable, {});
    set(walk.partial, Type::list_of({}));
    of(walk.body);
    return walk.kind == Iteration::Kind::each ? Type::list_of({}) : Type::of(Kind::boolean);
  }

  Type look(FilterLogic const& filter, Logic const&) {
    of(filter.in);
    set(filter.item, {});
    ++filters_;
    of(filter.match);
    --filters_;
    return {};
  }

  Type look(TableLogic const& table, Logic const& whole) {
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      auto const& input = table.inputs[i];
      auto const given = look(input.expression, whole);
      auto const asked = kind_of(input.type);
      if (!feel::may_become(given, asked)) {
        tell(codes::column_kind, whole.id, "input", input.expression.line,
             {{"column", input.expression.expression.text()},
              {"found", feel::text_of(given)},
              {"type", feel::text_of(asked)}},
             true);
      }
      set(table.input, narrowed(given, input.type));
      for (std::size_t row = 0; row < table.rows.size(); ++row) cell(table, row, i);
    }
    set(table.input, {});
    for (auto const& row : table.rows) {
      for (std::size_t i = 0; i < row.outputs.size(); ++i) output(table, row, i);
    }
    return {};
  }

  void cell(TableLogic const& table, std::size_t row, std::size_t column) {
    auto const& line = table.rows[row].cells[column];
    if (!line) return;
    auto const read = kinds_read(*line);
    auto const kinds = feel::kinds_of(line->expression, read);
    if (kinds.faults.empty()) return;
    auto const& name = table.inputs[column].expression.expression.text();
    tell(codes::cell_kind, table.rows[row].id, "rule", line->line,
         {{"row", std::to_string(row + 1)},
          {"column", name},
          {"cell", line->expression.text()},
          {"type", feel::text_of(frame_[table.input])},
          {"found", kinds.faults.front().found},
          {"example", example_of(*line, read, name)}},
         false);
  }

  // A constant is held against the whole type elsewhere (table_check.h).
  void output(TableLogic const& table, TableLogic::Row const& row, std::size_t column) {
    auto const& step = row.outputs[column];
    auto const kind = of(step);
    auto const* line = step ? std::get_if<Line>(&step->is) : nullptr;
    auto const& type = table.outputs[column].type;
    if (line == nullptr || line->constant || feel::may_become(kind, kind_of(type))) return;
    auto const number = static_cast<std::size_t>(&row - table.rows.data()) + 1;
    tell(codes::output_kind, row.id, "rule", line->line,
         {{"row", std::to_string(number)},
          {"cell", line->expression.text()},
          {"type", type->name.empty() ? feel::text_of(type->kind) : type->name}},
         false);
  }

  Unit const& unit_;
  std::vector<Type> frame_;  // by place
  int filters_ = 0;          // around what is looked at
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> kind_problems(Program const& program, Unit const& unit) {
  return Walking{program, unit}.whole();
}

}  // namespace congvu::dmn
