#include "rules/calendar/due.h"

#include <algorithm>
#include <cassert>

namespace congvu {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

using Lines = std::vector<ReckoningLine>;

// A pause with both its ends: an open one is taken to end now.
struct Waiting {
  Instant from;
  Instant to;
  bool open = false;
  bool restarts = false;
  std::string_view ground;
};

// What is reckoned with; `lines` is absent where only the instants are asked for.
struct Reckoner {
  Calendar const& calendar;
  Limit limit;
  Lines* lines;

  void note(ReckoningLine line) const {
    if (lines) lines->push_back(std::move(line));
  }
};

// One run of the limit, from acceptance or from its last restart.
struct Count {
  Instant begins;
  Instant ends;
  Date zero;  // of a limit in calendar days: day 0, and the last day, worked or not
  Date last;
  bool paused = false;
};

Date later(Date date, int count) {
  return Date{sys_days{date} + days{count}};
}

int whole_minutes(seconds time) {
  return static_cast<int>(std::chrono::floor<minutes>(time).count());
}

Date this_or_next_working_day(Calendar const& calendar, Date date) {
  return calendar.works_on(date) ? date : calendar.next_working_day(date);
}

std::vector<Waiting> in_order(std::span<Pause const> pauses, std::optional<Instant> now) {
  std::vector<Waiting> all;
  all.reserve(pauses.size());
  for (auto const& pause : pauses) {
    Instant const end = pause.to ? *pause.to : now.value_or(pause.from);
    all.push_back(
        {pause.from, std::max(pause.from, end), !pause.to, pause.effect == PauseEffect::restart, pause.ground});
  }
  std::ranges::stable_sort(all, {}, &Waiting::from);
  return all;
}

// Says why an act is taken to be of a later day than its own.
void note_day_zero(Reckoner const& reckoner, Instant start, Date zero) {
  if (!reckoner.lines || zero == local_date(start)) return;
  auto const& calendar = reckoner.calendar;
  auto const own = local_date(start);
  auto const why = !calendar.works_on(own)          ? Reckoning::day_not_worked
                   : start >= calendar.closing(own) ? Reckoning::after_closing
                                                    : Reckoning::after_cut_off;
  reckoner.note({.at = calendar.opening(zero), .kind = why});
}

// The day to which something to be done in the day belongs.
Date day_of_doing(Calendar const& calendar, Instant start) {
  auto const zero = day_zero(calendar, start);
  auto const cut_off = calendar.cut_off(zero);
  bool const late = zero == local_date(start) && cut_off && local_time_of_day(start) >= *cut_off;
  return late ? calendar.next_working_day(zero) : zero;
}

Count begin_anew(Reckoner const& reckoner, Instant start) {
  auto const& calendar = reckoner.calendar;
  int const amount = reckoner.limit.amount;
  Count count{};
  ReckoningLine line{.kind = Reckoning::counting_begins};
  switch (reckoner.limit.unit) {
    case LimitUnit::working_days:
      count.zero = day_zero(calendar, start);
      count.begins = calendar.opening(calendar.next_working_day(count.zero));
      count.ends = calendar.add(count.begins, amount * calendar.working_day());
      line.days = amount;
      break;
    case LimitUnit::working_hours:
      count.zero = local_date(start);
      count.begins = start;
      count.ends = calendar.add(start, std::chrono::hours{amount});
      break;
    case LimitUnit::calendar_days:
      count.zero = day_zero(calendar, start);
      count.last = later(count.zero, amount);
      count.begins = at(next_day(count.zero), seconds{0});
      count.ends = calendar.closing(this_or_next_working_day(calendar, count.last));
      line.days = amount;
      break;
    case LimitUnit::in_day:
      count.zero = day_of_doing(calendar, start);
      count.begins = std::max(start, calendar.opening(count.zero));
      count.ends = calendar.closing(count.zero);
      break;
  }
  if (!reckoner.lines) return count;
  note_day_zero(reckoner, start, count.zero);
  line.at = count.begins;
  if (reckoner.limit.unit != LimitUnit::calendar_days) {
    line.minutes = whole_minutes(calendar.working_time(count.begins, count.ends));
  }
  reckoner.note(std::move(line));
  return count;
}

// Moves the end of a count in working time by what the pause takes out of it; the line says how much.
// `covered` is the end of the pauses so far: what lies before it has been added already.
void put_off_by_time(Reckoner const& reckoner, Count& count, Waiting const& pause, Instant covered,
                     ReckoningLine& line) {
  auto const from = std::max({line.at, count.begins, covered});
  seconds const added = pause.to > from ? reckoner.calendar.working_time(from, pause.to) : seconds{0};
  count.ends = reckoner.calendar.add(count.ends, added);
  line.minutes = whole_minutes(added);
  if (pause.to > from || pause.open || pause.to == line.at) return;
  line.kind = pause.to <= count.begins ? Reckoning::pause_before_counting : Reckoning::pause_within_another;
}

// The same for a limit in calendar days, which grows by the days between the two dates. A pause may begin when the
// last day has passed but, not being worked, carries the limit to the next that is: its days then count from its own
// beginning, so that the limit does not end while it is paused.
void put_off_by_days(Reckoner const& reckoner, Count& count, Waiting const& pause, Instant covered,
                     ReckoningLine& line) {
  auto const from = std::max({sys_days{local_date(line.at)}, sys_days{count.zero}, sys_days{local_date(covered)}});
  auto const to = sys_days{local_date(pause.to)};
  line.days = 0;
  if (to > from) {
    line.days = static_cast<int>((to - from).count());
    count.last = Date{std::max(sys_days{count.last}, from) + (to - from)};
    count.ends = reckoner.calendar.closing(this_or_next_working_day(reckoner.calendar, count.last));
  } else if (!pause.open && to > sys_days{local_date(line.at)}) {
    line.kind = to <= sys_days{count.zero} ? Reckoning::pause_before_counting : Reckoning::pause_within_another;
  }
}

// Runs the count through the pauses from `start` on; answers with the instant at which one of them makes the limit
// begin anew, if one does. From there on the rest is only counted, not noted: the next run explains it.
std::optional<Instant> run_through(Reckoner const& reckoner, Count& count, Instant start, Instant not_before,
                                   std::vector<Waiting> const& pauses) {
  std::optional<Instant> anew;
  Instant covered = start;
  for (auto const& pause : pauses) {
    bool const over = pause.to < start || (pause.to == start && !pause.open);
    if (over || (anew && pause.restarts)) continue;
    ReckoningLine line{.at = std::max(pause.from, start), .kind = Reckoning::pause, .until = pause.to};
    if (!pause.ground.empty() && reckoner.lines) line.name = pause.ground;
    bool const restarts = pause.restarts && pause.to > start && line.at < std::max(count.ends, not_before);
    if (!restarts && line.at >= count.ends) {
      line.kind = Reckoning::pause_after_limit;
      if (!anew) reckoner.note(std::move(line));
      continue;
    }
    if (pause.open) {
      line.kind = Reckoning::pause_open;
      count.paused = true;
    }
    if (!restarts) {
      auto const put_off = reckoner.limit.unit == LimitUnit::calendar_days ? put_off_by_days : put_off_by_time;
      put_off(reckoner, count, pause, covered, line);
      covered = std::max(covered, pause.to);
    }
    if (!anew) reckoner.note(std::move(line));
    if (restarts) anew = pause.to;
  }
  return anew;
}

struct Reckoned {
  Instant first;
  Count count;
};

// A limit that begins anew never ends before it would have ended if it had run on. That says something only of limits
// in the day: anew they last until closing, and would forget what other pauses had already put off.
Reckoned reckon(Reckoner const& reckoner, Instant accepted, std::vector<Waiting> const& pauses) {
  assert(reckoner.limit.amount >= 0);
  reckoner.note({.at = accepted, .kind = Reckoning::accepted});
  for (auto const& pause : pauses) {
    if (pause.to > accepted || pause.open) continue;
    reckoner.note({.at = pause.from, .kind = Reckoning::pause_before_counting, .until = pause.to});
  }
  Count count = begin_anew(reckoner, accepted);
  Instant const first = count.ends;
  reckoner.note({.at = first, .kind = Reckoning::first_due});
  Instant start = accepted;
  Instant not_before = accepted;
  // Each restart moves the start on, past the pause that caused it, so there are no more turns than pauses.
  while (auto const restart = run_through(reckoner, count, start, not_before, pauses)) {
    assert(*restart > start);
    start = *restart;
    not_before = std::max(not_before, count.ends);
    bool const paused = count.paused;
    reckoner.note({.at = start, .kind = Reckoning::restarted});
    count = begin_anew(reckoner, start);
    count.paused = paused;
  }
  count.ends = std::max(count.ends, not_before);
  return {first, count};
}

void note_special_days(Reckoner const& reckoner, Date from, Date to) {
  for (auto const& special : reckoner.calendar.special_days(from, to)) {
    bool const decided = special.status == Status::decided;
    auto const kind = special.worked ? (decided ? Reckoning::day_worked : Reckoning::day_worked_proposed)
                      : !decided     ? Reckoning::day_off_proposed
                                     : (special.hours.empty() ? Reckoning::day_off : Reckoning::half_day);
    reckoner.note({.at = at(special.date, seconds{0}),
                   .kind = kind,
                   .name = special.name,
                   .citation = special.source.citation,
                   .mark = std::string{text_of(special.source.mark)}});
  }
}

void note_the_end(Reckoner const& reckoner, Instant accepted, Count const& count) {
  auto const& calendar = reckoner.calendar;
  auto const& facts = calendar.facts();
  note_special_days(reckoner, local_date(accepted), local_date(count.ends));
  if (!calendar.covers(local_date(accepted))) {
    reckoner.note({.at = accepted, .kind = Reckoning::beyond_calendar});
  } else if (!calendar.covers(local_date(count.ends))) {
    reckoner.note({.at = at(next_day(facts.covers_to), seconds{0}), .kind = Reckoning::beyond_calendar});
  }
  if (reckoner.limit.unit == LimitUnit::calendar_days && !calendar.works_on(count.last)) {
    reckoner.note({.at = at(count.last, seconds{0}), .kind = Reckoning::carried});
  }
  reckoner.note({.at = count.ends, .kind = Reckoning::due});
  std::ranges::stable_sort(*reckoner.lines, {}, &ReckoningLine::at);
}

// Working time between two instants that lies in a pause, each minute once.
seconds waited(Calendar const& calendar, std::vector<Waiting> const& pauses, Instant from, Instant to) {
  seconds total{0};
  for (auto const& pause : pauses) {
    auto const begin = std::max(pause.from, from);
    auto const end = std::min(pause.to, to);
    if (end <= begin) continue;
    total += calendar.working_time(begin, end);
    from = end;
  }
  return total;
}

}  // namespace

