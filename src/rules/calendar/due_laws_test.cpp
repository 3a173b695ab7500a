// Laws that hold for every start, limit and pause.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "rules/calendar/due.h"
#include "rules/calendar/sample_calendar_test.h"

namespace congvu {

namespace {

Calendar const& calendar() {
  static Calendar const sample = sample_calendar();
  return sample;
}

// Starts gather where the rule bends: before opening, at lunch, after closing, on holidays, swapped and proposed days.
Instant any_start() {
  auto const day = *rc::gen::oneOf(rc::gen::inRange(0, 4 * 366),
                                   // 26 April to 8 May 2024, Tet 2025, 31 December 2027, 24 November 2026
                                   rc::gen::inRange(116, 128), rc::gen::inRange(388, 400), rc::gen::inRange(1458, 1464),
                                   rc::gen::inRange(1056, 1060));
  auto const minute = *rc::gen::oneOf(rc::gen::inRange(0, 24 * 60),
                                      rc::gen::element(0, 479, 480, 719, 720, 750, 780, 899, 900, 1019, 1020, 1439));
  return *parse_instant("2024-01-01T00:00+07:00") + std::chrono::days{day} + minutes{minute};
}

Limit any_limit() {
  auto const unit =
      *rc::gen::element(LimitUnit::working_days, LimitUnit::working_hours, LimitUnit::calendar_days, LimitUnit::in_day);
  return {*rc::gen::inRange(1, 21), unit};
}

Pause any_pause(Instant start, bool may_restart) {
  auto const from =
      start + minutes{*rc::gen::oneOf(rc::gen::inRange(0, 480), rc::gen::inRange(-2 * 24 * 60, 30 * 24 * 60))};
  auto const length = *rc::gen::oneOf(rc::gen::inRange(0, 600), rc::gen::inRange(0, 10 * 24 * 60));
  bool const restarts = may_restart && *rc::gen::inRange(0, 4) == 0;
  return {from, from + minutes{length}, "ground", restarts ? PauseEffect::restart : PauseEffect::resume};
}

std::vector<Pause> any_pauses(Instant start, bool may_restart) {
  std::vector<Pause> pauses;
  auto const count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) pauses.push_back(any_pause(start, may_restart));
  return pauses;
}

RC_GTEST_PROP(DueLaws, a_pause_never_moves_a_deadline_earlier, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto pauses = any_pauses(start, true);
  auto const before = due_times(calendar(), start, limit, pauses);
  pauses.push_back(any_pause(start, true));
  auto const after = due_times(calendar(), start, limit, pauses);
  RC_ASSERT(after.present >= before.present);
  RC_ASSERT(after.first == before.first);
  RC_ASSERT(before.present >= before.first);
}

// The rule told again in the plainest way: walk minute by minute, and let each working minute outside every pause
// take one from the limit.
Instant walked(Instant begins, seconds limit, std::vector<Pause> const& pauses) {
  auto minute = begins;
  for (; limit > seconds{0}; minute += minutes{1}) {
    bool const paused =
        std::ranges::any_of(pauses, [&](Pause const& pause) { return pause.from <= minute && minute < *pause.to; });
    if (calendar().works_at(minute) && !paused) limit -= seconds{60};
  }
  return minute;
}

RC_GTEST_PROP(DueLaws, a_limit_in_working_time_ends_where_walking_minute_by_minute_ends, ()) {
  auto const start = any_start();
  auto const pauses = any_pauses(start, false);
  auto const amount = *rc::gen::inRange(1, 7);  // walking is slow
  auto const opening = calendar().opening(calendar().next_working_day(day_zero(calendar(), start)));
  RC_ASSERT(due_times(calendar(), start, {amount, LimitUnit::working_hours}, pauses).present ==
            walked(start, std::chrono::hours{amount}, pauses));
  RC_ASSERT(due_times(calendar(), start, {amount, LimitUnit::working_days}, pauses).present ==
            walked(opening, std::chrono::hours{8 * amount}, pauses));
}

RC_GTEST_PROP(DueLaws, a_longer_pause_never_moves_a_deadline_earlier, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto pauses = any_pauses(start, true);
  pauses.push_back(any_pause(start, false));
  auto const before = due_times(calendar(), start, limit, pauses).present;
  *pauses.back().to += minutes{*rc::gen::inRange(0, 5 * 24 * 60)};
  RC_ASSERT(due_times(calendar(), start, limit, pauses).present >= before);
}

RC_GTEST_PROP(DueLaws, a_limit_ends_within_working_time_and_after_its_start, ()) {
  auto const start = any_start();
  auto const end = due_times(calendar(), start, any_limit(), any_pauses(start, true)).present;
  RC_ASSERT(end > start);
  RC_ASSERT(calendar().works_at(end - seconds{1}));
}

RC_GTEST_PROP(DueLaws, a_limit_does_not_end_inside_a_pause_that_stopped_it, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto const pauses = any_pauses(start, false);
  auto const end = due_times(calendar(), start, limit, pauses).present;
  for (auto const& pause : pauses) RC_ASSERT(!(pause.from < end && end < *pause.to && calendar().works_at(end)));
}

RC_GTEST_PROP(DueLaws, later_acceptance_never_ends_earlier, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto const later = start + minutes{*rc::gen::inRange(0, 4 * 24 * 60)};
  RC_ASSERT(due_times(calendar(), start, limit).present <= due_times(calendar(), later, limit).present);
}

RC_GTEST_PROP(DueLaws, the_order_in_which_pauses_are_told_is_of_no_matter, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto pauses = any_pauses(start, true);
  auto const end = due_times(calendar(), start, limit, pauses).present;
  std::reverse(pauses.begin(), pauses.end());
  RC_ASSERT(due_times(calendar(), start, limit, pauses).present == end);
}

RC_GTEST_PROP(DueLaws, a_pause_told_twice_is_added_once, ()) {
  auto const start = any_start();
  auto const limit = any_limit();
  auto pauses = any_pauses(start, true);
  pauses.push_back(any_pause(start, true));
  auto const end = due_times(calendar(), start, limit, pauses).present;
  pauses.push_back(pauses.back());
  RC_ASSERT(due_times(calendar(), start, limit, pauses).present == end);
}

RC_GTEST_PROP(DueLaws, a_working_time_limit_gains_exactly_what_the_lines_say, ()) {
  auto const start = any_start();
  auto limit = any_limit();
  if (limit.unit == LimitUnit::calendar_days) limit.unit = LimitUnit::working_hours;
  auto const result = due(calendar(), start, limit, any_pauses(start, false));
  minutes added{0};
  for (auto const& line : result.explanation) {
    if (line.kind == Reckoning::pause) added += minutes{line.minutes.value_or(0)};
  }
  RC_ASSERT(calendar().working_time(result.first, result.present) == added);
}

RC_GTEST_PROP(DueLaws, gross_time_is_the_agency_s_and_the_waiting_time_and_none_is_negative, ()) {
  auto const start = any_start();
  auto const now = start + minutes{*rc::gen::inRange(0, 40 * 24 * 60)};
  auto const result = due(calendar(), start, any_limit(), any_pauses(start, true), now);
  RC_ASSERT(result.gross == result.agency + result.waiting);
  RC_ASSERT(result.agency >= seconds{0});
  RC_ASSERT(result.waiting >= seconds{0});
  RC_ASSERT(result.spent >= seconds{0});
}

RC_GTEST_PROP(DueLaws, the_explanation_is_in_order_of_time_and_ends_the_limit_once, ()) {
  auto const start = any_start();
  auto const result = due(calendar(), start, any_limit(), any_pauses(start, true));
  RC_ASSERT(std::ranges::is_sorted(result.explanation, {}, &ReckoningLine::at));
  RC_ASSERT(std::ranges::count(result.explanation, Reckoning::due, &ReckoningLine::kind) == 1);
}

}  // namespace

}  // namespace congvu
