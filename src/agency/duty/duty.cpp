#include "agency/duty/duty.h"

namespace congvu::duty {

void apply(Duty& duty, DutyOpened const& event, Recorded const& recorded) {
  duty.handle = recorded.stream;
  duty.phase = Phase::open;
  duty.opened = event;
  duty.opened_at = recorded.claimed;
  duty.due = event.due;
}

void apply(Duty& duty, DutyAccepted const& event, Recorded const& recorded) {
  duty.phase = Phase::accepted;
  duty.holder = event.holder;
  duty.held_since = recorded.recorded;
}

void apply(Duty& duty, DutyHandedOver const& event, Recorded const& recorded) {
  bool const to_the_pool = event.to.empty();
  duty.phase = to_the_pool ? Phase::open : Phase::accepted;
  duty.holder = event.to;
  duty.held_since = to_the_pool ? std::nullopt : std::optional{recorded.recorded};
}

void apply(Duty& duty, DutySuspended const&, Recorded const&) {
  duty.suspended = true;
}

void apply(Duty& duty, DutyResumed const& event, Recorded const&) {
  duty.suspended = false;
  duty.due = event.due;
}

void apply(Duty& duty, DutyCompleted const& event, Recorded const& recorded) {
  duty.phase = Phase::done;
  duty.ending = Ending{event.outcome, event.position, recorded.recorded};
}

void apply(Duty& duty, DutyCancelled const& event, Recorded const& recorded) {
  duty.phase = Phase::cancelled;
  duty.ending = Ending{event.reason, {}, recorded.recorded};
}

Question question_about(Duty const& duty, std::string act) {
  Question question;
  question.act = std::move(act);
  question.procedure = duty.opened.procedure;
  question.unit = duty.opened.unit;
  question.holder = duty.holder;
  question.candidates = duty.opened.candidates;
  if (duty.opened.personal) question.owner = duty.opened.personal->owner;
  return question;
}

Expected<void> must_stand(Duty const& duty) {
  if (duty.phase == Phase::none) return refuse(codes::unknown, "duty");
  if (duty.phase == Phase::done) {
    return refuse(
        codes::already_done, "duty",
        {{"who", duty.ending->position}, {"when", vietnamese(duty.ending->at)}, {"outcome", duty.ending->outcome}});
  }
  if (duty.phase == Phase::cancelled) {
    return refuse(codes::cancelled, "duty", {{"when", vietnamese(duty.ending->at)}});
  }
  return {};
}

Refusal already_taken(Duty const& duty) {
  return {codes::already_taken, "duty", {{"who", duty.holder}, {"when", vietnamese(*duty.held_since)}}};
}

Refusal who_was_first(Refusal refusal, Duty const& duty, std::string_view position) {
  if (refusal.code.kind != Kind::forbidden) return refusal;
  if (auto stands = must_stand(duty); !stands) return stands.error();
  bool const held_by_another = !duty.holder.empty() && duty.holder != position;
  return held_by_another ? already_taken(duty) : refusal;
}

Events open(Handle duty, DutyOpened event) {
  Handle const matter = event.matter;
  return Events{}.add(duty, matter, std::move(event));
}

Expected<Events> complete(Duty const& duty, std::string const& outcome, std::string const& ground,
                          std::string const& note, Context const& context) {
  if (auto stands = must_stand(duty); !stands) return std::unexpected(stands.error());
  Events events;
  Handle const matter = duty.opened.matter;
  std::string const& position = context.actor.position;
  if (duty.phase == Phase::open && !position.empty()) events.add(duty.handle, matter, DutyAccepted{position});
  DutyCompleted done{.nature = duty.opened.nature,
                     .matter = matter,
                     .case_handle = duty.opened.case_handle,
                     .task = duty.opened.task,
                     .step = duty.opened.step,
                     .act = duty.opened.act,
                     .product = duty.opened.product,
                     .outcome = outcome,
                     .ground = ground,
                     .position = position,
                     .personal = {}};
  if (!note.empty()) done.personal.emplace().note = note;
  return events.add(duty.handle, matter, std::move(done));
}

Events cancel(Duty const& duty, std::string reason) {
  return Events{}.add(duty.handle, duty.opened.matter, DutyCancelled{std::move(reason)});
}

Events suspend(Duty const& duty) {
  return Events{}.add(duty.handle, duty.opened.matter, DutySuspended{duty.opened.matter});
}

Events resume(Duty const& duty, std::optional<Instant> due) {
  return Events{}.add(duty.handle, duty.opened.matter, DutyResumed{due});
}

}  // namespace congvu::duty
