#include "rules/calendar/calendar.h"

#include <algorithm>
#include <cassert>

namespace congvu {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

struct MarkText {
  Certainty mark;
  std::string_view text;
};
constexpr std::array<MarkText, 4> mark_texts{{{Certainty::found, "F"},
                                              {Certainty::found_second_hand, "F2"},
                                              {Certainty::known, "K"},
                                              {Certainty::to_be_checked, "K?"}}};

std::int64_t number_of(Date date) {
  return sys_days{date}.time_since_epoch().count();
}

Date date_of(std::int64_t number) {
  return Date{sys_days{days{number}}};
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// 1970-01-01 was a Thursday; weeks are counted from the Monday before it.
constexpr std::int64_t monday_shift = 3;

std::int64_t week_of(std::int64_t day) {
  return floor_divide(day + monday_shift, 7);
}

std::size_t weekday_index(std::int64_t day) {
  return static_cast<std::size_t>(day + monday_shift - week_of(day) * 7);
}

// The last entry in force on `date`; the first one before any was.
template <class Dated>
std::size_t in_force(std::vector<Dated> const& entries, Date date) {
  auto const after =
      std::ranges::upper_bound(entries, sys_days{date}, {}, [](auto const& e) { return sys_days{e.from}; });
  return after == entries.begin() ? 0 : static_cast<std::size_t>(after - entries.begin()) - 1;
}

}  // namespace

std::string_view text_of(Certainty mark) {
  return std::ranges::find(mark_texts, mark, &MarkText::mark)->text;
}

std::optional<Certainty> parse_certainty(std::string_view text) {
  auto const found = std::ranges::find(mark_texts, text, &MarkText::text);
  if (found == mark_texts.end()) return std::nullopt;
  return found->mark;
}

Calendar::Calendar(CalendarFacts facts) : facts_(std::move(facts)) {
  assert(!facts_.hours.empty() && sys_days{facts_.covers_from} <= sys_days{facts_.covers_to});
  for (auto const& week_hours : facts_.hours) {
    Week week{};
    for (std::size_t i = 0; i < 7; ++i) {
      week.hours[i] = keep(week_hours.days[i]);
      week.worked_before[i + 1] = week.worked_before[i] + length_of(week.hours[i]);
    }
    assert(week.worked_before[7] > 0);
    weeks_.push_back(week);
  }
  first_ = number_of(facts_.covers_from);
  end_ = number_of(facts_.covers_to) + 1;
  days_.reserve(static_cast<std::size_t>(end_ - first_) + 1);
  auto special = facts_.special_days.begin();
  std::int64_t worked = 0;
  for (auto number = first_; number < end_; ++number) {
    Date const date = date_of(number);
    auto hours = weeks_[in_force(facts_.hours, date)].hours[weekday_index(number)];
    while (special != facts_.special_days.end() && sys_days{special->date} < sys_days{date}) ++special;
    if (special != facts_.special_days.end() && special->date == date && special->status == Status::decided) {
      hours = keep(special->hours);
    }
    days_.push_back({worked, hours});
    worked += length_of(hours);
  }
  days_.push_back({worked, 0});
}

std::uint32_t Calendar::keep(std::vector<OpenHours> hours) {
  auto const found = std::ranges::find(hours_, hours);
  auto const index = static_cast<std::uint32_t>(found - hours_.begin());
  if (found == hours_.end()) hours_.push_back(std::move(hours));
  return index;
}

std::int64_t Calendar::length_of(std::uint32_t hours) const {
  std::int64_t length = 0;
  for (auto const& open : hours_[hours]) length += (open.closes - open.opens).count();
  return length;
}

bool Calendar::covers(Date date) const {
  auto const number = number_of(date);
  return number >= first_ && number < end_;
}

bool Calendar::works_on(Date date) const {
  return !hours_of(date).empty();
}

bool Calendar::works_at(Instant instant) const {
  auto const time = local_time_of_day(instant);
  return std::ranges::any_of(hours_of(local_date(instant)),
                             [&](OpenHours const& open) { return open.opens <= time && time < open.closes; });
}

std::span<OpenHours const> Calendar::hours_of(Date date) const {
  return hours_[hours_index(number_of(date))];
}

Instant Calendar::opening(Date date) const {
  assert(works_on(date));
  return at(date, hours_of(date).front().opens);
}

Instant Calendar::closing(Date date) const {
  assert(works_on(date));
  return at(date, hours_of(date).back().closes);
}

Date Calendar::next_working_day(Date date) const {
  return date_of(day_reaching(worked_before_day(number_of(date) + 1) + 1));
}

std::optional<seconds> Calendar::cut_off(Date date) const {
  if (facts_.cut_offs.empty()) return std::nullopt;
  return facts_.cut_offs[in_force(facts_.cut_offs, date)].time;
}

std::span<SpecialDay const> Calendar::special_days(Date from, Date to) const {
  auto const day = [](SpecialDay const& special) { return sys_days{special.date}; };
  auto const begin = std::ranges::lower_bound(facts_.special_days, sys_days{from}, {}, day);
  auto const end = std::ranges::upper_bound(facts_.special_days, sys_days{to}, {}, day);
  if (begin >= end) return {};
  return {begin, end};
}

seconds Calendar::working_time(Instant from, Instant to) const {
  return seconds{worked_before(to) - worked_before(from)};
}

Instant Calendar::add(Instant from, seconds amount) const {
  assert(amount >= seconds{0});
  if (amount == seconds{0}) return from;
  return instant_reaching(worked_before(from) + amount.count());
}

std::int64_t Calendar::Week::worked_until(DayNumber day) const {
  return week_of(day) * worked_before[7] + worked_before[weekday_index(day)];
}

// The day during which `worked` is reached: more than what was worked before it, and no more than by its end.
Calendar::DayNumber Calendar::Week::day_reaching(std::int64_t worked) const {
  auto const week = floor_divide(worked - 1, worked_before[7]);
  auto const rest = worked - week * worked_before[7];
  auto const next = std::ranges::lower_bound(worked_before, rest);
  return week * 7 + (next - worked_before.begin()) - 1 - monday_shift;
}

std::uint32_t Calendar::hours_index(DayNumber number) const {
  if (number >= first_ && number < end_) return days_[static_cast<std::size_t>(number - first_)].hours;
  return (number < first_ ? weeks_.front() : weeks_.back()).hours[weekday_index(number)];
}

std::int64_t Calendar::worked_before_day(DayNumber number) const {
  if (number < first_) return weeks_.front().worked_until(number) - weeks_.front().worked_until(first_);
  if (number <= end_) return days_[static_cast<std::size_t>(number - first_)].worked_before;
  return days_.back().worked_before + weeks_.back().worked_until(number) - weeks_.back().worked_until(end_);
}

std::int64_t Calendar::worked_before(Instant instant) const {
  auto const number = std::chrono::floor<days>(instant + local_offset).time_since_epoch().count();
  auto const time = local_time_of_day(instant);
  auto worked = worked_before_day(number);
  for (auto const& open : hours_[hours_index(number)]) {
    if (time <= open.opens) break;
    worked += (std::min(time, open.closes) - open.opens).count();
  }
  return worked;
}

Calendar::DayNumber Calendar::day_reaching(std::int64_t worked) const {
  auto const whole = days_.back().worked_before;
  if (worked <= 0) return weeks_.front().day_reaching(worked + weeks_.front().worked_until(first_));
  if (worked > whole) return weeks_.back().day_reaching(worked - whole + weeks_.back().worked_until(end_));
  auto const next = std::ranges::lower_bound(days_, worked, {}, &Day::worked_before);
  return first_ + (next - days_.begin()) - 1;
}

Instant Calendar::instant_reaching(std::int64_t worked) const {
  auto const number = day_reaching(worked);
  auto rest = worked - worked_before_day(number);
  for (auto const& open : hours_[hours_index(number)]) {
    auto const length = (open.closes - open.opens).count();
    if (rest <= length) return at(date_of(number), open.opens + seconds{rest});
    rest -= length;
  }
  assert(false && "a day that reaches an amount of working time has that much");
  return at(date_of(number), seconds{0});
}

}  // namespace congvu
