// What people's tools write beside BPMN itself: congvu's own attributes, and those of Camunda's two modelers that mean
// the same. Attributes and elements of theirs that would change how a process runs and are not understood are
// problems; those that only describe, and those of other tools, are left as they are.
#pragma once

#include <optional>
#include <vector>

#include "rules/bpmn/compile/compile.h"

namespace congvu::bpmn {

// Reads the extensions of one element of a model, adding what is wrong with them to the problems.
class Extensions {
 public:
  // A process or an arrow is asked like a node, by its place.
  Extensions(Model const& model, FlowNode node, std::vector<Problem>& problems);

  UserTask user_task() const;
  ServiceTask service_task(std::vector<EffectKind> const& known, bool any = false) const;
  std::optional<StepLimit> limit() const;  // of a timer event
  // Problems for what stands on an element of a kind that has no extensions.
  void none_expected() const;

 private:
  std::string own(std::string_view name) const;
  std::string camunda(std::string_view name) const;
  // An attribute of an element zeebe:… inside the extension elements.
  std::string zeebe(std::string_view element, std::string_view attribute) const;
  std::string first_of(std::initializer_list<std::string> values) const;
  void only_known(std::vector<std::string_view> const& own_names, std::vector<std::string_view> const& camunda_names,
                  std::vector<std::string_view> const& zeebe_elements) const;
  void parameters_are_known(ServiceTask const&, EffectKind const&) const;
  void problem(Code, std::vector<Argument>) const;

  xml::Document const& document_;
  FlowNode node_;
  std::vector<Problem>& problems_;
  xml::Index elements_;  // bpmn:extensionElements, or none
};

}  // namespace congvu::bpmn
