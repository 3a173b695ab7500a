#include "rules/calendar/calendar_reading.h"

#include <algorithm>
#include <charconv>

#include "base/described.h"
#include "rules/limits.h"

namespace congvu {

namespace {

using std::chrono::sys_days;

// The shape of the file. What its texts mean is read after.
struct YearsWritten {
  Date from;
  Date to;
};
BOOST_DESCRIBE_STRUCT(YearsWritten, (), (from, to))

struct WeekWritten {
  std::vector<std::string> monday, tuesday, wednesday, thursday, friday, saturday, sunday;
};
BOOST_DESCRIBE_STRUCT(WeekWritten, (), (monday, tuesday, wednesday, thursday, friday, saturday, sunday))

struct HoursWritten {
  Date from;
  WeekWritten week;
  std::string mark;
  std::string citation;
};
BOOST_DESCRIBE_STRUCT(HoursWritten, (), (from, week, mark, citation))

struct CutOffWritten {
  Date from;
  std::string time;
  std::string mark;
  std::string citation;
};
BOOST_DESCRIBE_STRUCT(CutOffWritten, (), (from, time, mark, citation))

struct DayOffWritten {
  Date date;
  Text<200, 1> name;
  std::optional<Date> swapped_with;
  std::vector<std::string> hours;  // what is worked all the same
  std::optional<Status> status;
  std::string mark;
  std::string citation;
};
BOOST_DESCRIBE_STRUCT(DayOffWritten, (), (date, name, swapped_with, hours, status, mark, citation))

struct DayWorkedWritten {
  Date date;
  Text<200, 1> name;
  Date instead_of;
  std::vector<std::string> hours;  // else those of the weekday it replaces
  std::optional<Status> status;
  std::string mark;
  std::string citation;
};
BOOST_DESCRIBE_STRUCT(DayWorkedWritten, (), (date, name, instead_of, hours, status, mark, citation))

struct CalendarWritten {
  YearsWritten covers;
  std::string working_day;  // "08:00": eight hours
  std::vector<HoursWritten> hours;
  std::vector<CutOffWritten> cut_off;
  std::vector<DayOffWritten> days_off;
  std::vector<DayWorkedWritten> days_worked;
};
BOOST_DESCRIBE_STRUCT(CalendarWritten, (), (covers, working_day, hours, cut_off, days_off, days_worked))

std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != 2 || error != std::errc{} || end != text.data() + 2 || value < 0) return std::nullopt;
  return value;
}

// "08:00"; "24:00" is the end of the day.
std::optional<seconds> parse_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  auto const hour = two_digits(text.substr(0, 2));
  auto const minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59 || *hour > 24 || (*hour == 24 && *minute > 0)) return std::nullopt;
  return std::chrono::hours{*hour} + minutes{*minute};
}

std::vector<OpenHours> read_hours(std::vector<std::string> const& written, std::string const& path, Reading& reading) {
  std::vector<OpenHours> hours;
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto const& text = written[i];
    auto const place = described::element_path(path, i);
    auto const opens = text.size() == 11 && text[5] == '-' ? parse_time(text.substr(0, 5)) : std::nullopt;
    auto const closes = opens ? parse_time(text.substr(6)) : std::nullopt;
    if (!closes) {
      reading.fault(codes::calendar_hours, place, {{"given", text}});
    } else if (*opens >= *closes || (!hours.empty() && *opens < hours.back().closes)) {
      reading.fault(codes::calendar_hours_order, place, {{"given", text}});
    } else {
      hours.push_back({*opens, *closes});
    }
  }
  return hours;
}

Source read_source(std::string const& mark, std::string const& citation, std::string const& path, Reading& reading) {
  auto const certainty = parse_certainty(mark);
  if (!certainty) {
    reading.fault(codes::calendar_mark, described::field_path(path, "mark"),
                  {{"given", mark}, {"allowed", "F, F2, K, K?"}});
  }
  return {certainty.value_or(Certainty::to_be_checked), citation};
}

