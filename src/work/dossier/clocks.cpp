#include "work/dossier/clocks.h"

#include "agency/procedure/procedure.h"
#include "work/dossier/deciding.h"

namespace congvu::dossier {

Expected<Calendar const*> calendar_of(std::string_view unit, States const& states) {
  auto const& calendar = states.standing<procedure::WorkingTime>().of(unit);
  if (!calendar) return refuse(codes::no_calendar);
  return calendar.get();
}

Expected<Calendar const*> handling_calendar(Dossier const& dossier, States const& states) {
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  return calendar_of((*version)->facts().performer(dossier.agency).handling_unit, states);
}

Expected<Instant> intake_due(Instant from, std::string_view unit, States const& states) {
  auto const calendar = calendar_of(unit, states);
  if (!calendar) return std::unexpected(calendar.error());
  auto const& intake = states.standing<procedure::CommonTerms>().terms->intake;
  return due_times(**calendar, from, intake.limit).present;
}

std::optional<Due> statutory(Dossier const& dossier, Calendar const& calendar, Instant now) {
  if (!dossier.accepted_at) return std::nullopt;
  Instant const until = dossier.ready_at.value_or(dossier.closed_at.value_or(now));
  return due(calendar, *dossier.accepted_at, dossier.limit, dossier.pauses, until);
}

Due intake(Dossier const& dossier, Calendar const& calendar, Limit limit, Instant now) {
  return due(calendar, dossier.intake_from, limit, {}, dossier.answered_at.value_or(now));
}

std::optional<Instant> supplement_until(Dossier const& dossier) {
  if (!dossier.open() || !dossier.supplements.empty()) return std::nullopt;
  return dossier.phase == Phase::filed ? dossier.intake_due : dossier.due;
}

Standing standing_of(Instant due, bool paused, std::optional<Instant> done, Instant now, Calendar const& calendar) {
  if (done) return *done <= due ? Standing::done_on_time : Standing::done_late;
  if (paused) return Standing::paused;
  if (now > due) return Standing::overdue;
  return calendar.working_time(now, due) <= calendar.working_day() ? Standing::at_risk : Standing::on_time;
}

}  // namespace congvu::dossier
