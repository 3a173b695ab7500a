#include "rules/calendar/calendars.h"

#include <algorithm>

#include "base/json.h"
#include "rules/calendar/calendar_reading.h"
#include "rules/limits.h"

namespace congvu {

namespace {

constexpr std::string_view units_key = "units";
// What a unit may state: hours and cut-off in place of the agency's, single days beside them.
constexpr std::string_view in_place[] = {"hours", "cut_off"};
constexpr std::string_view beside[] = {"days_off", "days_worked"};

json::value const* date_of(json::value const& day) {
  auto const* object = day.if_object();
  return object ? object->if_contains("date") : nullptr;
}

// A day that the unit states goes before the agency's statement of the same day, whichever list that is in.
void drop_day(json::object& calendar, json::value const& date) {
  for (auto const list : beside) {
    auto* days = calendar.contains(list) ? calendar.at(list).if_array() : nullptr;
    if (!days) continue;
    for (auto day = days->begin(); day != days->end();) {
      auto const* own = date_of(*day);
      day = own && *own == date ? days->erase(day) : std::next(day);
    }
  }
}

Expected<json::object> merged(json::object calendar, json::object const& own) {
  for (auto const& [key, value] : own) {
    std::string_view const name{key};
    if (std::ranges::find(in_place, name) != std::end(in_place)) {
      calendar[key] = value;
    } else if (std::ranges::find(beside, name) != std::end(beside) && value.is_array()) {
      for (auto const& day : value.as_array()) {
        if (auto const* date = date_of(day)) drop_day(calendar, *date);
      }
      auto& all = calendar[key];
      if (!all.is_array()) all = json::array{};
      for (auto const& day : value.as_array()) all.as_array().push_back(day);
    } else {
      return refuse(codes::calendar_unit_field, std::string{key},
                    {{"field", std::string{key}}, {"allowed", "hours, cut_off, days_off, days_worked"}});
    }
  }
  return calendar;
}

void tell(std::vector<Refusal>& faults, std::string const& place, Refusal const& refusal) {
  auto const add = [&](Refusal part) {
    part.subject = part.subject.empty() ? place : place + "." + part.subject;
    faults.push_back(std::move(part));
  };
  if (refusal.parts.empty()) add(refusal);
  for (auto const& part : refusal.parts) add(part);
}

}  // namespace

Calendar const& Calendars::of(std::string_view unit) const {
  auto const found = of_units.find(unit);
  return found == of_units.end() ? agency : found->second;
}

Expected<Calendars> read_calendars(json::value const& value) {
  json::object stated = value.is_object() ? value.as_object() : json::object{};
  json::object units;
  if (auto const* own = stated.if_contains(units_key); own && own->is_object()) {
    units = own->as_object();
    stated.erase(units_key);
  }
  auto agency = read_calendar(value.is_object() ? json::value(stated) : value);
  if (!agency) return std::unexpected<Refusal>(agency.error());
  if (units.size() > limits::calendar_units) {
    return refuse(codes::calendar_too_many, std::string{units_key},
                  {{"limit", std::to_string(limits::calendar_units)}});
  }
  Calendars calendars{std::move(*agency), {}};
  std::vector<Refusal> faults;
  for (auto const& [unit, own] : units) {
    std::string const place = std::string{units_key} + "." + std::string{unit};
    auto const whole = merged(stated, own.is_object() ? own.as_object() : json::object{{"", nullptr}});
    if (!whole) {
      tell(faults, place, whole.error());
      continue;
    }
    auto read = read_calendar(*whole);
    if (read) {
      calendars.of_units.emplace(unit, std::move(*read));
    } else {
      tell(faults, place, read.error());
    }
  }
  if (faults.empty()) return calendars;
  Refusal refusal{codes::calendar_faults};
  refusal.parts = std::move(faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

}  // namespace congvu
