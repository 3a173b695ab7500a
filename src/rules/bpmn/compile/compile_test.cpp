#include "rules/bpmn/compile/compile.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "rules/bpmn/compile/timer.h"
#include "rules/bpmn/drawing_test.h"

namespace congvu::bpmn {
namespace {

using test::compiled;
using test::Drawing;

// "code element kind" of every problem, sorted.
std::vector<std::string> problems_of(Drawing const& drawing) {
  auto const definition = compiled(drawing);
  if (definition) return {};
  std::vector<std::string> told;
  for (auto const& part : definition.error().parts) {
    told.push_back(std::string{part.code.key} + " " + part.arguments.at(0).value + " " + part.arguments.at(1).value);
  }
  std::ranges::sort(told);
  return told;
}

using Told = std::vector<std::string>;

Drawing plain_case() {
  return Drawing{}.start("s").user("a").end("e").flow("s", "a").flow("a", "e");
}

TEST(bpmn_compile, a_process_becomes_arrays_that_point_at_each_other) {
  auto const definition = compiled(plain_case().timer("t", "a").flow("t", "e"));
  ASSERT_TRUE(definition) << plain(definition.error());
  auto const a = *definition->node("a");
  EXPECT_EQ(definition->kind(a), "userTask");
  EXPECT_EQ(definition->id(definition->start), "s");
  ASSERT_EQ(definition->outgoing(a).size(), 1U);
  EXPECT_EQ(definition->id(definition->outgoing(a)[0].target), "e");
  EXPECT_EQ(definition->incoming_of(*definition->node("e")).size(), 2U);
  ASSERT_EQ(definition->boundaries_of(a).size(), 1U);
  EXPECT_EQ(definition->timer(definition->boundaries_of(a)[0]), Timer{(Duration{0, seconds{3 * 86'400}})});
  EXPECT_EQ(definition->flow_id(*definition->flow("a-e")), "a-e");
  EXPECT_FALSE(definition->node("nobody"));
}

TEST(bpmn_compile, a_user_task_says_who_when_and_by_which_authority) {
  auto const definition = compiled(
      Drawing{}
          .start("s")
          .user("a",
                "congvu:act=\"dossier.sign\" congvu:candidates=\"director, head@QLT\" congvu:limit=\"4h\" "
                "congvu:phase=\"signing\" congvu:fromUnit=\"QLT\" congvu:product=\"minutes\" "
                "congvu:outcomes=\"approve,return\"")
          .user("b", "camunda:candidateGroups=\"clerk\" camunda:assignee=\"lan\" camunda:formKey=\"f1\"")
          .element("userTask", "c", "",
                   "<extensionElements><zeebe:assignmentDefinition candidateGroups=\"officer\" "
                   "assignee=\"an\"/><zeebe:formDefinition formId=\"f2\"/><zeebe:userTask/></extensionElements>")
          .flow("s", "a")
          .flow("a", "b")
          .flow("b", "c"));
  ASSERT_TRUE(definition) << plain(definition.error());
  auto const& a = definition->user_task(*definition->node("a"));
  EXPECT_EQ(a.candidates, (Told{"director", "head@QLT"}));
  EXPECT_EQ(a.act, "dossier.sign");
  EXPECT_EQ(a.phase, "signing");
  EXPECT_EQ(a.from_unit, "QLT");
  EXPECT_EQ(a.product, "minutes");
  EXPECT_EQ(a.outcomes, (Told{"approve", "return"}));
  EXPECT_EQ(a.limit, (StepLimit{4, StepLimit::Unit::working_hours}));
  auto const& b = definition->user_task(*definition->node("b"));
  EXPECT_EQ(b.candidates, (Told{"clerk"}));
  EXPECT_EQ(b.assignee, "lan");
  EXPECT_EQ(b.form, "f1");
  auto const& c = definition->user_task(*definition->node("c"));
  EXPECT_EQ(c.candidates, (Told{"officer"}));
  EXPECT_EQ(c.assignee, "an");
  EXPECT_EQ(c.form, "f2");
}

TEST(bpmn_compile, a_service_task_names_one_of_the_effects_there_are) {
  auto const definition = compiled(
      Drawing{}
          .start("s")
          .element("serviceTask", "a", "congvu:effect=\"take-number\" congvu:register=\"QD\"")
          .element("serviceTask", "b", "",
                   "<extensionElements><zeebe:taskDefinition type=\"render-document\"/><zeebe:taskHeaders>"
                   "<zeebe:header key=\"document\" value=\"decision\"/></zeebe:taskHeaders></extensionElements>")
          .element("serviceTask", "c", "camunda:type=\"external\" camunda:topic=\"notify\"")
          .flow("s", "a")
          .flow("a", "b")
          .flow("b", "c"));
  ASSERT_TRUE(definition) << plain(definition.error());
  auto const& a = definition->service_task(*definition->node("a"));
  EXPECT_EQ(a.effect, "take-number");
  EXPECT_EQ(a.parameter("register"), "QD");
  EXPECT_EQ(definition->service_task(*definition->node("b")).parameter("document"), "decision");
  EXPECT_EQ(definition->service_task(*definition->node("c")).effect, "notify");

  auto const with = [](std::string const& attributes, std::string const& inside = "") {
    return problems_of(Drawing{}.start("s").element("serviceTask", "a", attributes, inside).flow("s", "a"));
  };
  EXPECT_EQ(with("congvu:effect=\"launch\""), (Told{"bpmn.effect_unknown a serviceTask"}));
  EXPECT_EQ(with(""), (Told{"bpmn.effect_missing a serviceTask"}));
  EXPECT_EQ(with("congvu:effect=\"notify\" congvu:notise=\"x\""), (Told{"bpmn.attribute_unknown a serviceTask"}));
  EXPECT_EQ(with("congvu:effect=\"notify\"",
                 "<extensionElements><zeebe:taskHeaders><zeebe:header key=\"to\" "
                 "value=\"x\"/></zeebe:taskHeaders></extensionElements>"),
            (Told{"bpmn.parameter_unknown a serviceTask"}));
}

TEST(bpmn_compile, what_does_not_run_is_refused_by_kind_and_id) {
  EXPECT_EQ(problems_of(plain_case().element("implicitThrowEvent", "x").element("correlationSubscription", "y")),
            (Told{"bpmn.not_run_yet x implicitThrowEvent", "bpmn.not_run_yet y correlationSubscription"}));
  EXPECT_EQ(problems_of(Drawing{}
                            .start("s")
                            .element("userTask", "a", "startQuantity=\"0\"", "<potentialOwner/>")
                            .element("callActivity", "k", "calledElement=\"nowhere\"")
                            .flow("s", "a")
                            .flow("a", "k")),
            (Told{"bpmn.called_unknown k callActivity", "bpmn.not_run_yet a userTask",
                  "bpmn.quantity_unreadable a userTask"}));
}

TEST(bpmn_compile, a_place_without_messages_refuses_them) {
  auto place = test::surroundings();
  place.messages = false;
  auto const drawing = Drawing{}.element("startEvent", "s", "", "<messageEventDefinition/>").user("a").flow("s", "a");
  auto const definition = compile(drawing.xml(), "f", place);
  ASSERT_FALSE(definition);
  EXPECT_EQ(definition.error().parts.at(0).code, codes::not_offered);
}

TEST(bpmn_compile, notes_and_drawn_data_do_not_hinder) {
  EXPECT_EQ(problems_of(plain_case()
                            .element("textAnnotation", "n", "", "<text>note</text>")
                            .element("association", "l", "sourceRef=\"a\" targetRef=\"n\"")
                            .element("dataObject", "d")),
            Told{});
}

TEST(bpmn_compile, extensions_that_are_not_understood_are_told) {
  auto const with = [](std::string const& attributes, std::string const& inside = "") {
    return problems_of(Drawing{}.start("s").element("userTask", "a", attributes, inside).flow("s", "a"));
  };
  EXPECT_EQ(with("congvu:limt=\"2d\""), (Told{"bpmn.attribute_unknown a userTask"}));
  EXPECT_EQ(with("congvu:limit=\"2 days\""), (Told{"bpmn.limit_unreadable a userTask"}));
  EXPECT_EQ(with("camunda:dueDate=\"${x}\""), (Told{"bpmn.extension_not_understood a userTask"}));
  EXPECT_EQ(with("", "<extensionElements><zeebe:executionListeners/></extensionElements>"),
            (Told{"bpmn.extension_not_understood a userTask"}));
  EXPECT_EQ(with("camunda:asyncBefore=\"true\""), Told{});
  EXPECT_EQ(problems_of(Drawing{}.start("s").end("e").element(
                "sequenceFlow", "f", "sourceRef=\"s\" targetRef=\"e\"",
                "<extensionElements><camunda:executionListener/></extensionElements>")),
            (Told{"bpmn.extension_not_understood f sequenceFlow"}));
}

TEST(bpmn_compile, a_process_has_one_start) {
  EXPECT_EQ(problems_of(Drawing{}), (Told{"bpmn.no_start P process"}));
  EXPECT_EQ(problems_of(plain_case().start("s2").flow("s2", "a")), (Told{"bpmn.several_starts s2 startEvent"}));
  EXPECT_EQ(problems_of(plain_case().flow("a", "s").flow("e", "a")),
            (Told{"bpmn.wrong_end_of_flow e endEvent", "bpmn.wrong_end_of_flow s startEvent"}));
}

TEST(bpmn_compile, conditions_stand_where_something_is_chosen) {
  auto choice = plain_case().exclusive("x", "x-e").flow("a", "x");
  EXPECT_EQ(problems_of(Drawing{choice}.flow("x", "e").flow("x", "a", "n = 1")), Told{});
  EXPECT_EQ(problems_of(Drawing{choice}.flow("x", "e").flow("x", "a")),
            (Told{"bpmn.condition_missing x-a sequenceFlow"}));
  EXPECT_EQ(problems_of(Drawing{choice}.flow("x", "e", "n = 1").flow("x", "a", "n = 1")),
            (Told{"bpmn.condition_misplaced x-e sequenceFlow"}));
  EXPECT_EQ(problems_of(plain_case().exclusive("y", "a-y").flow("a", "y").flow("y", "e", "n = 1")),
            (Told{"bpmn.default_elsewhere y exclusiveGateway"}));
  EXPECT_EQ(problems_of(plain_case().parallel("p").flow("a", "p").flow("p", "e", "n = 1")), Told{});  // a warning
}

TEST(bpmn_compile, a_condition_that_cannot_be_read_says_where) {
  auto const definition = compiled(plain_case().exclusive("x").flow("a", "x").flow("x", "e", "n ==\n 1"));
  ASSERT_FALSE(definition);
  auto const& part = definition.error().parts.at(0);
  EXPECT_EQ(part.code, codes::condition_unreadable);
  EXPECT_EQ(plain(part),
            "bpmn.condition_unreadable at f:10 (element=x-e, kind=sequenceFlow, name=x-e, line=10, condition=n ==\n 1, "
            "reason=feel.syntax, condition_line=1, column=4, found==, expected=expression)");
  auto const other = Drawing{}.start("s").user("a").element(
      "sequenceFlow", "f", "sourceRef=\"s\" targetRef=\"a\"",
      "<conditionExpression language=\"http://www.w3.org/1999/XPath\">true()</conditionExpression>");
  EXPECT_EQ(problems_of(other),
            (Told{"bpmn.condition_language f sequenceFlow", "bpmn.condition_misplaced f sequenceFlow"}));
}

TEST(bpmn_compile, timers_hang_on_user_tasks_and_say_when) {
  EXPECT_EQ(problems_of(plain_case().timer("t", "a", "soon").flow("t", "e")),
            (Told{"bpmn.timer_unreadable t boundaryEvent"}));
  EXPECT_EQ(problems_of(plain_case().timer("t", "s").flow("t", "e")), (Told{"bpmn.boundary_host t boundaryEvent"}));
  EXPECT_EQ(problems_of(plain_case().element("boundaryEvent", "t", "attachedToRef=\"a\"").flow("t", "e")),
            (Told{"bpmn.timer_missing t boundaryEvent"}));
  auto const definition = compiled(
      plain_case()
          .element("boundaryEvent", "t", "attachedToRef=\"a\" congvu:limit=\"3d\"",
                   "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>")
          .element("boundaryEvent", "u", "attachedToRef=\"a\"",
                   "<timerEventDefinition><timeDate>2024-12-16T17:00:00+07:00</timeDate></timerEventDefinition>"));
  ASSERT_TRUE(definition) << plain(definition.error());
  EXPECT_EQ(definition->timer(*definition->node("t")), (Timer{StepLimit{3, StepLimit::Unit::working_days}}));
  EXPECT_EQ(definition->timer(*definition->node("u")), Timer{*parse_instant("2024-12-16T17:00:00+07:00")});
}

TEST(bpmn_compile, durations_are_iso_8601) {
  EXPECT_EQ(parse_duration("P1Y2M3DT4H5M6S"), (Duration{14, seconds{3 * 86'400 + 4 * 3600 + 5 * 60 + 6}}));
  EXPECT_EQ(parse_duration("PT15M"), (Duration{0, seconds{900}}));
  EXPECT_EQ(parse_duration("P2W"), (Duration{0, seconds{14 * 86'400}}));
  for (auto const* text : {"", "P", "PT", "P1", "1D", "P1H", "PT1D", "P-1D", "P1D1D", "PT1M1H", "P1.5D", "P999Y",
                           "P99999999999999999999D", "P1DT"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
  for (auto const* text : {"", "d", "0d", "-1d", "2x", "2days", "9999999d"})
    EXPECT_FALSE(parse_step_limit(text)) << text;
}

TEST(bpmn_compile, among_several_processes_the_executable_one_runs) {
  auto const file = [](std::string const& first, std::string const& second) {
    auto const body = "<startEvent id=\"s";
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"P\" " + first + ">" +
           body + "1\"/></process><process id=\"Q\" " + second + ">" + body + "2\"/></process></definitions>";
  };
  EXPECT_EQ(compile(file("", "isExecutable=\"true\""), "f", {})->process, "Q");
  EXPECT_EQ(compile(file("", ""), "f", {}).error().parts.at(0).code, codes::several_processes);
  EXPECT_EQ(compile(file("", ""), "f", {{}, "P"})->process, "P");
  EXPECT_EQ(compile(file("", ""), "f", {{}, "R"}).error().parts.at(0).code, codes::no_process);
}

TEST(bpmn_compile, faults_of_the_file_come_with_the_rest) {
  EXPECT_EQ(problems_of(plain_case().user("a").flow("a", "gone")),
            (Told{"bpmn.dangling_reference a-gone sequenceFlow", "bpmn.duplicate_id a userTask"}));
}

}  // namespace
}  // namespace congvu::bpmn
