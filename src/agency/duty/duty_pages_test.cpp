#include <gtest/gtest.h>

#include "agency/duty/duty.h"
#include "agency/duty/time_left_pages.h"

namespace congvu::duty {
namespace {

Calendar office() {
  CalendarFacts facts{.covers_from = *parse_date("2024-01-01"), .covers_to = *parse_date("2024-12-31")};
  WeekHours week{.from = facts.covers_from};
  std::vector<OpenHours> const day{{seconds{8 * 3600}, seconds{12 * 3600}}, {seconds{13 * 3600}, seconds{17 * 3600}}};
  for (int weekday = 0; weekday < 5; ++weekday) week.days[static_cast<std::size_t>(weekday)] = day;
  facts.hours.push_back(std::move(week));
  return Calendar{std::move(facts)};
}

page::Words words() {
  page::Files const files{{"duty/words.vi.json", R"({
    "duty.time.left": "left {time}", "duty.time.over": "over {time}", "duty.time.still": "still",
    "duty.time.none": "none", "duty.time.days_hours": "{days}d {hours}h", "duty.time.days": "{days}d",
    "duty.time.hours_minutes": "{hours}h{minutes}", "duty.time.hours": "{hours}h", "duty.time.minutes": "{minutes}m"
  })"}};
  return *page::Words::read(files);
}

TimeLeft left_at(char const* now, char const* due = "2024-11-25T15:00+07:00", bool still = false) {
  return time_left(office(), *parse_instant("2024-11-22T08:00+07:00"), parse_instant(due), still, *parse_instant(now),
                   words(), page::Language::vi);
}

TEST(TimeLeft, is_counted_in_working_time_over_lunch) {
  EXPECT_EQ(left_at("2024-11-25T10:20+07:00").text, "left 3h40");
}

TEST(TimeLeft, of_days_says_no_minutes) {
  EXPECT_EQ(left_at("2024-11-22T08:30+07:00").text, "left 1d 5h");
}

TEST(TimeLeft, is_at_risk_once_three_quarters_are_used) {
  EXPECT_EQ(left_at("2024-11-22T16:00+07:00").urgency, Urgency::on_time);
  EXPECT_EQ(left_at("2024-11-25T10:20+07:00").urgency, Urgency::on_time);
  EXPECT_EQ(left_at("2024-11-25T11:30+07:00").urgency, Urgency::at_risk);
}

TEST(TimeLeft, over_the_due_time_says_by_how_much) {
  auto const left = left_at("2024-11-26T08:30+07:00");
  EXPECT_EQ(left.text, "over 2h30");
  EXPECT_EQ(left.urgency, Urgency::overdue);
  EXPECT_EQ(left.used, 100);
}

TEST(TimeLeft, of_a_stopped_clock_is_never_overdue) {
  EXPECT_EQ(left_at("2024-11-29T08:30+07:00", "2024-11-25T15:00+07:00", true).urgency, Urgency::still);
}

Duty held_by(std::string position) {
  Duty duty;
  duty.phase = Phase::accepted;
  duty.holder = std::move(position);
  duty.held_since = parse_instant("2024-11-25T10:20+07:00");
  return duty;
}

inline constexpr Code forbidden{"authority.not_yours", Kind::forbidden};

TEST(WhoWasFirst, is_told_to_whoever_comes_second) {
  auto const told = who_was_first(Refusal{forbidden}, held_by("QLT-CV1"), "QLT-CV2");
  EXPECT_EQ(told.code, codes::already_taken);
  ASSERT_EQ(told.arguments.size(), 2u);
  EXPECT_EQ(told.arguments[0].value, "QLT-CV1");
  EXPECT_EQ(told.arguments[1].value, "10:20 25/11/2024");
}

TEST(WhoWasFirst, a_refusal_of_ones_own_duty_stays_as_it_is) {
  EXPECT_EQ(who_was_first(Refusal{forbidden}, held_by("QLT-CV1"), "QLT-CV1").code, forbidden);
}

}  // namespace
}  // namespace congvu::duty
