#include "rules/bpmn/check/constraints/constraints.h"

#include <set>

#include "rules/bpmn/check/constraints/references.h"
#include "rules/bpmn/limits.h"

namespace congvu::bpmn {
namespace {

class Judging {
 public:
  explicit Judging(Model const& model) : drawn_(*model.document) {}

  std::vector<Problem> whole(Imported const& imported) {
    for (auto const rules :
         {flow_rules(), gateway_rules(), event_rules(), data_rules(), pool_rules(), execution_rules()}) {
      for (auto const& rule : rules) apply(rule);
    }
    for (auto const at : wrong_references(drawn_)) tell("REF", at);
    std::set<std::string> visited;
    look_at_imports(drawn_.document(), imported, visited, drawn_.document().root);
    return std::move(problems_);
  }

 private:
  void apply(Rule const& rule) {
    for (auto const kind : rule.on) {
      for (auto const at : drawn_.all(kind)) {
        if (rule.is_broken(drawn_, at)) tell(rule.number, at);
      }
    }
  }

  void tell(std::string_view number, xml::Index at) {
    if (problems_.size() >= limits::problems) return;
    problems_.push_back({codes::constraint_broken,
                         drawn_.attribute(at, "id"),
                         std::string{drawn_.kind(at)},
                         drawn_.attribute(at, "name"),
                         drawn_.document().nodes[at].line,
                         {{"constraint", std::string{number}}},
                         {},
                         true});
  }

  // A file that is imported is there, is of the namespace that is said (EXT.001), and has no id of ours (EXT.002); so
  // has each that it imports in turn.
  void look_at_imports(xml::Document const& document, Imported const& imported, std::set<std::string>& visited,
                       xml::Index told_at) {
    Drawn const here{document};
    for (auto const at : here.all("import")) {
      if (!here.says(at, "importType", model_space)) continue;
      auto const place = &document == &drawn_.document() ? at : told_at;
      auto const location = here.attribute(at, "location");
      auto const file = imported.find(location);
      if (file == imported.end()) {
        tell("EXT.001", place);
        continue;
      }
      if (!visited.insert(location).second) continue;
      auto const model = read(file->second, location);
      if (!model) {
        tell("EXT.001", place);
        continue;
      }
      Drawn const there{*model->document};
      if (there.attribute(model->document->root, "targetNamespace") != here.attribute(at, "namespace")) {
        tell("EXT.001", place);
      }
      compare_ids(here, there, place);
      look_at_imports(*model->document, imported, visited, place);
    }
  }

  void compare_ids(Drawn const& here, Drawn const& there, xml::Index place) {
    auto const& document = there.document();
    if (here.attribute(here.document().root, "targetNamespace") != there.attribute(document.root, "targetNamespace")) {
      return;
    }
    for (xml::Index at = 0; at < document.nodes.size(); ++at) {
      if (there.kind(at).empty()) continue;
      auto const id = there.attribute(at, "id");
      if (!id.empty() && here.find(id) != xml::none) tell("EXT.002", place);
    }
  }

  Drawn const drawn_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> broken_constraints(Model const& model, Imported const& imported) {
  return Judging{model}.whole(imported);
}

}  // namespace congvu::bpmn
