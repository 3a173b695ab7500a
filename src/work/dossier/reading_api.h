// A dossier as it is shown to whoever may see it: where it stands, who has it, both clocks with every line of their
// reckoning, the papers, and its history with each event's index in the record. To everybody else only its state and
// its due time. Pages and API show the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/duty/queries.h"
#include "agency/notice/notice.h"
#include "agency/notice/queries.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "page/words.h"
#include "pipeline/registry.h"
#include "work/dossier/clocks.h"
#include "work/dossier/dossier.h"

namespace congvu::dossier {

// One line of a reckoning, in words and as amounts.
struct LineShown {
  Instant at;
  congvu::Reckoning kind = congvu::Reckoning::accepted;
  std::string text;
  std::optional<Instant> until;
  std::optional<int> minutes;
  std::optional<int> days;
  std::optional<std::string> citation;
  std::optional<std::string> mark;
};
BOOST_DESCRIBE_STRUCT(LineShown, (), (at, kind, text, until, minutes, days, citation, mark))

// Minutes are of working time.
struct ClockShown {
  Instant from;
  Limit limit;
  Instant first_due;
  Instant due;
  Standing standing = Standing::on_time;
  std::optional<Instant> stopped;
  std::int64_t gross_minutes = 0;
  std::int64_t agency_minutes = 0;
  std::int64_t waiting_minutes = 0;
  std::vector<LineShown> explanation;
};
BOOST_DESCRIBE_STRUCT(ClockShown, (),
                      (from, limit, first_due, due, standing, stopped, gross_minutes, agency_minutes, waiting_minutes,
                       explanation))

struct PaperShown {
  std::string component;
  std::string name;
  std::string form;
};
BOOST_DESCRIBE_STRUCT(PaperShown, (), (component, name, form))

struct SupplementShown {
  std::string slip;
  Instant asked;
  std::optional<Instant> given;
  std::vector<std::string> components;
  std::vector<Text<1000>> items;
  std::optional<Text<4000>> reason;
};
BOOST_DESCRIBE_STRUCT(SupplementShown, (), (slip, asked, given, components, items, reason))

struct DocumentShown {
  std::string document;
  std::string title;
  std::string number;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(DocumentShown, (), (document, title, number, sha256))

// Where it lies now: a standing duty, with its holder or the unit in whose pool it is.
struct HolderShown {
  std::string work;
  std::string nature;
  std::optional<std::string> position;
  std::string title;  // of the position, or the unit's name
  std::optional<Instant> due;
};
BOOST_DESCRIBE_STRUCT(HolderShown, (), (work, nature, position, title, due))

// What anyone is told.
struct Brief {
  std::string code;
  std::string procedure;
  Phase state = Phase::none;
  Instant due;
};
BOOST_DESCRIBE_STRUCT(Brief, (), (code, procedure, state, due))

// A letter about it, without its address and words: to whom, in which state, and how it ended.
struct NoticeShown {
  std::string state;
  std::string title;
  std::string to;     // "applicant", "filer"
  std::string phase;  // "waiting", "sent", "failed", "told", "omitted"
  Instant owed;
  std::optional<Instant> ended;
  std::optional<std::string> reason;  // why it was not sent
};
BOOST_DESCRIBE_STRUCT(NoticeShown, (), (state, title, to, phase, owed, ended, reason))

// What a decision table answered, by which rules, told what.
struct RulingShown : decision::Answer {
  Instant at;
  std::optional<json::object> inputs;  // absent once erased
};
BOOST_DESCRIBE_STRUCT(RulingShown, (decision::Answer), (at, inputs))

struct Whole {
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::string procedure_name;
  std::string agency;
  Channel channel = Channel::online;
  Phase state = Phase::none;
  std::string state_name;
  Instant due;
  std::optional<Instant> first_due;
  Instant filed;
  std::optional<Instant> accepted, ready, closed;
  std::optional<std::string> slip, book, book_line;
  std::optional<std::string> refusal_slip;  // of a refusal at intake
  std::optional<std::string> ticket;        // of the queue, that it was handed in with
  std::optional<Party> applicant;           // absent once erased, with all that is personal
  std::optional<Filer> filer;
  std::optional<Receiver> receiver;
  std::optional<json::object> answers;
  std::vector<PaperShown> components;
  std::vector<Attachment> attachments;
  std::vector<SupplementShown> supplements;
  std::optional<Instant> supplement_until;  // by when one may still be asked for
  std::vector<Pause> pauses;
  std::vector<DocumentShown> documents;
  std::optional<ResultKind> result;
  std::optional<std::string> ground;  // on which it was refused or withdrawn
  std::vector<HolderShown> holders;
  ClockShown intake;
  std::optional<ClockShown> statutory;
  std::vector<RulingShown> rules;
  std::vector<NoticeShown> notices;  // in the order in which they were owed
};
BOOST_DESCRIBE_STRUCT(Whole, (),
                      (code, procedure, procedure_version, procedure_name, agency, channel, state, state_name, due,
                       first_due, filed, accepted, ready, closed, slip, book, book_line, refusal_slip, ticket,
                       applicant, filer, receiver, answers, components, attachments, supplements, supplement_until,
                       pauses, documents, result, ground, holders, intake, statutory, rules, notices))

// What showing needs beside the dossier itself.
struct Sight {
  procedure::Version const& version;
  procedure::CommonTerms const& common;
  Calendar const& calendar;   // of the unit that handles
  Calendar const& of_intake;  // of the one-stop unit
  org::Organisation const& organisation;
  page::Words const& words;
  page::Language language = page::Language::vi;
  Instant now;
};

Brief brief(Dossier const&);
Whole whole(Dossier const&, std::vector<duty::Row> const& standing, Sight const&);
// For `Whole::notices`, which the dossier's own story does not know.
std::vector<NoticeShown> notices_shown(std::vector<notice::Row> const&, notice::Matrix const&);

struct HistoryLine {
  std::uint64_t index = 0;
  std::string type;
  std::string text;  // in words
  Instant at;        // when it happened
  Instant recorded;
  std::optional<std::string> position;
  std::optional<std::string> position_title;
};
BOOST_DESCRIBE_STRUCT(HistoryLine, (), (index, type, text, at, recorded, position, position_title))

// Events of several streams as one story, in the order of the record.
std::vector<HistoryLine> history(std::vector<Happened> const&, org::Organisation const&, page::Words const&,
                                 page::Language);

}  // namespace congvu::dossier
