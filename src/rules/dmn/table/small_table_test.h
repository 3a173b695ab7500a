// A decision table in a few lines of text, for tests: "in number n", "out number r", "rule < 10 ; 1", "case 3 -> 1".
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "rules/dmn/model/model.h"
#include "rules/feel/expression.h"

namespace congvu::dmn::test {

struct SmallColumn {
  std::string type;
  std::string name;
  std::string allowed;
  std::string by_default;
};

struct SmallRule {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
};

struct SmallTable {
  std::string title;
  std::string policy = "UNIQUE";
  std::vector<SmallColumn> inputs;
  std::vector<SmallColumn> outputs;
  std::vector<SmallRule> rules;
  std::vector<std::pair<std::vector<std::string>, std::string>> cases;
};

inline std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> parts;
  while (true) {
    auto const at = text.find(by);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + by.size());
  }
}

// "years and months duration d allowed … default …": a type may be of several words.
inline SmallColumn column_of(std::string text) {
  SmallColumn column;
  auto const cut = [&](std::string_view word) {
    auto const at = text.find(word);
    if (at == std::string::npos) return std::string{};
    auto after = text.substr(at + word.size());
    text.resize(at);
    return after;
  };
  column.by_default = cut(" default ");
  column.allowed = cut(" allowed ");
  auto const name = text.rfind(' ');
  column.type = text.substr(0, name);
  column.name = text.substr(name + 1);
  return column;
}

inline std::vector<SmallTable> small_tables(std::string_view text) {
  std::vector<SmallTable> tables;
  for (auto const& line : split(text, "\n")) {
    auto const after = [&](std::string_view word) { return line.substr(word.size()); };
    if (line.starts_with("# ")) tables.push_back({after("# ")});
    if (line.starts_with("policy ")) tables.back().policy = after("policy ");
    if (line.starts_with("in ")) tables.back().inputs.push_back(column_of(after("in ")));
    if (line.starts_with("out ")) tables.back().outputs.push_back(column_of(after("out ")));
    if (line.starts_with("rule ")) {
      auto outputs = split(after("rule "), " ; ");
      auto inputs = split(outputs.front(), " | ");
      outputs.erase(outputs.begin());
      tables.back().rules.push_back({std::move(inputs), std::move(outputs)});
    }
    if (line.starts_with("case ")) {
      auto const sides = split(after("case "), " -> ");
      tables.back().cases.emplace_back(split(sides.at(0), " | "), sides.at(1));
    }
  }
  return tables;
}

inline std::string escaped(std::string_view text) {
  std::string safe;
  for (auto const c : text) safe += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string{c};
  return safe;
}

inline std::string xml_of(SmallTable const& table) {
  auto const text = [](std::string const& element, std::string const& inside) {
    return "<" + element + "><text>" + escaped(inside) + "</text></" + element + ">";
  };
  auto const space = table.policy.rfind(' ');
  auto const aggregates = table.policy.starts_with("COLLECT ");
  std::string xml =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"M\" namespace=\"urn:m\">\n";
  std::string needs;
  for (auto const& input : table.inputs) {
    xml += "<inputData id=\"i_" + input.name + "\" name=\"" + input.name + "\"><variable name=\"" + input.name +
           "\" typeRef=\"" + input.type + "\"/></inputData>\n";
    needs += "<informationRequirement><requiredInput href=\"#i_" + input.name + "\"/></informationRequirement>";
  }
  xml += "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>" + needs + "<decisionTable id=\"T\" hitPolicy=\"" +
         (aggregates ? "COLLECT\" aggregation=\"" + table.policy.substr(space + 1) : table.policy) + "\">\n";
  for (auto const& input : table.inputs) {
    xml += "<input><inputExpression typeRef=\"" + input.type + "\"><text>" + input.name + "</text></inputExpression>" +
           (input.allowed.empty() ? "" : text("inputValues", input.allowed)) + "</input>\n";
  }
  for (auto const& output : table.outputs) {
    xml += "<output name=\"" + output.name + "\" typeRef=\"" + output.type + "\">" +
           (output.allowed.empty() ? "" : text("outputValues", output.allowed)) +
           (output.by_default.empty() ? "" : text("defaultOutputEntry", output.by_default)) + "</output>\n";
  }
  std::size_t row = 0;
  for (auto const& rule : table.rules) {
    xml += "<rule id=\"r" + std::to_string(++row) + "\">";
    for (auto const& cell : rule.inputs) xml += text("inputEntry", cell);
    for (auto const& cell : rule.outputs) xml += text("outputEntry", cell);
    xml += "</rule>\n";
  }
  return xml + "</decisionTable></decision></definitions>";
}

inline Model model_of(SmallTable const& table) {
  auto model = read(xml_of(table), "table.dmn");
  EXPECT_TRUE(model) << (model ? "" : plain(model.error()));
  return std::move(*model);
}

inline feel::Value value_of(std::string const& expression) {
  auto const compiled = feel::compile(expression);
  EXPECT_TRUE(compiled) << expression;
  return compiled ? compiled->evaluate(feel::Context{}).value : feel::Value{};
}

}  // namespace congvu::dmn::test
