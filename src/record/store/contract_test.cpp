// What the journal promises whatever database keeps its rows: the same suite over SQLite and, where CONGVU_POSTGRES
// names a server (tests/postgres.sh starts one), over PostgreSQL.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "record/refusals.h"
#include "record/store/postgres.h"
#include "record/store/postgres_connection.h"
#include "record/store/temporary.h"

namespace congvu::record {
namespace {

using Act = std::function<Expected<void>(Journal&)>;

struct Home {
  virtual ~Home() = default;
  virtual Expected<void> write(Act const& act) = 0;
  virtual void read(std::function<void(Journal&)> const& ask) = 0;
  // Another one on the same rows, for another client.
  virtual std::unique_ptr<Home> beside() = 0;
};

struct SqliteHome final : Home {
  std::shared_ptr<TemporaryRecord> record = std::make_shared<TemporaryRecord>();

  Expected<void> write(Act const& act) override {
    return record->store->write([&](Transaction& transaction) { return act(transaction.journal()); });
  }
  void read(std::function<void(Journal&)> const& ask) override {
    auto reader = record->store->borrow();
    ask(reader.journal());
  }
  std::unique_ptr<Home> beside() override { return std::make_unique<SqliteHome>(*this); }
};

struct PostgresHome final : Home {
  Randomness& randomness;
  WrappingKey wrapping;
  std::string connection;
  std::unique_ptr<PostgresJournal> journal;

  PostgresHome(Randomness& chance, WrappingKey key, std::string where)
      : randomness(chance), wrapping(key), connection(std::move(where)) {
    auto opened = PostgresJournal::open(connection, wrapping, randomness);
    if (!opened) throw std::runtime_error(plain(opened.error()));
    journal = std::move(*opened);
  }
  Expected<void> write(Act const& act) override { return journal->write(act); }
  void read(std::function<void(Journal&)> const& ask) override { journal->read(ask); }
  std::unique_ptr<Home> beside() override { return std::make_unique<PostgresHome>(randomness, wrapping, connection); }
};

class JournalContract : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam() == "Sqlite") {
      home = std::make_unique<SqliteHome>();
      return;
    }
    auto const* server = std::getenv("CONGVU_POSTGRES");
    if (!server) GTEST_SKIP() << "no PostgreSQL: run under tests/postgres.sh";
    {
      PostgresConnection fresh(server);
      for (auto const* table : {"about", "events", "keys"}) fresh.tell(std::string("DROP TABLE IF EXISTS ") + table);
      fresh.settle();
    }
    home = std::make_unique<PostgresHome>(*randomness, WrappingKey{SecretKey{randomness->draw<32>()}}, server);
  }

  NewEntry event(Handle stream, std::uint64_t expected_version) {
    return {.type = "test.happened",
            .stream = stream,
            .expected_version = expected_version,
            .subject = subject,
            .key = stream,
            .claimed = Moment{std::chrono::milliseconds{-1}},
            .recorded = Moment{std::chrono::milliseconds{1'700'000'000'123}},
            .position = position,
            .procedure = 7,
            .skeleton = R"({"step":"intake"})",
            .personal = R"({"name":"Lan"})"};
  }
  Expected<Appended> append(NewEntry const& entry) {
    Expected<Appended> appended = refuse(codes::failed);
    auto const outcome = home->write([&](Journal& journal) -> Expected<void> {
      appended = journal.append(entry);
      if (!appended) return std::unexpected(appended.error());
      return {};
    });
    if (!outcome) return std::unexpected(outcome.error());
    return appended;
  }
  std::vector<Stored> stream(Handle of, std::uint64_t from_version = 1) {
    std::vector<Stored> events;
    home->read([&](Journal& journal) { events = journal.stream(of, from_version); });
    return events;
  }

  std::unique_ptr<Randomness> randomness = seeded_randomness("contract");
  std::unique_ptr<Home> home;
  Handle const subject = fresh_handle(*randomness);
  Handle const position = fresh_handle(*randomness);
  Handle const one = fresh_handle(*randomness);
  Handle const two = fresh_handle(*randomness);
};

INSTANTIATE_TEST_SUITE_P(Over, JournalContract, testing::Values("Sqlite", "Postgres"),
                         [](auto const& database) { return database.param; });

TEST_P(JournalContract, what_is_appended_is_read_as_it_was_given) {
  auto const appended = append(event(one, 0));
  ASSERT_TRUE(appended) << plain(appended.error());
  EXPECT_EQ(appended->index, 0u);
  EXPECT_EQ(appended->version, 1u);
  auto const events = stream(one);
  ASSERT_EQ(events.size(), 1u);
  auto const& read = events[0];
  EXPECT_EQ(read.leaf_hash, appended->leaf_hash);
  EXPECT_EQ(read.entry.type, "test.happened");
  EXPECT_EQ(read.entry.subject, subject);
  EXPECT_EQ(read.entry.position, position);
  EXPECT_EQ(read.entry.claimed.time_since_epoch().count(), -1);
  EXPECT_EQ(read.entry.recorded.time_since_epoch().count(), 1'700'000'000'123);
  EXPECT_EQ(read.entry.authority, std::nullopt);
  EXPECT_EQ(read.entry.procedure, 7u);
  EXPECT_EQ(read.skeleton, R"({"step":"intake"})");
  EXPECT_EQ(read.personal, R"({"name":"Lan"})");
  EXPECT_FALSE(read.erased);
}

TEST_P(JournalContract, an_event_without_a_personal_part_has_no_key_and_no_commitment_to_one) {
  auto entry = event(one, 0);
  entry.personal.reset();
  ASSERT_TRUE(append(entry));
  auto const read = stream(one).at(0);
  EXPECT_EQ(read.entry.personal, Digest{});
  EXPECT_TRUE(read.key.none());
  EXPECT_EQ(read.personal, std::nullopt);
  EXPECT_FALSE(read.erased);
}

