#include "rules/calendar/calendar_reading.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/described.h"
#include "rules/calendar/sample_calendar_test.h"

namespace congvu {

namespace {

bool has_fault(json::value const& written, Code code, std::string_view subject) {
  auto const calendar = read_calendar(written);
  if (calendar) return false;
  return std::ranges::any_of(calendar.error().parts,
                             [&](Refusal const& part) { return part.code == code && part.subject == subject; });
}

TEST(CalendarReading, every_fault_is_told_with_its_place_and_not_only_the_first) {
  auto written = sample_calendar_json();
  written.at("working_day") = "00:00";
  written.at("hours").at(0).at("mark") = "sure";
  written.at("cut_off").at(0).at("time") = "3pm";
  EXPECT_TRUE(has_fault(written, codes::calendar_time, "working_day"));
  EXPECT_TRUE(has_fault(written, codes::calendar_mark, "hours[0].mark"));
  EXPECT_TRUE(has_fault(written, codes::calendar_time, "cut_off[0].time"));
}

TEST(CalendarReading, a_shape_that_is_not_a_calendar_is_refused_field_by_field) {
  EXPECT_TRUE(has_fault(json::object{}, codes::field_missing, "covers"));
  EXPECT_TRUE(has_fault(json::array{}, codes::field_type, ""));
  auto written = sample_calendar_json();
  written.as_object()["holidays"] = json::array{};
  written.at("days_off").at(0).at("date") = "01/01/2024";
  EXPECT_TRUE(has_fault(written, codes::field_unknown, "holidays"));
  EXPECT_TRUE(has_fault(written, codes::field_not_date, "days_off[0].date"));
}

TEST(CalendarReading, hours_that_are_not_hours_or_overlap_are_refused) {
  for (auto const* wrong : {"8:00-12:00", "08:00", "08:00-12:60", "08:00-25:00", "+8:00-12:00", "08:00_12:00"}) {
    auto written = sample_calendar_json();
    written.at("hours").at(0).at("week").at("monday").at(0) = wrong;
    EXPECT_TRUE(has_fault(written, codes::calendar_hours, "hours[0].week.monday[0]")) << wrong;
  }
  auto written = sample_calendar_json();
  written.at("hours").at(0).at("week").at("monday").at(1) = "11:00-17:00";
  EXPECT_TRUE(has_fault(written, codes::calendar_hours_order, "hours[0].week.monday[1]"));
}

TEST(CalendarReading, a_week_without_working_time_is_refused) {
  auto written = sample_calendar_json();
  written.at("hours").at(0).at("week") = json::object{};
  EXPECT_TRUE(has_fault(written, codes::calendar_idle_week, "hours[0].week"));
}

TEST(CalendarReading, hours_must_be_in_force_on_the_first_day_and_follow_in_order) {
  auto written = sample_calendar_json();
  written.at("hours").at(0).at("from") = "2024-01-02";
  EXPECT_TRUE(has_fault(written, codes::calendar_no_hours, "hours"));
  written.at("hours").as_array().push_back(written.at("hours").at(0));
  EXPECT_TRUE(has_fault(written, codes::calendar_order, "hours[1].from"));
}

TEST(CalendarReading, years_must_follow_one_another_and_be_few) {
  auto written = sample_calendar_json();
  written.at("covers").at("to") = "2023-12-31";
  EXPECT_TRUE(has_fault(written, codes::calendar_years, "covers"));
  written.at("covers").at("to") = "9999-12-31";
  EXPECT_TRUE(has_fault(written, codes::calendar_years, "covers"));
}

TEST(CalendarReading, a_day_is_stated_once_and_inside_the_years_covered) {
  auto written = sample_calendar_json();
  auto& off = written.at("days_off").as_array();
  off.push_back(off.front());
  off.push_back(off.front());
  off.back().at("date") = "2028-01-01";
  auto const last = "days_off[" + std::to_string(off.size() - 1) + "].date";
  auto const twice = "days_off[" + std::to_string(off.size() - 2) + "].date";
  EXPECT_TRUE(has_fault(written, codes::calendar_order, twice));
  EXPECT_TRUE(has_fault(written, codes::calendar_outside, last));
}

TEST(CalendarReading, a_swap_is_said_by_both_its_days) {
  auto written = sample_calendar_json();
  written.at("days_worked").at(0).at("instead_of") = "2024-04-30";
  auto const& off = written.at("days_off").as_array();
  auto const swapped = std::ranges::find_if(off, [](json::value const& day) { return day.at("date") == "2024-04-29"; });
  EXPECT_TRUE(
      has_fault(written, codes::calendar_swap, "days_off[" + std::to_string(swapped - off.begin()) + "].swapped_with"));
  EXPECT_TRUE(has_fault(written, codes::calendar_swap, "days_worked[0].instead_of"));
}

TEST(CalendarReading, a_day_worked_anyway_is_not_worked_in_another_s_place) {
  auto written = sample_calendar_json();
  written.at("days_worked").at(0).at("date") = "2024-05-06";
  EXPECT_TRUE(has_fault(written, codes::calendar_worked_already, "days_worked[0].date"));
}

TEST(CalendarReading, a_list_too_long_to_be_honest_is_refused) {
  auto written = sample_calendar_json();
  auto& off = written.at("days_off").as_array();
  json::value const first = off.front();
  off.resize(6000, first);
  EXPECT_TRUE(has_fault(written, codes::calendar_too_many, "days_off"));
}

}  // namespace

}  // namespace congvu
