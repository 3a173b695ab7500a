// The public technology compatibility kit's test cases: what to ask a model, and what it must answer. An answer counts
// when it is the very value; where the kit expects an error, when it is null. Format: testCases.xsd of the kit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/dmn/decisions.h"
#include "rules/xml/xml.h"

namespace congvu::dmn::kit {

// A value as the kit writes it. One without a type of its own is read as the element it is for wants it.
struct Written {
  xml::Index at = xml::none;
};

struct Input {
  std::string name;
  std::string space;
  Written value;
};

struct Expectation {
  std::string name;  // of the decision, or of an output of the service that is invoked
  Written value;
  bool error = false;  // the kit wants an error told; the answer is null
};

struct Case {
  std::string id;
  enum class Asked : std::uint8_t { decision, knowledge, service } asked = Asked::decision;
  std::string invocable;  // of knowledge and services
  std::vector<Input> inputs;
  std::vector<Expectation> expected;
};

struct Cases {
  std::string model;  // file name
  xml::Document document;
  std::vector<Case> cases;
};

Expected<Cases> read(std::string_view bytes, std::string const& file);

// One expectation tried.
struct Verdict {
  bool passed = false;
  feel::Value wanted;
  feel::Value found;
};
Verdict tried(Decisions const&, Cases const&, Case const&, Expectation const&, feel::Surroundings const&);

}  // namespace congvu::dmn::kit
