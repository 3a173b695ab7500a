#include "record/store/search.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "record/store/temporary.h"

namespace congvu::record {
namespace {

constexpr Sight whole{.whole = true, .circles = {}};

Handle thing(std::uint64_t number) {
  std::string octets(8, '\1');
  put_big_endian(octets, number, 8);
  return *handle_from(octets);
}

// An index alone, in a database of its own.
class Index {
 public:
  Index() {
    sql_.script("PRAGMA synchronous = OFF");
    sql_.script(index_tables("things"));
  }

  void add(std::uint64_t number, std::string const& text, std::string const& code = {},
           std::vector<std::string> circles = {}) {
    index(sql_, "things", thing(number), number, {{{"text", text}}, {{"code", code}}, std::move(circles)});
  }
  void remove(std::uint64_t number) { unindex(sql_, "things", thing(number)); }

  std::vector<std::uint64_t> found(std::string_view typed, Marks marks = Marks::any, Sight const& sight = whole) {
    std::vector<std::uint64_t> places;
    for (auto const& each : search(sql_, "things", Sought{typed}, marks, sight, std::nullopt, 1000)) {
      places.push_back(each.place);
    }
    return places;
  }
  std::size_t count(std::string_view typed, Sight const& sight = whole) {
    return count_found(sql_, "things", Sought{typed}, sight, 1000);
  }
  Sql& sql() { return sql_; }

