// What may be asked of a dossier, one for each intention. The time and the actor are the Context's.
#pragma once

#include "work/dossier/parties.h"

namespace congvu::dossier {

// Checked beforehand by filing.h: the answers against the procedure's form, the attachments against the blobs.
struct FileDossier {
  static constexpr std::string_view name = "dossier.file";
  std::string procedure;
  std::optional<std::string> agency;
  std::optional<Channel> channel;
  Party applicant;
  std::optional<Filer> filer;
  std::optional<Receiver> receiver;
  json::object answers;
  std::vector<Paper> papers;
  std::vector<Attachment> attachments;
  std::optional<std::string> late_entry;  // key of the ground, with the act's claimed time
  std::optional<std::string> blank;       // code of the numbered blank that was handed out then
  std::optional<LetterLanguage> language;
  std::optional<std::string> ticket;  // number in the queue, where it is handed in at the counter with one
};
BOOST_DESCRIBE_STRUCT(FileDossier, (),
                      (procedure, agency, channel, applicant, filer, receiver, answers, papers, attachments, late_entry,
                       blank, language, ticket))

struct AcceptDossier {
  static constexpr std::string_view name = "dossier.accept";
  Handle dossier;
  std::vector<Paper> seen;
};
BOOST_DESCRIBE_STRUCT(AcceptDossier, (), (dossier, seen))

struct RequestSupplement {
  static constexpr std::string_view name = "dossier.request_supplement";
  Handle dossier;
  std::optional<std::string> ground;    // "supplement" when absent
  std::vector<std::string> components;  // codes of what is missing or wrong
  std::vector<Text<1000, 1>> items;     // what to complete, line by line
  Text<4000, 1> reason;
  std::optional<Text<300>> citation;  // the text of law that allows it after the time to ask is over
};
BOOST_DESCRIBE_STRUCT(RequestSupplement, (), (dossier, ground, components, items, reason, citation))

// By the applicant with the secret or their account, or by a clerk at the counter.
struct GiveSupplement {
  static constexpr std::string_view name = "dossier.give_supplement";
  Handle dossier;
  std::optional<std::string> secret;
  std::optional<json::object> answers;
  std::vector<Paper> papers;
  std::vector<Attachment> attachments;
  std::optional<Text<4000>> note;
};
BOOST_DESCRIBE_STRUCT(GiveSupplement, (), (dossier, secret, answers, papers, attachments, note))

struct PauseClock {
  static constexpr std::string_view name = "dossier.pause";
  Handle dossier;
  std::string ground;
  std::optional<std::string> citation;
  Text<4000, 1> note;
};
BOOST_DESCRIBE_STRUCT(PauseClock, (), (dossier, ground, citation, note))

struct ResumeClock {
  static constexpr std::string_view name = "dossier.resume";
  Handle dossier;
};
BOOST_DESCRIBE_STRUCT(ResumeClock, (), (dossier))

// The result will be late: the apology, with its reason and the day it is promised for now. Once in a dossier.
struct ReappointDossier {
  static constexpr std::string_view name = "dossier.reappoint";
  Handle dossier;
  Date until;
  Text<4000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(ReappointDossier, (), (dossier, until, reason))

struct WantedChange {
  std::string path;
  json::value to;
};
BOOST_DESCRIBE_STRUCT(WantedChange, (), (path, to))

struct CorrectDossier {
  static constexpr std::string_view name = "dossier.correct";
  Handle dossier;
  std::string ground;
  std::vector<WantedChange> changes;
  Text<4000, 1> note;
};
BOOST_DESCRIBE_STRUCT(CorrectDossier, (), (dossier, ground, changes, note))

// At intake.
struct RefuseDossier {
  static constexpr std::string_view name = "dossier.refuse";
  Handle dossier;
  std::string ground;
  Text<4000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(RefuseDossier, (), (dossier, ground, reason))

struct ReturnResult {
  static constexpr std::string_view name = "dossier.return_result";
  Handle duty;  // the step "return the result" of its procedure
  std::optional<Delivery> how;
  Text<200, 1> to_name;
  std::optional<Text<50>> to_identity;
  std::optional<Text<300>> by_right;
};
BOOST_DESCRIBE_STRUCT(ReturnResult, (), (duty, how, to_name, to_identity, by_right))

struct WithdrawDossier {
  static constexpr std::string_view name = "dossier.withdraw";
  Handle dossier;
  std::optional<std::string> secret;
  std::string ground;
  std::optional<Text<4000>> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawDossier, (), (dossier, secret, ground, reason))

// For the hour in which the server is down: so many receipts with a number and nothing else on them.
struct PrintBlanks {
  static constexpr std::string_view name = "dossier.print_blanks";
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(PrintBlanks, (), (count))

// What becomes of those that were not used: spoiled, lost, left over.
struct VoidBlanks {
  static constexpr std::string_view name = "dossier.void_blanks";
  std::vector<std::string> codes;
  Text<1000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(VoidBlanks, (), (codes, reason))

// The program's own: the time of a running dossier is over.
struct MissDue {
  static constexpr std::string_view name = "dossier.miss_due";
  Handle dossier;
  Instant due;
};
BOOST_DESCRIBE_STRUCT(MissDue, (), (dossier, due))

// A note of the staff among themselves, with the positions it is meant for.
struct NoteOnDossier {
  static constexpr std::string_view name = "dossier.note";
  Handle dossier;
  Text<4000, 1> text;
  std::optional<std::vector<std::string>> mentions;
};
BOOST_DESCRIBE_STRUCT(NoteOnDossier, (), (dossier, text, mentions))

// Taken back by who said it, with the reason; what was said stays in the record.
struct RetractNote {
  static constexpr std::string_view name = "dossier.retract_note";
  Handle dossier;
  Handle note;
  Text<1000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(RetractNote, (), (dossier, note, reason))

}  // namespace congvu::dossier
