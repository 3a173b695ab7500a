#include "rules/dmn/compile/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "rules/dmn/codes.h"
#include "rules/dmn/compile/scope.h"
#include "rules/dmn/limits.h"

namespace congvu::dmn {
namespace {

using Sort = Element::Sort;

class Linking {
 public:
  explicit Linking(std::vector<Model> const& models) : models_(models), types_(models.size()) {}

  Compilation whole() {
    if (models_.size() > limits::files) {
      problem(codes::too_many_files, models_.front(), {}, {}, 0, {{"limit", std::to_string(limits::files)}});
      return {nullptr, std::move(problems_)};
    }
    for (auto const& model : models_) number(model);
    for (std::size_t i = 0; i < models_.size(); ++i) read_types(i);
    for (std::size_t i = 0; i < models_.size(); ++i) fill(i);
    if (has_cycle()) return {nullptr, std::move(problems_)};
    return {std::make_shared<Program const>(std::move(program_)), std::move(problems_)};
  }

 private:
  void problem(Code code, Model const&, std::string element, std::string_view kind, std::uint32_t line,
               std::vector<Argument> arguments, bool warning = false) {
    if (problems_.size() >= limits::problems) return;
    auto name = element;
    problems_.push_back(
        {code, std::move(element), std::string{kind}, std::move(name), line, std::move(arguments), {}, warning});
  }

  // Every element gets its number first: models may import one another in a circle.
  void number(Model const& model) {
    std::ranges::copy(model.problems, std::back_inserter(problems_));
    auto& own = elements_[model.space];
    for (auto const& each : model.inputs) {
      own.emplace(each.id, Element{Sort::input, static_cast<std::uint32_t>(program_.inputs.size())});
      program_.inputs.push_back({each.id, each.variable.name, model.space, {}});
    }
    for (auto const& each : model.decisions) {
      own.emplace(each.id, Element{Sort::decision, static_cast<std::uint32_t>(program_.decisions.size())});
      program_.decisions.push_back({each.id, each.variable.name, model.space});
    }
    for (auto const& each : model.knowledge) {
      own.emplace(each.id, Element{Sort::knowledge, static_cast<std::uint32_t>(program_.knowledge.size())});
      program_.knowledge.push_back({each.id, each.variable.name, model.space});
    }
    for (auto const& each : model.services) {
      own.emplace(each.id, Element{Sort::service, static_cast<std::uint32_t>(program_.services.size())});
      program_.services.push_back({each.id, each.variable.name, model.space, {}, {}, {}});
    }
  }

  std::optional<std::size_t> model_of(std::string const& space) const {
    auto const found = std::ranges::find(models_, space, &Model::space);
    if (found == models_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - models_.begin());
  }

  static bool is_dmn(Import const& import) {
    return import.type.empty() || import.type.find("/DMN/") != std::string::npos;
  }

  void read_types(std::size_t index) {
    if (!read_.insert(index).second) return;
    auto const& model = models_[index];
    for (auto const& import : model.imports) {
      auto const other = model_of(import.space);
      if (!other) {
        if (is_dmn(import)) {
          problem(codes::missing_import, model, import.name, "import", import.line, {{"namespace", import.space}});
        }
        continue;
      }
      read_types(*other);
      types_[index].import(import.name, types_[*other]);
    }
    types_[index].read(model, problems_);
  }

  void fill(std::size_t index) {
    auto const& model = models_[index];
    auto const& types = types_[index];
    for (auto const& each : model.inputs) {
      program_.inputs[at(model, each.id).index].type =
          types.find(each.variable.type, each.variable.name, each.variable.line, problems_);
    }
    for (auto const& each : model.decisions) decision(model, types, each);
    for (auto const& each : model.knowledge) knowledge(model, types, each);
    for (auto const& each : model.services) service(model, types, each);
  }

  Element at(Model const& model, std::string const& id) const { return elements_.at(model.space).at(id); }

  std::optional<Element> referred(Model const& model, Reference const& reference) {
    auto const& space = reference.space.empty() ? model.space : reference.space;
    auto const others = elements_.find(space);
    if (others != elements_.end()) {
      if (auto const found = others->second.find(reference.id); found != others->second.end()) return found->second;
    }
    if (!reference.space.empty()) {
      problem(codes::dangling_reference, model, reference.id, "href", reference.line,
              {{"target", reference.space + "#" + reference.id}});
    }
    return std::nullopt;
  }

  // Gives each required element its place; those of an import stand together under the import's name.
  void require(Model const& model, std::vector<Reference> const& references, Unit& unit, NameScope& scope,
               std::map<std::string, std::size_t>& imports) {
    for (auto const& reference : references) {
      auto const element = referred(model, reference);
      if (!element) continue;
      auto const import = std::ranges::find(model.imports, reference.space, &Import::space);
      if (reference.space.empty() || import == model.imports.end() || import->name.empty()) {
        unit.needs.push_back({scope.add(program_.name_of(*element)), *element});
        continue;
      }
      auto const [known, is_new] = imports.emplace(import->name, unit.imported.size());
      if (is_new) unit.imported.push_back({scope.add(import->name), {}});
      unit.imported[known->second].entries.emplace_back(program_.name_of(*element), *element);
      scope.may_have_member(program_.name_of(*element));
    }
  }

