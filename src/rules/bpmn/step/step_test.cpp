#include "rules/bpmn/step/step.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "rules/bpmn/drawing_test.h"
#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/walk_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;
using test::Walk;
using Lines = std::vector<std::string>;

TEST(bpmn_step, a_case_goes_from_its_start_to_its_end) {
  Walk walk{Drawing{}.start("s").user("a").effect("n").end("e").flow("s", "a").flow("a", "n").flow("n", "e")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 1"}));
  EXPECT_EQ(walk(CompleteTask{1}), (Lines{"effect n 2"}));
  EXPECT_EQ(walk(EffectDone{2}), (Lines{"completed e"}));
  EXPECT_EQ(walk.state.status, Status::completed);
  EXPECT_EQ(walk.path, (Lines{"s-a", "a-n", "n-e"}));
}

TEST(bpmn_step, an_exclusive_gateway_takes_the_first_flow_that_holds_or_the_default) {
  auto const drawing = Drawing{}
                           .start("s")
                           .exclusive("x", "x-c")
                           .end("a")
                           .end("b")
                           .end("c")
                           .flow("s", "x")
                           .flow("x", "a", "n > 10")
                           .flow("x", "b", "n > 5")
                           .flow("x", "c");
  auto const ended_at = [&](int n) { return Walk{drawing}(Start{feel::Context{{{"n", n}}}}); };
  EXPECT_EQ(ended_at(11), (Lines{"completed a"}));
  EXPECT_EQ(ended_at(6), (Lines{"completed b"}));
  EXPECT_EQ(ended_at(1), (Lines{"completed c"}));
}

TEST(bpmn_step, a_parallel_gateway_waits_for_every_flow_into_it) {
  Walk walk{Drawing{}
                .start("s")
                .parallel("p")
                .user("a")
                .user("b")
                .parallel("j")
                .end("e")
                .flow("s", "p")
                .flow("p", "a")
                .flow("p", "b")
                .flow("a", "j")
                .flow("b", "j")
                .flow("j", "e")};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 1", "open b 2"}));
  EXPECT_EQ(walk(CompleteTask{2}), Lines{});
  EXPECT_EQ(walk(CompleteTask{1}), (Lines{"completed e"}));
}

TEST(bpmn_step, several_flows_out_of_a_task_are_an_implicit_split) {
  auto const drawing = Drawing{}
                           .start("s")
                           .user("a", "default=\"a-d\"")
                           .user("b")
                           .user("c")
                           .user("d")
                           .flow("s", "a")
                           .flow("a", "b", "n > 1")
                           .flow("a", "c", "n > 2")
                           .flow("a", "d");
  auto const opened = [&](int n) {
    Walk walk{drawing};
    walk(Start{});
    return walk(CompleteTask{1, feel::Context{{{"n", n}}}});
  };
  EXPECT_EQ(opened(3), (Lines{"open b 2", "open c 3"}));
  EXPECT_EQ(opened(2), (Lines{"open b 2"}));
  EXPECT_EQ(opened(1), (Lines{"open d 2"}));
}

TEST(bpmn_step, a_timer_interrupts_its_task_and_completing_the_task_ends_its_timers) {
  auto const drawing = Drawing{}
                           .start("s")
                           .user("a")
                           .timer("t", "a")
                           .timer("u", "a")
                           .user("late")
                           .end("e")
                           .flow("s", "a")
                           .flow("a", "e")
                           .flow("t", "late")
                           .flow("u", "late")
                           .flow("late", "e");
  Walk walk{drawing};
  EXPECT_EQ(walk(Start{}), (Lines{"open a 1", "timer t 2 on 1", "timer u 3 on 1"}));
  EXPECT_EQ(walk(TimerFired{3}), (Lines{"close a 1", "cancel timer t 2", "open late 4"}));
  EXPECT_EQ(walk.refusal(CompleteTask{1}), "bpmn.not_waiting");
  EXPECT_EQ(walk(CompleteTask{4}), (Lines{"completed e"}));

  Walk other{drawing};
  other(Start{});
  EXPECT_EQ(other(CompleteTask{1}), (Lines{"cancel timer t 2", "cancel timer u 3", "completed e"}));
}

TEST(bpmn_step, cancelling_takes_back_all_that_is_open) {
  Walk walk{Drawing{}
                .start("s")
                .parallel("p")
                .user("a")
                .timer("t", "a")
                .effect("n")
                .flow("s", "p")
                .flow("p", "a")
                .flow("p", "n")
                .flow("t", "n")};
  walk(Start{});
  EXPECT_EQ(walk(Cancel{}), (Lines{"close a 1", "cancel timer t 2", "cancel effect n 3"}));
  EXPECT_EQ(walk.state.status, Status::cancelled);
  EXPECT_EQ(walk.refusal(EffectDone{3}), "bpmn.out_of_turn");
}

TEST(bpmn_step, a_choice_that_finds_nothing_is_an_incident_and_can_be_retried) {
  Walk walk{Drawing{}.start("s").exclusive("x").end("e").flow("s", "x").flow("x", "e", "n = 1")};
  EXPECT_EQ(walk(Start{feel::Context{{{"n", 2}}}}), (Lines{"incident x 1 bpmn.no_flow"}));
  EXPECT_EQ(walk.state.status, Status::running);
  EXPECT_EQ(walk(Retry{1, feel::Context{{{"n", 1}}}}), (Lines{"completed e"}));
}

TEST(bpmn_step, a_condition_without_an_answer_shows_what_it_read) {
  Walk walk{Drawing{}
                .start("s")
                .exclusive("x", "x-f")
                .end("e")
                .end("f")
                .flow("s", "x")
                .flow("x", "e", "n > m")
                .flow("x", "f")};
  EXPECT_EQ(walk(Start{feel::Context{{{"n", "hai"}}}}),
            (Lines{"incident x 1 bpmn.condition_undecided [n > m] n=\"hai\" m=null"}));
}

TEST(bpmn_step, an_effect_that_failed_is_an_incident_and_is_asked_for_again) {
  Walk walk{Drawing{}.start("s").effect("n").end("e").flow("s", "n").flow("n", "e")};
  walk(Start{});
  EXPECT_EQ(walk(EffectFailed{1, "no paper"}), (Lines{"incident n 2 bpmn.effect_failed [no paper]"}));
  EXPECT_EQ(walk.refusal(EffectDone{1}), "bpmn.not_waiting");
  EXPECT_EQ(walk(Retry{2}), (Lines{"effect n 3"}));
  EXPECT_EQ(walk(EffectDone{3}), (Lines{"completed e"}));
}

TEST(bpmn_step, a_split_task_that_finds_nothing_is_not_opened_again_by_a_retry) {
  Walk walk{Drawing{}.start("s").user("a").end("e").flow("s", "a").flow("a", "e", "ok")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{1, feel::Context{{{"ok", false}}}}), (Lines{"incident a 2 bpmn.no_flow"}));
  EXPECT_EQ(walk(Retry{2, feel::Context{{{"ok", true}}}}), (Lines{"completed e"}));
}

