// The two clocks of a dossier, as the law counts them and as they can be shown. Pure: calendar and dossier in, instants
// and their explanation out.
#pragma once

#include "rules/calendar/due.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// The calendar by which a unit works, or codes::no_calendar.
Expected<Calendar const*> calendar_of(std::string_view unit, States const&);
// The statutory clock counts by the calendar of the unit that handles, the intake clock by that of the one-stop unit.
Expected<Calendar const*> handling_calendar(Dossier const&, States const&);

// By when intake must be answered that began at `from`, in the unit that takes in.
Expected<Instant> intake_due(Instant from, std::string_view unit, States const&);

// The statutory clock as it stands at `now`; absent before acceptance. While a pause is open it counts as ending now.
std::optional<Due> statutory(Dossier const&, Calendar const&, Instant now);
// The intake clock, whose end does not move.
Due intake(Dossier const&, Calendar const&, Limit limit, Instant now);

// Until when a supplement may be asked for, a right that lapses like any other: at intake within the hours of intake,
// while it is handled before the result is due. NĐ 45/2020/NĐ-CP (K), NĐ 61/2018/NĐ-CP art. 17, 19 (K?); domain.md 1.4.
// Nothing once it has been asked, or when there is nothing left to ask for.
std::optional<Instant> supplement_until(Dossier const&);

// How a deadline is spoken of, everywhere the same: on time, at risk within a working day, overdue; or standing still.
enum class Standing { on_time, at_risk, overdue, paused, done_on_time, done_late };
BOOST_DESCRIBE_ENUM(Standing, on_time, at_risk, overdue, paused, done_on_time, done_late)
Standing standing_of(Instant due, bool paused, std::optional<Instant> done, Instant now, Calendar const&);

}  // namespace congvu::dossier
