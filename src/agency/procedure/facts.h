// What the law says of a procedure: its name and field, who may apply, what a dossier consists of, how long the agency
// has, what it costs and what comes out. Each fact names the text it rests on and carries a mark that says how sure we
// are of it, because what is only an example must never be shown as law. One procedure.yaml of a pack is one of these,
// its versions left out. NĐ 63/2010 art. 8; domain.md 2.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "rules/calendar/limit.h"

namespace congvu::procedure {

// The member of a list with this code, or nothing.
template <class T>
T const* with_code(std::vector<T> const& list, std::string_view code) {
  for (auto const& each : list) {
    if (each.code == code) return &each;
  }
  return nullptr;
}

// Of a citizen or organisation; of the agency itself; or across agencies.
enum class ProcedureKind { administrative, internal, linked };
BOOST_DESCRIBE_ENUM(ProcedureKind, administrative, internal, linked)

// "F", "F2", "K", "K?", or "example"; absent is a choice of the pack itself.
using Mark = Text<16>;

// The field a procedure belongs to ("lĩnh vực").
struct Field {
  std::string name;
  std::optional<std::string> code;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Field, (), (name, code, mark))

// A text of law the procedure rests on, and between which days.
struct LegalBasis {
  std::string number;  // "125/2024/NĐ-CP"
  std::string title;
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Mark> mark;
  std::optional<std::string> note;

  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};
BOOST_DESCRIBE_STRUCT(LegalBasis, (), (number, title, from, to, mark, note))

// What is done, in order ("trình tự thực hiện").
struct Sequence {
  std::vector<std::string> steps;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Sequence, (), (steps, mark))

// By which channels one files and receives ("cách thức thực hiện"); codes of Terms::channels.
struct Manner {
  std::vector<std::string> channels;
  std::string text;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Manner, (), (channels, text, mark))

struct DossierSets {
  int amount = 1;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(DossierSets, (), (amount, mark))

// How long the law gives for the whole of it.
struct LegalLimit {
  LimitUnit unit = LimitUnit::working_days;
  int amount = 0;
  std::string text;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
  std::optional<std::string> note;

  Limit limit() const { return {amount, unit}; }
};
BOOST_DESCRIBE_STRUCT(LegalLimit, (), (unit, amount, text, citation, mark, note))

// Where a channel has a limit of its own.
struct ChannelLimit {
  std::string channel;
  LimitUnit unit = LimitUnit::working_days;
  int amount = 0;
  std::string text;
  std::optional<std::string> citation;
  std::optional<Mark> mark;

  Limit limit() const { return {amount, unit}; }
};
BOOST_DESCRIBE_STRUCT(ChannelLimit, (), (channel, unit, amount, text, citation, mark))

enum class ApplicantKind { person, organisation };
BOOST_DESCRIBE_ENUM(ApplicantKind, person, organisation)

struct Applicants {
  std::vector<ApplicantKind> who;
  std::string text;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Applicants, (), (who, text, mark))

struct PerformingAgency {
  std::string code;
  std::string text;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(PerformingAgency, (), (code, text, mark))

// One of the agencies that perform a procedure, and its units for it: where dossiers come in, who handles them, and
// whose head signs. A procedure of the commune level has one of these for every commune of the pack.
struct Performer {
  std::string agency;
  std::string intake_unit;
  std::string handling_unit;
  std::string signing_unit;
};
BOOST_DESCRIBE_STRUCT(Performer, (), (agency, intake_unit, handling_unit, signing_unit))

struct Result {
  std::string title;
  std::optional<std::string> document;  // code of the one of `documents` that is the result
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Result, (), (title, document, citation, mark))

struct Fee {
  std::int64_t amount = 0;  // đồng
  std::string text;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (amount, text, citation, mark))

struct Conditions {
  std::string text;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Conditions, (), (text, citation, mark))

struct ApplicationForm {
  std::string title;
  std::optional<std::string> note;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(ApplicationForm, (), (title, note, mark))

// One paper of the dossier. `form` is the code of the form it is asked for in (original, copy, certified);
// `accepted_forms` are those that will do, only `form` when none is named.
struct Component {
  std::string code;
  std::string name;
  std::string form;
  int count = 1;
  bool required = true;
  std::vector<std::string> accepted_forms;
  std::optional<bool> made_from_form;  // filed online, the answers are this paper
  std::optional<std::string> note;
  std::optional<std::string> citation;
  std::optional<Mark> mark;

