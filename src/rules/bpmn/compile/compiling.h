// The compiler's working state: one pass over the nodes, one over the arrows, then what binds them together.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "rules/bpmn/compile/compile.h"

namespace congvu::bpmn {

class Compiling {
 public:
  Compiling(Model const& model, Surroundings const& surroundings) : model_(model), surroundings_(surroundings) {}
  Compiled whole();

 private:
  // The process to run; a null pointer, and a problem, when it isn't plain which.
  Process const* chosen();
  void what_does_not_run(Process const&);
  bool admits(FlowNode const&);

  void add_nodes(Process const&);
  void add_details(Node&, FlowNode const&);
  Timer timer_of(FlowNode const&);
  void add_flows(Process const&);
  Index condition_of(SequenceFlow const&);
  void bind_incoming();
  void bind_boundaries();
  void bind_defaults();
  void check_conditions();
  void check_ends();
  void find_start(Process const&);
  void order();

  std::string attribute(xml::Index, std::string_view name) const;
  bool speaks_feel(std::string const& language) const;
  Index text(std::string const&);
  FlowNode const& drawn(Index node) const { return *drawn_[node]; }
  SequenceFlow const& drawn_flow(Index flow) const { return *drawn_flows_[flow]; }
  void problem(Code, FlowNode const&, std::vector<Argument> arguments = {});
  void problem(Code, SequenceFlow const&, std::vector<Argument> arguments = {});
  void problem(Code, Process const&, std::vector<Argument> arguments = {});

  Model const& model_;
  Surroundings const& surroundings_;
  Definition result_;
  std::vector<Problem> problems_;
  std::vector<FlowNode const*> drawn_;            // of each node of the result
  std::vector<SequenceFlow const*> drawn_flows_;  // of each flow of the result
  std::unordered_map<std::string, Index> node_of_;
  std::unordered_map<std::string, std::string> source_of_;  // of every arrow, by id, that runs or not
  std::unordered_map<std::string, Index> text_of_;
};

}  // namespace congvu::bpmn
