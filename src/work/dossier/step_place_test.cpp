#include <gtest/gtest.h>

#include <algorithm>

#include "work/dossier/step_place.h"

namespace congvu::dossier {
namespace {

// accepted → look → found? → make → sign → give; not found → refuse → give_refusal
bpmn::Definition copy_of_a_diploma() {
  bpmn::Definition drawn;
  auto const node = [&](char const* id, bpmn::NodeKind kind, bpmn::Index first, bpmn::Index count) {
    drawn.texts.emplace_back(id);
    auto const text = static_cast<bpmn::Index>(drawn.texts.size() - 1);
    drawn.nodes.push_back({.kind = kind, .id = text, .name = text, .outgoing = {first, count}});
    drawn.id_order.push_back(text);
  };
  using enum bpmn::NodeKind;
  node("accepted", start, 0, 1);
  node("look", user_task, 1, 1);
  node("found", exclusive_gateway, 2, 2);
  node("make", user_task, 4, 1);
  node("sign", user_task, 5, 1);
  node("refuse", user_task, 6, 1);
  for (auto const& [from, to] :
       std::vector<std::pair<bpmn::Index, bpmn::Index>>{{0, 1}, {1, 2}, {2, 3}, {2, 5}, {3, 4}, {4, 4}, {5, 5}}) {
    drawn.flows.push_back({.source = from, .target = to});
  }
  drawn.start = 0;
  std::ranges::sort(drawn.id_order, {}, [&](bpmn::Index index) { return drawn.texts[drawn.nodes[index].id]; });
  return drawn;
}

TEST(StepPlace, counts_along_the_arrow_drawn_first) {
  EXPECT_EQ(place_of_step(copy_of_a_diploma(), "look", {"accepted"}), (StepPlace{1, 3}));
  EXPECT_EQ(place_of_step(copy_of_a_diploma(), "sign", {"accepted", "look", "found", "make"}), (StepPlace{3, 3}));
}

TEST(StepPlace, of_a_step_off_the_way_counts_what_was_done) {
  EXPECT_EQ(place_of_step(copy_of_a_diploma(), "refuse", {"accepted", "look", "found"}), (StepPlace{2, 2}));
}

TEST(StepPlace, a_step_done_again_counts_once) {
  EXPECT_EQ(place_of_step(copy_of_a_diploma(), "refuse", {"look", "make", "look"}), (StepPlace{3, 3}));
}

TEST(StepPlace, is_absent_for_what_is_not_drawn) {
  EXPECT_FALSE(place_of_step(copy_of_a_diploma(), "intake", {}));
}

}  // namespace
}  // namespace congvu::dossier
