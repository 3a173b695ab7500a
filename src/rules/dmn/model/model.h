// What a rule owner published: decisions, what each needs, the knowledge they share, the services they offer and the
// types they speak in, as one file of DMN 1.1 to 1.5 gives them, each with its line, and the whole document beside
// them, so that writing the model back keeps foreign elements and the drawing. DMN 1.5, clauses 6.3 and 7.3.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/dmn/model/expression.h"
#include "rules/xml/problem.h"
#include "rules/xml/xml.h"

namespace congvu::dmn {

using xml::Problem;

// An element of this model or of another: the part before # names the other's namespace.
struct Reference {
  std::string space;  // empty: this model's own
  std::string id;
  std::uint32_t line = 0;
};

struct ItemDefinition {
  std::string id;
  std::string name;
  std::uint32_t line = 0;
  bool is_collection = false;
  std::string type;  // that it refines; empty where it has components or is a function
  Text allowed;      // unary tests on the value, or on each item of a collection
  Text constraint;   // unary tests on the value as a whole; since DMN 1.5
  std::vector<ItemDefinition> components;
  bool is_function = false;
  std::vector<InformationItem> parameters;  // of a function
  std::string output_type;
};

struct InputData {
  std::string id;
  InformationItem variable;
};

struct Decision {
  std::string id;
  std::string question;
  std::string allowed_answers;
  InformationItem variable;
  Boxed logic;
  std::vector<Reference> inputs;     // requiredInput
  std::vector<Reference> decisions;  // requiredDecision
  std::vector<Reference> knowledge;  // requiredKnowledge
};

struct BusinessKnowledge {
  std::string id;
  InformationItem variable;
  FunctionDefinition logic;
  std::uint32_t line = 0;
  std::vector<Reference> knowledge;
};

struct DecisionService {
  std::string id;
  InformationItem variable;
  std::vector<Reference> outputs;
  std::vector<Reference> encapsulated;
  std::vector<Reference> decisions;  // inputDecision, in the order of the parameters
  std::vector<Reference> inputs;     // inputData
};

struct Import {
  std::string name;
  std::string space;
  std::string type;  // the namespace of DMN or of PMML, XML Schema …
  std::string location;
  std::uint32_t line = 0;
};

enum class Version : std::uint8_t { v1_1, v1_2, v1_3, v1_4, v1_5 };

struct Model {
  std::string file;
  std::shared_ptr<xml::Document const> document;
  Version version = Version::v1_5;
  std::string name;
  std::string space;     // the model's own namespace
  std::string language;  // of expressions, when not FEEL
  std::vector<Import> imports;
  std::vector<ItemDefinition> types;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<BusinessKnowledge> knowledge;
  std::vector<DecisionService> services;
  std::vector<Problem> problems;  // of ids, references and shapes; one that hinders is not a warning
};

// Reads DMN 1.1 to 1.5 XML. Refused when it is not XML, not DMN, or hostile; a model that can be read with faults
// carries them as problems, so that an editor can still show it. `file` only names places in messages.
Expected<Model> read(std::string_view bytes, std::string const& file);

// The document, as UTF-8: reading it again gives an equal one.
std::string write(Model const&);

}  // namespace congvu::dmn
