// Events of every kind and in every place, and the gateways that wait; BPMN 2.0.2, clauses 10.5, 10.6, 13.4 and 13.5.
#include "rules/bpmn/step/walk_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;
using test::Walk;
using Lines = std::vector<std::string>;

feel::Context with(std::string const& name, feel::Value value) {
  return feel::Context{{{name, std::move(value)}}};
}
Drawing caught(std::string const& kind) {
  return Drawing{}.start("s").event("intermediateCatchEvent", "c", kind).end("e").flow("s", "c").flow("c", "e");
}
Drawing task_with(std::string const& kind, std::string const& attributes = "") {
  auto drawing = Drawing{}.start("s").user("a").user("b").end("e").flow("s", "a").flow("a", "e");
  return drawing.event("boundaryEvent", "t", kind, "attachedToRef=\"a\" " + attributes).flow("t", "b");
}

TEST(bpmn_events, a_timer_in_the_flow_is_waited_for) {
  Walk walk{caught("timer")};
  EXPECT_EQ(walk(Start{}), (Lines{"timer c 1"}));
  EXPECT_EQ(walk(TimerFired{1}), (Lines{"completed e"}));
}

TEST(bpmn_events, a_message_is_taken_by_the_one_that_waits_for_it_and_brings_its_content) {
  Walk walk{caught("message")};
  walk(Start{});
  EXPECT_EQ(walk.refusal(MessageCame{"other"}), "bpmn.not_waiting");
  EXPECT_EQ(walk(MessageCame{"M", {}, with("n", 1)}), (Lines{"completed e"}));
  EXPECT_NE(walk.state.variables.find("n"), nullptr);
}

TEST(bpmn_events, a_message_can_begin_a_process) {
  Walk walk{Drawing{}.event("startEvent", "s", "message").user("a").flow("s", "a")};
  EXPECT_EQ(walk.refusal(Start{}), "bpmn.begins_otherwise");
  EXPECT_EQ(walk(MessageCame{"M"}), (Lines{"open a 1"}));
}

TEST(bpmn_events, a_signal_reaches_all_of_the_case_that_wait_for_it_even_if_they_begin_to_wait_in_the_same_step) {
  auto drawing = Drawing{}.start("s").event("intermediateThrowEvent", "t", "signal").end("e").user("a");
  drawing.event("intermediateCatchEvent", "c", "signal").flow("s", "t").flow("s", "c").flow("t", "e").flow("c", "a");
  Walk walk{drawing};
  EXPECT_EQ(walk(Start{}), (Lines{"signal S from t", "open a 2"}));
}

