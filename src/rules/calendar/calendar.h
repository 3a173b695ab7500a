// When an agency works: its dated hours, the days it is off, the Saturdays it works instead, and the hour after which
// what must be done "in the day" belongs to the next one. Every one of these is data with its source in law and a mark
// that says how sure we are of it; a day that is only proposed is shown and not counted.
// From this the calendar answers, at once, how much working time lies between two instants, and when an amount of it
// has passed. domain.md 1.5 and 10. Immutable after construction: any number of threads may ask.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace congvu {

// How sure we are: found in a stored source; found, but second-hand; known to be so; to be checked before relying on
// it.
enum class Certainty { found, found_second_hand, known, to_be_checked };

// "F", "F2", "K", "K?", as packs and pages write it.
std::string_view text_of(Certainty);
std::optional<Certainty> parse_certainty(std::string_view);

struct Source {
  Certainty mark = Certainty::to_be_checked;
  std::string citation;  // the text of law or the custom it rests on
};

// One stretch of a working day, in local time of day: 8:00 to 12:00.
struct OpenHours {
  seconds opens{0};
  seconds closes{0};
  friend bool operator==(OpenHours const&, OpenHours const&) = default;
};

// The hours of a week, in force from a date until the next ones. Monday first; a day not worked has none.
struct WeekHours {
  Date from;
  std::array<std::vector<OpenHours>, 7> days;
  Source source;
};

// Something to be done in the day, accepted at or after this time, is to be done on the next working day.
struct CutOff {
  Date from;
  seconds time{0};
  Source source;
};

enum class Status { decided, proposed };
BOOST_DESCRIBE_ENUM(Status, decided, proposed)

// A day that differs from its weekday: off, or worked in another's place.
struct SpecialDay {
  Date date;
  bool worked = false;
  Status status = Status::decided;
  std::string name;
  std::optional<Date> swapped_with;  // the day worked for it, or the day it is worked for
  std::vector<OpenHours> hours;      // what is worked of it: the half of a half day off; a whole working day's
  Source source;
};

// All that a pack states. `read_calendar` proves what the constructor of Calendar relies on.
struct CalendarFacts {
  Date covers_from;
  Date covers_to;                 // the last day whose holidays are stated
  seconds working_day{8 * 3600};  // what a limit of one working day amounts to
  std::vector<WeekHours> hours;   // in order of date; the first in force on covers_from; each week has working time
  std::vector<CutOff> cut_offs;   // in order of date
  std::vector<SpecialDay> special_days;  // in order of date, one a day
};

class Calendar {
 public:
  explicit Calendar(CalendarFacts);

  CalendarFacts const& facts() const { return facts_; }
  seconds working_day() const { return facts_.working_day; }

  // Whether the holidays of this day are stated. Outside, a day is counted as its plain weekday.
  bool covers(Date) const;
  bool works_on(Date) const;
  bool works_at(Instant) const;
  std::span<OpenHours const> hours_of(Date) const;
  // Of a day that is worked.
  Instant opening(Date) const;
  Instant closing(Date) const;
  // The first day after this one that is worked.
  Date next_working_day(Date) const;
  std::optional<seconds> cut_off(Date) const;
  // Those from one day to another, both included, proposed ones too.
  std::span<SpecialDay const> special_days(Date from, Date to) const;

  // Working time between two instants; negative when `to` is the earlier.
  seconds working_time(Instant from, Instant to) const;
  // The earliest instant at which `amount` of working time has passed since `from`: where that falls between two
  // working times, the earlier closing. `from` itself when `amount` is nothing.
  Instant add(Instant from, seconds amount) const;

 private:
  using DayNumber = std::int64_t;  // days since 1970-01-01

  // A week as an endless repetition: working time from the Monday before 1970-01-01.
  struct Week {
    std::array<std::uint32_t, 7> hours;         // indices into hours_
    std::array<std::int64_t, 8> worked_before;  // of each weekday, in seconds since Monday; the last is the week's
    std::int64_t worked_until(DayNumber) const;
    DayNumber day_reaching(std::int64_t worked) const;
  };
  struct Day {
    std::int64_t worked_before;  // seconds of working time since covers_from
    std::uint32_t hours;         // index into hours_
  };

  std::uint32_t keep(std::vector<OpenHours>);
  std::int64_t length_of(std::uint32_t hours) const;
  std::uint32_t hours_index(DayNumber) const;
  std::int64_t worked_before_day(DayNumber) const;
  std::int64_t worked_before(Instant) const;
  Instant instant_reaching(std::int64_t worked) const;
  DayNumber day_reaching(std::int64_t worked) const;

  CalendarFacts facts_;
  std::vector<std::vector<OpenHours>> hours_;  // every distinct working day there is
  std::vector<Week> weeks_;                    // beside facts_.hours
  DayNumber first_ = 0;
  DayNumber end_ = 0;
  std::vector<Day> days_;  // first_ up to and including end_, whose worked_before is the whole
};

}  // namespace congvu
