// The machinery of acts on a real store, with a toy room: a tally that counts, a mirror that answers every count, a
// total over the whole record, and a view.
#include "pipeline/pipeline.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <thread>

#include "record/store/temporary.h"

namespace congvu {
namespace {

struct Counted {
  static constexpr std::string_view name = "tally.counted";
  int by = 0;
  struct Personal {
    Text<100> why;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(Counted::Personal, (), (why))
BOOST_DESCRIBE_STRUCT(Counted, (), (by, personal))

struct Mirrored {
  static constexpr std::string_view name = "mirror.mirrored";
  int by = 0;
};
BOOST_DESCRIBE_STRUCT(Mirrored, (), (by))

struct Tally {
  static constexpr std::string_view stream = "tally";
  int sum = 0;
  std::string why;
};
void apply(Tally& tally, Counted const& event, Recorded const&) {
  tally.sum += event.by;
  tally.why = event.personal ? event.personal->why.value : "(erased)";
}

struct Mirror {
  static constexpr std::string_view stream = "mirror";
  int sum = 0;
};
void apply(Mirror& mirror, Mirrored const& event, Recorded const&) {
  mirror.sum += event.by;
}

struct Total {
  static constexpr std::string_view standing = "tally.total";
  int sum = 0;
};
void apply(Total& total, Counted const& event, Recorded const&) {
  total.sum += event.by;
}

struct Count {
  static constexpr std::string_view name = "tally.count";
  Handle tally;
  int by = 0;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Count, (), (tally, by, why))

constexpr Code negative{"tally.negative"};
constexpr Code mirror_broken{"mirror.broken"};
Handle const mirror_stream = handle_of("mirror", "one");

Expected<Question> question(Count const&, Context const&, States const&) {
  Question question;
  question.act = "tally.count";
  return question;
}

Decision decide(Count const& command, Context const&, States const& states) {
  if (states.load<Tally>(command.tally).sum + command.by < 0) return refuse(negative, "by");
  return Events{}.add(command.tally, command.tally, Counted{command.by, Counted::Personal{command.why}});
}

// Breaks at 13, and answers 99 with itself for ever.
Decision react(Counted const& event, Recorded const&, Context const&, States const&) {
  if (event.by == 13) return refuse(mirror_broken);
  return Events{}.add(mirror_stream, Handle{}, Mirrored{event.by});
}
Decision echo(Mirrored const& event, Recorded const&, Context const&, States const& states) {
  if (event.by == 7 && states.load<Mirror>(mirror_stream).sum != 7) return refuse(mirror_broken);
  if (event.by != 99) return Events{};
  return Events{}.add(mirror_stream, Handle{}, Mirrored{99});
}

void show(record::Sql& sql, Counted const& event, Recorded const& recorded) {
  sql.run("INSERT INTO tallies(event, by_much, why) VALUES (?, ?, ?)", static_cast<std::int64_t>(recorded.index),
          event.by, event.personal ? event.personal->why.value : "");
}

class OpenGate : public Gate {
 public:
  Expected<Mandate> ask(Actor const& actor, Question const&, Instant, States const&) const override {
    if (actor.nature == Actor::Nature::anyone) return refuse(Code{"tally.not_yours", Kind::forbidden});
    return Mandate{};
  }
};

class PipelineTest : public testing::Test {
 protected:
  PipelineTest() {
    registry.stream<Tally, Counted>();
    registry.stream<Mirror, Mirrored>();
    registry.standing<Total, Counted>();
    registry.command<Count>(&question, &decide);
    registry.react<Counted>(&react);
    registry.react<Mirrored>(&echo);
    registry.view("tallies", 1, "CREATE TABLE tallies (event INTEGER PRIMARY KEY, by_much INTEGER, why TEXT)")
        .on<Counted>(&show);
    start();
  }

  void start() {
    pipeline.reset();
    pipeline = std::make_unique<Pipeline>(Pipeline::Parts{*record.store, registry, gate, clock, *record.randomness});
  }
  Expected<Performed> count(int by, Given const& given = {}) {
    return pipeline->perform(Count{tally, by, "because"}, staff, given);
  }
  int sum() {
    return pipeline->read([&](record::Sql&, States const& states) { return states.load<Tally>(tally).sum; });
  }
  std::int64_t rows() {
    return record.store->read([](record::Sql& sql) { return *sql.one<std::int64_t>("SELECT count(*) FROM tallies"); });
  }

