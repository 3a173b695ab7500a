// A dossier (hồ sơ) is what a citizen or an organisation hands in to have something done: a procedure, the answers to
// its form, and papers. It is received, accepted or sent back for what is missing, handled through the drawn steps of
// its procedure, signed, and its result is returned; all the while two clocks run, and each pause has its legal ground.
// Two clocks: intake (eight working hours to say yes, no or what is missing) and statutory (from acceptance until the
// result is ready). NĐ 118/2025/NĐ-CP, before it NĐ 61/2018/NĐ-CP; domain.md 1.
//
// Table of contents: parties.h, commands.h, events.h · dossier.cpp (apply) · clocks.h · deciding.h, with intake.cpp,
// supplement.cpp, clock_acts.cpp, handling.cpp (decide) · blanks.h (receipts for an outage) · reactions.h (what steps
// of its case mean for it) · ruling.h (what decision tables answer for it) · telling.h (who is told of it) ·
// dossier_views, queries.h · filing_api (a body becomes a command), reading_api (a dossier as it is shown), dossier_api
// (the calls) · citizen_pages.h and staff_pages.h (what people see) · room.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/act.h"
#include "rules/calendar/due.h"
#include "work/dossier/commands.h"
#include "work/dossier/events.h"

namespace congvu::dossier {

enum class Phase { none, filed, handling, ready, returned, refused, withdrawn };
BOOST_DESCRIBE_ENUM(Phase, none, filed, handling, ready, returned, refused, withdrawn)

// The supplement that was asked, and whether it has come.
struct Supplement {
  SupplementRequested request;
  Instant asked_at;
  std::optional<Instant> given_at;
};

// All that personal parts have told of it; absent once erased.
struct Content {
  std::string secret;
  Party applicant;
  std::optional<Filer> filer;
  std::optional<Receiver> receiver;
  json::object answers;
  std::vector<Attachment> attachments;
  std::optional<Handle> account;
  LetterLanguage language = LetterLanguage::vi;
};

struct Proposal {
  std::string ground;
  std::string note;  // empty once erased
};

struct Signature {
  DocumentSigned what;
  Instant at;
};

// The one apology that a dossier may have, with the day promised instead.
struct Reappointment {
  DossierReappointed what;
  Instant at;
};

// What a table of one use answered last.
struct Ruling {
  decision::Answer answer;
  std::optional<json::object> inputs;  // absent once erased
  Instant at;
  std::uint64_t index = 0;
};

struct Dossier {
  static constexpr std::string_view stream = "dossier";
  Handle handle;
  Phase phase = Phase::none;
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::string agency;
  Channel channel = Channel::online;
  std::string late_entry;  // key of the ground; empty when it was entered as it happened
  std::string blank;       // code of the numbered blank it was received on
  std::string ticket;      // number in the queue it was handed in with
  std::vector<Paper> papers;
  std::optional<Content> content;

  Instant filed_at;  // claimed: the first contact
  Instant intake_from;
  Instant intake_due;
  Handle intake_duty;
  std::optional<Instant> answered_at;  // the intake clock stopped: accepted, refused, or a supplement asked

  std::optional<Instant> accepted_at;
  Limit limit;
  Instant first_due;
  Instant due;                    // as of the last act; while paused, as if the pause ended with it
  std::optional<Instant> missed;  // the last due time that passed without a result
  std::map<decision::Use, Ruling> rulings;
  std::vector<Pause> pauses;
  Handle pause_duty;  // what the applicant owes while it is paused; zeros for nothing
  std::optional<Reappointment> reappointment;
  std::string slip, book, book_line;
  std::string refusal_slip;  // of a refusal at intake

  std::vector<Supplement> supplements;
  std::optional<Proposal> refusal_proposed;
  std::map<std::string, Signature> signatures;    // by document code, the latest
  std::map<std::string, DocumentMade> documents;  // by document code
  std::optional<ResultKind> result;
  std::optional<Instant> ready_at;
  std::optional<Instant> closed_at;  // returned, refused at intake, or withdrawn
  std::string ending_ground;

