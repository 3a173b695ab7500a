// Instants, dates and their text. An instant is a whole second; local time is Vietnam's, which has had one offset,
// +07:00, since 13 June 1975 and no daylight saving, so no time-zone database is needed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace congvu {

using Instant = std::chrono::sys_seconds;
using Date = std::chrono::year_month_day;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds local_offset = std::chrono::hours{7};

// The local calendar day an instant lies in, and the local time of day.
Date local_date(Instant);
seconds local_time_of_day(Instant);
// The instant of a local day and time of day. `time` may exceed a day.
Instant at(Date, seconds time);

Date next_day(Date);
Date previous_day(Date);
int days_between(Date from, Date to);
std::chrono::weekday weekday_of(Date);

// ISO 8601, always local with offset: "2024-12-16T17:00:00+07:00"; "2024-12-16".
std::string iso(Instant);
std::string iso(Date);
// Reads ISO 8601 with seconds or without, with "+07:00", "Z" or any offset; nothing else. Absent when it is not one.
std::optional<Instant> parse_instant(std::string_view);
std::optional<Date> parse_date(std::string_view);
// As Vietnamese offices write them: "16/12/2024", "17:00 16/12/2024".
std::string vietnamese(Date);
std::string vietnamese(Instant);

}  // namespace congvu
