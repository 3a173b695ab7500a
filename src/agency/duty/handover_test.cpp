#include <gtest/gtest.h>

#include "agency/duty/handling.h"

namespace congvu::duty {
namespace {

Date const monday = *parse_date("2024-11-25");

// A unit with two officers and its head.
org::Organisation organisation() {
  org::Organisation made;
  org::Agency agency;
  agency.code = "A";
  org::Unit unit;
  unit.code = "QLT";
  unit.agency = "A";
  unit.from = agency.from = *parse_date("2024-01-01");
  made.agencies["A"] = {agency};
  made.units["QLT"] = {unit};
  for (auto const& [code, kind] :
       {std::pair{"QLT-CV1", org::PositionKind::officer}, std::pair{"QLT-CV2", org::PositionKind::officer},
        std::pair{"QLT-TP", org::PositionKind::head}}) {
    org::Position position;
    position.code = code;
    position.unit = "QLT";
    position.kind = kind;
    position.from = *parse_date("2024-01-01");
    made.positions[code] = {position};
  }
  return made;
}

Expected<void> going(std::string const& to, std::string const& holder = "QLT-CV1") {
  return may_go_to(to, holder, "officer@QLT", monday, organisation());
}

TEST(HandingOver, goes_to_whom_the_drawing_names_or_back_into_the_pool) {
  EXPECT_TRUE(going("QLT-CV2"));
  EXPECT_TRUE(going(""));
}

TEST(HandingOver, to_whom_the_drawing_does_not_name_is_refused_with_those_it_does) {
  auto const refused = going("QLT-TP");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, codes::not_a_candidate);
  EXPECT_EQ(refused.error().arguments[1].value, "QLT-CV1, QLT-CV2");
}

TEST(HandingOver, to_where_it_lies_already_is_refused) {
  EXPECT_EQ(going("QLT-CV1").error().code, codes::same_holder);
  EXPECT_EQ(going("", "").error().code, codes::same_holder);
}

TEST(HandingOver, back_into_the_pool_leaves_it_open_for_the_next_who_takes_it) {
  Duty duty;
  Recorded recorded;
  recorded.recorded = at(monday, std::chrono::hours{9});
  apply(duty, DutyOpened{}, recorded);
  apply(duty, DutyAccepted{"QLT-CV1"}, recorded);
  apply(duty, DutyHandedOver{"QLT-CV1", "", {}}, recorded);
  EXPECT_EQ(duty.phase, Phase::open);
  EXPECT_TRUE(duty.holder.empty());
  EXPECT_FALSE(duty.held_since);
  EXPECT_TRUE(duty.standing());
}

}  // namespace
}  // namespace congvu::duty
