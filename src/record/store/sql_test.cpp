#include "record/store/sql.h"

#include <gtest/gtest.h>

#include <array>

#include "record/store/desk.h"
#include "record/store/temporary.h"
#include "record/store/view.h"

namespace congvu::record {
namespace {

struct SqlTest : testing::Test {
  TemporaryFolder folder;
  Sql sql{folder.path() / "test.sqlite", Sql::Access::read_and_write};
};

TEST_F(SqlTest, values_go_in_and_come_out_as_what_they_are) {
  auto const handle = *parse_handle("000102030405060708090a0b0c0d0e0f");
  auto const instant = *parse_instant("2024-11-18T09:12:00+07:00");
  sql.run("CREATE TABLE t(number, real, text, flag, handle, instant, day, absent)");
  sql.run("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 5'000'000'000, 1.5, "chữ", true, handle, instant,
          iso(local_date(instant)), std::optional<int>());
  int seen = 0;
  for (auto const& row : sql.rows("SELECT * FROM t")) {
    ++seen;
    EXPECT_EQ(row.number("number"), 5'000'000'000);
    EXPECT_EQ(row.real("real"), 1.5);
    EXPECT_EQ(row.text("text"), "chữ");
    EXPECT_TRUE(row.flag("flag"));
    EXPECT_EQ(row.handle("handle"), handle);
    EXPECT_EQ(row.instant("instant"), instant);
    EXPECT_EQ(row.date("day"), local_date(instant));
    EXPECT_EQ(row.maybe_text("absent"), std::nullopt);
    EXPECT_EQ(row.maybe_number(0), 5'000'000'000);
    EXPECT_THROW(row.text("unknown"), SqlFailure);
  }
  EXPECT_EQ(seen, 1);
}

TEST_F(SqlTest, an_empty_text_is_not_null) {
  sql.run("CREATE TABLE t(text TEXT NOT NULL, octets BLOB NOT NULL)");
  sql.run("INSERT INTO t VALUES (?, ?)", std::string_view(), Octets{});
  EXPECT_EQ(sql.one<std::string>("SELECT text FROM t"), "");
}

TEST_F(SqlTest, a_value_is_never_part_of_the_statement) {
  sql.run("CREATE TABLE t(text)");
  sql.run("INSERT INTO t VALUES (?)", "'); DROP TABLE t; --");
  EXPECT_EQ(sql.one<int>("SELECT count(*) FROM t"), 1);
}

TEST_F(SqlTest, a_query_may_run_inside_the_rows_of_itself) {
  sql.script("CREATE TABLE t(n); INSERT INTO t VALUES (1), (2), (3)");
  int pairs = 0;
  sql.each("SELECT n FROM t WHERE n > ?", 0,
           [&](SqlRow const&) { sql.each("SELECT n FROM t WHERE n > ?", 0, [&](SqlRow const&) { ++pairs; }); });
  EXPECT_EQ(pairs, 9);
}

TEST_F(SqlTest, a_loop_may_be_left_early) {
  sql.script("CREATE TABLE t(n); INSERT INTO t VALUES (1), (2)");
  EXPECT_EQ(sql.one<int>("SELECT n FROM t ORDER BY n"), 1);
  EXPECT_EQ(sql.run("UPDATE t SET n = 0"), 2);
  sql.run("DROP TABLE t");
}

TEST_F(SqlTest, a_wrong_number_of_values_or_a_wrong_statement_is_told) {
  EXPECT_THROW(sql.run("SELECT ?"), SqlFailure);
  EXPECT_THROW(sql.run("SELEC"), SqlFailure);
  EXPECT_EQ(sql.one<int>("SELECT 1"), 1);
}

constexpr std::array ddl{std::string_view("CREATE TABLE worklist(duty BLOB PRIMARY KEY, due INTEGER)"),
                         std::string_view("CREATE INDEX worklist_by_due ON worklist(due)"),
                         std::string_view("CREATE VIRTUAL TABLE worklist_words USING fts5(words)")};

struct ViewTest : testing::Test {
  TemporaryRecord record;
  View view{"worklist", {ddl.begin(), ddl.end()}, 1};

  void in_writer(std::function<void(Sql&)> what) {
    auto const outcome =
        record.store->write([&](Transaction& t) -> Expected<void> { return what(t.sql()), Expected<void>{}; });
    ASSERT_TRUE(outcome) << plain(outcome.error());
  }
  bool stale() {
    return record.store->read([&](Sql& sql) { return !stale_views(sql, std::array{view}).empty(); });
  }
};

TEST_F(ViewTest, is_stale_until_it_is_filled_and_again_when_its_definition_changes) {
  EXPECT_TRUE(stale());
  in_writer([&](Sql& sql) { create_view(sql, view); });
  EXPECT_TRUE(stale()) << "a replay that was broken off must start anew";
  in_writer([&](Sql& sql) { mark_view(sql, view); });
  EXPECT_FALSE(stale());
  view.definition_version = 2;
  EXPECT_TRUE(stale());
}

TEST_F(ViewTest, is_dropped_with_all_its_tables_by_name_alone) {
  auto const count = [&] {
    return record.store->read([](Sql& sql) { return sql.one<int>("SELECT count(*) FROM sqlite_schema"); });
  };
  auto const before = count();
  in_writer([&](Sql& sql) { create_view(sql, view); });
  EXPECT_GT(count(), before);
  EXPECT_EQ(record.store->read([](Sql& sql) { return forgotten_views(sql, {}); }),
            std::vector<std::string>{"worklist"});
  in_writer([&](Sql& sql) { drop_view(sql, "worklist"); });
  EXPECT_EQ(count(), before);
  in_writer([&](Sql& sql) { create_view(sql, view); });
}

TEST(Desk, keeps_what_was_written_and_nothing_of_what_threw) {
  TemporaryFolder folder;
  Desk desk(folder.path());
  desk.write([](Sql& sql) { sql.run("CREATE TABLE draft(text)"); });
  desk.write([](Sql& sql) { sql.run("INSERT INTO draft VALUES ('kept')"); });
  EXPECT_THROW(desk.write([](Sql& sql) {
    sql.run("INSERT INTO draft VALUES ('lost')");
    throw std::runtime_error("broken off");
  }),
               std::runtime_error);
  EXPECT_EQ(desk.read([](Sql& sql) { return sql.one<int>("SELECT count(*) FROM draft"); }), 1);
}

}  // namespace
}  // namespace congvu::record