Due due(Calendar const& calendar, Instant start, Limit limit, std::span<Pause const> pauses,
        std::optional<Instant> now) {
  Due result{};
  Reckoner const reckoner{calendar, limit, &result.explanation};
  auto const waits = in_order(pauses, now);
  auto const [first, count] = reckon(reckoner, start, waits);
  note_the_end(reckoner, start, count);
  result.first = first;
  result.present = count.ends;
  result.paused = count.paused;
  Instant const until = std::max(start, now.value_or(count.ends));
  result.gross = calendar.working_time(start, until);
  result.waiting = waited(calendar, waits, start, until);
  result.agency = result.gross - result.waiting;
  if (until > count.begins) {
    result.spent = calendar.working_time(count.begins, until) - waited(calendar, waits, count.begins, until);
  }
  return result;
}

DueTimes due_times(Calendar const& calendar, Instant start, Limit limit, std::span<Pause const> pauses,
                   std::optional<Instant> now) {
  auto const [first, count] = reckon({calendar, limit, nullptr}, start, in_order(pauses, now));
  return {first, count.ends};
}

seconds remaining(Calendar const& calendar, Due const& due, Instant instant) {
  return calendar.working_time(instant, due.present);
}

Date day_zero(Calendar const& calendar, Instant instant) {
  auto const date = local_date(instant);
  if (calendar.works_on(date) && instant < calendar.closing(date)) return date;
  return calendar.next_working_day(date);
}

}  // namespace congvu
