// By when it must be done, and why then: the clock of a dossier, counted in working time, with each pause on its legal
// ground. The hour first promised stays beside the present one, and the time the agency took beside the time it waited
// for the citizen. Every line of the reckoning is kept, so that anyone can follow it with a calendar in hand.
// The rule is domain.md 1.5; all here is pure.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "rules/calendar/calendar.h"
#include "rules/calendar/limit.h"

namespace congvu {

// What becomes of the limit when the pause is over: what was left of it runs on, or all of it begins anew.
enum class PauseEffect { resume, restart };
BOOST_DESCRIBE_ENUM(PauseEffect, resume, restart)

// A pause without an end is still open. One that ends before it begins is as long as nothing.
struct Pause {
  Instant from;
  std::optional<Instant> to;
  std::string ground;  // the key of its legal ground
  PauseEffect effect = PauseEffect::resume;
};
BOOST_DESCRIBE_STRUCT(Pause, (), (from, to, ground, effect))

enum class Reckoning {
  accepted,               // the instant the clock was handed
  after_closing,          // it belongs to the next working day: `at` is that day's opening
  day_not_worked,         // the same, because the day itself is not worked
  after_cut_off,          // the same, because the day's cut-off has passed
  counting_begins,        // from here the limit is counted; `minutes` or `days` is how much it is
  day_off,                // a day off, passed on the way
  half_day,               // a day of which only a part is worked
  day_worked,             // a day worked in another's place
  day_off_proposed,       // not decided, so it is counted as its plain weekday
  day_worked_proposed,    // the same
  pause,                  // `until` its end; `minutes` or `days` is what it adds
  pause_open,             // still open: as if it ended now
  pause_before_counting,  // adds nothing
  pause_within_another,   // adds nothing more
  pause_after_limit,      // adds nothing: the limit had run out
  restarted,              // the limit begins anew
  first_due,              // what was promised first
  carried,                // the limit's last day, which is not worked
  beyond_calendar,        // from here on no holidays are stated: weekdays are taken as they are
  due,                    // the present end of the limit
};
BOOST_DESCRIBE_ENUM(Reckoning, accepted, after_closing, day_not_worked, after_cut_off, counting_begins, day_off,
                    half_day, day_worked, day_off_proposed, day_worked_proposed, pause, pause_open,
                    pause_before_counting, pause_within_another, pause_after_limit, restarted, first_due, carried,
                    beyond_calendar, due)

// One line of the reckoning: amounts, no words. `name` is the pack's name of a special day, or a pause's ground.
struct ReckoningLine {
  Instant at;
  Reckoning kind = Reckoning::accepted;
  std::optional<Instant> until;
  std::optional<int> minutes;  // of working time
  std::optional<int> days;
  std::optional<std::string> name;
  std::optional<std::string> citation;
  std::optional<std::string> mark;
};
BOOST_DESCRIBE_STRUCT(ReckoningLine, (), (at, kind, until, minutes, days, name, citation, mark))

// The end of a limit, the present one and the one first promised.
struct DueTimes {
  Instant first;
  Instant present;
};

// The figures are working time from the start until now, or until the present end where no `now` was given:
// gross = agency + waiting. `spent` is what the limit has lost since it last began anew; more than the limit when late.
struct Due {
  Instant first;
  Instant present;  // while a pause is open, as if it ended now, or had ended at once where no `now` was given
  bool paused = false;
  seconds gross{0};
  seconds agency{0};
  seconds waiting{0};
  seconds spent{0};
  std::vector<ReckoningLine> explanation;  // in order of time
};

// `now` should not lie before the start; pauses may come in any order and overlap.
Due due(Calendar const&, Instant start, Limit, std::span<Pause const> pauses = {}, std::optional<Instant> now = {});

// The same instants without the explanation: what is counted by the million.
DueTimes due_times(Calendar const&, Instant start, Limit, std::span<Pause const> pauses = {},
                   std::optional<Instant> now = {});

// The working time between an instant and the present end; negative by how much it is late.
seconds remaining(Calendar const&, Due const&, Instant);

// The day an act counts as done on: its own, or the next working day when that isn't worked or has closed.
Date day_zero(Calendar const&, Instant);

}  // namespace congvu
