#include "work/dossier/deciding.h"

#include "agency/authority/authority.h"
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

}  // namespace

Question question_about(Dossier const& dossier, std::string act, States const& states) {
  Question question;
  question.act = std::move(act);
  question.procedure = dossier.procedure;
  auto const* version = states.standing<procedure::Catalogue>().version(dossier.procedure, dossier.procedure_version);
  if (version) question.unit = version->facts().performer(dossier.agency).handling_unit;
  if (dossier.content && dossier.content->account) question.owner = *dossier.content->account;
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

namespace {

// The Gate lets anyone through to an act that is open to anyone; whose office it is not proves like anyone else that
// the matter is theirs.
bool acts_by_office(Actor const& actor, Question const& question, Date day, States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  auto const* position = organisation.position_on(actor.position, day);
  return position && organisation.holds(actor.person, actor.position, day) &&
         authority::mandate_of(*position, question, day, states.standing<authority::Authority>(), organisation);
}

}  // namespace

Expected<void> must_be_theirs(Dossier const& dossier, std::string_view act, std::optional<std::string> const& secret,
                              Context const& context, States const& states) {
  if (context.actor.nature == Actor::Nature::system) return {};
  bool const by_account = context.actor.account && dossier.content && dossier.content->account == context.actor.account;
  if (by_account || (secret && secret_matches(dossier, *secret))) return {};
  if (context.actor.nature != Actor::Nature::staff) return refuse(codes::secret_wrong, "secret");
  auto const question = question_about(dossier, std::string{act}, states);
  Date const day = local_date(context.now);
  if (acts_by_office(context.actor, question, day, states)) return {};
  auto const able = authority::who_may(question, day, states);
  return refuse(
      authority::codes::not_yours, {},
      {{"act", std::string{act}}, {"who", authority::titles(able, day, states.standing<org::Organisation>())}});
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

Expected<Question> question(GiveSupplement const& command, Context const&, States const& states) {
  return about(command, "dossier.answer_supplement", states);
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

Expected<Question> question(WithdrawDossier const& command, Context const&, States const& states) {
  return about(command, "dossier.withdraw", states);
}

Expected<Question> question(MissDue const& command, Context const&, States const& states) {
  return about(command, "dossier.miss_due", states);
}

}  // namespace congvu::dossier