// Dated entries are in force one after the other, and none begins after the last day that the calendar covers.
template <class Dated>
void check_order(std::vector<Dated> const& entries, std::string const& list, Date last, Reading& reading) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto const date = sys_days{entries[i].from};
    bool const in_order = i == 0 || sys_days{entries[i - 1].from} < date;
    if (in_order && date <= sys_days{last}) continue;
    reading.fault(codes::calendar_order, described::element_path(list, i) + ".from", {{"date", iso(entries[i].from)}});
  }
}

void read_weeks(CalendarWritten const& written, CalendarFacts& facts, Reading& reading) {
  using Days = std::vector<std::string> WeekWritten::*;
  constexpr std::array<std::pair<std::string_view, Days>, 7> weekdays{{{"monday", &WeekWritten::monday},
                                                                       {"tuesday", &WeekWritten::tuesday},
                                                                       {"wednesday", &WeekWritten::wednesday},
                                                                       {"thursday", &WeekWritten::thursday},
                                                                       {"friday", &WeekWritten::friday},
                                                                       {"saturday", &WeekWritten::saturday},
                                                                       {"sunday", &WeekWritten::sunday}}};
  check_order(written.hours, "hours", written.covers.to, reading);
  for (std::size_t i = 0; i < written.hours.size(); ++i) {
    auto const& entry = written.hours[i];
    auto const path = described::element_path("hours", i);
    WeekHours week{.from = entry.from, .source = read_source(entry.mark, entry.citation, path, reading)};
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
      auto const& [name, field] = weekdays[day];
      week.days[day] = read_hours(entry.week.*field, path + ".week." + std::string{name}, reading);
    }
    if (std::ranges::all_of(week.days, &std::vector<OpenHours>::empty)) {
      reading.fault(codes::calendar_idle_week, path + ".week");
    }
    facts.hours.push_back(std::move(week));
  }
  if (facts.hours.empty() || sys_days{facts.hours.front().from} > sys_days{facts.covers_from}) {
    reading.fault(codes::calendar_no_hours, "hours", {{"date", iso(facts.covers_from)}});
  }
}

void read_cut_offs(CalendarWritten const& written, CalendarFacts& facts, Reading& reading) {
  check_order(written.cut_off, "cut_off", written.covers.to, reading);
  for (std::size_t i = 0; i < written.cut_off.size(); ++i) {
    auto const& entry = written.cut_off[i];
    auto const path = described::element_path("cut_off", i);
    auto const time = parse_time(entry.time);
    if (!time) reading.fault(codes::calendar_time, path + ".time", {{"given", entry.time}});
    facts.cut_offs.push_back(
        {entry.from, time.value_or(seconds{0}), read_source(entry.mark, entry.citation, path, reading)});
  }
}

std::vector<OpenHours> const* usual_hours(CalendarFacts const& facts, Date date) {
  std::vector<OpenHours> const* hours = nullptr;
  for (auto const& week : facts.hours) {
    if (hours && sys_days{week.from} > sys_days{date}) break;
    hours = &week.days[weekday_of(date).iso_encoding() - 1];
  }
  return hours;
}

// A special day and the place where the file states it.
struct StatedDay {
  SpecialDay day;
  std::string path;
};

std::vector<StatedDay> read_days(CalendarWritten const& written, CalendarFacts const& facts, Reading& reading) {
  std::vector<StatedDay> stated;
  for (std::size_t i = 0; i < written.days_off.size(); ++i) {
    auto const& entry = written.days_off[i];
    auto const path = described::element_path("days_off", i);
    stated.push_back({{.date = entry.date,
                       .worked = false,
                       .status = entry.status.value_or(Status::decided),
                       .name = entry.name,
                       .swapped_with = entry.swapped_with,
                       .hours = read_hours(entry.hours, path + ".hours", reading),
                       .source = read_source(entry.mark, entry.citation, path, reading)},
                      path});
  }
  for (std::size_t i = 0; i < written.days_worked.size(); ++i) {
    auto const& entry = written.days_worked[i];
    auto const path = described::element_path("days_worked", i);
    SpecialDay day{.date = entry.date,
                   .worked = true,
                   .status = entry.status.value_or(Status::decided),
                   .name = entry.name,
                   .swapped_with = entry.instead_of,
                   .hours = read_hours(entry.hours, path + ".hours", reading),
                   .source = read_source(entry.mark, entry.citation, path, reading)};
    auto const* usual = usual_hours(facts, entry.instead_of);
    if (usual && day.hours.empty()) day.hours = *usual;
    auto const* own = usual_hours(facts, entry.date);
    if (own && *own == day.hours) {
      reading.fault(codes::calendar_worked_already, path + ".date", {{"date", iso(entry.date)}});
    }
    stated.push_back({std::move(day), path});
  }
  std::ranges::stable_sort(stated, {}, [](StatedDay const& each) { return sys_days{each.day.date}; });
  return stated;
}

