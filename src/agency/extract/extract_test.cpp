#include "agency/extract/extract.h"

#include <gtest/gtest.h>

#include "agency/extract/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::extract {
namespace {

Actor const officer{Actor::Nature::staff, handle_of("account", "a"), handle_of("person", "p"), "QLT-CV1"};

TakeExtract taking(std::string filter) {
  Text<2000> kept;
  kept.value = std::move(filter);
  return {"register", "dossier.read", "csv", 42, std::move(kept)};
}

TEST(Extract, says_which_list_how_many_rows_and_under_which_filter) {
  Told told{&register_room};
  told.tell(taking("q=Lan"), officer);
  auto const* taken = told.history().back().as<ExtractTaken>();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->table, "register");
  EXPECT_EQ(taken->rows, 42);
  EXPECT_EQ(taken->personal->filter.value, "q=Lan");
  EXPECT_EQ(told.history().back().recorded.subject, officer.person);
}

TEST(Extract, is_asked_of_the_gate_as_reading_the_list_is) {
  Told told{&register_room};
  auto const asked = question(taking({}), told.context(officer), told);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->act, "dossier.read");
  EXPECT_FALSE(asked->owner);
}

TEST(Extract, of_a_citizen_is_of_their_own_matters) {
  Told told{&register_room};
  Actor const citizen{Actor::Nature::citizen, handle_of("account", "c"), handle_of("person", "c"), {}};
  EXPECT_EQ(question(taking({}), told.context(citizen), told)->owner, citizen.account);
}

TEST(Extract, bears_that_its_personal_part_is_erased) {
  Told told{&register_room};
  told.tell(taking("q=Lan"), officer);
  auto const stream = told.history().back().recorded.stream;
  told.replay(true);
  EXPECT_EQ(told.load<Extract>(stream).taken->table, "register");
  EXPECT_FALSE(told.load<Extract>(stream).taken->personal);
}

}  // namespace
}  // namespace congvu::extract
