#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <thread>

#include "record/refusals.h"
#include "record/store/temporary.h"

namespace congvu::record {
namespace {

constexpr std::string_view secret = "Nguyễn Thị Lan, 0912345678";

Handle numbered(std::uint8_t number) {
  return Handle{Handle::Octets{number, 1}};
}

// Two streams of three events each, all with a personal part; the streams' keys are their handles.
void fill(Store& store) {
  for (std::uint64_t version = 0; version < 3; ++version) {
    for (std::uint8_t stream : {1, 2}) {
      auto const outcome = store.write([&](Transaction& t) -> Expected<void> {
        auto appended = t.append({.type = "test.happened",
                                  .stream = numbered(stream),
                                  .expected_version = version,
                                  .subject = numbered(stream),
                                  .key = numbered(stream),
                                  .claimed = Instant{seconds{1'700'000'000}},
                                  .recorded = Instant{seconds{1'700'000'000}},
                                  .skeleton = R"({"step":"intake"})",
                                  .personal = secret});
        if (!appended) return std::unexpected(appended.error());
        return {};
      });
      ASSERT_TRUE(outcome);
    }
  }
}

void tamper(TemporaryRecord& record, std::function<void(Sql&)> with) {
  record.store.reset();
  {
    Sql sql(record.folder.path() / "record.sqlite", Sql::Access::read_and_write);
    sql.script("DROP TRIGGER IF EXISTS events_do_not_change; DROP TRIGGER IF EXISTS events_do_not_go");
    with(sql);
  }
  record.reopen();
}

std::string flipped_in(std::string bytes, std::size_t place, int bit) {
  bytes[place % bytes.size()] = static_cast<char>(bytes[place % bytes.size()] ^ (1 << bit));
  return bytes;
}

std::string all_bytes_in(std::filesystem::path const& folder) {
  std::string all;
  for (auto const& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file()) continue;
    std::ifstream file(each.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

TEST(Verify, finds_nothing_in_a_record_that_was_left_alone) {
  TemporaryRecord record;
  fill(*record.store);
  EXPECT_TRUE(record.store->verify().empty());
}

TEST(Verify, the_database_itself_refuses_to_change_or_delete_an_event) {
  TemporaryRecord record;
  fill(*record.store);
  for (auto const* statement : {"UPDATE events SET skeleton = 'x'", "DELETE FROM events"}) {
    auto const outcome =
        record.store->write([&](Transaction& t) -> Expected<void> { return t.sql().run(statement), Expected<void>{}; });
    EXPECT_EQ(outcome.error().code, codes::failed);
  }
}

TEST(Verify, finds_a_flipped_bit_in_every_column_of_an_event_and_of_a_key_and_names_the_event) {
  TemporaryRecord record;
  fill(*record.store);
  for (auto const* column : {"stream", "entry", "leaf_hash", "skeleton", "skeleton_salt", "key", "sealed"}) {
    std::string before;
    auto const select = std::string("SELECT ") + column + " FROM events WHERE idx = 3";
    auto const update = std::string("UPDATE events SET ") + column + " = ? WHERE idx = 3";
    auto const length = record.store->read([&](Sql& sql) { return *sql.one<std::string>(select); }).size();
    for (std::size_t place = 0; place < length; place += 7) {
      tamper(record, [&](Sql& sql) {
        before = *sql.one<std::string>(select);
        auto const after = flipped_in(before, place, static_cast<int>(place % 8));
        sql.run(update, Octets{after});
      });
      auto const faults = record.store->verify();
      ASSERT_FALSE(faults.empty()) << column << " octet " << place;
      EXPECT_EQ(faults[0].index, 3u) << column << " octet " << place << ": " << faults[0].what;
      EXPECT_THROW(record.store->read_all(0, 10), std::runtime_error) << "a damaged event is never served";
      tamper(record, [&](Sql& sql) { sql.run(update, Octets{before}); });
    }
  }
  tamper(record, [&](Sql& sql) {
    auto const wrapped = *sql.one<std::string>("SELECT wrapped FROM keys WHERE id = ?", numbered(1));
    auto const after = flipped_in(wrapped, 30, 0);
    sql.run("UPDATE keys SET wrapped = ? WHERE id = ?", Octets{after}, numbered(1));
  });
  EXPECT_EQ(record.store->verify().size(), 3u);
}

TEST(Verify, finds_an_event_that_was_taken_out_moved_or_whose_key_was_lost) {
  TemporaryRecord record;
  fill(*record.store);
  tamper(record, [](Sql& sql) { sql.run("DELETE FROM keys WHERE id = ?", numbered(2)); });
  EXPECT_EQ(record.store->verify().at(0).what, "the key of the personal part is lost");
  tamper(record, [](Sql& sql) { sql.run("DELETE FROM events WHERE idx = 2"); });
  EXPECT_EQ(record.store->verify().at(1).index, 2u);
  tamper(record, [](Sql& sql) { sql.run("UPDATE events SET idx = 1000000000000 WHERE idx = 5"); });
  EXPECT_FALSE(record.store->verify().empty());
}

TEST(Verify, a_flipped_byte_anywhere_in_the_file_is_found_or_changes_nothing_that_is_read) {
  TemporaryRecord record;
  fill(*record.store);
  auto const whole = record.store->read_all(0, 100);
  record.store.reset();
  auto const file = record.folder.path() / "record.sqlite";
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  auto const write_back = [&](std::string const& content) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
  };
  rc::check([&](std::uint32_t place, std::uint8_t bit) {
    write_back(flipped_in(bytes, place * 2654435761u, bit % 8));
    auto opened = record.try_open({.read_only = true});
    if (!opened) return;  // found at once
    auto& store = **opened;
    if (!store.verify().empty()) return;
    auto const read = store.read_all(0, 100);
    RC_ASSERT(read.size() == whole.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
      RC_ASSERT(read[i].entry == whole[i].entry && read[i].skeleton == whole[i].skeleton);
      RC_ASSERT(read[i].personal == whole[i].personal);
    }
  });
  write_back(bytes);
}

TEST(Erasing, makes_the_personal_part_absent_and_leaves_the_log_whole) {
  TemporaryRecord record;
  fill(*record.store);
  ASSERT_TRUE(
      record.store->write([](Transaction& t) -> Expected<void> { return t.erase(numbered(1)), Expected<void>{}; }));
  for (auto const& event : record.store->read_stream(numbered(1))) {
    EXPECT_TRUE(event.erased);
    EXPECT_EQ(event.personal, std::nullopt);
    EXPECT_EQ(event.skeleton, R"({"step":"intake"})");
  }
  EXPECT_EQ(record.store->read_stream(numbered(2)).at(0).personal, secret);
  EXPECT_TRUE(record.store->verify().empty());
}

TEST(Erasing, leaves_no_octet_of_the_wrapped_key_or_of_the_person_on_the_disk) {
  TemporaryRecord record;
  fill(*record.store);
  auto const wrapped = record.store->read(
      [](Sql& sql) { return *sql.one<std::string>("SELECT wrapped FROM keys WHERE id = ?", numbered(1)); });
  EXPECT_NE(all_bytes_in(record.folder.path()).find(wrapped), std::string::npos);
  ASSERT_TRUE(
      record.store->write([](Transaction& t) -> Expected<void> { return t.erase(numbered(1)), Expected<void>{}; }));
  auto const left = all_bytes_in(record.folder.path());
  EXPECT_EQ(left.find(wrapped), std::string::npos);
  EXPECT_EQ(left.find(secret), std::string::npos) << "personal parts are never on the disk in the clear";
}

TEST(Erasing, is_not_held_up_by_a_reader_and_is_complete_once_the_reader_is_gone) {
  TemporaryRecord record;
  fill(*record.store);
  auto const wrapped = record.store->read(
      [](Sql& sql) { return *sql.one<std::string>("SELECT wrapped FROM keys WHERE id = ?", numbered(1)); });
  {
    auto reader = record.store->borrow();
    EXPECT_EQ(reader.journal().size(), 6u);
    ASSERT_TRUE(
        record.store->write([](Transaction& t) -> Expected<void> { return t.erase(numbered(1)), Expected<void>{}; }));
    EXPECT_NE(reader.journal().stream(numbered(1)).at(0).personal, std::nullopt) << "its picture does not change";
  }
  for (int tries = 0; tries < 100 && all_bytes_in(record.folder.path()).find(wrapped) != std::string::npos; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  EXPECT_EQ(all_bytes_in(record.folder.path()).find(wrapped), std::string::npos);
}

TEST(Erasing, is_final_nothing_new_goes_under_a_destroyed_key) {
  TemporaryRecord record;
  fill(*record.store);
  auto const outcome = record.store->write([](Transaction& t) -> Expected<void> {
    t.erase(numbered(1));
    auto key = t.key_or_new(numbered(1));
    if (!key) return std::unexpected(key.error());
    return {};
  });
  EXPECT_EQ(outcome.error().code, codes::subject_erased);
}

}  // namespace
}  // namespace congvu::record
