// A drawing as the rules look at it: any element by its id, its attributes, what lies in it, what it refers to. It
// holds no judgement, and of nothing (none) it answers nothing; a name without its prefix is looked up among all that
// was drawn and imported.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/bpmn/model/model.h"

namespace congvu::bpmn {

using Names = std::initializer_list<std::string_view>;

class Drawn {
 public:
  using At = xml::Index;

  explicit Drawn(xml::Document const& document);

  xml::Document const& document() const { return document_; }
  std::vector<At> const& all(std::string_view kind) const;
  std::string_view kind(At at) const;  // empty where it is none of BPMN's
  bool is(At at, Names kinds) const;
  std::string attribute(At at, std::string_view name) const;
  bool says(At at, std::string_view name, std::string_view value) const { return attribute(at, name) == value; }
  int number(At at, std::string_view name, int otherwise) const;
  std::string text(At at) const;
  std::vector<At> inside(At at, Names kinds) const;  // directly
  std::size_t count(At at, Names kinds) const { return inside(at, kinds).size(); }
  bool has(At at, Names kinds) const { return count(at, kinds) > 0; }
  At first(At at, std::string_view kind) const;
  At parent(At at) const { return at == xml::none ? at : document_.nodes[at].parent; }
  At find(std::string_view id) const;                          // none where nobody has it
  At refer(At at, std::string_view attribute_or_child) const;  // none too where it says nothing

  bool is_activity(At at) const;
  bool is_event_sub_process(At at) const;
  At process_of(At at) const;
  bool is_executable(At at) const;
  std::vector<At> event_definitions(At event) const;     // those referred to included
  std::vector<std::string> definitions(At event) const;  // their kinds: "message", "timer"
  bool has_definition(At event, Names kinds) const;
  // Whether all of an event's definitions are among these.
  bool only_definitions(At event, Names kinds) const;
  std::vector<At> const& flows_from(At node) const;
  std::vector<At> const& flows_to(At node) const;
  std::vector<At> boundaries(At activity) const;                   // the events attached to it
  bool is_end_of_message_flow(At at, std::string_view end) const;  // "sourceRef" or "targetRef"

 private:
  xml::Document const& document_;
  std::unordered_map<std::string, std::vector<At>> by_kind_;
  std::unordered_map<std::string, At> by_id_;
  std::unordered_map<At, std::vector<At>> flows_from_;  // of none too: arrows that lead nowhere
  std::unordered_map<At, std::vector<At>> flows_to_;
};

}  // namespace congvu::bpmn
