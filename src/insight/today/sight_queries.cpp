#include "insight/today/sight_queries.h"

#include <algorithm>

#include "agency/org/org.h"
#include "agency/procedure/procedure.h"

namespace congvu::today {

Sight sight_of(Actor const& actor, Gate const& gate, Instant now, States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  std::set<std::string, std::less<>> standing;
  for (auto const* position : organisation.positions_on(local_date(now))) standing.insert(position->unit);
  // Dossiers of a unit that has ended lie in the catalogue's older versions.
  auto const& catalogue = states.standing<procedure::Catalogue>();
  auto asked = standing;
  for (auto const& [code, versions] : catalogue.procedures) {
    for (auto const& version : versions) {
      auto const& facts = version->facts();
      asked.insert({facts.handling_unit, facts.intake_unit});
      for (auto const& performer : facts.performers) asked.insert({performer.handling_unit, performer.intake_unit});
    }
  }
  Sight sight;
  for (auto const& unit : asked) {
    Question question;
    question.act = read_act;
    question.unit = unit;
    if (!unit.empty() && gate.ask(actor, question, now, states)) sight.units.insert(unit);
  }
  sight.whole = std::ranges::includes(sight.units, standing);
  std::set<std::string> performed;
  auto const ours = [&](std::string_view intake, std::string_view handling) {
    return sight.units.contains(intake) || sight.units.contains(handling);
  };
  for (auto const& [code, versions] : catalogue.procedures) {
    for (auto const& version : versions) {
      auto const& facts = version->facts();
      if (ours(facts.intake_unit, facts.handling_unit)) performed.insert(code + "@" + facts.agency.code);
      for (auto const& each : facts.performers) {
        if (ours(each.intake_unit, each.handling_unit)) performed.insert(code + "@" + each.agency);
      }
    }
  }
  sight.procedures.assign(performed.begin(), performed.end());
  auto const* position = organisation.position_on(actor.position, local_date(now));
  if (position && position->kind == org::PositionKind::supervisor) {
    sight.reach = dossier::reach_of(actor, now, states, read_act);
  }
  return sight;
}

}  // namespace congvu::today