 private:
  TemporaryFolder folder_;
  Sql sql_{folder_.path() / "index.sqlite", Sql::Access::read_and_write};
};

using Places = std::vector<std::uint64_t>;

TEST(Search, words_without_marks_find_the_words_with_them) {
  Index index;
  index.add(1, "C\u1ea5p b\u1ea3n sao v\u0103n b\u1eb1ng");
  index.add(2, "Th\u00e0nh l\u1eadp tr\u01b0\u1eddng");
  EXPECT_EQ(index.found("cap ban sao bang"), Places{1});
  EXPECT_EQ(index.found("bang cap"), Places{1});
  EXPECT_EQ(index.found("cap truong"), Places{});
}

TEST(Search, the_barred_d_is_found_by_d_and_a_tone_in_either_place) {
  Index index;
  index.add(1, "\u0110\u1ed7 Ho\u00e0");
  index.add(2, "\u0110\u1ed7 H\u00f2a");
  EXPECT_EQ(index.found("do hoa"), (Places{2, 1}));
  EXPECT_EQ(index.found("\u0111\u1ed7 h\u00f2a ", Marks::as_written), (Places{2, 1}));
  EXPECT_EQ(index.found("\u0111\u1ed7 ho\u00e0 ", Marks::as_written), (Places{2, 1}));
}

TEST(Search, what_is_written_alike_is_told_from_what_is_only_alike_without_marks) {
  Index index;
  index.add(1, "Nguy\u1ec5n V\u0103n B\u00ecnh");
  index.add(2, "Nguy\u1ec5n V\u0103n B\u00edch");
  index.add(3, "Nguy\u1ec5n V\u0103n Binh");
  EXPECT_EQ(index.found("b\u00ecnh ", Marks::as_written), Places{1});
  EXPECT_EQ(index.found("b\u00ecnh ", Marks::folded), Places{3});
  EXPECT_EQ(index.found("binh ", Marks::as_written), Places{3});
}

TEST(Search, the_last_word_may_be_half_written_until_a_space_ends_it) {
  Index index;
  index.add(1, "tr\u01b0\u1eddng h\u1ecdc");
  EXPECT_EQ(index.found("truo"), Places{1});
  EXPECT_EQ(index.found("truong ho"), Places{1});
  EXPECT_EQ(index.found("truo hoc"), Places{});
  EXPECT_EQ(index.found("truo "), Places{});
  EXPECT_EQ(index.found("truong h"), Places{1}) << "one letter says nothing yet";
}

TEST(Search, a_code_is_found_by_any_part_of_it) {
  Index index;
  index.add(1, "", "H26.19-241118-0042");
  index.add(2, "", "1284/TNHS");
  for (auto const* part : {"H26.19-241118-0042", "0042", "42", "241118", "1118-0042", "h26", "2411"}) {
    EXPECT_EQ(index.found(part), Places{1}) << part;
  }
  EXPECT_EQ(index.found("284"), Places{2});
  EXPECT_EQ(index.found("1284/tnhs"), Places{2});
  EXPECT_EQ(index.found("43"), Places{});
}

TEST(Search, what_lies_outside_the_askers_circles_is_neither_found_nor_counted) {
  Index index;
  index.add(1, "b\u1eb1ng", "", {"QLT"});
  index.add(2, "b\u1eb1ng", "", {"MN", "of me"});
  index.add(3, "b\u1eb1ng", "", {"MN"});
  Sight const mine{.whole = false, .circles = {"QLT", "of me"}};
  EXPECT_EQ(index.found("bang", Marks::any, mine), (Places{2, 1}));
  EXPECT_EQ(index.count("bang", mine), 2u);
  EXPECT_EQ(index.found("bang", Marks::any, {}), Places{});
  EXPECT_EQ(index.count("bang", {}), 0u);
  EXPECT_EQ(index.found("QLT"), Places{}) << "a circle's name is no word";
}

TEST(Search, a_thing_indexed_anew_is_found_by_the_new_and_no_longer_by_the_old) {
  Index index;
  index.add(1, "Nguy\u1ec5n Th\u1ecb M\u01a1");
  index.add(1, "Nguy\u1ec5n Th\u1ecb M\u01a1 H\u1ed3ng");
  index.add(2, "L\u00ea Nam");
  EXPECT_EQ(index.found("hong"), Places{1});
  index.add(1, "Tr\u1ea7n Lan");
  EXPECT_EQ(index.found("hong"), Places{});
  EXPECT_EQ(index.found("lan"), Places{1});
  index.remove(1);
  EXPECT_EQ(index.found("lan"), Places{});
  EXPECT_EQ(index.found("nam"), Places{2});
}

TEST(Search, nothing_typed_finds_nothing_and_whatever_is_typed_breaks_nothing) {
  Index index;
  index.add(1, "\" OR * NEAR( marked : b\u1eb1ng");
  for (auto const* typed :
       {"", "   ", "\"", "*", "-", "(", "\xFF\xFE", "\u0301", "a\u0301\u0302", "{marked}", "\u2026"}) {
    index.found(typed);
  }
  EXPECT_EQ(index.found(""), Places{});
  EXPECT_EQ(index.found("near bang"), Places{1});
  EXPECT_EQ(index.found("or and not"), Places{});
  EXPECT_EQ(index.found(std::string(100'000, 'x')), Places{});
}

RC_GTEST_PROP(Search, any_text_is_found_by_itself_and_by_its_folding, (std::string const& text)) {
  Index index;
  index.add(7, text);
  std::string const typed = text + " ";
  if (Sought{typed}.empty()) return;
  RC_ASSERT(index.found(typed) == Places{7});
  RC_ASSERT(index.found(folded(typed)) == Places{7});
}

RC_GTEST_PROP(Search, what_is_found_as_written_and_what_is_not_are_together_what_is_found, ()) {
  static std::vector<std::string> const syllables{"ho\u00e0", "h\u00f2a", "hoa", "\u0111a", "da",
                                                  "d\u1ea1",  "b\u00e1n", "ban", "12",      "0123"};
  auto const word = rc::gen::elementOf(syllables);
  auto const text = rc::gen::container<std::vector<std::string>>(3, word);
  Index index;
  for (std::uint64_t number = 1; number <= 20; ++number) {
    auto const words = *text;
    index.add(number, words[0] + " " + words[1] + " " + words[2]);
  }
  auto const typed = *word + " " + *word + (*rc::gen::arbitrary<bool>() ? " " : "");
  auto all = index.found(typed);
  auto parts = index.found(typed, Marks::as_written);
  for (auto const each : index.found(typed, Marks::folded)) {
    RC_ASSERT(std::ranges::find(parts, each) == parts.end());
    parts.push_back(each);
  }
  std::ranges::sort(all);
  std::ranges::sort(parts);
  RC_ASSERT(all == parts);
}

// A common word must not cost more in a large record than in a small one.
TEST(Search, the_index_is_walked_newest_first_and_nothing_is_sorted) {
  Index index;
  std::string plan;
  for (auto const& row :
       index.sql().rows("EXPLAIN QUERY PLAN SELECT i.rowid AS place, t.thing AS thing FROM things_index i"
                        " CROSS JOIN things t ON t.place = i.rowid WHERE i.things_index MATCH ?"
                        " AND i.rowid < ? ORDER BY i.rowid DESC LIMIT ?",
                        "a", 1, 1)) {
    plan += row.text("detail") + "\n";
  }
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
  EXPECT_NE(plan.find("SEARCH t USING INTEGER PRIMARY KEY"), std::string::npos) << plan;
}

}  // namespace
}  // namespace congvu::record