TEST(bpmn_step, an_endless_loop_ends_in_an_incident_that_names_the_element) {
  Walk walk{Drawing{}.start("s").exclusive("x").exclusive("y").flow("s", "x").flow("x", "y").flow("y", "x")};
  auto const outputs = walk(Start{});
  ASSERT_EQ(outputs.size(), 1U);
  EXPECT_EQ(outputs[0].substr(0, 9), "incident ");
  EXPECT_NE(outputs[0].find("bpmn.too_many_moves"), std::string::npos);
  EXPECT_EQ(walk(Cancel{}), Lines{});
}

TEST(bpmn_step, a_loop_that_splits_ends_in_an_incident) {
  Walk walk{Drawing{}.start("s").parallel("p").exclusive("x").flow("s", "x").flow("x", "p").flow("p", "x").element(
      "sequenceFlow", "again", "sourceRef=\"p\" targetRef=\"x\"")};
  auto const outputs = walk(Start{});
  EXPECT_FALSE(outputs.empty());
  for (auto const& output : outputs) EXPECT_NE(output.find("bpmn.too_many_"), std::string::npos) << output;
  EXPECT_LE(walk.state.waiting.size(), limits::tokens);
}

TEST(bpmn_step, a_join_that_waits_in_vain_is_an_incident) {
  Walk walk{Drawing{}
                .start("s")
                .exclusive("x", "x-a")
                .parallel("j")
                .user("a")
                .user("b")
                .end("e")
                .flow("s", "x")
                .flow("x", "a")
                .flow("x", "b", "false")
                .flow("a", "j")
                .flow("b", "j")
                .flow("j", "e")};
  walk(Start{});
  EXPECT_EQ(walk(CompleteTask{1}), (Lines{"incident j 0 bpmn.join_starved"}));
  EXPECT_EQ(walk.state.status, Status::running);
}