TEST_P(JournalContract, an_event_carries_the_hash_of_the_one_before_it_in_its_stream) {
  ASSERT_TRUE(append(event(one, 0)));
  ASSERT_TRUE(append(event(two, 0)));
  ASSERT_TRUE(append(event(one, 1)));
  auto const events = stream(one);
  EXPECT_EQ(events.at(0).entry.previous, Digest{});
  EXPECT_EQ(events.at(1).entry.previous, events.at(0).leaf_hash);
  EXPECT_EQ(events.at(1).index, 2u);
  EXPECT_EQ(stream(one, 2).size(), 1u);
  EXPECT_TRUE(stream(one, 3).empty());
}

TEST_P(JournalContract, a_stream_that_has_moved_on_refuses_with_a_conflict) {
  ASSERT_TRUE(append(event(one, 0)));
  auto const outcome = append(event(one, 0));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, codes::conflict);
  EXPECT_EQ(append(event(one, 2)).error().code, codes::conflict);
  EXPECT_EQ(stream(one).size(), 1u);
}

TEST_P(JournalContract, what_is_refused_takes_no_index_and_leaves_nothing) {
  auto const outcome = home->write([&](Journal& journal) -> Expected<void> {
    EXPECT_TRUE(journal.append(event(one, 0)));
    EXPECT_TRUE(journal.append(event(one, 1)));
    return refuse(codes::failed);
  });
  EXPECT_FALSE(outcome);
  EXPECT_TRUE(stream(one).empty());
  EXPECT_EQ(append(event(two, 0))->index, 0u);
}

TEST_P(JournalContract, an_act_that_throws_leaves_nothing_and_the_next_one_works) {
  bool refused_or_thrown = false;
  try {
    refused_or_thrown = !home->write([&](Journal& journal) -> Expected<void> {
      EXPECT_TRUE(journal.append(event(one, 0)));
      throw std::logic_error("a bug");
    });
  } catch (std::logic_error const&) {
    refused_or_thrown = true;
  }
  EXPECT_TRUE(refused_or_thrown);
  EXPECT_TRUE(stream(one).empty());
  EXPECT_TRUE(append(event(one, 0)));
}

TEST_P(JournalContract, several_streams_move_in_one_transaction_in_order) {
  ASSERT_TRUE(home->write([&](Journal& journal) -> Expected<void> {
    for (std::uint64_t version = 0; version < 300; ++version) {
      EXPECT_EQ(journal.append(event(one, version))->index, 2 * version);
      EXPECT_EQ(journal.append(event(two, version))->index, 2 * version + 1);
    }
    EXPECT_EQ(journal.head(one).version, 300u);
    return {};
  }));
  home->read([&](Journal& journal) {
    EXPECT_EQ(journal.size(), 600u);
    auto const page = journal.all(100, 50);
    ASSERT_EQ(page.size(), 50u);
    EXPECT_EQ(page.front().index, 100u);
    EXPECT_EQ(page.back().index, 149u);
    auto const outlines = journal.outlines(100, 50);
    ASSERT_EQ(outlines.size(), 50u);
    for (std::size_t i = 0; i < page.size(); ++i) {
      EXPECT_EQ(outlines[i].index, page[i].index);
      EXPECT_EQ(outlines[i].entry, page[i].entry);
    }
    EXPECT_TRUE(journal.verify().empty());
  });
}

TEST_P(JournalContract, an_erased_personal_part_is_absent_and_the_log_still_verifies) {
  ASSERT_TRUE(append(event(one, 0)));
  ASSERT_TRUE(append(event(two, 0)));
  ASSERT_TRUE(home->write([&](Journal& journal) -> Expected<void> { return journal.erase(one), Expected<void>{}; }));
  EXPECT_TRUE(stream(one).at(0).erased);
  EXPECT_EQ(stream(one).at(0).personal, std::nullopt);
  EXPECT_EQ(stream(one).at(0).skeleton, R"({"step":"intake"})");
  EXPECT_EQ(stream(two).at(0).personal, R"({"name":"Lan"})");
  EXPECT_EQ(append(event(one, 1)).error().code, codes::subject_erased);
  home->read([](Journal& journal) { EXPECT_TRUE(journal.verify().empty()); });
}

TEST_P(JournalContract, a_type_or_payload_that_does_not_fit_is_refused) {
  auto entry = event(one, 0);
  entry.type = "not a type";
  EXPECT_EQ(append(entry).error().code, codes::bad_event_type);
  std::string const huge(2'000'000, 'x');
  entry = event(one, 0);
  entry.skeleton = huge;
  EXPECT_EQ(append(entry).error().code, codes::too_large);
}

TEST_P(JournalContract, of_clients_that_write_at_once_one_wins_each_version_and_no_index_is_left_out) {
  constexpr std::uint64_t versions = 8;
  std::atomic<std::uint64_t> won = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
      clients.emplace_back([&, own = std::shared_ptr(home->beside())] {
        for (std::uint64_t version = 0; version < versions; ++version) {
          won += own->write([&](Journal& journal) -> Expected<void> {
            auto appended = journal.append(event(one, version));
            if (!appended) return std::unexpected(appended.error());
            return {};
          })
                     ? 1
                     : 0;
        }
      });
    }
  }
  EXPECT_EQ(won, versions);
  home->read([&](Journal& journal) {
    EXPECT_EQ(journal.size(), versions);
    EXPECT_TRUE(journal.verify().empty());
  });
}

}  // namespace
}  // namespace congvu::record
