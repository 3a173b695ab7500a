#include "rules/calendar/sample_calendar_test.h"

#include <array>
#include <stdexcept>

#include "base/described.h"

namespace congvu {

namespace {

constexpr std::array days_off{"2024-01-01", "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14",
                              "2024-04-18", "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03", "2025-01-01",
                              "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07",
                              "2025-04-30", "2025-05-01", "2025-09-01", "2025-09-02", "2026-01-01", "2026-02-16",
                              "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-27", "2026-04-30",
                              "2026-05-01", "2026-09-01", "2026-09-02"};

json::object entry(std::string_view date, std::string_view mark) {
  return {{"date", date}, {"name", "special"}, {"mark", mark}, {"citation", "domain.md 10"}};
}

json::object with(json::object object, std::string_view field, std::string_view value) {
  object[field] = value;
  return object;
}

}  // namespace

json::value sample_calendar_json() {
  json::array const open{"08:00-12:00", "13:00-17:00"};
  json::object week;
  for (auto const* day : {"monday", "tuesday", "wednesday", "thursday", "friday"}) week[day] = open;
  json::array off;
  for (auto const* date : days_off) off.push_back(entry(date, "K"));
  off.push_back(with(entry("2024-04-29", "K"), "swapped_with", "2024-05-04"));
  off.push_back(with(entry("2025-05-02", "K"), "swapped_with", "2025-04-26"));
  off.push_back(with(entry("2026-11-24", "K?"), "status", "proposed"));
  json::array worked{with(entry("2024-05-04", "K"), "instead_of", "2024-04-29"),
                     with(entry("2025-04-26", "K"), "instead_of", "2025-05-02")};
  return json::object{
      {"covers", {{"from", "2024-01-01"}, {"to", "2027-12-31"}}},
      {"working_day", "08:00"},
      {"hours",
       json::array{json::object{{"from", "2024-01-01"}, {"week", week}, {"mark", "K"}, {"citation", "custom"}}}},
      {"cut_off",
       json::array{json::object{{"from", "2024-01-01"}, {"time", "15:00"}, {"mark", "K"}, {"citation", "custom"}}}},
      {"days_off", off},
      {"days_worked", worked}};
}

Calendar sample_calendar() {
  auto calendar = read_calendar(sample_calendar_json());
  if (!calendar) throw std::runtime_error(plain(calendar.error()));
  return std::move(*calendar);
}

}  // namespace congvu