  bool paused() const { return !pauses.empty() && !pauses.back().to; }
  bool open() const { return phase == Phase::filed || phase == Phase::handling; }
  Supplement const* waiting_supplement() const;
};

void apply(Dossier&, DossierFiled const&, Recorded const&);
void apply(Dossier&, RulesApplied const&, Recorded const&);
void apply(Dossier&, DossierAccepted const&, Recorded const&);
void apply(Dossier&, SupplementRequested const&, Recorded const&);
void apply(Dossier&, SupplementGiven const&, Recorded const&);
void apply(Dossier&, ClockPaused const&, Recorded const&);
void apply(Dossier&, ClockResumed const&, Recorded const&);
void apply(Dossier&, DossierReappointed const&, Recorded const&);
void apply(Dossier&, DossierCorrected const&, Recorded const&);
void apply(Dossier&, RefusalProposed const&, Recorded const&);
void apply(Dossier&, DocumentSigned const&, Recorded const&);
void apply(Dossier&, DocumentMade const&, Recorded const&);
void apply(Dossier&, DueMissed const&, Recorded const&);
void apply(Dossier&, ResultReady const&, Recorded const&);
void apply(Dossier&, ResultReturned const&, Recorded const&);
void apply(Dossier&, DossierRefused const&, Recorded const&);
void apply(Dossier&, DossierWithdrawn const&, Recorded const&);

// The numbers given out on one day by one unit.
struct CodeSeries {
  static constexpr std::string_view stream = "dossier.codes";
  int last = 0;
};
void apply(CodeSeries&, CodeTaken const&, Recorded const&);

// The value at a path of what was handed in ("answers.x", "applicant.phone"); null when there is none.
json::value value_at(Content const&, std::string_view path);

namespace codes {
inline constexpr Code unknown{"dossier.unknown", Kind::not_found};
inline constexpr Code secret_wrong{"dossier.secret_wrong", Kind::forbidden};
inline constexpr Code secret_needed{"dossier.secret_needed", Kind::unauthenticated};
inline constexpr Code unknown_component{"dossier.unknown_component"};  // arguments: component
inline constexpr Code form_not_accepted{"dossier.form_not_accepted"};  // arguments: component, allowed
inline constexpr Code paper_missing{"dossier.paper_missing"};          // arguments: component
inline constexpr Code bad_channel{"dossier.bad_channel"};              // arguments: allowed
inline constexpr Code bad_agency{"dossier.bad_agency"};                // arguments: agency
inline constexpr Code unknown_attachment{"dossier.unknown_attachment"};
inline constexpr Code ticket_at_counter{"dossier.ticket_at_counter"};
inline constexpr Code not_base64{"dossier.not_base64"};
inline constexpr Code one_file{"dossier.one_file"};              // an upload is one file, in the field "file"
inline constexpr Code unknown_ground{"dossier.unknown_ground"};  // arguments: given, allowed
inline constexpr Code needs_citation{"dossier.needs_citation"};  // arguments: ground
inline constexpr Code not_at_intake{"dossier.not_at_intake", Kind::conflict};      // arguments: phase
inline constexpr Code not_in_handling{"dossier.not_in_handling", Kind::conflict};  // arguments: phase
inline constexpr Code closed{"dossier.closed", Kind::conflict};                    // arguments: phase, when
inline constexpr Code waits_for_applicant{"dossier.waits_for_applicant", Kind::conflict};
inline constexpr Code supplement_once{"dossier.supplement_once", Kind::conflict};          // arguments: when
inline constexpr Code supplement_too_late{"dossier.supplement_too_late", Kind::conflict};  // arguments: until
inline constexpr Code nothing_asked{"dossier.nothing_asked", Kind::conflict};
inline constexpr Code nothing_given{"dossier.nothing_given"};
inline constexpr Code pause_used_up{"dossier.pause_used_up", Kind::conflict};  // arguments: ground, allowed
inline constexpr Code already_paused{"dossier.already_paused", Kind::conflict};
inline constexpr Code not_paused{"dossier.not_paused", Kind::conflict};
inline constexpr Code late_needs_ground{"dossier.late_needs_ground"};
inline constexpr Code nothing_chosen{"dossier.nothing_chosen"};
inline constexpr Code late_time{"dossier.late_time"};
inline constexpr Code late_before_filing{"dossier.late_before_filing"};              // arguments: filed
inline constexpr Code reappointed_once{"dossier.reappointed_once", Kind::conflict};  // arguments: when, until
inline constexpr Code reappointed_too_early{"dossier.reappointed_too_early"};        // arguments: due
inline constexpr Code not_a_working_day{"dossier.not_a_working_day"};                // arguments: day
inline constexpr Code no_changes{"dossier.no_changes"};
inline constexpr Code bad_path{"dossier.bad_path"};                           // arguments: path
inline constexpr Code erased{"dossier.erased", Kind::conflict};               // its personal part is gone
inline constexpr Code no_calendar{"dossier.no_calendar", Kind::unavailable};  // no pack is loaded
inline constexpr Code not_a_return{"dossier.not_a_return", Kind::conflict};
inline constexpr Code no_result_yet{"dossier.no_result_yet", Kind::conflict};  // arguments: phase
}  // namespace codes

}  // namespace congvu::dossier
