// Takes a case step by step and tells each output as a line: "open a 1" is the task at `a`, under key 1.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "rules/bpmn/drawing_test.h"
#include "rules/bpmn/limits.h"

namespace congvu::bpmn::test {

inline std::string line_of(Definition const& definition, Output const& output) {
  struct Teller {
    Definition const& definition;
    std::string at(std::string const& what, Key key, Index node) const {
      return what + " " + definition.id(node) + " " + std::to_string(key);
    }
    std::string operator()(OpenTask const& o) const { return at("open", o.key, o.node); }
    std::string operator()(CloseTask const& o) const { return at("close", o.key, o.node); }
    std::string operator()(StartTimer const& o) const {
      return at("timer", o.key, o.node) + (o.task == 0 ? "" : " on " + std::to_string(o.task));
    }
    std::string operator()(CancelTimer const& o) const { return at("cancel timer", o.key, o.node); }
    std::string operator()(RequestEffect const& o) const { return at("effect", o.key, o.node); }
    std::string operator()(CancelEffect const& o) const { return at("cancel effect", o.key, o.node); }
    std::string operator()(SendMessage const& o) const {
      return "message " + o.name + " from " + definition.id(o.node);
    }
    std::string operator()(ThrowSignal const& o) const { return "signal " + o.name + " from " + definition.id(o.node); }
    std::string operator()(Completed const& o) const { return "completed " + definition.id(o.end); }
    std::string operator()(Incident const& o) const {
      auto line = at("incident", o.key, o.node) + " " + std::string{o.reason};
      if (!o.about.empty()) line += " [" + o.about + "]";
      for (auto const& [name, value] : o.values) line += " " + name + "=" + value;
      return line;
    }
  };
  return std::visit(Teller{definition}, output);
}

struct Walk {
  Definition definition;
  State state;
  std::vector<std::string> path;

  explicit Walk(Drawing const& drawing) : Walk(compiled(drawing)) {}
  explicit Walk(Expected<Definition> compiled) {
    if (!compiled) throw std::runtime_error(plain(compiled.error()));
    definition = std::move(*compiled);
  }

  std::vector<std::string> operator()(Input const& input) {
    auto stepped = step(definition, state, input);
    if (!stepped) return {plain(stepped.error())};
    state = std::move(stepped->state);
    // Out of its JSON and back: nothing of a case is anywhere else.
    auto const kept =
        state_from_json(definition, boost::json::parse(boost::json::serialize(to_json(definition, state))));
    EXPECT_TRUE(kept && *kept == state) << to_json(definition, state);
    for (auto const flow : stepped->taken) path.push_back(definition.flow_id(flow));
    std::vector<std::string> lines;
    for (auto const& output : stepped->outputs) lines.push_back(line_of(definition, output));
    return lines;
  }

  std::string refusal(Input const& input) const {
    auto const stepped = step(definition, state, input);
    return stepped ? "taken" : std::string{stepped.error().code.key};
  }
};

}  // namespace congvu::bpmn::test
