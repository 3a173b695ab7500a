// What holds for every procedure of an agency: how its dossiers are coded, how long intake may take, by which channels
// one may file, which phases a citizen is shown, and the closed lists of grounds on which a clock is paused, a dossier
// refused or an entry corrected. An act that needs a reason chooses a line of these lists and adds its own words.
// They are facts of the pack, stated as a whole; stating them again replaces them. domain.md 1.3, 1.4.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/facts.h"
#include "rules/calendar/due.h"

namespace congvu::procedure {

using TemplateText = Text<64 * 1024>;

// A code of a closed list, and what it is called.
struct Term {
  std::string code;
  std::string title;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Term, (), (code, title, citation, mark, note))

// <prefix>-<YYMMDD>-<number>, the number beginning anew each day.
struct DossierCode {
  std::string prefix;
  std::string sequence;
  int digits = 4;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(DossierCode, (), (prefix, sequence, digits, citation, mark, note))

struct Intake {
  Limit limit;
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(Intake, (), (limit, citation, mark))

// What a procedure sends, and to whom: applicant, receiver, unit.
struct NoticeTerm {
  std::string code;
  std::string title;
  std::string to;
};
BOOST_DESCRIBE_STRUCT(NoticeTerm, (), (code, title, to))

// An occasion on which people come to the agency, in their own words: "tôi muốn mở trường mầm non".
struct LifeEvent {
  std::string code;
  std::string title;
  std::vector<std::string> phrases;
};
BOOST_DESCRIBE_STRUCT(LifeEvent, (), (code, title, phrases))

// Where people take a number and are called: by what they come for, to which desks, and who is called before others.
struct QueueTerms {
  std::vector<Term> lines;  // the code is the letter before the number: "A" of "A-027"
  std::vector<Term> desks;
  std::vector<Term> priorities;
};
BOOST_DESCRIBE_STRUCT(QueueTerms, (), (lines, desks, priorities))

struct Terms {
  DossierCode dossier_code;
  Intake intake;
  std::vector<Term> channels;
  std::vector<Term> service_levels;
  std::vector<Term> component_forms;
  std::vector<Term> phases;
  std::vector<Term> outcomes;
  std::vector<NoticeTerm> notices;
  std::vector<LifeEvent> life_events;
  std::optional<QueueTerms> queue;
  std::map<std::string, TemplateText> templates;  // Mustache, of what all procedures share: slips, by file's name
};
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (dossier_code, intake, channels, service_levels, component_forms, phases, outcomes, notices,
                       life_events, queue, templates))

enum class WaitsFor { applicant, other };
BOOST_DESCRIBE_ENUM(WaitsFor, applicant, other)

struct PauseGround {
  std::string code;
  std::string title;
  PauseEffect effect = PauseEffect::resume;
  int allowed = 1;  // times in one dossier
  WaitsFor waits_for = WaitsFor::applicant;
  bool opens_duty = false;             // of the applicant
  std::optional<bool> needs_citation;  // the act must name the text of law that asks for the wait
  std::optional<std::string> slip;     // register of the slip that tells the applicant
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(PauseGround, (),
                      (code, title, effect, allowed, waits_for, opens_duty, needs_citation, slip, citation, mark))

enum class RefusedAt { intake, handling };
BOOST_DESCRIBE_ENUM(RefusedAt, intake, handling)

struct RefusalGround {
  std::string code;
  std::string title;
  std::vector<RefusedAt> at;
  std::vector<std::string> procedures;  // only these; empty is all
  std::optional<std::string> citation;
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(RefusalGround, (), (code, title, at, procedures, citation, mark))

struct Grounds {
  std::vector<PauseGround> pauses;
  std::vector<RefusalGround> refusals;
  std::vector<Term> corrections;
  std::vector<Term> withdrawals;
  std::vector<Term> late_entries;

  PauseGround const* pause(std::string_view code) const;
  // Only where this procedure may be refused on it at this moment.
  RefusalGround const* refusal(std::string_view code, RefusedAt, std::string_view procedure) const;
};
BOOST_DESCRIBE_STRUCT(Grounds, (), (pauses, refusals, corrections, withdrawals, late_entries))

}  // namespace congvu::procedure
