// A calendar as a pack writes it: the years it covers, the hours of a week, the cut-off, the days off and the days
// worked in their place, each with its mark and its source in law. Reading it answers with the calendar or with
// everything that is wrong with it, each fault with its place. The form is in docs/formats/calendar.md.
#pragma once

#include <boost/json/value.hpp>

#include "base/refusal.h"
#include "rules/calendar/calendar.h"

namespace congvu {

namespace codes {
inline constexpr Code calendar_faults{"calendar.faults"};                  // the parts say which
inline constexpr Code calendar_years{"calendar.years"};                    // arguments: from, to
inline constexpr Code calendar_no_hours{"calendar.no_hours"};              // no hours in force on the first day
inline constexpr Code calendar_idle_week{"calendar.idle_week"};            // a week without any working time
inline constexpr Code calendar_hours{"calendar.hours"};                    // arguments: given; not "08:00-12:00"
inline constexpr Code calendar_hours_order{"calendar.hours_order"};        // arguments: given; before or over the last
inline constexpr Code calendar_time{"calendar.time"};                      // arguments: given; not "15:00"
inline constexpr Code calendar_order{"calendar.order"};                    // arguments: date; twice, or not in order
inline constexpr Code calendar_outside{"calendar.outside"};                // arguments: date, from, to
inline constexpr Code calendar_mark{"calendar.mark"};                      // arguments: given, allowed
inline constexpr Code calendar_worked_already{"calendar.worked_already"};  // arguments: date
inline constexpr Code calendar_swap{"calendar.swap"};                      // arguments: date, other; not said by both
inline constexpr Code calendar_too_many{"calendar.too_many"};              // arguments: limit
inline constexpr Code calendar_unit_field{"calendar.unit_field"};          // arguments: field, allowed
}  // namespace codes

Expected<Calendar> read_calendar(boost::json::value const&);

}  // namespace congvu
