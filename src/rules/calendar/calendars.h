// An agency's working time, and that of units which work otherwise: a one-stop desk open on Saturday morning, a ward
// with a day of its own. A unit states only what differs; all else is the agency's. docs/formats/calendar.md, `units`.
#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/refusal.h"
#include "rules/calendar/calendar.h"

namespace congvu {

struct Calendars {
  Calendar agency;
  std::map<std::string, Calendar, std::less<>> of_units;

  // The calendar that a unit works by.
  Calendar const& of(std::string_view unit) const;
};

// Everything that is wrong, as read_calendar tells it; what is wrong for a unit under "units.CODE".
Expected<Calendars> read_calendars(boost::json::value const&);

}  // namespace congvu
