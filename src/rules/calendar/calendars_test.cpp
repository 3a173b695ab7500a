#include "rules/calendar/calendars.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.h"
#include "rules/calendar/calendar_reading.h"
#include "rules/calendar/due.h"
#include "rules/calendar/sample_calendar_test.h"

namespace congvu {

namespace {

Date day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

// The one-stop desk opens on Saturday morning; a ward is off on a day of its own and works a Saturday for it.
json::value with_units() {
  auto written = sample_calendar_json();
  json::object week;
  for (auto const* name : {"monday", "tuesday", "wednesday", "thursday", "friday"}) {
    week[name] = json::array{"08:00-12:00", "13:00-17:00"};
  }
  week["saturday"] = json::array{"08:00-12:00"};
  json::object const desk{
      {"hours", json::array{json::object{{"from", "2024-01-01"}, {"week", week}, {"mark", "K?"}, {"citation", ""}}}}};
  json::object const off{
      {"date", "2024-11-22"}, {"name", "ward's day"}, {"swapped_with", "2024-11-23"}, {"mark", "K?"}, {"citation", ""}};
  json::object const worked{{"date", "2024-11-23"},
                            {"name", "for the ward's day"},
                            {"instead_of", "2024-11-22"},
                            {"mark", "K?"},
                            {"citation", ""}};
  json::object const ward{{"days_off", json::array{off}}, {"days_worked", json::array{worked}}};
  written.as_object()["units"] = json::object{{"DESK", desk}, {"WARD", ward}};
  return written;
}

TEST(Calendars, a_unit_works_as_its_agency_does_but_for_what_it_states) {
  auto const calendars = read_calendars(with_units());
  ASSERT_TRUE(calendars) << plain(calendars.error().parts.front());
  auto const saturday = day(2024, 11, 23);
  EXPECT_FALSE(calendars->agency.works_on(saturday));
  EXPECT_FALSE(calendars->of("NO-ENTRY").works_on(saturday));
  EXPECT_TRUE(calendars->of("DESK").works_on(saturday));
  EXPECT_EQ(calendars->of("DESK").closing(saturday), at(saturday, std::chrono::hours{12}));
  EXPECT_TRUE(calendars->of("WARD").works_on(saturday));
  EXPECT_FALSE(calendars->of("WARD").works_on(day(2024, 11, 22)));
  auto const tet = day(2025, 1, 29);
  for (auto const* unit : {"DESK", "WARD"}) EXPECT_FALSE(calendars->of(unit).works_on(tet)) << unit;
}

TEST(Calendars, a_half_saturday_counts_as_half_a_day_in_the_unit_that_works_it) {
  auto const calendars = read_calendars(with_units());
  ASSERT_TRUE(calendars);
  auto const friday_noon = at(day(2024, 11, 22), std::chrono::hours{13});
  Limit const eight_hours{8, LimitUnit::working_hours};
  EXPECT_EQ(due_times(calendars->agency, friday_noon, eight_hours).present,
            at(day(2024, 11, 25), std::chrono::hours{12}));
  EXPECT_EQ(due_times(calendars->of("DESK"), friday_noon, eight_hours).present,
            at(day(2024, 11, 23), std::chrono::hours{12}));
}

TEST(Calendars, a_unit_may_work_a_morning_of_a_day_that_the_agency_is_off) {
  auto written = with_units();
  json::object const morning{{"date", "2024-09-02"},
                             {"name", "examination desk"},
                             {"hours", json::array{"08:00-12:00"}},
                             {"mark", "K?"},
                             {"citation", ""}};
  written.at("units").at("DESK").as_object()["days_off"] = json::array{morning};
  auto const calendars = read_calendars(written);
  ASSERT_TRUE(calendars) << plain(calendars.error().parts.front());
  auto const independence_day = day(2024, 9, 2);
  EXPECT_FALSE(calendars->agency.works_on(independence_day));
  EXPECT_EQ(calendars->of("DESK").closing(independence_day), at(independence_day, std::chrono::hours{12}));
}

TEST(Calendars, what_is_wrong_for_a_unit_is_told_with_the_unit) {
  auto written = with_units();
  written.at("units").as_object()["WARD"] = json::object{{"covers", json::object{}}};
  written.at("units").at("DESK").at("hours").at(0).at("mark") = "sure";
  auto const calendars = read_calendars(written);
  ASSERT_FALSE(calendars);
  auto const& parts = calendars.error().parts;
  auto const told = [&](Code code, std::string_view subject) {
    return std::ranges::any_of(parts,
                               [&](Refusal const& each) { return each.code == code && each.subject == subject; });
  };
  EXPECT_TRUE(told(codes::calendar_unit_field, "units.WARD.covers"));
  EXPECT_TRUE(told(codes::calendar_mark, "units.DESK.hours[0].mark"));
}

}  // namespace
}  // namespace congvu
