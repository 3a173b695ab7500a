// Days, times, zones and durations: their reckoning, their order and their parts.
#include "rules/calendar/sample_calendar_test.h"
#include "rules/feel/answers_test.h"

namespace congvu::feel {
namespace {

TEST(feel_time, literals_come_back_as_they_were_written) {
  for (auto const* text :
       {"2024-02-29", "-2024-02-29", "999999999-12-31", "10:30:11", "10:30:11.5Z", "10:30:11+02:45:55",
        "2018-12-08T10:30:11@Australia/Melbourne", "P10D", "-P1Y2M", "P1DT2H3M4.123456789S", "PT0S", "P0M"}) {
    EXPECT_EQ(answer("@\"" + std::string{text} + "\""), text);
  }
  for (auto const* text : {"2023-02-29", "2024-1-1", "24:00:01", "10:00:00+19:00", "10:00:00@No/Where", "P", "PT",
                           "P1H", "P1DT", "+2024-01-01", "01211-12-31", "P1.5D"}) {
    EXPECT_EQ(answer("@\"" + std::string{text} + "\""), "null") << text;
  }
}

TEST(feel_time, durations_move_days_and_times) {
  answers_are({{"@\"2024-01-31\" + @\"P1M\"", "2024-02-29"},
               {"@\"2024-03-31\" - @\"P1M\"", "2024-02-29"},
               {"@\"2024-01-01\" + @\"PT36H\"", "2024-01-02"},
               {"@\"2024-01-02\" - @\"PT1H\"", "2024-01-01"},
               {"@\"23:30:00\" + @\"PT1H\"", "00:30:00"},
               {"@\"2024-12-31T23:00:00+07:00\" + @\"PT2H\"", "2025-01-01T01:00:00+07:00"},
               {"@\"2024-01-01T24:00:00\" - @\"PT1S\"", "2024-01-01T23:59:59"},
               {"@\"10:00:00\" + @\"P1M\"", "null"},
               {"@\"2024-01-01\" + 1", "null"},
               {"@\"999999999-12-31\" + @\"P1D\"", "null"}});
}

TEST(feel_time, a_named_zone_has_its_summer) {
  answers_are({{"@\"2024-03-31T01:30:00@Europe/Paris\" + @\"PT1H\"", "2024-03-31T03:30:00@Europe/Paris"},
               {"@\"2024-07-01T12:00:00@Europe/Paris\".time offset", "PT2H"},
               {"@\"2024-01-01T12:00:00@Europe/Paris\".time offset", "PT1H"},
               {"@\"2024-01-01T12:00:00@Asia/Ho_Chi_Minh\" = @\"2024-01-01T05:00:00Z\"", "true"},
               {"@\"2024-01-01T12:00:00@Asia/Ho_Chi_Minh\".timezone", "\"Asia/Ho_Chi_Minh\""},
               {"@\"2024-01-01T12:00:00\" < @\"2024-01-01T12:00:00Z\"", "null"},
               {"@\"2024-01-01T12:00:00\" = @\"2024-01-01T12:00:00Z\"", "false"}});
}

TEST(feel_time, differences_are_durations) {
  answers_are({{"@\"2024-03-01\" - @\"2024-02-01\"", "P29D"},
               {"@\"2024-01-02T00:00:00Z\" - @\"2024-01-01\"", "P1D"},
               {"@\"2024-01-02T00:00:00\" - @\"2024-01-01\"", "null"},
               {"@\"10:00:00\" - @\"11:00:00\"", "-PT1H"},
               {"@\"P1D\" * 1.5", "P1DT12H"},
               {"@\"P10Y11M\" / 2.5", "P4Y4M"},
               {"@\"P10D\" / @\"P5D\"", "2"},
               {"@\"P1D\" / 0", "null"},
               {"@\"P1D\" + @\"P1M\"", "null"},
               {"-@\"P1D\"", "-P1D"}});
}

TEST(feel_time, parts_are_taken_by_a_dot) {
  answers_are({{"@\"2024-12-16\".weekday", "1"},
               {"@\"P1Y2M\".months", "2"},
               {"@\"-PT90M\".hours", "-1"},
               {"@\"-PT90M\".minutes", "-30"},
               {"@\"10:30:01.5\".second", "1.5"},
               {"@\"P1D\".years", "null"},
               {"[@\"2024-12-16\", @\"2025-01-01\"].year", "[2024,2025]"}});
}

TEST(feel_working_time, is_counted_by_the_callers_calendar) {
  auto const calendar = sample_calendar();
  Surroundings const agency{.calendar = &calendar};
  answers_are(
      {
          {"add working days(@\"2024-11-15\", 1)", "2024-11-18"},
          {"add working days(@\"2024-11-18\", 20)", "2024-12-16"},
          {"add working days(@\"2024-12-16\", -20)", "2024-11-18"},
          {"add working days(@\"2024-11-16\", 0)", "2024-11-18"},
          {"working days between(@\"2024-11-18\", @\"2024-12-16\")", "20"},
          {"working days between(@\"2024-12-16\", @\"2024-11-18\")", "-20"},
          {"is working day(@\"2024-11-17\")", "false"},
          {"add working time(@\"2024-11-15T16:00:00+07:00\", @\"PT2H\")", "2024-11-18T09:00:00+07:00"},
          {"working duration(@\"2024-11-15T16:00:00\", @\"2024-11-18T09:00:00\")", "PT2H"},
          {"add working days(@\"2024-11-18\", 1.5)", "null"},
          {"add working days(@\"9999-11-18\", 1)", "null"},
          {"add working days(days: 1, date: @\"2024-11-15\")", "2024-11-18"},
      },
      {}, agency);
  warn_of("feel.no_calendar", {"add working days(@\"2024-11-15\", 1)", "is working day(@\"2024-11-15\")"});
}

}  // namespace
}  // namespace congvu::feel
