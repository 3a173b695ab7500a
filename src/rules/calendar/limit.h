// How long the law gives: twenty working days, eight working hours, ten days, or the same day. A procedure states it
// once; the calendar turns it into the hour printed on the citizen's slip. domain.md 1.4 and 1.5.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/refusal.h"

namespace congvu {

enum class LimitUnit {
  working_days,   // each as many working hours as the calendar's working day has, from the day after acceptance
  working_hours,  // from the instant of acceptance
  calendar_days,  // every day counts; ends on a day that is worked
  in_day,         // by closing of the day of acceptance, or of the next one after the cut-off; `amount` says nothing
};
BOOST_DESCRIBE_ENUM(LimitUnit, working_days, working_hours, calendar_days, in_day)

// In JSON: {"amount": 20, "unit": "working_days"}.
struct Limit {
  int amount = 0;
  LimitUnit unit = LimitUnit::working_days;
  friend bool operator==(Limit const&, Limit const&) = default;
};
BOOST_DESCRIBE_STRUCT(Limit, (), (amount, unit))

namespace codes {
inline constexpr Code limit_amount{"calendar.limit_amount"};  // arguments: least, most, given
}  // namespace codes

// What is wrong with a limit read from outside: an amount that no law gives.
std::optional<Refusal> fault_of(Limit, std::string const& path);

}  // namespace congvu