TEST(bpmn_step, inputs_out_of_turn_or_for_nobody_are_refused) {
  Walk walk{Drawing{}.start("s").user("a").timer("t", "a").end("e").flow("s", "a").flow("a", "e").flow("t", "e")};
  EXPECT_EQ(walk.refusal(CompleteTask{1}), "bpmn.out_of_turn");
  walk(Start{});
  EXPECT_EQ(walk.refusal(Start{}), "bpmn.out_of_turn");
  EXPECT_EQ(walk.refusal(CompleteTask{7}), "bpmn.not_waiting");
  EXPECT_EQ(walk.refusal(CompleteTask{-1}), "bpmn.not_waiting");
  EXPECT_EQ(walk.refusal(CompleteTask{2}), "bpmn.not_waiting");  // that is the timer
  EXPECT_EQ(walk.refusal(EffectDone{1}), "bpmn.not_waiting");
  EXPECT_EQ(walk.refusal(TimerFired{1}), "bpmn.not_waiting");
  EXPECT_EQ(walk.refusal(Retry{1}), "bpmn.not_waiting");
  walk(CompleteTask{1});
  EXPECT_EQ(walk.refusal(CompleteTask{1}), "bpmn.out_of_turn");
  EXPECT_EQ(walk.refusal(Cancel{}), "bpmn.out_of_turn");
}

TEST(bpmn_step, variables_have_a_limit) {
  Walk walk{Drawing{}.start("s").user("a").flow("s", "a")};
  std::string const huge(limits::variables_bytes, 'x');
  EXPECT_EQ(walk.refusal(Start{feel::Context{{{"x", huge}}}}), "bpmn.variables_too_large");
  std::vector<feel::Entry> many;
  for (std::size_t i = 0; i <= limits::variables; ++i) many.push_back({"v" + std::to_string(i), 1});
  EXPECT_EQ(walk.refusal(Start{feel::Context{many}}), "bpmn.variables_too_large");
}

TEST(bpmn_step, a_waiting_case_is_small_and_reads_as_text) {
  Walk walk{Drawing{}.start("s").user("a").timer("t", "a").end("e").flow("s", "a").flow("a", "e").flow("t", "e")};
  walk(Start{feel::Context{{{"outcome", "approve"}}}});
  EXPECT_EQ(boost::json::serialize(to_json(walk.definition, walk.state)),
            R"({"status":"running","next":3,"waiting":[{"key":1,"element":"a"},{"key":2,"element":"t","host":1}],)"
            R"("variables":{"outcome":"approve"}})");
}

TEST(bpmn_step, a_state_that_is_none_of_this_process_is_refused) {
  Walk const walk{Drawing{}.start("s").user("a").timer("t", "a").end("e").flow("s", "a").flow("a", "e")};
  auto const fault = [&](std::string_view text) {
    auto const state = state_from_json(walk.definition, boost::json::parse(text));
    return state ? std::string{"read"} : state.error().arguments.at(0).value;
  };
  EXPECT_EQ(fault("[]"), "state");
  EXPECT_EQ(fault(R"({"status":"asleep","next":1})"), "status");
  EXPECT_EQ(fault(R"({"status":"running","next":0})"), "next");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"waiting":[{"key":1,"element":"gone"}]})"), "waiting");
  EXPECT_EQ(fault(R"({"status":"running","next":1,"waiting":[{"key":1,"element":"a"}]})"), "waiting");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"waiting":[{"key":1,"element":"e"}]})"), "waiting");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"waiting":[{"key":1,"element":"t"}]})"), "waiting");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"waiting":[{"key":1,"element":"a","stuck":"so"}]})"), "waiting");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"arrived":{"nowhere":1}})"), "arrived");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"variables":[]})"), "variables");
  EXPECT_EQ(fault(R"({"status":"running","next":2,"waiting":[{"key":1,"element":"a"}]})"), "read");
}

}  // namespace
}  // namespace congvu::bpmn