  void decision(Model const& model, Types const& types, Decision const& written) {
    auto& unit = program_.decisions[at(model, written.id).index];
    NameScope scope{types, written.variable.name, problems_};
    std::map<std::string, std::size_t> imports;
    require(model, written.inputs, unit, scope, imports);
    require(model, written.decisions, unit, scope, imports);
    require(model, written.knowledge, unit, scope, imports);
    unit.type = scope.type(written.variable.type, written.variable.line);
    unit.logic = compiled(written.logic, scope);
    unit.slots = scope.slots();
  }

  void knowledge(Model const& model, Types const& types, BusinessKnowledge const& written) {
    auto& unit = program_.knowledge[at(model, written.id).index];
    NameScope scope{types, written.variable.name, problems_};
    std::map<std::string, std::size_t> imports;
    unit.needs.push_back({scope.add(unit.name), at(model, written.id)});  // it may call itself
    require(model, written.knowledge, unit, scope, imports);
    auto function = compiled_function(written.logic, scope);
    unit.parameters = std::move(function.parameters);
    unit.logic = std::move(function.body);
    unit.foreign = function.foreign;
    unit.slots = scope.slots();
    unit.type = scope.type(written.variable.type, written.variable.line);
    if (unit.type && unit.type->is_function) unit.type = unit.type->result;
  }

  void service(Model const& model, Types const& types, DecisionService const& written) {
    auto& unit = program_.services[at(model, written.id).index];
    auto const gather = [&](std::vector<Reference> const& references, std::vector<Element>& into) {
      for (auto const& each : references) {
        if (auto const element = referred(model, each)) into.push_back(*element);
      }
    };
    gather(written.outputs, unit.outputs);
    gather(written.inputs, unit.parameters);
    gather(written.decisions, unit.parameters);
    unit.type = types.find(written.variable.type, written.variable.name, written.variable.line, problems_);
    if (unit.type && unit.type->is_function) unit.type = unit.type->result;
  }

  // Clause 6.3.7: a decision does not depend on itself. Walked without recursion, for a chain may be long.
  bool has_cycle() {
    enum class Mark : std::uint8_t { fresh, open, done };
    std::vector<Mark> marks(program_.decisions.size(), Mark::fresh);
    struct Frame {
      std::uint32_t decision;
      std::vector<std::uint32_t> needs;
      std::size_t next = 0;
    };
    for (std::uint32_t start = 0; start < marks.size(); ++start) {
      std::vector<Frame> path;
      auto const enter = [&](std::uint32_t decision) {
        marks[decision] = Mark::open;
        path.push_back({decision, decisions_needed(program_.decisions[decision])});
      };
      if (marks[start] == Mark::fresh) enter(start);
      while (!path.empty()) {
        auto& top = path.back();
        if (top.next == top.needs.size()) {
          marks[top.decision] = Mark::done;
          path.pop_back();
          continue;
        }
        auto const next = top.needs[top.next++];
        if (marks[next] == Mark::open) {
          tell_cycle(next, path);
          return true;
        }
        if (marks[next] == Mark::fresh) enter(next);
      }
    }
    return false;
  }

  template <class Path>
  void tell_cycle(std::uint32_t decision, Path const& path) {
    auto const begin = std::ranges::find(path, decision, [](auto const& frame) { return frame.decision; });
    std::string names;
    for (auto each = begin; each != path.end(); ++each) names += program_.decisions[each->decision].name + " → ";
    auto const& unit = program_.decisions[decision];
    auto const& model = models_[*model_of(unit.space)];
    auto const written = std::ranges::find(model.decisions, unit.id, &Decision::id);
    auto const line = written == model.decisions.end() ? 0 : written->variable.line;
    problem(codes::cycle, model, unit.name, "decision", line, {{"path", names + unit.name}});
  }

  static std::vector<std::uint32_t> decisions_needed(Unit const& unit) {
    std::vector<std::uint32_t> needed;
    auto const add = [&](Element each) {
      if (each.sort == Sort::decision) needed.push_back(each.index);
    };
    for (auto const& need : unit.needs) add(need.element);
    for (auto const& import : unit.imported) {
      for (auto const& [name, element] : import.entries) add(element);
    }
    return needed;
  }

  std::vector<Model> const& models_;
  std::vector<Types> types_;
  std::set<std::size_t> read_;
  std::unordered_map<std::string, std::unordered_map<std::string, Element>> elements_;  // by namespace and id
  Program program_;
  std::vector<Problem> problems_;
};

}  // namespace

namespace {

// What an element of any sort has.
auto of_element(Program const& program, Element element, auto what) -> decltype(what(program.inputs.front())) {
  switch (element.sort) {
    case Sort::input:
      return what(program.inputs[element.index]);
    case Sort::decision:
      return what(program.decisions[element.index]);
    case Sort::knowledge:
      return what(program.knowledge[element.index]);
    case Sort::service:
      break;
  }
  return what(program.services[element.index]);
}

}  // namespace

std::string const& Program::name_of(Element element) const {
  return of_element(*this, element, [](auto const& unit) -> std::string const& { return unit.name; });
}

TypePointer const& Program::type_of(Element element) const {
  return of_element(*this, element, [](auto const& unit) -> TypePointer const& { return unit.type; });
}

bool Compilation::usable() const {
  return program && std::ranges::all_of(problems, &Problem::warning);
}

Compilation compile(std::vector<Model> const& models) {
  return Linking{models}.whole();
}

}  // namespace congvu::dmn
