// A set of models ready to answer: every element by number, what each needs, and its logic. Rooms include decisions.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/dmn/compile/logic.h"

namespace congvu::dmn {

struct Element {
  enum class Sort : std::uint8_t { input, decision, knowledge, service };
  Sort sort = Sort::input;
  std::uint32_t index = 0;  // among those of its sort
  friend auto operator<=>(Element const&, Element const&) = default;
};

// An element's value, and where the logic that needs it finds it.
struct Need {
  Slot slot = no_slot;
  Element element;
};

// What is needed of an imported model: one context under the import's name.
struct ImportedNeeds {
  Slot slot = no_slot;
  std::vector<std::pair<std::string, Element>> entries;
};

struct Unit {
  std::string id;
  std::string name;
  std::string space;  // namespace of its model
  std::vector<Need> needs;
  std::vector<ImportedNeeds> imported;
  std::vector<ParameterLogic> parameters;  // of knowledge
  TypePointer type;                        // of the answer
  Step logic;
  Slot slots = 0;
  bool foreign = false;  // knowledge in Java or PMML
};

struct InputUnit {
  std::string id;
  std::string name;
  std::string space;
  TypePointer type;
};

struct OfferedUnit {
  std::string id;
  std::string name;
  std::string space;
  TypePointer type;
  std::vector<Element> outputs;
  std::vector<Element> parameters;  // inputs, then decisions (clause 10.4)
};

struct Program {
  std::vector<InputUnit> inputs;
  std::vector<Unit> decisions;
  std::vector<Unit> knowledge;
  std::vector<OfferedUnit> services;

  std::string const& name_of(Element) const;
  TypePointer const& type_of(Element) const;  // of its value; of knowledge and services, of what they answer
};

}  // namespace congvu::dmn
