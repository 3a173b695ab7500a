// How far a supervisor sees: a mandate held against a question, and against every day at once.
#include "agency/authority/supervision.h"

#include <algorithm>

#include "agency/authority/gate.h"

namespace congvu::authority {

namespace {

bool in_force(Granted<Supervision> const& granted, Date day) {
  auto const& what = granted.what;
  return what.from <= day && day <= what.to && (!granted.ended || day <= *granted.ended);
}

// An empty list limits nothing, and an empty field of the question is not asked about.
bool takes_in_work(Supervision const& supervision, Question const& question, Date day,
                   org::Organisation const& organisation) {
  bool const procedure = supervision.procedures.empty() || question.procedure.empty() ||
                         std::ranges::find(supervision.procedures, question.procedure) != supervision.procedures.end();
  bool const unit = supervision.units.empty() || question.unit.empty() ||
                    std::ranges::any_of(supervision.units, [&](std::string const& above) {
                      return question.unit == above || organisation.lies_within(question.unit, above, day);
                    });
  return procedure && unit;
}

bool supervises(org::Organisation const& organisation, Actor const& actor, Date day) {
  auto const* position = organisation.position_on(actor.position, day);
  return actor.nature == Actor::Nature::staff && position && position->kind == org::PositionKind::supervisor;
}

}  // namespace

std::vector<Granted<Supervision> const*> supervisions_of(std::string_view position, Date day,
                                                         Supervisions const& supervisions) {
  std::vector<Granted<Supervision> const*> found;
  for (auto const& granted : supervisions.given) {
    if (granted.what.supervisor == position && in_force(granted, day)) found.push_back(&granted);
  }
  return found;
}

Granted<Supervision> const* taking_in(Question const& question, std::string_view position, Date day,
                                      Supervisions const& supervisions, org::Organisation const& organisation) {
  for (auto const* granted : supervisions_of(position, day, supervisions)) {
    auto const& what = granted->what;
    bool const in_time = !question.filed || (what.filed_from <= *question.filed && *question.filed <= what.filed_to);
    if (in_time && takes_in_work(what, question, day, organisation)) return granted;
  }
  return nullptr;
}

std::vector<Able> within_bounds(std::vector<Able> able, Question const& question, Date day,
                                Supervisions const& supervisions, org::Organisation const& organisation) {
  std::erase_if(able, [&](Able& one) {
    if (one.position->kind != org::PositionKind::supervisor) return false;
    auto const* given = taking_in(question, one.position->code, day, supervisions, organisation);
    if (!given || !reads_only(question.act)) return true;
    one.mandate = Mandate{given->index, given->what.article, {}, {}};
    return false;
  });
  return able;
}

OpenDays open_days(Actor const& actor, Question question, Instant now, States const& states) {
  question.filed.reset();
  Date const day = local_date(now);
  if (!mandate_for(actor, question, now, states)) return {};
  auto const& organisation = states.standing<org::Organisation>();
  bool const bounded = supervises(organisation, actor, day) &&
                       !mandate_of_account(actor.account, question, day, states.standing<Authority>());
  if (!bounded) return {.always = true, .stretches = {}};
  OpenDays open;
  for (auto const* granted : supervisions_of(actor.position, day, states.standing<Supervisions>())) {
    if (!takes_in_work(granted->what, question, day, organisation)) continue;
    open.stretches.push_back({granted->what.filed_from, granted->what.filed_to});
  }
  return open;
}

}  // namespace congvu::authority
