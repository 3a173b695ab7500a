#include "agency/duty/time_left_pages.h"

#include <fmt/format.h>
#include <algorithm>

#include "page/moment.h"

namespace congvu::duty {

namespace {

constexpr int at_risk_from = 75;  // of a hundred

int used_of_hundred(seconds used, seconds given) {
  if (given.count() <= 0) return 100;
  return static_cast<int>(std::clamp<std::int64_t>(used.count() * 100 / given.count(), 0, 100));
}

Urgency urgency_of(int used, bool over) {
  if (over) return Urgency::overdue;
  return used >= at_risk_from ? Urgency::at_risk : Urgency::on_time;
}

std::string time_of_day(Instant instant) {
  auto const time = std::chrono::duration_cast<minutes>(local_time_of_day(instant)).count();
  return fmt::format("{:02}:{:02}", time / 60, time % 60);
}

}  // namespace

TimeLeft time_left(Calendar const& calendar, Instant from, std::optional<Instant> due, bool stands_still, Instant now,
                   page::Words const& words, page::Language language) {
  TimeLeft left;
  if (stands_still || !due) {
    left.urgency = Urgency::still;
    left.text = words.word(language, stands_still ? "duty.time.still" : "duty.time.none");
  } else {
    seconds const rest = calendar.working_time(now, *due);
    bool const over = now > *due;
    left.used = over ? 100 : used_of_hundred(calendar.working_time(from, now), calendar.working_time(from, *due));
    left.urgency = urgency_of(left.used, over);
    left.text = words.word(language, over ? "duty.time.over" : "duty.time.left",
                           {{"time", working_time(calendar, over ? -rest : rest, words, language)}});
  }
  left.word = words.word(language, "duty.urgency." + std::string{name_of(left.urgency)});
  return left;
}

std::string working_time(Calendar const& calendar, seconds time, page::Words const& words, page::Language language) {
  auto const all = std::chrono::duration_cast<minutes>(time).count();
  auto const day = std::chrono::duration_cast<minutes>(calendar.working_day()).count();
  auto const days = all / day;
  auto const hours = all % day / 60;
  auto const rest = all % day % 60;
  // From a day on, minutes say more than anyone asks.
  std::string_view key = "duty.time.minutes";
  if (days > 0) {
    key = hours > 0 ? "duty.time.days_hours" : "duty.time.days";
  } else if (hours > 0) {
    key = rest > 0 ? "duty.time.hours_minutes" : "duty.time.hours";
  }
  return words.word(language, key,
                    {{"days", std::to_string(days)},
                     {"hours", std::to_string(hours)},
                     {"minutes", days == 0 && hours > 0 ? fmt::format("{:02}", rest) : std::to_string(rest)}});
}

std::string_view look_of(Urgency urgency) {
  switch (urgency) {
    case Urgency::on_time:
      return "cv-ontime";
    case Urgency::at_risk:
      return "cv-risk";
    case Urgency::overdue:
      return "cv-late";
    case Urgency::still:
      break;
  }
  return "cv-still";
}

std::string full_instant(Instant instant) {
  return page::moment(instant);
}

std::string short_instant(Instant instant, Instant now) {
  Date const day = local_date(instant);
  if (day.year() != local_date(now).year()) return full_instant(instant);
  return fmt::format("{:02}/{:02} {}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                     time_of_day(instant));
}

}  // namespace congvu::duty
