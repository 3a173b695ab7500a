#include "work/dossier/intake_duty.h"

#include "agency/duty/duty.h"

namespace congvu::dossier {

Events open_intake_duty(Handle handle, Handle dossier, std::string const& code, procedure::Version const& version,
                        std::string const& agency, Instant due, Limit limit) {
  auto const& facts = version.facts();
  auto const intake_unit = facts.performer(agency).intake_unit;
  duty::DutyOpened opened{.nature = duty::Nature::intake,
                          .matter = dossier,
                          .code = code,
                          .procedure = version.code,
                          .procedure_version = version.version,
                          .case_handle = {},
                          .task = -1,
                          .step = "intake",
                          .work = facts.name,
                          .act = "dossier.accept",
                          .candidates = "clerk@" + intake_unit,
                          .unit = intake_unit,
                          .product = "slip-01",
                          .outcomes = {"accept", "supplement", "refuse"},
                          .own_act = "dossier.accept",
                          .limit = limit,
                          .due = due,
                          .personal = {}};
  return duty::open(handle, std::move(opened));
}

Expected<Events> end_intake_duty(Dossier const& dossier, std::string const& outcome, Context const& context,
                                 States const& states) {
  return duty::complete(states.load<duty::Duty>(dossier.intake_duty), outcome, {}, {}, context);
}

Expected<void> must_be_open(Dossier const& dossier) {
  if (dossier.open()) return {};
  auto const when = dossier.closed_at ? *dossier.closed_at : dossier.ready_at.value_or(dossier.filed_at);
  return refuse(codes::closed, "dossier", {{"phase", std::string{name_of(dossier.phase)}}, {"when", vietnamese(when)}});
}

Expected<void> must_be_at_intake(Dossier const& dossier, States const& states) {
  if (dossier.phase != Phase::filed && dossier.phase != Phase::withdrawn) {
    if (auto stands = duty::must_stand(states.load<duty::Duty>(dossier.intake_duty)); !stands) return stands;
  }
  if (auto open = must_be_open(dossier); !open) return open;
  if (dossier.phase != Phase::filed) {
    return refuse(codes::not_at_intake, "dossier", {{"phase", std::string{name_of(dossier.phase)}}});
  }
  if (dossier.waiting_supplement()) return refuse(codes::waits_for_applicant, "dossier");
  return {};
}

}  // namespace congvu::dossier
