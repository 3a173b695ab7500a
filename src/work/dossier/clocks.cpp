#include "work/dossier/clocks.h"

#include "agency/procedure/procedure.h"

namespace congvu::dossier {

Expected<Calendar const*> calendar_of(States const& states) {
  auto const& time = states.standing<procedure::WorkingTime>();
  if (!time.calendar) return refuse(codes::no_calendar);
  return time.calendar.get();
}

Expected<Instant> intake_due(Instant from, States const& states) {
  auto const calendar = calendar_of(states);
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

Standing standing_of(Instant due, bool paused, std::optional<Instant> done, Instant now, Calendar const& calendar) {
  if (done) return *done <= due ? Standing::done_on_time : Standing::done_late;
  if (paused) return Standing::paused;
  if (now > due) return Standing::overdue;
  return calendar.working_time(now, due) <= calendar.working_day() ? Standing::at_risk : Standing::on_time;
}

}  // namespace congvu::dossier
