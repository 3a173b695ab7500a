#include "work/dossier/notes.h"

#include <algorithm>

#include "agency/org/org.h"
#include "work/dossier/deciding.h"

namespace congvu::dossier {

namespace {

constexpr std::string_view act = "dossier.comment";

Expected<Question> asked_about(Handle dossier, States const& states) {
  auto const found = existing(dossier, states);
  if (!found) return std::unexpected<Refusal>(found.error());
  auto question = question_about(**found, std::string{act}, states);
  question.owner = {};  // an applicant who has an account is still no handler
  return question;
}

Expected<void> may_be_mentioned(std::vector<std::string> const& positions, Date day, States const& states) {
  if (positions.size() > mentions_most) {
    return refuse(codes::too_many_mentions, "mentions", {{"most", std::to_string(mentions_most)}});
  }
  auto const& organisation = states.standing<org::Organisation>();
  for (auto const& position : positions) {
    if (!organisation.position_on(position, day)) {
      return refuse(codes::unknown_mention, "mentions", {{"position", position}});
    }
  }
  return {};
}

}  // namespace

Note const* Notes::find(Handle handle) const {
  auto const found = std::ranges::find(list, handle, &Note::handle);
  return found == list.end() ? nullptr : &*found;
}

Handle notes_of(Handle dossier) {
  return handle_of("dossier.notes", hex(dossier));
}

void apply(Notes& notes, DossierNoted const& event, Recorded const& recorded) {
  Note note;
  note.handle = event.note;
  note.index = recorded.index;
  note.at = recorded.recorded;
  note.position = event.position;
  note.mentions = event.mentions;
  if (event.personal) note.text = event.personal->text.value;
  notes.list.push_back(std::move(note));
}

void apply(Notes& notes, NoteRetracted const& event, Recorded const& recorded) {
  auto const note = std::ranges::find(notes.list, event.note, &Note::handle);
  if (note == notes.list.end()) return;
  note->retracted.emplace().at = recorded.recorded;
  if (event.personal) note->retracted->reason = event.personal->reason.value;
}

Expected<Question> question(NoteOnDossier const& command, Context const&, States const& states) {
  return asked_about(command.dossier, states);
}

Expected<Question> question(RetractNote const& command, Context const&, States const& states) {
  return asked_about(command.dossier, states);
}

Decision decide(NoteOnDossier const& command, Context const& context, States const& states) {
  auto const& notes = states.load<Notes>(notes_of(command.dossier));
  if (notes.list.size() >= notes_most) {
    return refuse(codes::too_many_notes, {}, {{"most", std::to_string(notes_most)}});
  }
  auto const mentions = command.mentions.value_or(std::vector<std::string>{});
  if (auto const good = may_be_mentioned(mentions, local_date(context.now), states); !good) {
    return std::unexpected(good.error());
  }
  DossierNoted noted{context.fresh_handle(0), command.dossier, context.actor.position, mentions, {}};
  noted.personal.emplace().text.value = command.text.value;
  return Events{}.add(notes_of(command.dossier), command.dossier, std::move(noted));
}

Decision decide(RetractNote const& command, Context const& context, States const& states) {
  auto const* note = states.load<Notes>(notes_of(command.dossier)).find(command.note);
  if (!note) return refuse(codes::unknown_note, "note");
  if (note->position != context.actor.position) return refuse(codes::not_your_note, "note", {{"who", note->position}});
  if (note->retracted) {
    return refuse(codes::already_retracted, "note", {{"when", vietnamese(note->retracted->at)}});
  }
  NoteRetracted retracted{command.note, {}};
  retracted.personal.emplace().reason.value = command.reason.value;
  return Events{}.add(notes_of(command.dossier), command.dossier, std::move(retracted));
}

}  // namespace congvu::dossier
