// Sub-processes, called processes, event sub-processes, loops and what undoes them; BPMN 2.0.2, clauses 10.3 and 13.3.
#include "rules/bpmn/step/walk_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;
using test::Walk;
using Lines = std::vector<std::string>;

// s → sub-process → e, with a task inside.
Drawing one_step() {
  return Drawing{}.start("s2").user("a").end("e2").flow("s2", "a").flow("a", "e2");
}
Drawing around(Drawing const& contents, std::string const& kind = "subProcess") {
  return Drawing{}.start("s").sub_process("sub", contents, "", kind).end("e").flow("s", "sub").flow("sub", "e");
}
feel::Context with(std::string const& name, feel::Value value) {
  return feel::Context{{{name, std::move(value)}}};
}

TEST(bpmn_scopes, a_sub_process_ends_when_nothing_in_it_moves) {
  Walk walk{around(one_step())};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2"}));
  EXPECT_EQ(walk(CompleteTask{2}), (Lines{"completed e"}));
  EXPECT_EQ(walk.path, (Lines{"s-sub", "s2-a", "a-e2", "sub-e"}));
}

TEST(bpmn_scopes, a_timer_on_a_sub_process_ends_all_that_is_in_it) {
  auto drawing = around(one_step().user("b").flow("s2", "b"));
  Walk walk{drawing.timer("t", "sub").user("late").flow("t", "late").flow("late", "e")};
  EXPECT_EQ(walk(Start{}), (Lines{"timer t 2 on 1", "open a 3", "open b 4"}));
  EXPECT_EQ(walk(TimerFired{2}), (Lines{"close a 3", "close b 4", "open late 5"}));
}

TEST(bpmn_scopes, an_event_that_does_not_interrupt_goes_on_beside_its_activity) {
  auto drawing = around(one_step())
                     .user("b")
                     .event("boundaryEvent", "r", "message", "attachedToRef=\"sub\" cancelActivity=\"false\"");
  Walk walk{drawing.flow("r", "b")};
  walk(Start{});
  EXPECT_EQ(walk(MessageCame{"M"}), (Lines{"open b 4"}));
  EXPECT_EQ(walk(MessageCame{"M"}), (Lines{"open b 5"}));
  EXPECT_EQ(walk.refusal(MessageCame{"N"}), "bpmn.not_waiting");
}

