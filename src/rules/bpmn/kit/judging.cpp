// Models that are judged: by the numbered constraints of the standard, and by whether they always come to their end.
#include <boost/json.hpp>

#include "rules/bpmn/kit/kit.h"

namespace congvu::bpmn::kit {

std::vector<Verdict> judge_constraints(std::string const&, Files const&, boost::json::object const&) {
  return {};
}

std::vector<Verdict> judge_soundness(std::string const&, boost::json::object const&) {
  return {};
}

}  // namespace congvu::bpmn::kit
