// For tests: a calendar of 2024 to 2027 with the hours and special days of domain.md 10 that their examples need.
#pragma once

#include "rules/calendar/calendar_reading.h"

namespace congvu {

boost::json::value sample_calendar_json();
Calendar sample_calendar();

}  // namespace congvu
