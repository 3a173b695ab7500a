// The diagrams that ship with the product, and one as each of the usual modelers writes it, from reading to the end.
#include "rules/bpmn/bpmn.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "rules/bpmn/step/walk_test.h"

namespace congvu::bpmn {
namespace {

using test::Walk;
using Lines = std::vector<std::string>;

std::string bytes_of(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::filesystem::path testdata(std::string const& name) {
  return std::filesystem::path{CONGVU_SOURCE_DIR} / "src/rules/bpmn/testdata" / name;
}

Walk walk_through(std::string const& name) {
  return Walk{compile(bytes_of(testdata(name)), name, test::surroundings())};
}

TEST(bpmn, a_model_from_bpmn_io_runs_unchanged) {
  auto walk = walk_through("bpmn-io.bpmn");
  EXPECT_EQ(walk(Start{}), (Lines{"open Activity_0receive 1"}));
  EXPECT_EQ(walk(CompleteTask{1, feel::Context{{{"complete", false}}}}), (Lines{"completed Event_0back"}));
  auto other = walk_through("bpmn-io.bpmn");
  other(Start{});
  EXPECT_EQ(other(CompleteTask{1, feel::Context{{{"complete", true}}}}), (Lines{"completed Event_0done"}));
}

TEST(bpmn, a_model_from_camunda_modeler_runs_unchanged) {
  auto walk = walk_through("camunda-modeler.bpmn");
  auto const& review = walk.definition.user_task(*walk.definition.node("Activity_1review"));
  EXPECT_EQ(review.candidates, (Lines{"head", "deputy"}));
  EXPECT_EQ(review.form, "review-form");
  EXPECT_EQ(walk(Start{}), (Lines{"open Activity_1review 1", "timer Event_1late 2 on 1"}));
  EXPECT_EQ(walk(TimerFired{2}), (Lines{"close Activity_1review 1", "effect Activity_1tell 3"}));
  EXPECT_EQ(walk(EffectDone{3}), (Lines{"completed Event_1end"}));
}

TEST(bpmn, tasks_are_listed_as_they_are_drawn) {
  auto const walk = walk_through("camunda-modeler.bpmn");
  Lines drawn;
  for (auto const task : walk.definition.user_tasks_as_drawn()) drawn.push_back(walk.definition.id(task));
  EXPECT_EQ(drawn, (Lines{"Activity_1review", "Activity_1sign"}));
}

TEST(bpmn, a_drawing_without_sensible_places_keeps_the_order_of_the_file) {
  auto bytes = bytes_of(testdata("camunda-modeler.bpmn"));
  for (auto at = bytes.find("<dc:Bounds x=\""); at != std::string::npos; at = bytes.find("<dc:Bounds x=\"", at + 1)) {
    auto const number = at + std::string_view{"<dc:Bounds x=\""}.size();
    bytes.replace(number, bytes.find('"', number) - number, "nan");
  }
  auto const definition = compile(bytes, "f", test::surroundings());
  ASSERT_TRUE(definition) << plain(definition.error());
  EXPECT_EQ(definition->user_tasks_as_drawn().size(), 2U);
}

// Every procedure of the packs: reads, loses nothing, compiles, has no fault of structure, and can be walked to its
// end with each outcome its tasks allow.
class Procedures {
 public:
  explicit Procedures(std::filesystem::path const& file) : file_(file) {}

  void hold() {
    auto const model = read(bytes_of(file_), file_.string());
    ASSERT_TRUE(model) << plain(model.error());
    auto const again = read(write(*model), "again");
    ASSERT_TRUE(again);
    EXPECT_TRUE(xml::equal(*model->document, *again->document));
    auto const report = check(*model, test::surroundings());
    for (auto const& problem : report.problems) {
      EXPECT_TRUE(problem.warning) << problem.code.key << " " << problem.element << " line " << problem.line;
    }
    auto compiled = compile(*model, test::surroundings());
    ASSERT_TRUE(compiled) << plain(compiled.error());
    definition_ = std::move(*compiled);
    explore();
    for (Index flow = 0; flow < definition_.flows.size(); ++flow) {
      EXPECT_TRUE(taken_.contains(flow)) << file_ << ": never taken: " << definition_.flow_id(flow);
    }
    EXPECT_GT(completed_, 0);
  }

 private:
  // Every state that can be reached, keys left out of what makes two states the same.
  void explore() {
    for (auto const& start : starts()) explore_from(start);
  }

  // With each value that the drawing asks of an answer, "priority = true"; one answer decides in any of the packs.
  std::vector<Start> starts() const {
    auto const text = bytes_of(file_);
    static std::regex const asked{R"re(>(\w+) (!?=) ("([^"]*)"|true|false)<)re"};
    std::vector<Start> all;
    for (std::sregex_iterator each{text.begin(), text.end(), asked}, end; each != end; ++each) {
      std::string const name = (*each)[1];
      if (name == "outcome") continue;
      if (!(*each)[4].matched) {
        all.push_back(Start{feel::Context{{{name, (*each)[3] == "true"}}}});
      } else {
        bool const equal = (*each)[2] == "=";
        all.push_back(Start{feel::Context{{{name, equal ? std::string{(*each)[4]} : "something else"}}}});
      }
    }
    if (all.empty()) all.emplace_back();
    return all;
  }

  void explore_from(Start const& start) {
    seen_.clear();
    std::vector<State> open{stepped(State{}, start)};
    while (!open.empty()) {
      auto const state = open.back();
      open.pop_back();
      completed_ += state.status == Status::completed ? 1 : 0;
      if (!seen_.insert(shape_of(state)).second) continue;
      ASSERT_LT(seen_.size(), 2'000U);
      for (auto const& each : state.waiting) {
        ASSERT_FALSE(each.stuck()) << definition_.id(each.node);
        for (auto const& input : inputs_for(each)) open.push_back(stepped(state, input));
      }
    }
  }

  std::vector<Input> inputs_for(Waiting const& each) const {
    auto const kind = definition_.nodes[each.node].kind;
    if (kind == NodeKind::service_task) return {EffectDone{each.key}};
    if (kind == NodeKind::boundary) return {TimerFired{each.key}};
    std::vector<Input> inputs;
    for (auto const& outcome : definition_.user_task(each.node).outcomes) {
      inputs.push_back(CompleteTask{each.key, feel::Context{{{"outcome", outcome}}}});
    }
    EXPECT_FALSE(inputs.empty()) << definition_.id(each.node) << " says no outcomes";
    return inputs;
  }

  State stepped(State const& state, Input const& input) {
    auto next = step(definition_, state, input);
    EXPECT_TRUE(next) << plain(next.error());
    for (auto const& output : next->outputs) {
      EXPECT_FALSE(std::holds_alternative<Incident>(output)) << test::line_of(definition_, output);
    }
    taken_.insert(next->taken.begin(), next->taken.end());
    return std::move(next->state);
  }

  std::string shape_of(State const& state) const {
    std::multiset<std::string> waiting;
    for (auto const& each : state.waiting) waiting.insert(definition_.id(each.node));
    for (auto const& each : state.arrived) waiting.insert(definition_.flow_id(each.flow));
    std::string shape;
    for (auto const& each : waiting) shape += each + " ";
    return shape;
  }

  std::filesystem::path file_;
  Definition definition_;
  std::set<std::string> seen_;
  std::set<Index> taken_;
  int completed_ = 0;
};

TEST(bpmn, every_procedure_of_the_packs_runs_to_its_end_by_every_path) {
  auto const packs = std::filesystem::path{CONGVU_SOURCE_DIR} / "packs";
  int files = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{packs}) {
    if (entry.path().extension() != ".bpmn") continue;
    ++files;
    Procedures{entry.path()}.hold();
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace congvu::bpmn
