// Definitions, their items, requirements and services as DMN writes them in XML.
#include "rules/dmn/model/model.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "rules/dmn/codes.h"
#include "rules/dmn/model/source.h"

namespace congvu::dmn {
namespace {

struct Space {
  std::string_view uri;
  Version version;
};

constexpr std::array spaces{Space{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", Version::v1_1},
                            Space{"http://www.omg.org/spec/DMN/20180521/MODEL/", Version::v1_2},
                            Space{"https://www.omg.org/spec/DMN/20191111/MODEL/", Version::v1_3},
                            Space{"https://www.omg.org/spec/DMN/20211108/MODEL/", Version::v1_4},
                            Space{"https://www.omg.org/spec/DMN/20230324/MODEL/", Version::v1_5}};

class Reading {
 public:
  Reading(xml::Document const& document, std::string_view space, Model& model)
      : source_(document, space, model.problems), model_(model) {}

  void whole() {
    auto const root = source_.root();
    model_.name = source_.attribute(root, "name");
    model_.space = source_.attribute(root, "namespace");
    model_.language = source_.attribute(root, "expressionLanguage");
    for (auto const at : source_.children(root)) {
      auto const kind = source_.kind(at);
      source_.enter(source_.attribute(at, "name"));
      if (kind == "import") import(at);
      if (kind == "itemDefinition") model_.types.push_back(item(at));
      if (kind == "inputData") input(at);
      if (kind == "decision") decision(at);
      if (kind == "businessKnowledgeModel") knowledge(at);
      if (kind == "decisionService") service(at);
    }
    check_references();
  }

 private:
  enum class Sort : std::uint8_t { input, decision, knowledge, service };

  void import(xml::Index at) {
    model_.imports.push_back({source_.attribute(at, "name"), source_.attribute(at, "namespace"),
                              source_.attribute(at, "importType"), source_.attribute(at, "locationURI"),
                              source_.line(at)});
  }

  // Depth is bounded by that of the document.
  ItemDefinition item(xml::Index at) {
    ItemDefinition read;
    read.id = source_.attribute(at, "id");
    read.name = source_.attribute(at, "name");
    read.line = source_.line(at);
    read.is_collection = source_.attribute(at, "isCollection") == "true";
    auto const type = source_.child(at, "typeRef");
    if (type != xml::none) read.type = source_.text(type);
    read.allowed = source_.text_inside(at, "allowedValues");
    read.constraint = source_.text_inside(at, "typeConstraint");
    for (auto const each : source_.children(at, "itemComponent")) read.components.push_back(item(each));
    auto const function = source_.child(at, "functionItem");
    if (function != xml::none) {
      read.is_function = true;
      read.output_type = source_.attribute(function, "outputTypeRef");
      for (auto const each : source_.children(function, "parameters")) {
        read.parameters.push_back(source_.information_item(each));
      }
    }
    if (read.name.empty()) source_.problem(codes::missing_name, at);
    return read;
  }

  // The variable that carries the element's value. Its name is the element's, even where the file writes another.
  InformationItem variable_of(xml::Index at, std::string_view child = "variable") {
    InformationItem read{source_.attribute(at, "name"), {}, source_.line(at)};
    auto const variable = source_.child(at, child);
    if (variable != xml::none) read.type = source_.attribute(variable, "typeRef");
    if (read.name.empty()) source_.problem(codes::missing_name, at);
    return read;
  }

  // Its id, remembered with what it is. Clause 6.3: names of inputs, decisions and knowledge are unique in a model.
  std::string element(xml::Index at, Sort sort) {
    auto id = source_.attribute(at, "id");
    if (id.empty()) {
      source_.problem(codes::missing_id, at, {}, true);
      id = source_.attribute(at, "name");  // by which nobody can refer to it
    } else if (auto const [first, added] = elements_.emplace(id, Element{sort, source_.line(at)}); !added) {
      source_.problem(codes::duplicate_id, at, {{"first_line", std::to_string(first->second.line)}});
    }
    auto const name = source_.attribute(at, "name");
    auto const [first, added] = names_.emplace(name, source_.line(at));
    if (!added && !name.empty()) {
      source_.problem(codes::duplicate_name, at, {{"first_line", std::to_string(first->second)}});
    }
    return id;
  }

  Reference reference(xml::Index at, Sort expected) {
    auto const href = source_.attribute(at, "href");
    auto const mark = href.find('#');
    Reference read{{}, href, source_.line(at)};
    if (mark != std::string::npos) read = {href.substr(0, mark), href.substr(mark + 1), source_.line(at)};
    if (read.space == model_.space) read.space.clear();
    if (read.space.empty()) asked_.push_back({at, read.id, expected, source_.attribute(at, "href")});
    return read;
  }

  std::vector<Reference> references(xml::Index at, std::string_view name, Sort expected) {
    std::vector<Reference> read;
    for (auto const each : source_.children(at, name)) read.push_back(reference(each, expected));
    return read;
  }

  std::vector<Reference> required(xml::Index at, std::string_view requirement, std::string_view name, Sort expected) {
    std::vector<Reference> read;
    for (auto const each : source_.children(at, requirement)) {
      std::ranges::move(references(each, name, expected), std::back_inserter(read));
    }
    return read;
  }

  void input(xml::Index at) { model_.inputs.push_back({element(at, Sort::input), variable_of(at)}); }

  void decision(xml::Index at) {
    Decision read;
    read.id = element(at, Sort::decision);
    read.variable = variable_of(at);
    auto const question = source_.child(at, "question");
    auto const answers = source_.child(at, "allowedAnswers");
    if (question != xml::none) read.question = source_.text(question);
    if (answers != xml::none) read.allowed_answers = source_.text(answers);
    read.logic = expression_inside(source_, at);
    if (!read.logic) source_.problem(codes::missing_logic, at, {}, true);
    read.inputs = required(at, "informationRequirement", "requiredInput", Sort::input);
    read.decisions = required(at, "informationRequirement", "requiredDecision", Sort::decision);
    read.knowledge = required(at, "knowledgeRequirement", "requiredKnowledge", Sort::knowledge);
    model_.decisions.push_back(std::move(read));
  }

  void knowledge(xml::Index at) {
    BusinessKnowledge read;
    read.id = element(at, Sort::knowledge);
    read.line = source_.line(at);
    read.variable = variable_of(at);
    auto const logic = source_.child(at, "encapsulatedLogic");
    if (logic != xml::none) read.logic = read_function(source_, logic);
    if (!read.logic.body) source_.problem(codes::missing_logic, at, {}, true);
    read.knowledge = required(at, "knowledgeRequirement", "requiredKnowledge", Sort::knowledge);
    model_.knowledge.push_back(std::move(read));
  }

  void service(xml::Index at) {
    DecisionService read;
    read.id = element(at, Sort::service);
    read.variable = variable_of(at);
    read.outputs = references(at, "outputDecision", Sort::decision);
    read.encapsulated = references(at, "encapsulatedDecision", Sort::decision);
    read.decisions = references(at, "inputDecision", Sort::decision);
    read.inputs = references(at, "inputData", Sort::input);
    if (read.outputs.empty()) source_.problem(codes::missing_logic, at);
    model_.services.push_back(std::move(read));
  }

  void check_references() {
    for (auto const& [at, id, expected, href] : asked_) {
      auto const found = elements_.find(id);
      if (found == elements_.end()) {
        source_.problem(codes::dangling_reference, at, {{"target", href}});
      } else if (!fits(found->second.sort, expected)) {
        source_.problem(codes::wrong_reference, at, {{"target", href}, {"expected", std::string{name_of(expected)}}});
      }
    }
  }

  // Knowledge is a function, whether written as such or offered as a service (clause 6.2.2.2).
  static bool fits(Sort found, Sort expected) {
    return found == expected || (expected == Sort::knowledge && found == Sort::service);
  }

  static std::string_view name_of(Sort sort) {
    static constexpr std::array<std::string_view, 4> names{"inputData", "decision", "businessKnowledgeModel",
                                                           "decisionService"};
    return names[static_cast<std::size_t>(sort)];
  }

  struct Element {
    Sort sort;
    std::uint32_t line;
  };
  struct Asked {
    xml::Index at;
    std::string id;
    Sort expected;
    std::string href;
  };

  Source source_;
  Model& model_;
  std::unordered_map<std::string, Element> elements_;
  std::unordered_map<std::string, std::uint32_t> names_;
  std::vector<Asked> asked_;
};

}  // namespace

Expected<Model> read(std::string_view bytes, std::string const& file) {
  auto document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  auto const& root = document->nodes[document->root];
  auto const& uri = document->spaces[root.space];
  auto const space = std::ranges::find(spaces, std::string_view{uri}, &Space::uri);
  if (space == spaces.end() || xml::local_name(root.name) != "definitions") {
    auto const line = std::to_string(root.line);
    return refuse(codes::not_dmn, file + ":" + line, {{"line", line}, {"found", root.name}, {"namespace", uri}});
  }
  Model model;
  model.file = file;
  model.version = space->version;
  model.document = std::make_shared<xml::Document const>(std::move(*document));
  Reading{*model.document, space->uri, model}.whole();
  return model;
}

std::string write(Model const& model) {
  return xml::write(*model.document);
}

}  // namespace congvu::dmn
