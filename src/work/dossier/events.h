// What may happen to a dossier, in the order of its story. Public, immutable for ever. What the law's clock and path
// need is in the open part; names, answers, reasons and files are in `personal`.
#pragma once

#include "agency/decision/answering.h"
#include "rules/calendar/due.h"
#include "rules/calendar/limit.h"
#include "work/dossier/parties.h"

namespace congvu::dossier {

// The day's next number of a one-stop unit: a stream of its own, so that two filings never share a code.
struct CodeTaken {
  static constexpr std::string_view name = "dossier.code_taken";
  std::string code;
  int number = 0;
};
BOOST_DESCRIBE_STRUCT(CodeTaken, (), (code, number))

struct DossierFiled {
  static constexpr std::string_view name = "dossier.filed";
  std::string code;  // "H26.19-241118-0042"
  std::string procedure;
  int procedure_version = 0;
  std::string agency;
  Channel channel = Channel::online;
  std::vector<Paper> papers;
  Instant intake_due;
  Handle intake_duty;
  std::string late_entry;             // key of the ground, when it is entered after it happened
  std::optional<std::string> blank;   // code of the numbered blank handed out then
  std::optional<std::string> ticket;  // number in the queue that it was handed in with: "A-027"
  struct Personal {
    std::string secret;
    Party applicant;
    std::optional<Filer> filer;
    std::optional<Receiver> receiver;
    json::object answers;
    std::vector<Attachment> attachments;
    std::optional<Handle> account;
    std::optional<LetterLanguage> language;  // of their letters; Vietnamese where it is not said
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierFiled::Personal, (),
                      (secret, applicant, filer, receiver, answers, attachments, account, language))
BOOST_DESCRIBE_STRUCT(DossierFiled, (),
                      (code, procedure, procedure_version, agency, channel, papers, intake_due, intake_duty, late_entry,
                       blank, ticket, personal))

// The agency's decision tables were asked: what each answered, by which version and which of its rules. Asked again of
// the same use, the later answer counts.
struct RulesApplied {
  static constexpr std::string_view name = "dossier.rules_applied";
  std::vector<decision::Answer> answers;
  struct Personal {
    std::vector<json::object> inputs;  // what each was told, in the order of the answers
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(RulesApplied::Personal, (), (inputs))
BOOST_DESCRIBE_STRUCT(RulesApplied, (), (answers, personal))

// Slip 01 is numbered, and the statutory clock starts.
struct DossierAccepted {
  static constexpr std::string_view name = "dossier.accepted";
  Limit limit;
  Instant first_due;
  std::string slip;         // "1284/TNHS"
  std::string book;         // the follow-up book's volume
  std::string book_line;    // and line
  std::vector<Paper> seen;  // what was seen and kept at the counter
};
BOOST_DESCRIBE_STRUCT(DossierAccepted, (), (limit, first_due, slip, book, book_line, seen))

// During intake or during handling; once in each dossier, with all that is missing.
struct SupplementRequested {
  static constexpr std::string_view name = "dossier.supplement_requested";
  std::string ground;
  bool at_intake = true;
  std::string slip;  // "12/HDHS"
  std::vector<std::string> components;
  Handle duty;                          // of the applicant
  std::optional<bool> late;             // asked after the time to ask was over
  std::optional<std::string> citation;  // by which text of law, where it was late
  struct Personal {
    std::vector<Text<1000>> items;
    Text<4000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(SupplementRequested::Personal, (), (items, reason))
BOOST_DESCRIBE_STRUCT(SupplementRequested, (), (ground, at_intake, slip, components, duty, late, citation, personal))

// At intake a new intake of eight hours begins with it.
struct SupplementGiven {
  static constexpr std::string_view name = "dossier.supplement_given";
  std::vector<Paper> papers;
  std::optional<Instant> intake_due;
  Handle intake_duty;
  struct Personal {
    json::object answers;  // those that changed
    std::vector<Attachment> attachments;
    Text<4000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(SupplementGiven::Personal, (), (answers, attachments, note))
BOOST_DESCRIBE_STRUCT(SupplementGiven, (), (papers, intake_due, intake_duty, personal))

struct ClockPaused {
  static constexpr std::string_view name = "dossier.clock_paused";
  std::string ground;
  PauseEffect effect = PauseEffect::resume;
  std::string citation;        // the text of law named, where the ground asks for one
  std::optional<Handle> duty;  // of the applicant, where the ground waits for something they owe
  struct Personal {
    Text<4000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(ClockPaused::Personal, (), (note))
BOOST_DESCRIBE_STRUCT(ClockPaused, (), (ground, effect, citation, duty, personal))

struct ClockResumed {
  static constexpr std::string_view name = "dossier.clock_resumed";
  Instant due;
};
BOOST_DESCRIBE_STRUCT(ClockResumed, (), (due))

// Slip 04: an apology for being late, and the day the result is promised for instead. No clock moves by it.
struct DossierReappointed {
  static constexpr std::string_view name = "dossier.reappointed";
  std::string slip;  // "05/PXL"
  Instant due;       // promised until then
  Instant until;     // promised now
  struct Personal {
    Text<4000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierReappointed::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(DossierReappointed, (), (slip, due, until, personal))

struct Change {
  std::string path;  // "answers.full_name", "applicant.phone"
  json::value from;
  json::value to;
};
BOOST_DESCRIBE_STRUCT(Change, (), (path, from, to))

struct DossierCorrected {
  static constexpr std::string_view name = "dossier.corrected";
  std::string ground;
  std::vector<std::string> paths;
  struct Personal {
    std::vector<Change> changes;
    Text<4000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierCorrected::Personal, (), (changes, note))
BOOST_DESCRIBE_STRUCT(DossierCorrected, (), (ground, paths, personal))

// A step of the procedure proposes to say no; the ground and the words go into the document that is drawn up.
struct RefusalProposed {
  static constexpr std::string_view name = "dossier.refusal_proposed";
  std::string ground;
  std::string position;
  struct Personal {
    Text<4000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(RefusalProposed::Personal, (), (note))
BOOST_DESCRIBE_STRUCT(RefusalProposed, (), (ground, position, personal))

// Who signed which document, in what manner and by which authority.
struct DocumentSigned {
  static constexpr std::string_view name = "dossier.document_signed";
  std::string document;  // code of the procedure's document: "decision", "refusal"
  std::string position;
  std::string manner;     // "KT.", "TL." …
  std::string on_behalf;  // position whose power was used
  std::string authority;  // "Điều 1 Quyết định 958/QĐ-SGDĐT"
};
BOOST_DESCRIBE_STRUCT(DocumentSigned, (), (document, position, manner, on_behalf, authority))

// A numbered document, hashed: the bytes lie with agency/document.
struct DocumentMade {
  static constexpr std::string_view name = "dossier.document_made";
  std::string document;
  std::string title;
  std::string number;
  Handle handle;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(DocumentMade, (), (document, title, number, handle, sha256))

enum class ResultKind { result, refusal };
BOOST_DESCRIBE_ENUM(ResultKind, result, refusal)

// The time is over and there is no result: said once for each due time, by the program itself.
struct DueMissed {
  static constexpr std::string_view name = "dossier.due_missed";
  Instant due;
};
BOOST_DESCRIBE_STRUCT(DueMissed, (), (due))

// The agency is done: the clock stops here, and the receiver is told.
struct ResultReady {
  static constexpr std::string_view name = "dossier.result_ready";
  ResultKind kind = ResultKind::result;
  Instant due;
  bool on_time = true;
};
BOOST_DESCRIBE_STRUCT(ResultReady, (), (kind, due, on_time))

struct ResultReturned {
  static constexpr std::string_view name = "dossier.result_returned";
  Delivery how = Delivery::counter;
  struct Personal {
    Text<200> to_name;
    std::optional<Text<50>> to_identity;
    std::optional<Text<300>> by_right;  // where another than the receiver took it
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(ResultReturned::Personal, (), (to_name, to_identity, by_right))
BOOST_DESCRIBE_STRUCT(ResultReturned, (), (how, personal))

// At intake; a refusal later runs through the drawn procedure and ends in a signed document.
struct DossierRefused {
  static constexpr std::string_view name = "dossier.refused";
  std::string ground;
  std::string slip;  // "3/TCHS"
  struct Personal {
    Text<4000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierRefused::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(DossierRefused, (), (ground, slip, personal))

struct DossierWithdrawn {
  static constexpr std::string_view name = "dossier.withdrawn";
  std::string ground;
  struct Personal {
    Text<4000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierWithdrawn::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(DossierWithdrawn, (), (ground, personal))

// A receipt with nothing but its number, for when the server is down. Each is used once or accounted for.
struct BlankPrinted {
  static constexpr std::string_view name = "dossier.blank_printed";
  std::string code;                   // as its bar code says: "TNDP-2024-05"
  std::string number;                 // as written: "05/TNDP"
  std::optional<std::string> agency;  // whose pad it is; absent where the register is everyone's
};
BOOST_DESCRIBE_STRUCT(BlankPrinted, (), (code, number, agency))

struct BlankUsed {
  static constexpr std::string_view name = "dossier.blank_used";
  std::string code;
  std::string dossier;  // its code
};
BOOST_DESCRIBE_STRUCT(BlankUsed, (), (code, dossier))

struct BlankVoided {
  static constexpr std::string_view name = "dossier.blank_voided";
  std::string code;
  struct Personal {
    Text<1000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(BlankVoided::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(BlankVoided, (), (code, personal))

// The staff among themselves; in the stream of the dossier's notes (notes.h).
struct DossierNoted {
  static constexpr std::string_view name = "dossier.noted";
  Handle note;
  Handle dossier;
  std::string position;
  std::vector<std::string> mentions;  // positions
  struct Personal {
    Text<4000> text;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierNoted::Personal, (), (text))
BOOST_DESCRIBE_STRUCT(DossierNoted, (), (note, dossier, position, mentions, personal))

struct NoteRetracted {
  static constexpr std::string_view name = "dossier.note_retracted";
  Handle note;
  struct Personal {
    Text<1000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(NoteRetracted::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(NoteRetracted, (), (note, personal))

}  // namespace congvu::dossier
