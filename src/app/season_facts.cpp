#include "app/season_facts.h"

#include <algorithm>

namespace congvu::app {

Expected<SeasonFacts> season_facts(json::object const& samples) {
  auto facts = from_json<SeasonFacts>(samples, Unknown::passed_over);
  if (!facts) return facts;
  auto const empty = [](char const* list) {
    return refuse(congvu::codes::field_missing, std::string{"season."} + list);
  };
  if (facts->season.procedures.empty()) return empty("procedures");
  if (facts->season.channels.empty()) return empty("channels");
  if (facts->season.courses.empty()) return empty("courses");
  return facts;
}

namespace {

std::uint64_t of_weekday(SeasonShares const& season, Date day) {
  auto const index = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() - 1;
  // A Saturday worked in exchange is an ordinary day.
  return index < season.weekdays.size() ? static_cast<std::uint64_t>(season.weekdays[index]) : 100;
}

std::uint64_t of_month(SeasonShares const& season, Date day) {
  auto const month = static_cast<int>(static_cast<unsigned>(day.month()));
  auto const found = std::ranges::find(season.months, month, &BusyMonth::month);
  return found == season.months.end() ? 100 : static_cast<std::uint64_t>(found->share);
}

}  // namespace

std::uint64_t fullness(SeasonShares const& season, Date day) {
  return of_weekday(season, day) * of_month(season, day);
}

std::uint64_t fullest(SeasonShares const& season) {
  std::uint64_t week = 100, month = 100;
  for (auto const share : season.weekdays) week = std::max(week, static_cast<std::uint64_t>(share));
  for (auto const& each : season.months) month = std::max(month, static_cast<std::uint64_t>(each.share));
  return week * month;
}

Remark remark(SeasonFacts const& facts, std::string const& act, std::string const& procedure, SeasonChance& chance) {
  auto const found = facts.remarks.find(act);
  if (found == facts.remarks.end()) return {};
  std::vector<Remark const*> fitting;
  for (auto const& each : found->second) {
    if (!each.procedure || *each.procedure == procedure) fitting.push_back(&each);
  }
  return fitting.empty() ? Remark{} : *fitting[chance.number(fitting.size())];
}

}  // namespace congvu::app
