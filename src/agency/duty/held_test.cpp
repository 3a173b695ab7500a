#include "agency/duty/held.h"

#include <gtest/gtest.h>

#include "agency/duty/duty.h"
#include "agency/org/org.h"
#include "pipeline/told_for_tests.h"

namespace congvu::duty {

namespace {

Handle const one = handle_of("duty", "1");

// Acts of the rooms above and below, as far as they matter here.
struct TakeForTest {
  static constexpr std::string_view name = "test.take";
  std::string position;
};
BOOST_DESCRIBE_STRUCT(TakeForTest, (), (position))
struct HandForTest {
  static constexpr std::string_view name = "test.hand";
  std::string to;
};
BOOST_DESCRIBE_STRUCT(HandForTest, (), (to))
struct LeaveForTest {
  static constexpr std::string_view name = "test.leave";
  std::string position;
};
BOOST_DESCRIBE_STRUCT(LeaveForTest, (), (position))

template <class C>
Expected<Question> question(C const&, Context const&, States const&) {
  return Question{};
}
Decision decide(TakeForTest const& command, Context const&, States const&) {
  return Events{}.add(one, Handle{}, DutyAccepted{command.position});
}
Decision decide(HandForTest const& command, Context const&, States const&) {
  return Events{}.add(one, Handle{}, DutyHandedOver{"QLT-CV1", command.to, {}});
}
Decision decide(LeaveForTest const& command, Context const& context, States const&) {
  org::Holding const ended{command.position, handle_of("person", "P"), day(2024, 1, 1), local_date(context.now)};
  return Events{}.add(handle_of("org", "A"), Handle{}, org::HoldingStated{ended});
}

void rooms(Registry& registry) {
  registry.stream<org::Statements, org::HoldingStated>();
  registry.standing<org::Organisation, org::HoldingStated>();
  registry.stream<Duty, DutyAccepted, DutyHandedOver>();
  registry.standing<Held, DutyAccepted, DutyHandedOver>();
  registry.react<org::HoldingStated>(&react);
  registry.command<TakeForTest>(&question<TakeForTest>, &decide);
  registry.command<HandForTest>(&question<HandForTest>, &decide);
  registry.command<LeaveForTest>(&question<LeaveForTest>, &decide);
}

Told office() {
  Told told{&rooms};
  told.now = *parse_instant("2024-11-25T09:00:00+07:00");
  told.tell(TakeForTest{"QLT-CV1"});
  return told;
}

}  // namespace

TEST(Leaving, is_refused_within_its_own_act_while_the_position_holds_open_duties) {
  auto told = office();
  try {
    told.tell(LeaveForTest{"QLT-CV1"});
    FAIL() << "somebody left with an open duty";
  } catch (std::runtime_error const& refused) {
    EXPECT_NE(std::string_view{refused.what()}.find("duty.still_holds"), std::string_view::npos) << refused.what();
  }
}

TEST(Leaving, is_open_once_the_duty_was_handed_on_and_the_one_who_got_it_is_held) {
  auto told = office();
  told.tell(HandForTest{"QLT-CV2"});
  told.tell(LeaveForTest{"QLT-CV1"});
  EXPECT_THROW(told.tell(LeaveForTest{"QLT-CV2"}), std::runtime_error);
}

TEST(Leaving, what_went_back_into_the_pool_is_nobodys) {
  auto told = office();
  told.tell(HandForTest{""});
  EXPECT_EQ(told.standing<Held>().count("QLT-CV1"), 0U);
  told.tell(LeaveForTest{"QLT-CV1"});
}

}  // namespace congvu::duty