TEST(bpmn_events, a_condition_occurs_when_it_begins_to_hold) {
  Walk walk{task_with("condition", "cancelActivity=\"false\"")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 1"}));
  EXPECT_EQ(walk(SetVariables{with("n", 1)}), (Lines{"open b 3"}));
  EXPECT_EQ(walk(SetVariables{with("n", 1)}), Lines{});
  walk(SetVariables{with("n", 2)});
  EXPECT_EQ(walk(SetVariables{with("n", 1)}), (Lines{"open b 4"}));
  Walk holds_already{caught("condition")};
  EXPECT_EQ(holds_already(Start{with("n", 1)}), (Lines{"completed e"}));
}

TEST(bpmn_events, an_error_is_caught_on_the_boundary_and_one_that_nobody_catches_is_an_incident) {
  auto drawing = Drawing{}.start("s").effect("n").user("b").end("e").flow("s", "n").flow("n", "e");
  drawing.event("boundaryEvent", "t", "error", "attachedToRef=\"n\"").flow("t", "b");
  Walk walk{drawing};
  walk(Start{});
  auto other = walk;
  EXPECT_EQ(walk(EffectThrew{1, "E"}), (Lines{"cancel effect n 1", "open b 2"}));
  EXPECT_EQ(other(EffectThrew{1, "F"}), (Lines{"incident n 2 bpmn.error_uncaught [F]"}));
}

TEST(bpmn_events, an_escalation_goes_outwards_and_need_not_interrupt) {
  auto const inside =
      Drawing{}.start("s2").event("intermediateThrowEvent", "x", "escalation").user("a").flow("s2", "x");
  auto drawing = Drawing{}.start("s").sub_process("sub", Drawing{inside}.flow("x", "a")).user("b").flow("s", "sub");
  drawing.event("boundaryEvent", "t", "escalation", "attachedToRef=\"sub\" cancelActivity=\"false\"").flow("t", "b");
  Walk walk{drawing};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 2", "open b 3"}));
}

TEST(bpmn_events, a_link_leads_to_where_it_is_caught) {
  auto drawing = Drawing{}.start("s").event("intermediateThrowEvent", "x", "link").user("a").flow("s", "x");
  Walk walk{drawing.event("intermediateCatchEvent", "y", "link").flow("y", "a")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 1"}));
}

TEST(bpmn_events, a_terminating_end_takes_back_all_that_is_open) {
  auto drawing = Drawing{}.start("s").user("a").user("b").event("endEvent", "e", "terminate");
  Walk walk{drawing.flow("s", "a").flow("s", "b").flow("a", "e")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{1}), (Lines{"close b 2", "completed e"}));
}

TEST(bpmn_events, a_timer_that_repeats_is_started_again_as_often_as_it_says) {
  auto const cycle = "<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>";
  auto drawing = Drawing{}.start("s").user("a").user("b").flow("s", "a");
  drawing.element("boundaryEvent", "t", "attachedToRef=\"a\" cancelActivity=\"false\"", cycle).flow("t", "b");
  Walk walk{drawing};
  walk(Start{});
  EXPECT_EQ(walk(TimerFired{2}), (Lines{"timer t 2 on 1", "open b 3"}));
  EXPECT_EQ(walk(TimerFired{2}), (Lines{"open b 4"}));
  EXPECT_EQ(walk.refusal(TimerFired{2}), "bpmn.not_waiting");
}

TEST(bpmn_events, after_an_event_gateway_the_first_event_takes_the_token) {
  auto drawing = Drawing{}.start("s").element("eventBasedGateway", "g").user("a").user("b").flow("s", "g");
  drawing.event("intermediateCatchEvent", "m", "message").event("intermediateCatchEvent", "t", "timer");
  Walk walk{drawing.flow("g", "m").flow("g", "t").flow("m", "a").flow("t", "b")};
  EXPECT_EQ(walk(Start{}), (Lines{"timer t 3"}));
  EXPECT_EQ(walk(MessageCame{"M"}), (Lines{"cancel timer t 3", "open a 4"}));
  EXPECT_EQ(walk.path, (Lines{"s-g", "g-m", "m-a"}));
}

Drawing inclusive() {
  auto drawing = Drawing{}.start("s").element("inclusiveGateway", "g", "default=\"g-c\"").user("a").user("b").user("c");
  drawing.element("inclusiveGateway", "j").end("e").flow("s", "g").flow("g", "a", "n > 0").flow("g", "b", "n > 1");
  return drawing.flow("g", "c").flow("a", "j").flow("b", "j").flow("c", "j").flow("j", "e");
}

TEST(bpmn_events, an_inclusive_join_waits_for_those_that_can_still_come) {
  Walk both{inclusive()};
  EXPECT_EQ(both(Start{with("n", 2)}), (Lines{"open a 1", "open b 2"}));
  EXPECT_EQ(both(CompleteTask{1}), Lines{});
  EXPECT_EQ(both(CompleteTask{2}), (Lines{"completed e"}));
  Walk one{inclusive()};
  EXPECT_EQ(one(Start{with("n", 0)}), (Lines{"open c 1"}));
  EXPECT_EQ(one(CompleteTask{1}), (Lines{"completed e"}));
}

TEST(bpmn_events, a_complex_join_is_passed_when_its_condition_holds_and_takes_in_those_that_come_after) {
  auto drawing =
      Drawing{}.start("s").user("a").user("b").user("c").user("d").flow("s", "a").flow("s", "b").flow("s", "c");
  drawing.element("complexGateway", "j", "", "<activationCondition>activationCount = 2</activationCondition>");
  Walk walk{drawing.flow("a", "j").flow("b", "j").flow("c", "j").flow("j", "d")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{1}), Lines{});
  EXPECT_EQ(walk(CompleteTask{2}), (Lines{"open d 5"}));
  EXPECT_EQ(walk(CompleteTask{3}), Lines{});
  EXPECT_EQ(walk(CompleteTask{5}), (Lines{"completed d"}));
}

TEST(bpmn_events, an_activity_may_want_several_tokens_and_give_several) {
  auto drawing = Drawing{}.start("s").user("a", "completionQuantity=\"2\"").user("b", "startQuantity=\"2\"").end("e");
  Walk walk{drawing.flow("s", "a").flow("a", "b").flow("b", "e")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{1}), (Lines{"open b 2"}));
  EXPECT_EQ(walk(CompleteTask{2}), (Lines{"completed e"}));
}

}  // namespace
}  // namespace congvu::bpmn
