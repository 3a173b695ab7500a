#include "agency/procedure/compiling.h"

#include "agency/procedure/procedure.h"

namespace congvu::procedure {

bpmn::Surroundings const& surroundings() {
  static bpmn::Surroundings const offered{
      .effects = {{"take-number", {"register", "document"}}, {"render-document", {"document"}}, {"notify", {"notice"}}},
      .messages = false};
  return offered;
}

Expected<bpmn::Definition> compile_diagram(std::string const& bpmn) {
  return bpmn::compile(bpmn, std::string{diagram_name}, surroundings());
}

std::vector<Refusal> faults_of_conditions(bpmn::Definition const& definition, json::object const& form) {
  auto const* properties = form.if_contains("properties");
  auto const known = [&](std::string const& name) {
    if (name == "outcome" || name == "answers") return true;
    return properties && properties->is_object() && properties->get_object().contains(name);
  };
  std::vector<Refusal> faults;
  for (bpmn::Index flow = 0; flow < definition.flows.size(); ++flow) {
    auto const condition = definition.flows[flow].condition;
    if (condition == bpmn::none) continue;
    for (auto const& name : definition.conditions[condition].reads()) {
      if (known(name)) continue;
      faults.emplace_back(codes::unknown_field, std::string{diagram_name},
                          std::vector<Argument>{{"field", name}, {"element", definition.flow_id(flow)}});
    }
  }
  return faults;
}

std::shared_ptr<bpmn::Definition const> compiled(ProcedurePublished const& event) {
  // Deciding has compiled it before: this gives the same. Under a later engine that no longer runs it, a version stays
  // in the catalogue to be read, and starts no cases.
  auto definition = compile_diagram(event.bpmn);
  return definition ? std::make_shared<bpmn::Definition const>(std::move(*definition)) : nullptr;
}

}  // namespace congvu::procedure
