// The public conformance kit's cases: models that nobody in this project drew, with what is expected of them. What is
// run must leave the very trace, what is read must be written back equal, what is judged must get the very verdict.
// Each kind of case is told by its expectations; their format is described beside the kit.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/bpmn/model/model.h"

namespace congvu::bpmn::kit {

enum class Kind : std::uint8_t { exec, constraints, interchange, soundness };

// Which kind of case expects this.
Kind kind_of(boost::json::object const& expected);

struct Verdict {
  std::string part;  // of the case: "run 2", "safe"
  bool passed = false;
  std::string wanted;
  std::string found;
};

// The files that a case needs beside its model, by name.
using Files = std::map<std::string, std::string>;

std::vector<Verdict> run(std::string const& model, boost::json::object const& expected);
std::vector<Verdict> read_and_write(std::string const& bytes, boost::json::object const& expected);
std::vector<Verdict> judge_constraints(std::string const& model, Files const&, boost::json::object const& expected);
std::vector<Verdict> judge_soundness(std::string const& model, boost::json::object const& expected);

}  // namespace congvu::bpmn::kit
