// The decision tables of a pack: decisions.yaml says what each is for and by which document it holds, decisions/ has
// the models, and beside each lie examples that its owner wrote: what it is told, what it must answer, by which rules.
// A pack is sound only if every example comes out.
#pragma once

#include <string>
#include <vector>

#include "agency/decision/commands.h"
#include "app/problem.h"
#include "app/yaml.h"

namespace congvu::app {

struct Pack;
struct PackFiles;
struct PackReading;

namespace codes {
inline constexpr Code pack_no_examples{"pack.no_examples"};                    // arguments: file
inline constexpr Code pack_example_result{"pack.example_result"};              // arguments: example, expected, found
inline constexpr Code pack_example_rules{"pack.example_rules"};                // arguments: example, expected, found
inline constexpr Code pack_answer_unusable{"pack.answer_unusable"};            // arguments: example, use, found
inline constexpr Code pack_rule_untried{"pack.rule_untried"};                  // arguments: rule, row
inline constexpr Code pack_input_of_nothing{"pack.input_of_nothing"};          // arguments: input, procedure
inline constexpr Code pack_component_of_nothing{"pack.component_of_nothing"};  // arguments: component, example
}  // namespace codes

inline constexpr std::string_view decisions_file = "decisions.yaml", decisions_folder = "decisions";

struct TableExample {
  std::string name;
  json::object inputs;
  json::value result;
  std::vector<std::string> rules;  // ids of those that match, in the order of the table
};
BOOST_DESCRIBE_STRUCT(TableExample, (), (name, inputs, result, rules))

struct PackedTable {
  decision::WrittenTable written;
  std::string model_file;     // "decisions/fees.dmn"
  std::string examples_file;  // "decisions/fees.examples.yaml"
  std::vector<TableExample> examples;
};

// Codes of the components that the pack's last table of the procedure asks for, of a filing with these answers.
std::vector<std::string> components_by_table(Pack const&, std::string_view procedure, json::object const& body);

// What its checks, its inputs and its examples say of each table of a pack.
Problems problems_of_tables(PackReading const&);

}  // namespace congvu::app