TEST(bpmn_scopes, an_event_sub_process_interrupts_the_process_around_it) {
  auto const withdrawal =
      Drawing{}.event("startEvent", "w", "message").user("file").end("gone").flow("w", "file").flow("file", "gone");
  Walk walk{Drawing{}.start("s").user("a").end("e").flow("s", "a").flow("a", "e").sub_process(
      "withdrawn", withdrawal, "triggeredByEvent=\"true\"")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2"}));
  EXPECT_EQ(walk(MessageCame{"M"}), (Lines{"close a 2", "open file 4"}));
  EXPECT_EQ(walk(CompleteTask{4}), (Lines{"completed gone"}));
}

TEST(bpmn_scopes, a_called_process_has_variables_of_its_own) {
  auto const called = "<process id=\"Q\">" +
                      std::string{
                          "<startEvent id=\"qs\"/><scriptTask id=\"q\"><script>{m: n + 1}"
                          "</script></scriptTask><sequenceFlow id=\"f\" sourceRef=\"qs\" targetRef=\"q\"/></process>"};
  auto const mapping =
      "<extensionElements><zeebe:ioMapping><zeebe:input source=\"=k\" target=\"n\"/>"
      "<zeebe:output source=\"=m\" target=\"r\"/></zeebe:ioMapping></extensionElements>";
  auto drawing = Drawing{}.start("s").element("callActivity", "c", "calledElement=\"Q\"", mapping).user("a");
  auto place = test::surroundings();
  place.process = "P";
  Walk walk{compile(drawing.flow("s", "c").flow("c", "a").beside(called).xml(), "f", place)};
  walk(Start{with("k", 41)});
  EXPECT_EQ(*walk.state.variables.find("r"), feel::Value{42});
  EXPECT_EQ(walk.state.variables.find("m"), nullptr);
}

TEST(bpmn_scopes, processes_that_call_themselves_for_ever_are_an_incident) {
  Walk walk{Drawing{}.start("s").element("callActivity", "c", "calledElement=\"P\"").flow("s", "c")};
  EXPECT_EQ(walk(Start{}).at(0).substr(0, 10), "incident c");
}

std::string loop_of(std::string const& attributes, std::string const& inside) {
  return "<multiInstanceLoopCharacteristics " + attributes + ">" + inside + "</multiInstanceLoopCharacteristics>";
}

TEST(bpmn_scopes, instances_together_are_each_open_and_the_loop_ends_with_the_last) {
  Walk walk{Drawing{}
                .start("s")
                .element("userTask", "a", "", loop_of("", "<loopCardinality>3</loopCardinality>"))
                .end("e")
                .flow("s", "a")
                .flow("a", "e")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2", "open a 3", "open a 4"}));
  walk(CompleteTask{3});
  walk(CompleteTask{2});
  EXPECT_EQ(walk(CompleteTask{4}), (Lines{"completed e"}));
}

TEST(bpmn_scopes, a_loop_over_a_list_gives_each_instance_its_item_and_collects_what_they_leave) {
  auto const zeebe =
      "<extensionElements><zeebe:loopCharacteristics inputCollection=\"=units\" inputElement=\"unit\" "
      "outputCollection=\"answers\" outputElement=\"=unit + answer\"/></extensionElements>";
  Walk walk{Drawing{}
                .start("s")
                .element("userTask", "a", "", loop_of("isSequential=\"true\"", zeebe))
                .user("b")
                .flow("s", "a")
                .flow("a", "b")};
  EXPECT_EQ(walk(Start{with("units", feel::List{{"x", "y"}})}), (Lines{"open a 2"}));
  EXPECT_EQ(variables_at(walk.definition, walk.state, 2).find("unit")->as<std::string>()[0], "x");
  EXPECT_EQ(walk(CompleteTask{2, with("answer", "1")}), (Lines{"open a 3"}));
  EXPECT_EQ(walk(CompleteTask{3, with("answer", "2")}), (Lines{"open b 4"}));
  EXPECT_EQ(*walk.state.variables.find("answers"), feel::Value{feel::List({"x1", "y2"})});
}

TEST(bpmn_scopes, a_completion_condition_ends_the_rest_of_the_instances) {
  auto const inside =
      "<loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances = 1"
      "</completionCondition>";
  Walk walk{
      Drawing{}.start("s").element("userTask", "a", "", loop_of("", inside)).end("e").flow("s", "a").flow("a", "e")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{3}), (Lines{"close a 2", "close a 4", "completed e"}));
}

TEST(bpmn_scopes, a_loop_without_a_number_is_an_incident_that_can_be_mended) {
  Walk walk{Drawing{}
                .start("s")
                .element("userTask", "a", "", loop_of("", "<loopCardinality>n</loopCardinality>"))
                .flow("s", "a")};
  EXPECT_EQ(walk(Start{}), (Lines{"incident a 1 bpmn.times_undecided [n] n=null"}));
  EXPECT_EQ(walk(Retry{1, with("n", -1)}), (Lines{"incident a 2 bpmn.times_undecided [n] n=-1"}));
  EXPECT_EQ(walk(Retry{2, with("n", 1'000'000)}), (Lines{"incident a 3 bpmn.too_many_times [n] n=1000000"}));
  EXPECT_EQ(walk(Retry{3, with("n", 1)}), (Lines{"open a 5"}));
}

TEST(bpmn_scopes, many_instances_together_are_begun_a_hundred_at_a_time) {
  Walk walk{Drawing{}
                .start("s")
                .element("userTask", "a", "", loop_of("", "<loopCardinality>1000</loopCardinality>"))
                .flow("s", "a")};
  EXPECT_EQ(walk(Start{}).size(), limits::loop_at_once);
  EXPECT_EQ(walk(CompleteTask{2}).size(), 1U);
}

TEST(bpmn_scopes, a_standard_loop_goes_on_while_its_condition_holds) {
  auto const loop = "<standardLoopCharacteristics><loopCondition>again</loopCondition></standardLoopCharacteristics>";
  Walk walk{Drawing{}.start("s").element("userTask", "a", "", loop).end("e").flow("s", "a").flow("a", "e")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2"}));
  EXPECT_EQ(walk(CompleteTask{2, with("again", true)}), (Lines{"open a 3"}));
  EXPECT_EQ(walk(CompleteTask{3, with("again", false)}), (Lines{"completed e"}));
}

// Two tasks that can be undone, then an event that undoes them.
Drawing undoing(std::string const& definition = "compensate") {
  Drawing drawing;
  drawing.start("s").script("a", "{}").script("b", "{}").user("ua", "isForCompensation=\"true\"");
  drawing.user("ub", "isForCompensation=\"true\"").event("boundaryEvent", "ca", "compensate", "attachedToRef=\"a\"");
  drawing.event("boundaryEvent", "cb", "compensate", "attachedToRef=\"b\"");
  drawing.element("association", "x", "sourceRef=\"ca\" targetRef=\"ua\"");
  drawing.element("association", "y", "sourceRef=\"cb\" targetRef=\"ub\"");
  return drawing.flow("s", "a").flow("a", "b").event("endEvent", "e", definition).flow("b", "e");
}

TEST(bpmn_scopes, what_was_done_is_undone_the_last_first) {
  Walk walk{undoing()};
  EXPECT_EQ(walk(Start{}), (Lines{"open ub 4"}));
  EXPECT_EQ(walk(CompleteTask{4}), (Lines{"open ua 5"}));
  EXPECT_EQ(walk(CompleteTask{5}), (Lines{"completed e"}));
}

TEST(bpmn_scopes, a_transaction_that_is_cancelled_is_undone_and_left_by_its_cancel_event) {
  auto drawing = Drawing{}.start("s0").sub_process("sub", undoing("cancel"), "", "transaction").end("e0");
  drawing.event("boundaryEvent", "c", "cancel", "attachedToRef=\"sub\"").user("after");
  Walk walk{drawing.flow("s0", "sub").flow("sub", "e0").flow("c", "after")};
  EXPECT_EQ(walk(Start{}), (Lines{"open ub 4"}));
  walk(CompleteTask{4});
  EXPECT_EQ(walk(CompleteTask{5}), (Lines{"open after 6"}));
}

TEST(bpmn_scopes, an_ad_hoc_sub_process_ends_when_its_condition_holds) {
  auto const contents = Drawing{}.user("a").user("b").element("completionCondition", "k", "", "enough");
  Walk walk{around(contents, "adHocSubProcess")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2", "open b 3"}));
  walk(CompleteTask{2});
  EXPECT_EQ(walk(CompleteTask{3}), (Lines{"completed e"}));
  Walk other{around(contents, "adHocSubProcess")};
  other(Start{});
  EXPECT_EQ(other(CompleteTask{2, with("enough", true)}), (Lines{"close b 3", "completed e"}));
}

}  // namespace
}  // namespace congvu::bpmn