  bool accepts(std::string_view given) const;
};
BOOST_DESCRIBE_STRUCT(Component, (),
                      (code, name, form, count, required, accepted_forms, made_from_form, note, citation, mark))

// What the process may draw up (congvu:document names its code). The pack writes `register` and `template`, which are
// words of C++: the reader of packs knows.
struct DocumentKind {
  std::string code;
  std::string title;
  std::string number_register;  // code of the register it takes its number from
  std::string template_name;    // key of ProcedurePublished::templates
  std::string kind;             // decision, notice, copy, slip
};
BOOST_DESCRIBE_STRUCT(DocumentKind, (), (code, title, number_register, template_name, kind))

// One step of an internal or linked procedure as its list writes it: who does what within which time, and what comes
// out. `partner` is the agency outside that does the step; else a unit or a position of our own does it. domain.md 2.
struct WorkStep {
  std::string name;
  std::optional<std::string> unit;
  std::optional<std::string> position;
  std::optional<std::string> partner;
  std::optional<Limit> time;
  std::optional<std::string> product;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(WorkStep, (), (name, unit, position, partner, time, product, mark))

// Whose power it is by law, and who settles it under a delegation ("thủ tục hành chính được ủy quyền giải quyết").
struct Delegated {
  std::string by;
  std::string to;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Delegated, (), (by, to, citation, mark))

struct Facts {
  std::string name;
  ProcedureKind kind = ProcedureKind::administrative;
  std::string level;  // code of a level of government, dated in the organisation
  Field field;
  std::optional<std::string> service_level;
  std::vector<std::string> keywords;     // other names people use for it; searched like its name
  std::vector<std::string> life_events;  // codes of Terms::life_events
  std::map<std::string, Mark> marks;     // of the facts that have no place for their own: code, name, level …
  std::vector<LegalBasis> legal_basis;
  std::optional<Sequence> sequence;
  Manner manner;
  std::optional<DossierSets> dossier_sets;
  LegalLimit limit;
  std::vector<ChannelLimit> limit_by_channel;
  std::optional<Applicants> applicants;
  PerformingAgency agency;
  std::string intake_unit;
  std::string handling_unit;
  std::vector<Performer> performers;  // where several agencies perform it, or roles stand for its units; the first is
                                      // the one of `agency`, `intake_unit` and `handling_unit`
  Result result;
  std::optional<Fee> fee;
  std::optional<Conditions> conditions;
  std::optional<ApplicationForm> application_form;
  std::vector<Component> components;
  std::vector<DocumentKind> documents;
  std::vector<WorkStep> steps;  // of internal and linked procedures, which need no diagram
  std::optional<Delegated> delegated;

  // The limit of a dossier filed by this channel.
  Limit limit_for(std::string_view channel) const;
  Component const* component(std::string_view code) const;
  DocumentKind const* document(std::string_view code) const;
  // Whether this agency performs it, and with which units; without an own line, those of the procedure itself.
  bool performed_by(std::string_view agency) const;
  Performer performer(std::string_view agency) const;
};
BOOST_DESCRIBE_STRUCT(Facts, (),
                      (name, kind, level, field, service_level, keywords, life_events, marks, legal_basis, sequence,
                       manner, dossier_sets, limit, limit_by_channel, applicants, agency, intake_unit, handling_unit,
                       performers, result, fee, conditions, application_form, components, documents, steps, delegated))

// A drawing shared by several agencies names their units by role: "officer@handling", "clerk@intake",
// "director@signing". Here the roles become the units of one of them.
std::string with_units(std::string_view candidates, Performer const&);

}  // namespace congvu::procedure
