// The compiler's working state: one pass over the nodes, one over the arrows, then what binds them together. Each
// family of elements has a file of its own.
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
  // Something of a drawing that a problem can point at.
  struct Place {
    std::string id;
    std::string kind;
    std::string name;
    std::uint32_t line = 0;
    Place(FlowNode const& at) : id(at.id), kind(at.kind), name(at.name), line(at.line) {}
    Place(SequenceFlow const& at) : id(at.id), kind("sequenceFlow"), name(at.name), line(at.line) {}
    Place(Process const& at) : id(at.id), kind("process"), name(at.name), line(at.line) {}
  };

  // compile.cpp
  Process const* chosen();  // a null pointer, and a problem, when it isn't plain which
  void index_ids();
  void bind_incoming();
  void bind_boundaries();
  void bind_defaults();
  void check_conditions();
  void check_ends();
  void order();

  // elements.cpp
  void what_does_not_run(Process const&);
  bool admits(FlowNode const&);
  void add_nodes(Process const&);
  Node node_of(FlowNode const&, Process const&);
  void add_details(Node&, FlowNode const&);
  Index quantity(FlowNode const&, std::string_view attribute);
  void add_flows(Process const&);
  Index condition_of(SequenceFlow const&);

  // activities.cpp
  void add_loop(Node&, FlowNode const&);
  void add_multi_instance(Loop&, xml::Index, FlowNode const&);
  void add_behavior(Loop&, xml::Index, FlowNode const&);
  void add_script(Node&, FlowNode const&);
  void add_mappings(Node&, FlowNode const&);
  void add_association(xml::Index, FlowNode const&);
  void add_io_mapping(FlowNode const&, std::string_view direction);
  std::string data_name(std::string const& id) const;

  // scopes.cpp
  void add_processes(Process const& root);
  void add_called(FlowNode const&);
  std::string called_element(FlowNode const&) const;
  FlowNode called_task(FlowNode const&) const;  // a call of a global task is that task
  Index scope_of(FlowNode const&, Process const&) const;
  void bind_scopes();
  void bind_scope(Index scope);
  bool is_caught_link(Index node) const;
  void add_event_starts(Index sub_process, std::vector<Index>& starts, Scope&);
  void bind_undone_activity(Trigger&, Index node);
  void declare_data(Index scope, xml::Index container);
  void bind_handlers();
  void bind_links();
  void bind_joins();
  std::vector<bool> what_reaches(Index flow, Index gateway, bool by_boundaries) const;

  // events.cpp
  void add_triggers(Node&, FlowNode const&);
  void add_message(Node&, FlowNode const&);
  Trigger trigger_of(xml::Index, FlowNode const&);
  void set_time(Trigger&, xml::Index, FlowNode const&);
  void set_correlation(Trigger&, xml::Index, FlowNode const&);
  Index named(xml::Index, std::string_view by);
  Index message_of(xml::Index);
  bool is_offered(Trigger const&, FlowNode const&);

  std::string attribute(xml::Index, std::string_view name) const;
  xml::Index child(xml::Index, std::string_view name) const;
  xml::Index zeebe(FlowNode const&, std::string_view element) const;
  std::string text_at(xml::Index) const;
  xml::Index referred(std::string const& id) const;  // the element of this id, or none
  bool speaks_feel(std::string const& language) const;
  // An expression of FEEL, or of another language where the surroundings say what it is in FEEL.
  Index expression(std::string_view text, std::string const& language, Place const&);
  Index expression_at(xml::Index, Place const&);
  Index text(std::string const&);
  FlowNode const& drawn(Index node) const { return *drawn_[node]; }
  SequenceFlow const& drawn_flow(Index flow) const { return *drawn_flows_[flow]; }
  void problem(Code, Place const&, std::vector<Argument> arguments = {});

  Model const& model_;
  Surroundings const& surroundings_;
  Definition result_;
  std::vector<Problem> problems_;
  std::vector<Process const*> processes_;         // the one to run, then those it calls
  std::vector<FlowNode const*> drawn_;            // of each node of the result
  std::vector<SequenceFlow const*> drawn_flows_;  // of each flow of the result
  std::unordered_map<std::string, xml::Index> at_of_;
  std::unordered_map<std::string, Index> node_of_;
  std::unordered_map<std::string, Index> scope_of_;         // of sub-processes and processes
  std::unordered_map<std::string, std::string> source_of_;  // of every arrow, by id, that runs or not
  std::unordered_map<std::string, Index> lane_of_;
  std::unordered_map<std::string, Index> text_of_;
};

}  // namespace congvu::bpmn
