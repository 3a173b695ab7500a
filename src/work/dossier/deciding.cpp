#include "work/dossier/deciding.h"

#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "base/crypto.h"

namespace congvu::dossier {

namespace {

template <class Command>
Expected<Question> about(Command const& command, char const* act, States const& states) {
  auto const dossier = existing(command.dossier, states);
  if (!dossier) return std::unexpected(dossier.error());
  return question_about(**dossier, act, states);
}

// What is open to anyone whose matter it is. Staff who show no secret act by office alone: then the matter is not
// "anyone's", so that only a line of the matrix that names their position lets them through.
template <class Command>
Expected<Question> about_ones_own(Command const& command, char const* act, Context const& context,
                                  States const& states) {
  auto question = about(command, act, states);
  bool const in_office = context.actor.nature == Actor::Nature::staff && !command.secret;
  if (question && in_office && question->owner.none()) question->owner = command.dossier;
  return question;
}

}  // namespace

Question question_about(Dossier const& dossier, std::string act, States const& states) {
  Question question;
  question.act = std::move(act);
  question.procedure = dossier.procedure;
  auto const* version = states.standing<procedure::Catalogue>().version(dossier.procedure, dossier.procedure_version);
  if (version) question.unit = version->facts().performer(dossier.agency).handling_unit;
  if (dossier.content && dossier.content->account) question.owner = *dossier.content->account;
  question.filed = local_date(dossier.filed_at);
  return question;
}

Expected<Dossier const*> existing(Handle handle, States const& states) {
  auto const& dossier = states.load<Dossier>(handle);
  if (dossier.phase == Phase::none) return refuse(codes::unknown, "dossier");
  return &dossier;
}

bool secret_matches(Dossier const& dossier, std::string_view given) {
  std::string plain;
  for (char letter : given) {
    if (letter != '-' && letter != ' ')
      plain += static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
  }
  return dossier.content && same_secret(dossier.content->secret, plain);
}

Expected<void> must_be_theirs(Dossier const& dossier, std::optional<std::string> const& secret,
                              Context const& context) {
  bool const by_account = context.actor.account && dossier.content && dossier.content->account == context.actor.account;
  if (by_account || (secret && secret_matches(dossier, *secret))) return {};
  bool const by_office = context.actor.nature == Actor::Nature::staff && !secret;  // so the Gate was asked
  if (by_office || context.actor.nature == Actor::Nature::system) return {};
  return refuse(codes::secret_wrong, "secret");
}

std::string agency_of_actor(Context const& context, Date day, States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  auto const* position = organisation.position_on(context.actor.position, day);
  auto const* unit = position ? organisation.unit_on(position->unit, day) : nullptr;
  return unit ? unit->agency : std::string{};
}

Expected<procedure::Version const*> version_to_file(procedure::Catalogue const& catalogue, std::string const& code,
                                                    Date day) {
  if (auto const* version = catalogue.in_force(code, day)) return version;
  if (!catalogue.procedures.contains(code)) {
    return refuse(procedure::codes::unknown_procedure, "procedure", {{"code", code}});
  }
  return refuse(procedure::codes::not_in_force, "procedure", {{"code", code}, {"day", iso(day)}});
}

Expected<procedure::Version const*> version_of(Dossier const& dossier, States const& states) {
  auto const* version = states.standing<procedure::Catalogue>().version(dossier.procedure, dossier.procedure_version);
  if (!version) return refuse(procedure::codes::unknown_procedure, "procedure", {{"code", dossier.procedure}});
  return version;
}

Expected<Question> question(FileDossier const& command, Context const& context, States const&) {
  Question question;
  // Saying that it happened earlier moves a deadline: a power of its own
  question.act = command.late_entry ? "dossier.enter_late" : "dossier.file";
  question.procedure = command.procedure;
  question.owner = context.actor.account;  // whoever files is filing their own
  return question;
}

Expected<Question> question(AcceptDossier const& command, Context const&, States const& states) {
  return about(command, "dossier.accept", states);
}

Expected<Question> question(RequestSupplement const& command, Context const&, States const& states) {
  return about(command, "dossier.supplement", states);
}

Expected<Question> question(GiveSupplement const& command, Context const& context, States const& states) {
  return about_ones_own(command, "dossier.answer_supplement", context, states);
}

Expected<Question> question(PauseClock const& command, Context const&, States const& states) {
  return about(command, "dossier.pause", states);
}

Expected<Question> question(ResumeClock const& command, Context const&, States const& states) {
  return about(command, "dossier.resume", states);
}

Expected<Question> question(ReappointDossier const& command, Context const&, States const& states) {
  return about(command, "dossier.reappoint", states);
}

Expected<Question> question(CorrectDossier const& command, Context const&, States const& states) {
  return about(command, "dossier.correct", states);
}

Expected<Question> question(RefuseDossier const& command, Context const&, States const& states) {
  return about(command, "dossier.refuse", states);
}

Expected<Question> question(WithdrawDossier const& command, Context const& context, States const& states) {
  return about_ones_own(command, "dossier.withdraw", context, states);
}

Expected<Question> question(MissDue const& command, Context const&, States const& states) {
  return about(command, "dossier.miss_due", states);
}

}  // namespace congvu::dossier