  record::TemporaryRecord record;
  Registry registry;
  OpenGate gate;
  StandingClock clock{*parse_instant("2024-11-18T09:00:00+07:00")};
  Actor staff{.nature = Actor::Nature::staff, .account = {}, .person = handle_of("person", "a"), .position = "P1"};
  Handle tally = handle_of("tally", "one");
  std::unique_ptr<Pipeline> pipeline;
};

TEST_F(PipelineTest, an_event_of_a_stream_nobody_has_asked_for_is_applied_once) {
  EXPECT_TRUE(count(7));
}

TEST_F(PipelineTest, an_act_moves_its_stream_the_standing_value_the_view_and_other_rooms_together) {
  auto const performed = count(3);
  ASSERT_TRUE(performed);
  EXPECT_EQ(performed->events.size(), 2U);
  EXPECT_EQ(sum(), 3);
  EXPECT_EQ(pipeline->standing<Total>()->sum, 3);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(pipeline->read([](record::Sql&, States const& states) { return states.load<Mirror>(mirror_stream).sum; }),
            3);
}

TEST_F(PipelineTest, a_refused_act_leaves_no_trace) {
  ASSERT_TRUE(count(3));
  auto const size = record.store->size();
  EXPECT_EQ(count(-4).error().code, negative);
  EXPECT_EQ(record.store->size(), size);
  EXPECT_EQ(pipeline->standing<Total>()->sum, 3);
}

TEST_F(PipelineTest, a_reaction_that_refuses_takes_the_whole_act_back) {
  ASSERT_TRUE(count(3));
  EXPECT_EQ(count(13).error().code, mirror_broken);
  EXPECT_EQ(sum(), 3);
  EXPECT_EQ(rows(), 1);
  ASSERT_TRUE(count(1));
  EXPECT_EQ(sum(), 4) << "the writer's own picture was taken back too";
  EXPECT_EQ(pipeline->standing<Total>()->sum, 4);
}

TEST_F(PipelineTest, rooms_that_answer_each_other_for_ever_are_stopped) {
  EXPECT_EQ(count(99).error().code, codes::act_too_deep);
  EXPECT_EQ(record.store->size(), 0U);
}

TEST_F(PipelineTest, the_gate_is_asked_before_anything_is_decided) {
  auto const refused = pipeline->perform(Count{tally, 1, ""}, Actor{});
  EXPECT_EQ(refused.error().code.kind, Kind::forbidden);
}

TEST_F(PipelineTest, a_repeated_key_gives_the_same_answer_once) {
  Given const given{.idempotency_key = "k", .claimed = {}, .asked = {}};
  auto const first = count(3, given);
  auto const again = count(3, given);
  ASSERT_TRUE(first && again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(json::serialize(first->answer), json::serialize(again->answer));
  EXPECT_EQ(sum(), 3);
  EXPECT_EQ(count(4, given).error().code.kind, Kind::invalid) << "the same key with another body";
}

TEST_F(PipelineTest, recorded_time_never_goes_back) {
  auto const first = count(1);
  clock.put(*parse_instant("2024-11-18T08:00:00+07:00"));
  auto const second = count(1);
  EXPECT_EQ(first->events.front().recorded.recorded, second->events.front().recorded.recorded);
}

TEST_F(PipelineTest, an_act_claimed_for_the_future_is_refused) {
  Given given;
  given.claimed = *parse_instant("2024-11-19T09:00:00+07:00");
  EXPECT_EQ(count(1, given).error().code, codes::act_late_entry);
}

TEST_F(PipelineTest, a_restart_folds_everything_again) {
  ASSERT_TRUE(count(3));
  ASSERT_TRUE(count(4));
  pipeline.reset();
  record.reopen();
  start();
  EXPECT_EQ(sum(), 7);
  EXPECT_EQ(pipeline->standing<Total>()->sum, 7);
}

TEST_F(PipelineTest, views_dropped_and_filled_again_equal_the_live_ones) {
  for (int i = 1; i <= 5; ++i) ASSERT_TRUE(count(i));
  auto const dump = [&] {
    std::string all;
    record.store->read([&](record::Sql& sql) {
      for (auto const& row : sql.rows("SELECT event, by_much, why FROM tallies ORDER BY event")) {
        all += row.text("event") + "|" + row.text("by_much") + "|" + row.text("why") + "\n";
      }
      return 0;
    });
    return all;
  };
  auto const live = dump();
  pipeline->rebuild_views();
  EXPECT_EQ(dump(), live);
}

TEST_F(PipelineTest, state_survives_an_erased_personal_part) {
  ASSERT_TRUE(count(3));
  ASSERT_TRUE(record.store->write([&](record::Transaction& transaction) -> Expected<void> {
    transaction.erase(tally);
    return {};
  }));
  pipeline.reset();
  record.reopen();
  start();
  pipeline->rebuild_views();
  EXPECT_EQ(sum(), 3);
  auto const why = pipeline->read([&](record::Sql&, States const& states) { return states.load<Tally>(tally).why; });
  EXPECT_EQ(why, "(erased)");
}

TEST_F(PipelineTest, many_clients_at_once_lose_and_invent_nothing) {
  constexpr int clients = 8, each = 25;
  std::vector<std::jthread> threads;
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < each; ++n) EXPECT_TRUE(count(1));
    });
  }
  threads.clear();
  EXPECT_EQ(sum(), clients * each);
  EXPECT_EQ(pipeline->standing<Total>()->sum, clients * each);
  EXPECT_EQ(rows(), clients * each);
}

}  // namespace
}  // namespace congvu