// A swap is said by both its days, and a day is stated once.
void check_days(std::vector<StatedDay> const& all, CalendarFacts const& facts, Reading& reading) {
  auto const date_of = [](StatedDay const& each) { return sys_days{each.day.date}; };
  for (auto stated = all.begin(); stated != all.end(); ++stated) {
    auto const& [day, path] = *stated;
    if (stated != all.begin() && std::prev(stated)->day.date == day.date) {
      reading.fault(codes::calendar_order, path + ".date", {{"date", iso(day.date)}});
    }
    if (sys_days{day.date} < sys_days{facts.covers_from} || sys_days{day.date} > sys_days{facts.covers_to}) {
      reading.fault(codes::calendar_outside, path + ".date",
                    {{"date", iso(day.date)}, {"from", iso(facts.covers_from)}, {"to", iso(facts.covers_to)}});
    }
    if (!day.swapped_with) continue;
    auto const found = std::ranges::lower_bound(all, sys_days{*day.swapped_with}, {}, date_of);
    bool const said_by_both = found != all.end() && found->day.date == *day.swapped_with &&
                              found->day.worked != day.worked && found->day.swapped_with == day.date &&
                              found->day.status == day.status;
    if (!said_by_both) {
      reading.fault(codes::calendar_swap, path + (day.worked ? ".instead_of" : ".swapped_with"),
                    {{"date", iso(day.date)}, {"other", iso(*day.swapped_with)}});
    }
  }
}

std::unexpected<Refusal> all_of(std::vector<Refusal> faults) {
  Refusal refusal{codes::calendar_faults};
  refusal.parts = std::move(faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

}  // namespace

Expected<Calendar> read_calendar(boost::json::value const& value) {
  Reading reading;
  CalendarWritten written;
  read_into(written, value, {}, reading);
  if (!reading.faults.empty()) return all_of(std::move(reading.faults));

  CalendarFacts facts{.covers_from = written.covers.from, .covers_to = written.covers.to};
  auto const length = days_between(facts.covers_from, facts.covers_to);
  if (length < 0 || static_cast<std::size_t>(length) >= limits::calendar_days) {
    reading.fault(codes::calendar_years, "covers", {{"from", iso(facts.covers_from)}, {"to", iso(facts.covers_to)}});
  }
  for (auto const& [list, size] : {std::pair{"hours", written.hours.size()},
                                   {"cut_off", written.cut_off.size()},
                                   {"days_off", written.days_off.size()},
                                   {"days_worked", written.days_worked.size()}}) {
    if (size <= limits::calendar_entries) continue;
    reading.fault(codes::calendar_too_many, list, {{"limit", std::to_string(limits::calendar_entries)}});
  }
  if (!reading.faults.empty()) return all_of(std::move(reading.faults));

  auto const working_day = parse_time(written.working_day);
  if (!working_day || *working_day == seconds{0}) {
    reading.fault(codes::calendar_time, "working_day", {{"given", written.working_day}});
  }
  facts.working_day = working_day.value_or(facts.working_day);
  read_weeks(written, facts, reading);
  read_cut_offs(written, facts, reading);
  auto stated = read_days(written, facts, reading);
  check_days(stated, facts, reading);
  for (auto& each : stated) facts.special_days.push_back(std::move(each.day));
  if (!reading.faults.empty()) return all_of(std::move(reading.faults));
  return Calendar{std::move(facts)};
}

}  // namespace congvu
