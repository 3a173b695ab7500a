#include "rules/dmn/model/model.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace congvu::dmn {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view newest = "https://www.omg.org/spec/DMN/20230324/MODEL/";

std::string definitions(std::string const& inside, std::string_view space = newest) {
  return "<definitions xmlns=\"" + std::string{space} + "\" xmlns:x=\"urn:foreign\" name=\"M\" namespace=\"urn:m\">\n" +
         inside + "</definitions>";
}

Model model_of(std::string const& inside) {
  auto model = read(definitions(inside), "f");
  EXPECT_TRUE(model) << (model ? "" : plain(model.error()));
  return model ? *model : Model{};
}

Lines problems_of(std::string const& inside) {
  Lines told;
  for (auto const& problem : model_of(inside).problems) {
    told.push_back(std::string{problem.code.key} + " " + problem.element + " " + std::to_string(problem.line));
  }
  return told;
}

std::string refused(std::string_view bytes) {
  auto const model = read(bytes, "f");
  return model ? "read" : std::string{model.error().code.key} + " " + model.error().subject;
}

TEST(dmn_model, a_table_is_read_with_its_columns_rules_and_lines) {
  auto const model = model_of(
      "<decision id=\"D\" name=\"Fee\"><variable name=\"Fee\" typeRef=\"number\"/>\n"
      "<decisionTable id=\"T\" hitPolicy=\"COLLECT\" aggregation=\"SUM\">\n"
      "<input id=\"i\" label=\"Copies\"><inputExpression typeRef=\"number\"><text> copies </text></inputExpression>\n"
      "<inputValues><text>[1..100]</text></inputValues></input>\n"
      "<output id=\"o\" name=\"fee\" "
      "typeRef=\"number\"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>\n"
      "<annotation name=\"Law\"/>\n"
      "<rule id=\"r\"><description>first</description><inputEntry><text>&lt;= 3</text></inputEntry>\n"
      "<outputEntry><text>3000</text></outputEntry><annotationEntry><text>Điều 4</text></annotationEntry></rule>\n"
      "</decisionTable></decision>\n");
  EXPECT_TRUE(model.problems.empty());
  auto const& decision = model.decisions.at(0);
  EXPECT_EQ(decision.variable.type, "number");
  auto const& table = std::get<Table>(decision.logic->is);
  EXPECT_EQ(table.policy, HitPolicy::collect);
  EXPECT_EQ(table.aggregation, Aggregation::sum);
  EXPECT_EQ(table.inputs.at(0).expression.text, "copies");
  EXPECT_EQ(table.inputs.at(0).allowed.text, "[1..100]");
  EXPECT_EQ(std::get<Literal>(table.outputs.at(0).by_default->is).text.text, "0");
  EXPECT_EQ(table.annotations, (Lines{"Law"}));
  auto const& rule = table.rules.at(0);
  EXPECT_EQ(rule.id, "r");
  EXPECT_EQ(rule.line, 8U);
  EXPECT_EQ(rule.inputs.at(0).text, "<= 3");
  EXPECT_EQ(rule.inputs.at(0).line, 8U);
  EXPECT_EQ(rule.annotations, (Lines{"Điều 4"}));
}

