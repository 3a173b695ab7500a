#include "rules/bpmn/check/soundness/soundness.h"

#include <gtest/gtest.h>

#include "rules/bpmn/drawing_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;

Soundness told_of(Drawing const& drawing) {
  return soundness_of(*read(drawing.xml(), "f"));
}

// A split into so many tasks, and what joins them.
Drawing branches(int count, std::string const& join) {
  auto drawing = Drawing{}.start("s").parallel("p").element(join, "j").end("e").flow("s", "p").flow("j", "e");
  for (int i = 0; i < count; ++i) {
    auto const id = "a" + std::to_string(i);
    drawing.user(id).flow("p", id).flow(id, "j");
  }
  return drawing;
}

TEST(bpmn_soundness, branches_that_are_joined_are_sound_and_one_order_of_them_is_enough) {
  auto const told = told_of(branches(17, "parallelGateway"));
  EXPECT_EQ(told.sound(), true);
  EXPECT_EQ(told.safe, true);
  EXPECT_LT(told.states, 30U);
}

TEST(bpmn_soundness, branches_that_merely_meet_put_two_tokens_on_one_arrow) {
  auto const told = told_of(branches(2, "exclusiveGateway"));
  EXPECT_EQ(told.safe, false);
  EXPECT_EQ(told.proper_completion, false);
  EXPECT_FALSE(told.path.empty());
}

TEST(bpmn_soundness, a_choice_before_a_parallel_join_waits_for_ever_and_the_path_leads_there) {
  auto drawing = Drawing{}.start("s").exclusive("x").user("a").user("b").parallel("j").end("e").flow("s", "x");
  auto const told = told_of(drawing.flow("x", "a").flow("x", "b").flow("a", "j").flow("b", "j").flow("j", "e"));
  EXPECT_EQ(told.option_to_complete, false);
  EXPECT_EQ(told.path, (std::vector<std::string>{"x", "a"}));
}

TEST(bpmn_soundness, an_inclusive_join_waits_for_what_was_chosen) {
  auto drawing = Drawing{}.start("s").element("inclusiveGateway", "g").user("a").user("b").end("e").flow("s", "g");
  drawing.element("inclusiveGateway", "j").flow("g", "a").flow("g", "b");
  auto const told = told_of(drawing.flow("a", "j").flow("b", "j").flow("j", "e"));
  EXPECT_EQ(told.sound(), true);
  EXPECT_EQ(told.safe, true);
}

TEST(bpmn_soundness, a_loop_without_a_way_out_and_a_task_without_a_way_in_are_found) {
  auto const loop = told_of(Drawing{}.start("s").user("a").user("b").flow("s", "a").flow("a", "b").flow("b", "a"));
  EXPECT_EQ(loop.option_to_complete, false);
  auto const dead = told_of(Drawing{}.start("s").user("a").end("e").end("f").flow("s", "e").flow("a", "f"));
  EXPECT_EQ(dead.dead, (std::vector<std::string>{"a"}));
}

TEST(bpmn_soundness, a_deadlock_within_a_sub_process_is_found) {
  auto inside = Drawing{}.start("s2").exclusive("x").parallel("j").end("e2").flow("s2", "x").user("a").user("b");
  inside.flow("x", "a").flow("x", "b").flow("a", "j").flow("b", "j").flow("j", "e2");
  auto const told = told_of(Drawing{}.start("s").sub_process("sub", inside).end("e").flow("s", "sub").flow("sub", "e"));
  EXPECT_EQ(told.option_to_complete, false);
}

}  // namespace
}  // namespace congvu::bpmn
