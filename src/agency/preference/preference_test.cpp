#include "agency/preference/preference.h"

#include <gtest/gtest.h>

#include "agency/preference/queries.h"
#include "pipeline/act.h"
#include "record/store/temporary.h"

namespace congvu::preference {
namespace {

SavedFilter late(std::string name = "Việc quá hạn") {
  return {"worklist", std::move(name), {{"overdue", "yes"}}};
}

TEST(Preferences, a_filter_kept_under_a_name_that_there_is_takes_its_place) {
  Preferences mine;
  ASSERT_TRUE(keep(mine, late()));
  ASSERT_TRUE(keep(mine, {"worklist", "Việc quá hạn", {{"overdue", "yes"}, {"nature", "step"}}}));
  ASSERT_EQ(mine.filters.size(), 1U);
  EXPECT_EQ(mine.filters.front().asked.at("nature"), "step");
}

TEST(Preferences, lists_keep_filters_of_one_name_apart) {
  Preferences mine;
  ASSERT_TRUE(keep(mine, late()));
  ASSERT_TRUE(keep(mine, {"register", "Việc quá hạn", {{"phase", "handling"}}}));
  drop(mine, "worklist", "Việc quá hạn");
  ASSERT_EQ(mine.filters.size(), 1U);
  EXPECT_EQ(mine.filters.front().list, "register");
}

TEST(Preferences, a_list_that_is_not_narrowed_is_no_filter) {
  Preferences mine;
  EXPECT_EQ(keep(mine, {"worklist", "Tất cả", {}}).error().code, codes::empty_filter);
  EXPECT_TRUE(mine.filters.empty());
}

TEST(Preferences, a_name_is_forty_characters_however_many_octets_they_take) {
  Preferences mine;
  std::string name;
  for (int i = 0; i < 40; ++i) name += "ế";
  EXPECT_TRUE(keep(mine, late(name)));
  EXPECT_EQ(keep(mine, late(name + "ế")).error().code, codes::too_long);
}

TEST(Preferences, one_filter_more_than_twenty_of_a_list_is_refused) {
  Preferences mine;
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(keep(mine, late(std::to_string(i))));
  EXPECT_EQ(keep(mine, late("20")).error().code, codes::too_many_filters);
  EXPECT_TRUE(keep(mine, {"register", "20", {{"phase", "handling"}}}));
}

TEST(Preferences, columns_are_shown_in_the_lists_own_order_and_unknown_ones_are_passed_over) {
  Preferences mine;
  ASSERT_TRUE(choose_columns(mine, "worklist", {"due", "left", "of_a_later_version"}));
  EXPECT_EQ(shown_columns(mine, "worklist", {"left", "place", "due"}, {"left"}),
            (std::vector<std::string>{"left", "due"}));
}

TEST(Preferences, with_no_column_chosen_the_usual_ones_come_back) {
  Preferences mine;
  ASSERT_TRUE(choose_columns(mine, "worklist", {"due"}));
  ASSERT_TRUE(choose_columns(mine, "worklist", {}));
  EXPECT_EQ(shown_columns(mine, "worklist", {"left", "due"}, {"left"}), std::vector<std::string>{"left"});
}

TEST(Shelf, keeps_each_accounts_own_and_across_a_restart) {
  record::TemporaryFolder const folder;
  auto const an = handle_of("account", "an"), binh = handle_of("account", "binh");
  {
    record::Desk desk{folder.path()};
    Shelf shelf{desk};
    ASSERT_TRUE(shelf.change(an, [](Preferences& mine) { return keep(mine, late()); }));
  }
  record::Desk desk{folder.path()};
  Shelf const shelf{desk};
  EXPECT_EQ(shelf.of(an).filters.size(), 1U);
  EXPECT_TRUE(shelf.of(binh).filters.empty());
}

TEST(Shelf, a_refused_change_changes_nothing) {
  record::TemporaryFolder const folder;
  auto const an = handle_of("account", "an");
  record::Desk desk{folder.path()};
  Shelf shelf{desk};
  auto const refused = shelf.change(an, [](Preferences& mine) -> Expected<void> {
    mine.columns["worklist"] = {"due"};
    return refuse(codes::too_long);
  });
  EXPECT_FALSE(refused);
  EXPECT_TRUE(shelf.of(an).columns.empty());
}

}  // namespace
}  // namespace congvu::preference
