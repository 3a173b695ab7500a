// What those who handle a dossier say to each other about it: a note, with the positions it is meant for. Nothing said
// is changed or deleted; who said it may take it back, which is an event too and says why. Only the staff read it,
// never the applicant, and it binds nobody: what is decided has acts of its own.
//
// The notes of a dossier are a stream of their own beside it, so that no history shown to the applicant holds them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "pipeline/act.h"
#include "work/dossier/commands.h"
#include "work/dossier/events.h"

namespace congvu::dossier {

struct Note {
  Handle handle;
  std::uint64_t index = 0;  // in the record
  Instant at;
  std::string position;               // who said it
  std::vector<std::string> mentions;  // positions
  std::optional<std::string> text;    // absent once erased
  struct Retraction {
    Instant at;
    std::optional<std::string> reason;  // absent once erased
  };
  std::optional<Retraction> retracted;
};

struct Notes {
  static constexpr std::string_view stream = "dossier.notes";
  std::vector<Note> list;  // in the order in which they were said

  Note const* find(Handle) const;
};
Handle notes_of(Handle dossier);

void apply(Notes&, DossierNoted const&, Recorded const&);
void apply(Notes&, NoteRetracted const&, Recorded const&);

Expected<Question> question(NoteOnDossier const&, Context const&, States const&);
Expected<Question> question(RetractNote const&, Context const&, States const&);
Decision decide(NoteOnDossier const&, Context const&, States const&);
Decision decide(RetractNote const&, Context const&, States const&);

inline constexpr std::size_t notes_most = 500;    // of one dossier: beyond, somebody writes by machine
inline constexpr std::size_t mentions_most = 10;  // of one note: whoever tells everybody tells nobody

namespace codes {
inline constexpr Code unknown_note{"dossier.unknown_note", Kind::not_found};
inline constexpr Code too_many_notes{"dossier.too_many_notes", Kind::conflict};        // arguments: most
inline constexpr Code too_many_mentions{"dossier.too_many_mentions"};                  // arguments: most
inline constexpr Code unknown_mention{"dossier.unknown_mention"};                      // arguments: position
inline constexpr Code not_your_note{"dossier.not_your_note", Kind::forbidden};         // arguments: who
inline constexpr Code already_retracted{"dossier.already_retracted", Kind::conflict};  // arguments: when
}  // namespace codes

}  // namespace congvu::dossier
