#include "app/season_facts.h"

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
