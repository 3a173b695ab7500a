#include "record/store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "base/crypto.h"
#include "record/refusals.h"
#include "record/store/temporary.h"

namespace congvu::record {
namespace {

Handle handle_number(std::uint64_t number) {
  std::string octets(8, '\1');
  put_big_endian(octets, number, 8);
  return *handle_from(octets);
}

NewEntry event_of(Handle stream, std::uint64_t expected, std::string_view skeleton = "{}") {
  return {.type = "test.happened",
          .stream = stream,
          .expected_version = expected,
          .subject = stream,
          .key = stream,
          .claimed = Instant{seconds{1'700'000'000}},
          .recorded = Instant{seconds{1'700'000'001}},
          .skeleton = skeleton,
          .personal = R"({"name":"Lan"})"};
}

Expected<void> append_one(Transaction& transaction, Handle stream, std::uint64_t expected) {
  auto appended = transaction.append(event_of(stream, expected));
  if (!appended) return std::unexpected(appended.error());
  return {};
}

TEST(Store, what_was_answered_is_there_after_reopening) {
  TemporaryRecord record;
  ASSERT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 0); }));
  record.reopen();
  auto const events = record.store->read_stream(handle_number(1));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].personal, R"({"name":"Lan"})");
  EXPECT_EQ(record.store->size(), 1u);
}

TEST(Store, a_refused_act_leaves_no_trace) {
  TemporaryRecord record;
  auto const outcome = record.store->write([](Transaction& t) -> Expected<void> {
    t.sql().run("CREATE TABLE trace(x)");
    if (auto done = append_one(t, handle_number(1), 0); !done) return done;
    return refuse(codes::conflict);
  });
  EXPECT_EQ(outcome.error().code, codes::conflict);
  EXPECT_EQ(record.store->size(), 0u);
  EXPECT_EQ(
      record.store->read([](Sql& sql) { return sql.one<int>("SELECT 1 FROM sqlite_schema WHERE name = 'trace'"); }),
      std::nullopt);
  EXPECT_EQ(record.store->read([](Sql& sql) { return sql.one<int>("SELECT count(*) FROM keys"); }), 0);
}

TEST(Store, an_act_that_throws_is_refused_and_those_beside_it_are_not) {
  TemporaryRecord record;
  std::promise<Expected<void>> broken;
  std::promise<Expected<void>> whole;
  record.store->submit([](Transaction&) -> Expected<void> { throw std::logic_error("a bug"); },
                       [&](Expected<void> outcome) { broken.set_value(outcome); });
  record.store->submit([](Transaction& t) { return append_one(t, handle_number(1), 0); },
                       [&](Expected<void> outcome) { whole.set_value(outcome); });
  EXPECT_EQ(broken.get_future().get().error().code, codes::failed);
  EXPECT_TRUE(whole.get_future().get());
  EXPECT_EQ(record.store->size(), 1u);
}

TEST(Store, acts_that_wait_together_are_committed_together_and_in_order) {
  TemporaryRecord record;
  std::promise<void> gate;
  auto open_gate = gate.get_future().share();
  record.store->submit([open_gate](Transaction&) -> Expected<void> { return open_gate.wait(), Expected<void>{}; },
                       [](Expected<void>) {});
  std::latch answered(100);
  std::vector<Index> order;
  for (std::uint64_t i = 0; i < 100; ++i) {
    record.store->submit(
        [i, &order](Transaction& t) -> Expected<void> {
          auto const appended = t.append(event_of(handle_number(7), i));
          if (!appended) return std::unexpected(appended.error());
          order.push_back(appended->index);
          return {};
        },
        [&](Expected<void> outcome) {
          EXPECT_TRUE(outcome);
          answered.count_down();
        });
  }
  EXPECT_EQ(record.store->size(), 0u) << "a reader sees nothing that is not committed";
  gate.set_value();
  answered.wait();
  for (Index i = 0; i < 100; ++i) EXPECT_EQ(order[i], i);
  EXPECT_EQ(record.store->read_stream(handle_number(7)).size(), 100u);
}

TEST(Store, of_64_threads_on_one_stream_exactly_one_wins_each_version) {
  TemporaryRecord record;
  constexpr std::uint64_t versions = 4;
  for (std::uint64_t version = 0; version < versions; ++version) {
    std::atomic<int> won = 0;
    std::atomic<int> conflicts = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < 64; ++i) {
      clients.emplace_back([&] {
        auto const outcome =
            record.store->write([&](Transaction& t) { return append_one(t, handle_number(1), version); });
        if (outcome) ++won;
        if (!outcome && outcome.error().code == codes::conflict) ++conflicts;
      });
    }
    clients.clear();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(conflicts, 63);
  }
  EXPECT_EQ(record.store->read_stream(handle_number(1)).size(), versions);
}

TEST(Store, a_repeated_command_is_answered_alike_and_another_body_is_refused) {
  TemporaryRecord record;
  auto const body = sha256("body");
  ASSERT_TRUE(
      record.store->write([&](Transaction& t) { return t.remember("key 1", body, "the answer", handle_number(1)); }));
  record.reopen();
  std::optional<std::string> answer;
  auto const recall = [&](std::string_view key, Digest const& asked) {
    return record.store->write([&](Transaction& t) -> Expected<void> {
      auto found = t.recall(key, asked);
      if (!found) return std::unexpected(found.error());
      answer = *found;
      return {};
    });
  };
  ASSERT_TRUE(recall("key 1", body));
  EXPECT_EQ(answer, "the answer");
  ASSERT_TRUE(recall("key 2", body));
  EXPECT_EQ(answer, std::nullopt);
  EXPECT_EQ(recall("key 1", sha256("another body")).error().code, codes::key_reused);
  ASSERT_TRUE(record.store->write(
      [&](Transaction& t) -> Expected<void> { return t.erase(handle_number(1)), Expected<void>{}; }));
  EXPECT_EQ(recall("key 1", body).error().code, codes::answer_erased);
}

