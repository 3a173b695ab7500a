#include "work/dossier/applicant_duty.h"

#include "agency/duty/duty.h"

namespace congvu::dossier {

Events open_applicant_duty(Handle handle, duty::Nature nature, Dossier const& dossier,
                           procedure::Version const& version) {
  bool const pays = nature == duty::Nature::payment;
  duty::DutyOpened opened{.nature = nature,
                          .matter = dossier.handle,
                          .code = dossier.code,
                          .procedure = dossier.procedure,
                          .procedure_version = dossier.procedure_version,
                          .case_handle = {},
                          .task = -1,
                          .step = std::string{name_of(nature)},
                          .work = version.facts().name,
                          .act = pays ? "dossier.resume" : "dossier.answer_supplement",
                          .candidates = "applicant",
                          .unit = {},
                          .product = std::string{name_of(nature)},
                          .outcomes = {pays ? "paid" : "given"},
                          .own_act = std::string{pays ? ResumeClock::name : GiveSupplement::name},
                          .limit = {},
                          .due = {},
                          .personal = {}};
  if (dossier.content && dossier.content->account) opened.personal.emplace().owner = *dossier.content->account;
  return duty::open(handle, std::move(opened));
}

}  // namespace congvu::dossier
