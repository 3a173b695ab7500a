#include "app/pack_decisions.h"

#include <algorithm>
#include <set>

#include "agency/decision/annotating.h"
#include "agency/decision/answering.h"
#include "agency/decision/matter.h"
#include "app/pack.h"
#include "base/several.h"
#include "rules/dmn/decide/plain_json.h"

namespace congvu::app {

namespace {

// Nothing while its model cannot be used: that is told when it is loaded.
std::optional<decision::Version> version_of(PackedTable const& table) {
  auto model = decision::read_model(table.written.model.value, table.written.decision.value);
  if (!model) return std::nullopt;
  decision::Version version;
  version.table = table.written;
  version.model = *model;
  return version;
}

bool has_field(json::object const& form, std::string const& name) {
  auto const* properties = form.if_contains("properties");
  return properties && properties->is_object() && properties->get_object().contains(name);
}

class TableCheck {
 public:
  TableCheck(PackReading const& reading, PackedTable const& table, decision::Version version)
      : pack_(reading.pack), files_(reading.files), table_(table), version_(std::move(version)) {}

  Problems run() {
    check_model();
    check_inputs();
    if (table_.examples.empty()) {
      problems_.push_back({table_.model_file, 1, {codes::pack_no_examples, {}, {{"file", table_.examples_file}}}});
    }
    for (std::size_t i = 0; i < table_.examples.size(); ++i) try_example(i);
    if (!table_.examples.empty()) check_tried();
    return std::move(problems_);
  }

 private:
  // What hinders its use was told when it was loaded; a gap or a rule that is never the answer is told here.
  void check_model() {
    for (auto& problem : dmn::check({version_.model->written}).problems) {
      if (!problem.warning) continue;
      auto arguments = problem.arguments;
      arguments.insert(arguments.end(), {{"element", problem.element}, {"kind", problem.kind}, {"name", problem.name}});
      problems_.push_back(
          {table_.model_file, std::max(problem.line, 1U), {problem.code, problem.element, std::move(arguments)}});
    }
  }

  // An input is something known of every matter, or a field of the form of each procedure that the table is for.
  void check_inputs() {
    for (auto const& input : version_.model->written.inputs) {
      auto const& name = input.variable.name;
      if (decision::known_input(table_.written.use, name)) continue;
      for (auto const& code : table_.written.procedures) {
        auto const* procedure = pack_.procedure(code);
        if (procedure && has_field(procedure->form, name)) continue;
        problems_.push_back({table_.model_file,
                             std::max(input.variable.line, 1U),
                             {codes::pack_input_of_nothing, input.id, {{"input", name}, {"procedure", code}}}});
      }
    }
  }

  void fault(std::size_t example, std::string_view field, Code code, std::vector<Argument> arguments) {
    auto const path = described::element_path("examples", example) + std::string{field};
    arguments.insert(arguments.begin(), {"example", table_.examples[example].name});
    problems_.push_back(files_.located(table_.examples_file, {code, path, std::move(arguments)}));
  }

  void try_example(std::size_t index) {
    auto const& example = table_.examples[index];
    std::vector<dmn::Given> given;
    for (auto const& [name, written] : example.inputs) {
      auto value = feel::value_from_json(written);
      if (!decisions().find(dmn::Element::Sort::input, name) || !value) {
        fault(index, ".inputs", codes::pack_input_of_nothing, {{"input", std::string{name}}, {"procedure", ""}});
        continue;
      }
      given.push_back({std::string{name}, std::move(*value)});
    }
    auto const answer = decision::ask(version_, given, {}).answer;
    auto const found = feel::value_from_json(answer.result);
    auto const wanted = feel::value_from_json(example.result);
    if (!found || !wanted || !(*found == *wanted)) {
      fault(index, ".result", codes::pack_example_result,
            {{"expected", wanted ? feel::shown(*wanted) : ""}, {"found", found ? feel::shown(*found) : ""}});
    }
    std::vector<std::string> rules;
    for (auto const& rule : answer.rules) rules.push_back(rule.id);
    tried_.insert(rules.begin(), rules.end());
    if (rules != example.rules) {
      fault(index, ".rules", codes::pack_example_rules,
            {{"expected", joined(example.rules, ", ")}, {"found", joined(rules, ", ")}});
    }
    if (!decision::fits(answer)) {
      fault(index, ".result", codes::pack_answer_unusable,
            {{"use", std::string{name_of(answer.use)}}, {"found", found ? feel::shown(*found) : ""}});
    }
    check_components(index, answer);
  }

  // A paper that a table asks for is one of the procedure's.
  void check_components(std::size_t index, decision::Answer const& answer) {
    if (answer.use != decision::Use::components) return;
    for (auto const& code : decision::components_of(answer).value_or(std::vector<std::string>{})) {
      for (auto const& each : table_.written.procedures) {
        auto const* procedure = pack_.procedure(each);
        if (!procedure || procedure->facts.component(code)) continue;
        fault(index, ".result", codes::pack_component_of_nothing, {{"component", code}});
      }
    }
  }

  // Every rule is shown by an example at least.
  void check_tried() {
    auto const* rules = decision::table_of(*version_.model);
    if (!rules) return;
    for (std::size_t row = 1; row <= rules->rules.size(); ++row) {
      auto const& rule = rules->rules[row - 1];
      if (tried_.contains(rule.id)) continue;
      problems_.push_back({table_.model_file,
                           std::max(rule.line, 1U),
                           {codes::pack_rule_untried, rule.id, {{"rule", rule.id}, {"row", std::to_string(row)}}}});
    }
  }

  dmn::Decisions const& decisions() const { return version_.model->decisions; }

  Pack const& pack_;
  PackFiles const& files_;
  PackedTable const& table_;
  decision::Version version_;
  std::set<std::string, std::less<>> tried_;
  Problems problems_;
};

}  // namespace

std::vector<std::string> components_by_table(Pack const& pack, std::string_view procedure, json::object const& body) {
  std::vector<std::string> codes;
  for (auto const& table : pack.tables) {
    if (table.written.use != decision::Use::components || !table.written.is_for(procedure)) continue;
    auto const version = version_of(table);
    if (!version) continue;
    decision::Matter matter;
    matter.procedure = std::string{procedure};
    matter.channel = std::string{body.at("channel").as_string()};
    matter.applicant = std::string{body.at("applicant").as_object().at("kind").as_string()};
    matter.answers = body.at("answers").as_object();
    auto const told = decision::ask(*version, decision::given_of(matter), {});
    codes = decision::components_of(told.answer).value_or(std::vector<std::string>{});
  }
  return codes;
}

Problems problems_of_tables(PackReading const& reading) {
  Problems problems;
  for (std::size_t i = 0; i < reading.pack.tables.size(); ++i) {
    auto const& table = reading.pack.tables[i];
    for (auto const& code : table.written.procedures) {
      if (reading.pack.procedure(code)) continue;
      problems.push_back(
          reading.files.located(std::string{decisions_file}, {codes::pack_unknown,
                                                              described::element_path("tables", i) + ".procedures",
                                                              {{"code", code}, {"list", "procedures"}}}));
    }
    auto version = version_of(table);
    if (!version) continue;
    std::ranges::move(TableCheck{reading, table, std::move(*version)}.run(), std::back_inserter(problems));
  }
  return problems;
}

}  // namespace congvu::app
