// The laws of supervision, over agencies drawn by lot: what is open by days is what the Gate lets through day by day,
// and nothing that changes anything is ever a supervisor's.
#include "agency/authority/supervision.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "agency/authority/drawn_for_tests.h"

namespace congvu::authority {
namespace {

std::vector<std::string> const reading{"dossier.read", "today.read", "journal.read"};
std::vector<std::string> const changing{"dossier.accept", "dossier.sign",   "dossier.comment",
                                        "duty.accept",    "duty.hand_over", "account.manage"};

std::vector<std::string> both() {
  auto acts = reading;
  acts.insert(acts.end(), changing.begin(), changing.end());
  return acts;
}

bool is_open(OpenDays const& days, Date day) {
  return days.always || std::ranges::any_of(days.stretches, [&](Stretch const& stretch) {
           return stretch.from <= day && day <= stretch.to;
         });
}

bool supervises(DrawnAgency const& agency, Actor const& actor) {
  auto const& organisation = static_cast<States const&>(agency).standing<org::Organisation>();
  auto const* position = organisation.position_on(actor.position, DrawnAgency::day);
  return position && position->kind == org::PositionKind::supervisor;
}

Question drawn_question(DrawnAgency const& agency, std::vector<std::string> const& acts) {
  Question question;
  question.act = DrawnAgency::one_of(acts);
  if (!DrawnAgency::once_in(3)) question.unit = agency.unit();
  if (!DrawnAgency::once_in(3)) question.procedure = DrawnAgency::one_of(DrawnAgency::procedures);
  return question;
}

RC_GTEST_PROP(Supervision, is_open_on_exactly_the_days_on_which_the_gate_says_yes, ()) {
  DrawnAgency agency{both(), {"dossier.read"}};
  AuthorityGate const gate;
  for (auto const& actor : agency.actors()) {
    auto question = drawn_question(agency, reading);
    auto const days = open_days(actor, question, DrawnAgency::now, agency);
    for (int look = 0; look < 10; ++look) {
      question.filed = Date{std::chrono::sys_days{DrawnAgency::day} - std::chrono::days{*rc::gen::inRange(-10, 700)}};
      RC_ASSERT(is_open(days, *question.filed) == gate.ask(actor, question, DrawnAgency::now, agency).has_value());
    }
  }
}

RC_GTEST_PROP(Supervision, lets_nobody_do_what_changes_anything, ()) {
  DrawnAgency agency{both(), {}};
  AuthorityGate const gate;
  for (auto const& actor : agency.actors()) {
    if (!supervises(agency, actor)) continue;
    for (auto const& act : changing) {
      auto question = drawn_question(agency, {act});
      question.holder = DrawnAgency::once_in(2) ? actor.position : std::string{};
      RC_ASSERT(!gate.ask(actor, question, DrawnAgency::now, agency));
    }
  }
}

RC_GTEST_PROP(Supervision, without_a_mandate_in_force_shows_nothing, ()) {
  DrawnAgency agency{both(), {}};
  auto const& supervisions = static_cast<States const&>(agency).standing<Supervisions>();
  for (auto const& actor : agency.actors()) {
    if (!supervises(agency, actor)) continue;
    if (!supervisions_of(actor.position, DrawnAgency::day, supervisions).empty()) continue;
    RC_ASSERT(open_days(actor, drawn_question(agency, reading), DrawnAgency::now, agency).none());
  }
}

}  // namespace
}  // namespace congvu::authority
