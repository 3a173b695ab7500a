// Pausing the statutory clock and letting it go on. A pause has a ground from the closed list, as often as the ground
// allows and no more, and names the text of law where the ground asks for it. And the apology for a clock that will run
// out, with the day promised instead: once in a dossier.
#include <algorithm>

#include "agency/casework/casework.h"
#include "agency/document/document.h"
#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/applicant_duty.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/intake_duty.h"

namespace congvu::dossier {

namespace {

Expected<void> may_pause(Dossier const& dossier, PauseClock const& command, procedure::PauseGround const& ground) {
  if (auto ok = must_be_open(dossier); !ok) return ok;
  if (dossier.phase != Phase::handling) {
    return refuse(codes::not_in_handling, "dossier", {{"phase", std::string{name_of(dossier.phase)}}});
  }
  if (dossier.paused()) return refuse(codes::already_paused, "dossier");
  auto const used = std::count_if(dossier.pauses.begin(), dossier.pauses.end(),
                                  [&](Pause const& pause) { return pause.ground == ground.code; });
  if (used >= ground.allowed) {
    return refuse(codes::pause_used_up, "ground",
                  {{"ground", ground.title}, {"allowed", std::to_string(ground.allowed)}});
  }
  bool const named = command.citation && !command.citation->empty();
  if (ground.needs_citation.value_or(false) && !named) {
    return refuse(codes::needs_citation, "citation", {{"ground", ground.title}});
  }
  return {};
}

}  // namespace

Decision decide(PauseClock const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  auto const* ground = states.standing<procedure::CommonTerms>().grounds->pause(command.ground);
  // A ground with a slip of its own asks for papers, and that is the act of asking for a supplement.
  if (!ground || (ground->opens_duty && ground->slip))
    return refuse(codes::unknown_ground, "ground", {{"given", command.ground}});
  if (auto ok = may_pause(dossier, command, *ground); !ok) return std::unexpected(ok.error());
  ClockPaused paused{
      command.ground, ground->effect, command.citation.value_or(""), {}, ClockPaused::Personal{command.note.value}};
  Events owed;
  if (ground->opens_duty) {
    auto const version = version_of(dossier, states);
    if (!version) return std::unexpected(version.error());
    paused.duty = context.fresh_handle(0);
    owed = open_applicant_duty(*paused.duty, duty::Nature::payment, dossier, **version);
  }
  return Events{}
      .add(dossier.handle, dossier.handle, std::move(paused))
      .join(casework::suspend(dossier.handle, states))
      .join(std::move(owed));
}

Decision decide(ResumeClock const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_open(dossier); !ok) return std::unexpected(ok.error());
  if (dossier.waiting_supplement()) return refuse(codes::waits_for_applicant, "dossier");
  if (!dossier.paused()) return refuse(codes::not_paused, "dossier");
  Events events;
  if (auto const& owed = states.load<duty::Duty>(dossier.pause_duty); owed.standing()) {
    auto paid = duty::complete(owed, "paid", {}, {}, context);
    if (!paid) return std::unexpected(paid.error());
    events.join(std::move(*paid));
  }
  auto resumed = resume_events(dossier, context, states);
  if (!resumed) return std::unexpected(resumed.error());
  return events.join(std::move(*resumed));
}

Decision decide(ReappointDossier const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_open(dossier); !ok) return std::unexpected(ok.error());
  if (dossier.phase != Phase::handling) {
    return refuse(codes::not_in_handling, "dossier", {{"phase", std::string{name_of(dossier.phase)}}});
  }
  if (auto const& before = dossier.reappointment) {
    return refuse(codes::reappointed_once, "dossier",
                  {{"when", vietnamese(before->at)}, {"until", vietnamese(before->what.until)}});
  }
  if (dossier.paused()) return refuse(codes::already_paused, "dossier");
  auto const calendar = handling_calendar(dossier, states);
  if (!calendar) return std::unexpected(calendar.error());
  if (!(*calendar)->works_on(command.until)) {
    return refuse(codes::not_a_working_day, "until", {{"day", vietnamese(command.until)}});
  }
  Instant const until = (*calendar)->closing(command.until);
  if (until <= std::max(dossier.due, context.now)) {
    return refuse(codes::reappointed_too_early, "until", {{"due", vietnamese(dossier.due)}});
  }
  int const year = static_cast<int>(local_date(context.claimed).year());
  auto slip = document::take_number(states, "PXL", year, dossier.handle, 0, dossier.agency);
  if (!slip) return std::unexpected(slip.error());
  DossierReappointed reappointed{slip->text, dossier.due, until, DossierReappointed::Personal{command.reason.value}};
  return Events{}.join(std::move(slip->events)).add(dossier.handle, dossier.handle, std::move(reappointed));
}

// The program asks again whether it is so: between its looking and this, somebody may have been faster.
Decision decide(MissDue const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (dossier.phase != Phase::handling || dossier.paused()) return Events{};
  if (dossier.due >= context.now || (dossier.missed && *dossier.missed >= dossier.due)) return Events{};
  return Events{}.add(dossier.handle, dossier.handle, DueMissed{dossier.due});
}

Expected<Events> resume_events(Dossier const& dossier, Context const& context, States const& states) {
  auto const calendar = handling_calendar(dossier, states);
  if (!calendar) return std::unexpected(calendar.error());
  auto pauses = dossier.pauses;
  Instant const paused_at = pauses.back().from;
  pauses.back().to = context.claimed;
  Instant const due = due_times(**calendar, *dossier.accepted_at, dossier.limit, pauses).present;
  return Events{}
      .add(dossier.handle, dossier.handle, ClockResumed{due})
      .join(casework::resume(dossier.handle, paused_at, context, states));
}

}  // namespace congvu::dossier
