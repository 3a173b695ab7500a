// Laws that hold for every process put together from blocks: it always completes, replaying its inputs gives the same
// bytes, and a state read back from its JSON goes on as the live one does.
#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <boost/json.hpp>

#include "rules/bpmn/step/walk_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;
using test::Walk;

// Draws random blocks between two nodes: tasks, sequences, choices, splits with their joins, loops, interrupted tasks.
class Blocks {
 public:
  Drawing whole() {
    drawing_.start("s").end("e");
    drawing_.flow("s", block("e", 3));
    return drawing_;
  }

 private:
  std::string fresh(std::string const& kind) { return kind + std::to_string(++count_); }
  int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }

  // The first node of a block that leads to `next`.
  std::string block(std::string const& next, int depth) {
    switch (depth == 0 ? between(0, 1) : between(0, 6)) {
      case 0:
        return task(next);
      case 1:
        return effect(next);
      case 2:
        return block(block(next, depth - 1), depth - 1);
      case 3:
        return choice(next, depth);
      case 4:
        return split(next, depth);
      case 5:
        return loop(next, depth);
      default:
        return interrupted(next);
    }
  }

  std::string task(std::string const& next) {
    auto const id = fresh("task");
    drawing_.user(id).flow(id, next);
    return id;
  }

  std::string effect(std::string const& next) {
    auto const id = fresh("effect");
    drawing_.effect(id).flow(id, next);
    return id;
  }

  std::string choice(std::string const& next, int depth) {
    auto const id = fresh("choice");
    auto const merge = fresh("merge");
    drawing_.exclusive(merge).flow(merge, next);
    auto const otherwise = block(merge, depth - 1);
    drawing_.exclusive(id, id + "-" + otherwise).flow(id, otherwise);
    for (int i = between(1, 3); i > 0; --i) {
      drawing_.flow(id, block(merge, depth - 1), "count = " + std::to_string(between(0, 6)));
    }
    return id;
  }

  std::string split(std::string const& next, int depth) {
    auto const id = fresh("split");
    auto const join = fresh("join");
    drawing_.parallel(id).parallel(join).flow(join, next);
    for (int i = between(2, 3); i > 0; --i) {
      // A task before the join keeps its flows apart in name.
      drawing_.flow(id, block(task(join), depth - 1));
    }
    // Several flows may lead here, and a parallel gateway would wait for all of them.
    auto const merge = fresh("merge");
    drawing_.exclusive(merge).flow(merge, id);
    return merge;
  }

  // Every turn completes a task, which counts; at twelve the loop is left.
  std::string loop(std::string const& next, int depth) {
    auto const again = fresh("again");
    auto const decide = fresh("decide");
    auto const body = block(task(decide), depth - 1);
    drawing_.exclusive(again).flow(again, body);
    drawing_.exclusive(decide, decide + "-" + next).flow(decide, again, "count < 12").flow(decide, next);
    return again;
  }

  std::string interrupted(std::string const& next) {
    auto const id = task(next);
    auto const timer = fresh("timer");
    drawing_.timer(timer, id).flow(timer, effect(next));
    return id;
  }

  Drawing drawing_;
  int count_ = 0;
};

// Something that may happen next: to any of the places where the case waits.
Input next_input(Walk const& walk, int count) {
  auto const& waiting = walk.state.waiting;
  auto const& each = waiting[*rc::gen::inRange<std::size_t>(0, waiting.size())];
  switch (walk.definition.nodes[each.node].kind) {
    case NodeKind::user_task:
      return CompleteTask{each.key, feel::Context{{{"count", count}}}};
    case NodeKind::service_task:
      return EffectDone{each.key};
    default:
      return TimerFired{each.key};
  }
}

std::string bytes_of(Walk const& walk) {
  return boost::json::serialize(to_json(walk.definition, walk.state));
}

TEST(bpmn_laws, a_process_of_blocks_always_completes_and_replays_to_the_same_bytes) {
  auto const holds = rc::check([] {
    Walk live{Blocks{}.whole()};
    std::vector<Input> inputs{Start{feel::Context{{{"count", 0}}}}};
    std::vector<std::string> told = live(inputs.back());
    std::vector<std::string> states{bytes_of(live)};
    for (int count = 1; !live.state.over(); ++count) {
      RC_ASSERT(count < 3'000);
      RC_ASSERT(!live.state.waiting.empty());
      // Out of its JSON and back: nothing of a case is anywhere else.
      auto const back = state_from_json(live.definition, boost::json::parse(states.back()));
      RC_ASSERT(back.has_value());
      RC_ASSERT(*back == live.state);
      live.state = *back;
      inputs.push_back(next_input(live, count));
      auto const outputs = live(inputs.back());
      for (auto const& line : outputs) {
        if (line.starts_with("incident")) RC_FAIL(line);
      }
      told.insert(told.end(), outputs.begin(), outputs.end());
      states.push_back(bytes_of(live));
    }
    RC_ASSERT(told.back() == "completed e");

    Walk again{Expected<Definition>{live.definition}};
    std::vector<std::string> told_again;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      auto const outputs = again(inputs[i]);
      told_again.insert(told_again.end(), outputs.begin(), outputs.end());
      RC_ASSERT(bytes_of(again) == states[i]);
    }
    RC_ASSERT(told_again == told);
    RC_ASSERT(again.path == live.path);
  });
  EXPECT_TRUE(holds);
}

TEST(bpmn_laws, keys_are_never_given_twice) {
  auto const holds = rc::check([] {
    Walk walk{Blocks{}.whole()};
    walk(Start{feel::Context{{{"count", 0}}}});
    Key last = 0;
    for (int count = 1; !walk.state.over(); ++count) {
      for (auto const& each : walk.state.waiting) RC_ASSERT(each.key < walk.state.next_key);
      RC_ASSERT(walk.state.next_key >= last);
      last = walk.state.next_key;
      walk(next_input(walk, count));
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace congvu::bpmn
