// What is missing is asked for once, in writing, all of it, with the reason; the clock stands still from then until the
// applicant has brought it. At intake the answer begins a new intake of eight hours.
// NĐ 61/2018/NĐ-CP art. 17 to 19, carried on by NĐ 118/2025/NĐ-CP; domain.md 1.4.
#include "agency/casework/casework.h"
#include "agency/document/document.h"
#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/applicant_duty.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/intake_duty.h"
#include "work/dossier/ruling.h"

namespace congvu::dossier {

namespace {

Expected<void> may_ask(Dossier const& dossier, RequestSupplement const& command, procedure::Version const& version) {
  if (auto ok = must_be_open(dossier); !ok) return ok;
  if (dossier.waiting_supplement()) return refuse(codes::waits_for_applicant, "dossier");
  if (!dossier.supplements.empty()) {
    return refuse(codes::supplement_once, "dossier", {{"when", vietnamese(dossier.supplements.back().asked_at)}});
  }
  if (dossier.paused()) return refuse(codes::already_paused, "dossier");
  for (auto const& component : command.components) {
    if (!version.facts().component(component)) {
      return refuse(codes::unknown_component, "components", {{"component", component}});
    }
  }
  if (command.components.empty() && command.items.empty()) return refuse(codes::nothing_asked, "items");
  return {};
}

// Whoever still asks after the time for it names the text of law that lets them: it is on record, and counted.
Expected<bool> asked_late(Dossier const& dossier, RequestSupplement const& command, Instant when) {
  auto const until = supplement_until(dossier);
  if (!until || when <= *until) return false;
  if (command.citation && !command.citation->empty()) return true;
  return refuse(codes::supplement_too_late, "citation", {{"until", vietnamese(*until)}});
}

}  // namespace

Decision decide(RequestSupplement const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  if (auto ok = may_ask(dossier, command, **version); !ok) return std::unexpected(ok.error());
  auto const late = asked_late(dossier, command, context.claimed);
  if (!late) return std::unexpected(late.error());
  std::string const ground_code = command.ground.value_or("supplement");
  auto const* ground = states.standing<procedure::CommonTerms>().grounds->pause(ground_code);
  if (!ground || !ground->opens_duty) return refuse(codes::unknown_ground, "ground", {{"given", ground_code}});

  int const year = static_cast<int>(local_date(context.claimed).year());
  auto slip = document::take_number(states, ground->slip.value_or("HDHS"), year, dossier.handle, 0, dossier.agency);
  if (!slip) return std::unexpected(slip.error());
  bool const at_intake = dossier.phase == Phase::filed;
  Handle const duty = context.fresh_handle(0);
  SupplementRequested::Personal personal{{}, command.reason.value};
  for (auto const& item : command.items) personal.items.emplace_back(item.value);
  SupplementRequested requested{.ground = ground_code,
                                .at_intake = at_intake,
                                .slip = slip->text,
                                .components = command.components,
                                .duty = duty,
                                .personal = std::move(personal)};
  if (*late) {
    requested.late = true;
    requested.citation = command.citation->value;
  }
  Events events;
  events.join(std::move(slip->events)).add(dossier.handle, dossier.handle, std::move(requested));
  if (at_intake) {
    auto answered = end_intake_duty(dossier, "supplement", context, states);
    if (!answered) return std::unexpected(answered.error());
    events.join(std::move(*answered));
  } else {
    events.add(dossier.handle, dossier.handle, ClockPaused{ground_code, ground->effect, {}, {}, {}})
        .join(casework::suspend(dossier.handle, states));
  }
  return events.join(open_applicant_duty(duty, duty::Nature::supplement, dossier, **version));
}

Decision decide(GiveSupplement const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_theirs(dossier, command.secret, context); !ok) {
    return std::unexpected(ok.error());
  }
  if (auto ok = must_be_open(dossier); !ok) return std::unexpected(ok.error());
  auto const* waiting = dossier.waiting_supplement();
  if (!waiting) return refuse(codes::nothing_asked, "dossier");
  bool const nothing = command.papers.empty() && command.attachments.empty() &&
                       (!command.answers || command.answers->empty()) && (!command.note || command.note->empty());
  if (nothing) return refuse(codes::nothing_given, "components");
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());

  SupplementGiven given{command.papers, {}, {}, SupplementGiven::Personal{}};
  given.personal->answers = command.answers.value_or(json::object{});
  given.personal->attachments = command.attachments;
  if (command.note) given.personal->note = command.note->value;
  auto done = duty::complete(states.load<duty::Duty>(waiting->request.duty), "given", {}, {}, context);
  if (!done) return std::unexpected(done.error());
  auto events = ruled_anew(dossier, given.personal->answers, **version, context.claimed, states);
  if (waiting->request.at_intake) {
    auto const due = intake_due(context.claimed, (*version)->facts().performer(dossier.agency).intake_unit, states);
    if (!due) return std::unexpected(due.error());
    given.intake_due = *due;
    given.intake_duty = context.fresh_handle(0);
    auto const& limit = states.standing<procedure::CommonTerms>().terms->intake.limit;
    events.add(dossier.handle, dossier.handle, given)
        .join(std::move(*done))
        .join(
            open_intake_duty(given.intake_duty, dossier.handle, dossier.code, **version, dossier.agency, *due, limit));
    return events;
  }
  auto resumed = resume_events(dossier, context, states);
  if (!resumed) return std::unexpected(resumed.error());
  return events.add(dossier.handle, dossier.handle, std::move(given)).join(std::move(*done)).join(std::move(*resumed));
}

}  // namespace congvu::dossier