TEST(Store, a_full_disk_refuses_writes_and_serves_reads_until_there_is_space_again) {
  TemporaryRecord record;
  record.reopen({.page_limit = 40});
  Expected<void> outcome;
  std::uint64_t written = 0;
  std::string const skeleton(4000, 'x');
  while (outcome && written < 1000) {
    outcome = record.store->write([&](Transaction& t) -> Expected<void> {
      auto appended = t.append(event_of(handle_number(1), written, skeleton));
      if (!appended) return std::unexpected(appended.error());
      return {};
    });
    if (outcome) ++written;
  }
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, codes::full);
  EXPECT_EQ(http_status(outcome.error().code.kind), 507);
  EXPECT_FALSE(record.store->stopped());
  EXPECT_EQ(record.store->read_stream(handle_number(1)).size(), written);
  record.reopen();
  EXPECT_TRUE(record.store->write([&](Transaction& t) { return append_one(t, handle_number(1), written); }));
  EXPECT_TRUE(record.store->verify().empty());
}

TEST(Store, is_written_by_one_process_at_a_time_and_read_beside_it) {
  TemporaryRecord record;
  ASSERT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 0); }));
  EXPECT_EQ(record.try_open({}).error().code, codes::in_use);
  auto const beside = record.open({.read_only = true});
  EXPECT_EQ(beside->size(), 1u);
  EXPECT_EQ(beside->write([](Transaction& t) { return append_one(t, handle_number(1), 1); }).error().code,
            codes::read_only);
}

TEST(Store, does_not_open_under_another_wrapping_key) {
  TemporaryRecord record;
  record.store.reset();
  std::filesystem::remove(record.folder.path() / "wrapping.key");
  EXPECT_EQ(record.try_open({}).error().code, codes::wrong_key);
}

TEST(Store, a_key_file_of_another_length_is_refused) {
  TemporaryRecord record;
  record.store.reset();
  std::ofstream(record.folder.path() / "wrapping.key") << "short";
  EXPECT_EQ(record.try_open({}).error().code, codes::bad_key_file);
}

TEST(Store, a_key_file_is_its_owners_alone) {
  TemporaryRecord record;
  auto const mode = std::filesystem::status(record.folder.path() / "wrapping.key").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Store, of_the_same_seed_has_the_same_bytes) {
  std::vector<std::string> leaves;
  for (int time = 0; time < 2; ++time) {
    TemporaryRecord record;
    ASSERT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 0); }));
    auto const event = record.store->read_stream(handle_number(1)).at(0);
    leaves.push_back(hex(view_of(event.leaf_hash)));
  }
  EXPECT_EQ(leaves[0], leaves[1]);
}

TEST(Store, loses_nothing_it_acknowledged_when_it_is_killed) {
  TemporaryRecord record;
  record.store.reset();
  int answers[2];
  ASSERT_EQ(::pipe(answers), 0);
  auto const child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto const store = record.open({});
    for (std::uint64_t i = 0;; ++i) {
      if (!store->write([&](Transaction& t) { return append_one(t, handle_number(1), i); })) ::_exit(1);
      if (::write(answers[1], "x", 1) != 1) ::_exit(1);
    }
  }
  ::close(answers[1]);
  char acknowledged[64];
  std::size_t count = 0;
  while (count < 20) count += static_cast<std::size_t>(::read(answers[0], acknowledged, sizeof acknowledged));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (ssize_t more; (more = ::read(answers[0], acknowledged, sizeof acknowledged)) > 0;) {
    count += static_cast<std::size_t>(more);
  }
  ::close(answers[0]);
  record.reopen();
  EXPECT_GE(record.store->size(), count);
  EXPECT_LE(record.store->size(), count + 1) << "at most the one act that was not answered yet";
  EXPECT_TRUE(record.store->verify().empty());
}

// A file that may not grow stands for a disk that fails to write: the child's exit status says what its store did.
TEST(Store, stops_for_good_when_the_disk_fails_and_what_was_answered_is_there_afterwards) {
  TemporaryRecord record;
  record.store.reset();
  auto const child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    bool told = false;
    auto const store = record.open({.on_stop = [&](std::string const&) { told = true; }});
    if (!store->write([](Transaction& t) { return append_one(t, handle_number(1), 0); })) ::_exit(1);
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit const nothing_more{1, RLIM_INFINITY};
    rlimit const as_before{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &nothing_more);
    auto const failing = store->write([](Transaction& t) { return append_one(t, handle_number(1), 1); });
    ::setrlimit(RLIMIT_FSIZE, &as_before);
    auto const after = store->write([](Transaction& t) { return append_one(t, handle_number(1), 1); });
    bool const right = !failing && failing.error().code == codes::stopped && !after &&
                       after.error().code == codes::stopped && told && store->stopped() && store->size() == 1;
    ::_exit(right ? 0 : 2);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  record.reopen();
  EXPECT_EQ(record.store->size(), 1u);
  EXPECT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 1); }));
}

TEST(Store, laid_without_flushing_is_whole_after_flush_from_now_on) {
  TemporaryRecord record;
  record.reopen({.flush = Store::Flush::at_the_end});
  ASSERT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 0); }));
  record.store->flush_from_now_on();
  ASSERT_TRUE(record.store->write([](Transaction& t) { return append_one(t, handle_number(1), 1); }));
  EXPECT_EQ(record.store->size(), 2u);
}

}  // namespace
}  // namespace congvu::record