TEST(dmn_model, every_boxed_expression_is_read) {
  auto const literal = [](std::string const& text) {
    return "<literalExpression><text>" + text + "</text></literalExpression>";
  };
  auto const kind_of = [&](std::string const& expression) {
    auto const model = model_of("<decision id=\"D\" name=\"d\">" + expression + "</decision>");
    EXPECT_TRUE(model.problems.empty()) << expression;
    return model.decisions.at(0).logic->is;
  };
  EXPECT_EQ(std::get<Literal>(kind_of(literal("1"))).text.text, "1");
  auto const invocation = std::get<Invocation>(kind_of(
      "<invocation>" + literal("f") + "<binding><parameter name=\"a\"/>" + literal("2") + "</binding></invocation>"));
  EXPECT_EQ(std::get<Literal>(invocation.called->is).text.text, "f");
  EXPECT_EQ(invocation.bindings.at(0).parameter.name, "a");
  auto const context =
      std::get<BoxedContext>(kind_of("<context><contextEntry><variable name=\"a\"/>" + literal("1") +
                                     "</contextEntry><contextEntry>" + literal("a") + "</contextEntry></context>"));
  EXPECT_EQ(context.entries.at(0).variable.name, "a");
  EXPECT_EQ(context.entries.at(1).variable.name, "");
  EXPECT_EQ(std::get<BoxedList>(kind_of("<list>" + literal("1") + literal("2") + "</list>")).items.size(), 2U);
  auto const relation = std::get<Relation>(kind_of("<relation><column name=\"a\"/><row>" + literal("1") +
                                                   "</row><row>" + literal("2") + "</row></relation>"));
  EXPECT_EQ(relation.columns.size(), 1U);
  EXPECT_EQ(relation.rows.size(), 2U);
  auto const function = std::get<FunctionDefinition>(
      kind_of("<functionDefinition kind=\"Java\"><formalParameter name=\"x\" typeRef=\"number\"/>" + literal("{}") +
              "</functionDefinition>"));
  EXPECT_EQ(function.kind, FunctionDefinition::Kind::java);
  EXPECT_EQ(function.parameters.at(0).type, "number");
  auto const choice = std::get<Conditional>(kind_of("<conditional><if>" + literal("c") + "</if><then>" + literal("1") +
                                                    "</then><else>" + literal("2") + "</else></conditional>"));
  EXPECT_EQ(std::get<Literal>(choice.otherwise->is).text.text, "2");
  auto const walk = [&](std::string const& name, std::string const& body) {
    return std::get<Iteration>(kind_of("<" + name + " iteratorVariable=\"x\"><in>" + literal("xs") + "</in><" + body +
                                       ">" + literal("x") + "</" + body + "></" + name + ">"));
  };
  EXPECT_EQ(walk("for", "return").variable, "x");
  EXPECT_EQ(walk("every", "satisfies").kind, Iteration::Kind::every);
  EXPECT_EQ(walk("some", "satisfies").kind, Iteration::Kind::some);
  auto const filter = std::get<Filter>(
      kind_of("<filter><in>" + literal("xs") + "</in><match>" + literal("item &gt; 1") + "</match></filter>"));
  EXPECT_EQ(std::get<Literal>(filter.match->is).text.text, "item > 1");
}

TEST(dmn_model, requirements_services_and_imports_name_what_they_need) {
  auto const model = model_of(
      "<import name=\"law\" namespace=\"urn:law\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"
      "<inputData id=\"I\" name=\"Applicant\"/><decision id=\"A\" name=\"a\"><informationRequirement>"
      "<requiredInput href=\"#I\"/></informationRequirement><knowledgeRequirement>"
      "<requiredKnowledge href=\"urn:law#K\"/></knowledgeRequirement>"
      "<literalExpression><text>1</text></literalExpression></decision>"
      "<decisionService id=\"S\" name=\"s\"><outputDecision href=\"urn:m#A\"/><inputData "
      "href=\"#I\"/></decisionService>");
  EXPECT_TRUE(model.problems.empty());
  EXPECT_EQ(model.imports.at(0).name, "law");
  EXPECT_EQ(model.decisions.at(0).inputs.at(0).id, "I");
  EXPECT_EQ(model.decisions.at(0).knowledge.at(0).space, "urn:law");
  EXPECT_EQ(model.services.at(0).outputs.at(0).space, "");
  EXPECT_EQ(model.services.at(0).outputs.at(0).id, "A");
}

TEST(dmn_model, types_are_read_with_components_limits_and_functions) {
  auto const model = model_of(
      "<itemDefinition name=\"tGrade\" isCollection=\"true\"><typeRef>string</typeRef>"
      "<allowedValues><text>\"A\",\"B\"</text></allowedValues><typeConstraint><text>count(?) &lt; 3</text>"
      "</typeConstraint></itemDefinition>"
      "<itemDefinition name=\"tPerson\"><itemComponent name=\"age\"><typeRef>number</typeRef></itemComponent>"
      "</itemDefinition><itemDefinition name=\"tRule\"><functionItem outputTypeRef=\"boolean\">"
      "<parameters name=\"x\" typeRef=\"number\"/></functionItem></itemDefinition>");
  EXPECT_TRUE(model.types.at(0).is_collection);
  EXPECT_EQ(model.types.at(0).constraint.text, "count(?) < 3");
  EXPECT_EQ(model.types.at(1).components.at(0).type, "number");
  EXPECT_TRUE(model.types.at(2).is_function);
  EXPECT_EQ(model.types.at(2).output_type, "boolean");
}

