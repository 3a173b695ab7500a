#include "rules/calendar/due.h"

#include <gtest/gtest.h>

#include "base/described.h"
#include "rules/calendar/sample_calendar_test.h"

namespace congvu {

namespace {

using std::chrono::hours;

Calendar const& calendar() {
  static Calendar const sample = sample_calendar();
  return sample;
}

Instant on(std::string_view local) {
  return parse_instant(std::string{local} + "+07:00").value();
}

Pause pause(std::string_view from, std::string_view to, PauseEffect effect = PauseEffect::resume) {
  return {on(from), on(to), "supplement", effect};
}

constexpr Limit twenty_days{20, LimitUnit::working_days};
constexpr Limit five_days{5, LimitUnit::working_days};
constexpr Limit eight_hours{8, LimitUnit::working_hours};
constexpr Limit ten_calendar_days{10, LimitUnit::calendar_days};
constexpr Limit in_day{0, LimitUnit::in_day};

// A row of the table of domain.md 1.5.
struct Row {
  char const* name;
  char const* accepted;
  Limit limit;
  std::vector<Pause> pauses;
  char const* due;
};

class SettledRule : public testing::TestWithParam<Row> {};

TEST_P(SettledRule, gives_the_settled_instant) {
  auto const& row = GetParam();
  EXPECT_EQ(iso(due(calendar(), on(row.accepted), row.limit, row.pauses).present), iso(on(row.due)));
  EXPECT_EQ(iso(due_times(calendar(), on(row.accepted), row.limit, row.pauses).present), iso(on(row.due)));
}

INSTANTIATE_TEST_SUITE_P(
    Domain, SettledRule,
    testing::Values(
        Row{"plain", "2024-11-18T09:12", twenty_days, {}, "2024-12-16T17:00"},
        Row{"pause_of_9_h_25",
            "2024-11-18T09:12",
            twenty_days,
            {pause("2024-11-21T14:20", "2024-11-22T15:45")},
            "2024-12-18T09:25"},
        Row{"after_closing", "2024-11-18T17:05", five_days, {}, "2024-11-26T17:00"},
        Row{"over_tet", "2025-01-24T10:00", {3, LimitUnit::working_days}, {}, "2025-02-05T17:00"},
        Row{"swapped_saturday_worked", "2024-04-26T08:30", five_days, {}, "2024-05-07T17:00"},
        Row{"eight_working_hours_over_lunch_and_night", "2024-11-18T10:30", eight_hours, {}, "2024-11-19T10:30"},
        Row{"calendar_days_ending_on_a_holiday", "2025-08-22T09:00", ten_calendar_days, {}, "2025-09-03T17:00"},
        Row{"in_the_day_before_the_cut_off", "2024-11-22T14:59", in_day, {}, "2024-11-22T17:00"},
        Row{"in_the_day_after_the_cut_off", "2024-11-22T15:00", in_day, {}, "2024-11-25T17:00"},
        Row{"pause_over_a_weekend",
            "2024-11-18T09:12",
            five_days,
            {pause("2024-11-22T16:00", "2024-11-25T09:30")},
            "2024-11-26T10:30"}),
    [](auto const& each) { return std::string{each.param.name}; });

Instant present(std::string_view accepted, Limit limit, std::vector<Pause> const& pauses = {}) {
  return due(calendar(), on(accepted), limit, pauses).present;
}

TEST(Due, accepted_before_opening_is_accepted_that_day) {
  EXPECT_EQ(present("2024-11-18T06:00", five_days), present("2024-11-18T09:00", five_days));
}

TEST(Due, accepted_at_closing_belongs_to_the_next_working_day) {
  EXPECT_EQ(present("2024-11-18T17:00", five_days), present("2024-11-19T08:00", five_days));
  EXPECT_EQ(present("2024-11-18T16:59", five_days), present("2024-11-18T08:00", five_days));
}

TEST(Due, accepted_on_a_holiday_belongs_to_the_next_working_day) {
  EXPECT_EQ(present("2025-01-28T10:00", five_days), present("2025-02-03T10:00", five_days));
  EXPECT_EQ(present("2025-01-28T16:00", in_day), on("2025-02-03T17:00"));
}

TEST(Due, accepted_on_a_swapped_saturday_is_accepted_that_day) {
  EXPECT_EQ(present("2024-05-04T10:00", in_day), on("2024-05-04T17:00"));
  EXPECT_EQ(present("2024-05-04T10:00", {1, LimitUnit::working_days}), on("2024-05-06T17:00"));
}

TEST(Due, working_hours_that_start_at_lunch_start_at_its_end) {
  EXPECT_EQ(present("2024-11-18T12:30", {2, LimitUnit::working_hours}), on("2024-11-18T15:00"));
}

TEST(Due, two_pauses_at_once_are_added_once) {
  auto const one = present("2024-11-18T09:12", five_days, {pause("2024-11-20T08:00", "2024-11-21T12:00")});
  auto const two =
      present("2024-11-18T09:12", five_days,
              {pause("2024-11-20T14:00", "2024-11-21T12:00"), pause("2024-11-20T08:00", "2024-11-20T16:00"),
               pause("2024-11-20T09:00", "2024-11-20T10:00")});
  EXPECT_EQ(one, two);
}

TEST(Due, a_pause_before_counting_adds_nothing) {
  EXPECT_EQ(present("2024-11-18T09:12", five_days, {pause("2024-11-18T10:00", "2024-11-18T16:00")}),
            present("2024-11-18T09:12", five_days));
  EXPECT_EQ(present("2024-11-18T09:12", five_days, {pause("2024-11-18T10:00", "2024-11-19T09:00")}),
            on("2024-11-26T09:00"));
}

TEST(Due, a_pause_after_the_limit_ran_out_adds_nothing) {
  auto const late =
      due(calendar(), on("2024-11-18T09:12"), five_days, std::vector{pause("2024-11-25T17:00", "2024-11-27T09:00")});
  EXPECT_EQ(late.present, on("2024-11-25T17:00"));
  EXPECT_EQ(late.explanation.back().kind, Reckoning::due);
}

TEST(Due, after_a_restart_the_limit_begins_anew) {
  auto const anew = due(calendar(), on("2024-11-18T09:12"), five_days,
                        std::vector{pause("2024-11-20T08:00", "2024-11-22T10:00", PauseEffect::restart)});
  EXPECT_EQ(anew.first, on("2024-11-25T17:00"));
  EXPECT_EQ(anew.present, present("2024-11-22T10:00", five_days));
}

TEST(Due, a_pause_that_outlasts_a_restart_puts_off_the_new_run) {
  EXPECT_EQ(present("2024-11-18T09:12", eight_hours,
                    {pause("2024-11-18T10:00", "2024-11-19T10:00"),
                     pause("2024-11-18T11:00", "2024-11-19T09:00", PauseEffect::restart)}),
            on("2024-11-20T10:00"));
}

TEST(Due, a_limit_in_the_day_that_begins_anew_keeps_what_was_put_off_before) {
  auto const half_an_hour = pause("2024-11-18T10:30", "2024-11-18T11:00");
  auto const anew = pause("2024-11-18T11:10", "2024-11-18T11:20", PauseEffect::restart);
  EXPECT_EQ(present("2024-11-18T10:00", in_day, {half_an_hour}), on("2024-11-19T08:30"));
  EXPECT_EQ(present("2024-11-18T10:00", in_day, {half_an_hour, anew}), on("2024-11-19T08:30"));
  EXPECT_EQ(present("2024-11-18T10:00", in_day, {anew}), on("2024-11-18T17:00"));
}

TEST(Due, calendar_days_grow_by_the_days_between_the_two_dates) {
  EXPECT_EQ(present("2024-11-04T09:00", ten_calendar_days), on("2024-11-14T17:00"));
  EXPECT_EQ(present("2024-11-04T09:00", ten_calendar_days, {pause("2024-11-06T16:00", "2024-11-08T08:00")}),
            on("2024-11-18T17:00"));
  EXPECT_EQ(present("2024-11-04T09:00", ten_calendar_days, {pause("2024-11-06T08:00", "2024-11-06T16:00")}),
            on("2024-11-14T17:00"));
}

TEST(Due, a_limit_in_calendar_days_carried_over_a_weekend_does_not_end_while_it_is_paused) {
  EXPECT_EQ(present("2024-11-06T09:00", ten_calendar_days), on("2024-11-18T17:00"));
  EXPECT_EQ(present("2024-11-06T09:00", ten_calendar_days, {pause("2024-11-18T10:00", "2024-11-20T10:00")}),
            on("2024-11-20T17:00"));
}

TEST(Due, an_open_pause_moves_the_end_with_the_clock) {
  std::vector<Pause> const open{{on("2024-11-20T08:00"), std::nullopt, "supplement", PauseEffect::resume}};
  auto const then = due(calendar(), on("2024-11-18T09:12"), five_days, open, on("2024-11-20T10:00"));
  EXPECT_TRUE(then.paused);
  EXPECT_EQ(then.first, on("2024-11-25T17:00"));
  EXPECT_EQ(then.present, on("2024-11-26T10:00"));
  auto const later = due(calendar(), on("2024-11-18T09:12"), five_days, open, on("2024-11-21T10:00"));
  EXPECT_EQ(later.present, on("2024-11-27T10:00"));
  EXPECT_EQ(due(calendar(), on("2024-11-18T09:12"), five_days, open).present, on("2024-11-25T17:00"));
}

TEST(Due, gross_time_is_the_agency_s_and_the_time_it_waited) {
  auto const figures = due(calendar(), on("2024-11-18T09:00"), five_days,
                           std::vector{pause("2024-11-19T10:00", "2024-11-19T15:00")}, on("2024-11-20T10:00"));
  EXPECT_EQ(figures.gross, hours{7 + 8 + 2});
  EXPECT_EQ(figures.waiting, hours{4});
  EXPECT_EQ(figures.agency, hours{13});
  EXPECT_EQ(figures.spent, hours{6});  // the rest of the day of acceptance is not counted
  EXPECT_EQ(remaining(calendar(), figures, on("2024-11-20T10:00")), hours{40 - 6});
  EXPECT_EQ(remaining(calendar(), figures, on("2024-11-26T14:00")), -hours{1});
}

std::string kinds(Due const& reckoned) {
  std::string all;
  for (auto const& line : reckoned.explanation) all += (all.empty() ? "" : " ") + std::string{name_of(line.kind)};
  return all;
}

TEST(Explanation, follows_the_reckoning_line_by_line_in_order_of_time) {
  auto const plainly =
      due(calendar(), on("2024-11-18T09:12"), twenty_days, std::vector{pause("2024-11-21T14:20", "2024-11-22T15:45")});
  EXPECT_EQ(kinds(plainly), "accepted counting_begins pause first_due due");
  auto const written = to_json(plainly.explanation);
  EXPECT_EQ(written.at(1).as_object(),
            (json::object{
                {"at", "2024-11-19T08:00:00+07:00"}, {"kind", "counting_begins"}, {"minutes", 9600}, {"days", 20}}));
  EXPECT_EQ(written.at(2).as_object(), (json::object{{"at", "2024-11-21T14:20:00+07:00"},
                                                     {"kind", "pause"},
                                                     {"until", "2024-11-22T15:45:00+07:00"},
                                                     {"minutes", 565},
                                                     {"name", "supplement"}}));
}

TEST(Explanation, names_the_special_days_on_the_way_with_their_marks) {
  EXPECT_EQ(kinds(due(calendar(), on("2024-04-26T08:30"), five_days)),
            "accepted day_off day_off day_off counting_begins day_worked first_due due");
  auto const undecided = due(calendar(), on("2026-11-23T08:30"), five_days);
  EXPECT_EQ(kinds(undecided), "accepted day_off_proposed counting_begins first_due due");
  EXPECT_EQ(undecided.explanation[1].mark, "K?");
}

TEST(Explanation, says_why_an_act_is_taken_to_be_of_a_later_day) {
  EXPECT_EQ(kinds(due(calendar(), on("2024-11-18T17:05"), five_days)),
            "accepted after_closing counting_begins first_due due");
  EXPECT_EQ(kinds(due(calendar(), on("2024-11-23T10:00"), five_days)),
            "accepted day_not_worked counting_begins first_due due");
  EXPECT_EQ(kinds(due(calendar(), on("2024-11-22T15:00"), in_day)),
            "accepted after_cut_off counting_begins first_due due");
}

TEST(Explanation, says_why_a_pause_adds_nothing) {
  EXPECT_EQ(kinds(due(calendar(), on("2024-11-18T09:12"), five_days,
                      std::vector{
                          pause("2024-11-15T10:00", "2024-11-15T11:00"), pause("2024-11-18T10:00", "2024-11-18T11:00"),
                          pause("2024-11-20T08:00", "2024-11-20T12:00"), pause("2024-11-20T09:00", "2024-11-20T10:00"),
                          pause("2024-11-28T09:00", "2024-11-28T10:00")})),
            "pause_before_counting accepted pause_before_counting counting_begins pause pause_within_another first_due "
            "due pause_after_limit");
}

TEST(Explanation, warns_where_no_holidays_are_stated) {
  EXPECT_EQ(kinds(due(calendar(), on("2027-12-30T09:00"), five_days)),
            "accepted counting_begins beyond_calendar first_due due");
}

TEST(Explanation, tells_a_restart_and_what_was_carried_over_a_holiday) {
  EXPECT_EQ(kinds(due(calendar(), on("2024-11-18T09:12"), five_days,
                      std::vector{pause("2024-11-20T08:00", "2024-11-22T10:00", PauseEffect::restart)})),
            "accepted counting_begins pause restarted counting_begins first_due due");
  EXPECT_EQ(kinds(due(calendar(), on("2025-08-22T09:00"), ten_calendar_days)),
            "accepted counting_begins day_off carried day_off first_due due");
}

TEST(Limit, is_written_as_its_amount_and_unit) {
  EXPECT_EQ(to_json(twenty_days), (json::value{{"amount", 20}, {"unit", "working_days"}}));
  EXPECT_EQ(from_json<Limit>(json::value{{"amount", 20}, {"unit", "working_days"}}).value(), twenty_days);
}

TEST(Limit, an_amount_that_no_law_gives_is_refused) {
  EXPECT_FALSE(fault_of(twenty_days, "limit"));
  EXPECT_FALSE(fault_of(in_day, "limit"));
  EXPECT_TRUE(fault_of({0, LimitUnit::working_days}, "limit"));
  EXPECT_TRUE(fault_of({-1, LimitUnit::working_hours}, "limit"));
  EXPECT_EQ(fault_of({1'000'000, LimitUnit::calendar_days}, "limit").value().subject, "limit");
}

}  // namespace

}  // namespace congvu
