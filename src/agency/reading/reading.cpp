#include "agency/reading/reading.h"

#include "agency/authority/authority.h"
#include "base/bytes.h"

namespace congvu::reading {

namespace {

std::string hour_of(Instant when) {
  return std::to_string(std::chrono::floor<std::chrono::hours>(when.time_since_epoch()).count());
}

// What one proves to be one's own, by secret, is read by nobody's leave.
bool as_ones_own(std::string_view act) {
  return act == authority::acts::own_account;
}

}  // namespace

Handle stream_of_dossier(Handle account, Handle dossier, Instant when) {
  return handle_of("reading", hex(account) + " dossier " + hex(dossier) + " " + hour_of(when));
}

Handle stream_of_list(Handle account, std::string_view list, Instant when) {
  return handle_of("reading", hex(account) + " list " + std::string{list} + " " + hour_of(when));
}

void apply(HourOfReading& hour, DossierRead const&, Recorded const&) {
  hour.noted = true;
}

void apply(HourOfReading& hour, ListRead const& event, Recorded const&) {
  hour.noted = true;
  if (event.personal) hour.queries.insert(event.personal->query.value);
}

Expected<Question> question(NoteDossierRead const& command, Context const& context, States const&) {
  Question question;
  question.act = command.act;
  if (as_ones_own(command.act)) question.owner = context.actor.account;
  // A right to act is asked about in general: the page has asked it of the duty itself.
  if (!authority::reads_only(command.act)) return question;
  question.procedure = command.procedure;
  question.unit = command.unit;
  question.filed = command.filed;
  return question;
}

Expected<Question> question(NoteListRead const& command, Context const& context, States const&) {
  Question question;
  question.act = command.act;
  if (as_ones_own(command.act)) question.owner = context.actor.account;
  return question;
}

Decision decide(NoteDossierRead const& command, Context const& context, States const& states) {
  auto const& actor = context.actor;
  auto const stream = stream_of_dossier(actor.account, command.dossier, context.now);
  if (states.load<HourOfReading>(stream).noted) return Events{};
  DossierRead read{.dossier = command.dossier,
                   .code = command.code,
                   .procedure = command.procedure,
                   .unit = command.unit,
                   .filed = command.filed,
                   .page = command.page,
                   .act = command.act,
                   .ground = context.mandate.source,
                   .position = actor.position,
                   .reader_unit = command.reader_unit,
                   .personal = DossierRead::Personal{actor.account}};
  return Events{}.add(stream, actor.person, std::move(read));
}

Decision decide(NoteListRead const& command, Context const& context, States const& states) {
  auto const& actor = context.actor;
  auto const stream = stream_of_list(actor.account, command.list, context.now);
  if (states.load<HourOfReading>(stream).queries.contains(command.query.value)) return Events{};
  ListRead read{.list = command.list,
                .page = command.page,
                .asked_by = command.asked_by,
                .entries = command.entries,
                .act = command.act,
                .ground = context.mandate.source,
                .position = actor.position,
                .reader_unit = command.reader_unit,
                .personal = ListRead::Personal{actor.account, command.query}};
  return Events{}.add(stream, actor.person, std::move(read));
}

}  // namespace congvu::reading
