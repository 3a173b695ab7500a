#include "agency/duty/handling.h"

#include <algorithm>

#include "agency/authority/authority.h"
#include "agency/procedure/procedure.h"

namespace congvu::duty {

namespace {

Expected<Question> asked_of(Handle handle, States const& states, std::string act) {
  Duty const& duty = states.load<Duty>(handle);
  if (duty.phase == Phase::none) return refuse(codes::unknown, "duty");
  return question_about(duty, act.empty() ? duty.opened.act : std::move(act));
}

// An outcome that says no to the applicant owes them the ground; one that sends work back owes a colleague the reason.
bool says_no(std::string_view outcome) {
  return outcome == "refuse" || outcome == "not_found";
}
bool sends_back(std::string_view outcome) {
  return outcome == "return";
}

std::string listed(std::vector<std::string> const& values) {
  std::string line;
  for (auto const& value : values) line += (line.empty() ? "" : ", ") + value;
  return line;
}

}  // namespace

// Taking is asked as of the pool, so that a colleague who comes second is told who was first, not that it isn't theirs.
Expected<Question> question(AcceptDuty const& command, Context const&, States const& states) {
  auto asked = asked_of(command.duty, states, {});
  if (asked) asked->holder.clear();
  return asked;
}

Expected<Question> question(CompleteDuty const& command, Context const&, States const& states) {
  return asked_of(command.duty, states, {});
}

Expected<Question> question(HandOverDuty const& command, Context const&, States const& states) {
  return asked_of(command.duty, states, "duty.hand_over");
}

Expected<void> may_go_to(std::string const& to, std::string const& holder, std::string const& candidates, Date day,
                         org::Organisation const& organisation) {
  if (to == holder) return refuse(codes::same_holder, "to");
  auto const allowed = organisation.resolve(candidates, day);
  if (!to.empty() && std::find(allowed.begin(), allowed.end(), to) == allowed.end()) {
    return refuse(codes::not_a_candidate, "to", {{"to", to}, {"allowed", listed(allowed)}});
  }
  return {};
}

std::vector<std::string> takers(Question const& question, Date day, States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  Question as_of_the_pool = question;
  as_of_the_pool.holder.clear();
  std::vector<std::string> others;
  for (auto const& able : authority::who_may(as_of_the_pool, day, states)) {
    auto const& code = able.position->code;
    if (code != question.holder && organisation.is_named(code, question.candidates, day)) others.push_back(code);
  }
  return others;
}

Decision decide(AcceptDuty const& command, Context const& context, States const& states) {
  Duty const& duty = states.load<Duty>(command.duty);
  if (auto stands = must_stand(duty); !stands) return std::unexpected(stands.error());
  if (duty.phase == Phase::accepted) {
    if (duty.holder == context.actor.position) return Events{};
    return std::unexpected(already_taken(duty));
  }
  return Events{}.add(duty.handle, duty.opened.matter, DutyAccepted{context.actor.position});
}

Decision decide(CompleteDuty const& command, Context const& context, States const& states) {
  Duty const& duty = states.load<Duty>(command.duty);
  if (auto stands = must_stand(duty); !stands) return std::unexpected(stands.error());
  if (!duty.opened.own_act.empty()) return refuse(codes::has_own_act, "duty", {{"act", duty.opened.own_act}});
  if (duty.suspended) return refuse(codes::suspended, "duty");
  auto const& outcomes = duty.opened.outcomes;
  if (std::find(outcomes.begin(), outcomes.end(), command.outcome) == outcomes.end()) {
    return refuse(codes::bad_outcome, "outcome", {{"allowed", listed(outcomes)}, {"given", command.outcome}});
  }
  std::string const ground = command.ground.value_or("");
  std::string const note = command.note.value_or(Text<4000>{}).value;
  if (says_no(command.outcome)) {
    if (ground.empty()) return refuse(codes::needs_ground, "ground", {{"outcome", command.outcome}});
    auto const& grounds = *states.standing<procedure::CommonTerms>().grounds;
    if (!grounds.refusal(ground, procedure::RefusedAt::handling, duty.opened.procedure)) {
      return refuse(codes::unknown_ground, "ground", {{"given", ground}});
    }
  }
  if (sends_back(command.outcome) && note.empty()) {
    return refuse(codes::needs_note, "note", {{"outcome", command.outcome}});
  }
  return complete(duty, command.outcome, says_no(command.outcome) ? ground : "", note, context);
}

Decision decide(HandOverDuty const& command, Context const& context, States const& states) {
  Duty const& duty = states.load<Duty>(command.duty);
  if (auto stands = must_stand(duty); !stands) return std::unexpected(stands.error());
  auto const fits = may_go_to(command.to, duty.holder, duty.opened.candidates, local_date(context.now),
                              states.standing<org::Organisation>());
  if (!fits) return std::unexpected(fits.error());
  DutyHandedOver handed{duty.holder, command.to, DutyHandedOver::Personal{command.reason.value}};
  return Events{}.add(duty.handle, duty.opened.matter, std::move(handed));
}

}  // namespace congvu::duty