TEST(dmn_model, every_fault_is_told_with_element_and_line) {
  EXPECT_EQ(problems_of("<inputData id=\"I\" name=\"x\"/>\n<inputData id=\"I\" name=\"x\"/>\n"),
            (Lines{"dmn.duplicate_id I 3", "dmn.duplicate_name I 3"}));
  EXPECT_EQ(
      problems_of("<decision id=\"D\" name=\"d\">\n<informationRequirement id=\"q\"><requiredInput href=\"#gone\"/>"
                  "</informationRequirement>\n<informationRequirement><requiredInput href=\"#D\"/>"
                  "</informationRequirement></decision>"),
      (Lines{"dmn.missing_logic D 2", "dmn.dangling_reference  3", "dmn.wrong_reference  4"}));
  EXPECT_EQ(problems_of("<decision id=\"D\" name=\"d\"><riddle id=\"R\"/></decision>"),
            (Lines{"dmn.unknown_element R 2", "dmn.missing_logic D 2"}));
  EXPECT_EQ(
      problems_of("<decision id=\"D\" name=\"d\"><decisionTable id=\"T\" hitPolicy=\"BEST\"><output id=\"o\"/>\n"
                  "<rule id=\"r\"><outputEntry><text>1</text></outputEntry><outputEntry><text>2</text></outputEntry>"
                  "</rule></decisionTable></decision>"),
      (Lines{"dmn.unknown_value T 2", "dmn.row_length r 3"}));
}

TEST(dmn_model, what_is_not_dmn_is_refused_with_its_line) {
  EXPECT_EQ(refused("<a/>"), "dmn.not_dmn f:1");
  EXPECT_EQ(refused(definitions("", "https://www.omg.org/spec/DMN/20990101/MODEL/")), "dmn.not_dmn f:1");
  EXPECT_EQ(refused("<a>\n</b>"), "xml.malformed f:2");
}

TEST(dmn_model, versions_one_to_five_are_told_apart) {
  auto const version = [](std::string_view space) { return read(definitions("", space), "f")->version; };
  EXPECT_EQ(version("http://www.omg.org/spec/DMN/20151101/dmn.xsd"), Version::v1_1);
  EXPECT_EQ(version("http://www.omg.org/spec/DMN/20180521/MODEL/"), Version::v1_2);
  EXPECT_EQ(version("https://www.omg.org/spec/DMN/20191111/MODEL/"), Version::v1_3);
  EXPECT_EQ(version("https://www.omg.org/spec/DMN/20211108/MODEL/"), Version::v1_4);
  EXPECT_EQ(version(newest), Version::v1_5);
}

// The public kit lies beside the source tree on the machines that have it; elsewhere this test has nothing to read.
TEST(dmn_model, models_of_other_tools_are_read_whole_and_come_back_equal) {
  auto const kit = std::filesystem::path{CONGVU_SOURCE_DIR}.parent_path() / "shared/tck/dmn";
  if (!std::filesystem::exists(kit)) GTEST_SKIP() << "no kit";
  int files = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{kit}) {
    if (entry.path().extension() != ".dmn") continue;
    std::ifstream in{entry.path(), std::ios::binary};
    auto const model = read(std::string{std::istreambuf_iterator<char>{in}, {}}, "f");
    ASSERT_TRUE(model) << entry.path() << plain(model.error());
    for (auto const& problem : model->problems) {
      EXPECT_TRUE(problem.warning) << entry.path() << ":" << problem.line << " " << problem.code.key;
    }
    auto const again = read(write(*model), "f");
    ASSERT_TRUE(again) << entry.path() << plain(again.error());
    EXPECT_TRUE(xml::equal(*model->document, *again->document)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 100);
}

}  // namespace
}  // namespace congvu::dmn
