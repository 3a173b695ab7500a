// Authority answers one question: who may do this act, on this day, and by which article. Its sources are the matrix
// (which kinds of position do which acts, for which units), decisions that delegate a leader's power to a deputy for a
// time, and substitutions in absence. The answer is computed from what stood on that day, so it can be given again
// years later, and a refusal always names the positions that could have done it.
//
// Table of contents: this page, mandate.cpp (who may), gate.h (the Gate), events.h, commands.h, faults.cpp (what a
// section of a pack must keep), loading.cpp, delegating.cpp and absence.cpp (decide), statements.cpp (apply),
// authority_api.h (absences and "who may" to the outside), room.h.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/org/org.h"
#include "base/described.h"
#include "pipeline/act.h"

namespace congvu::authority {

// own: the work of the position's own unit and those below it; for a citizen, their own matter. agency: the work of all
// units of the position's agency. any: every unit's.
enum class Scope { own, agency, any };
BOOST_DESCRIBE_ENUM(Scope, own, agency, any)

// One line of the matrix. `kinds` are kinds of position, or `citizen` (whoever has an account, on their own matter), or
// `anyone` (no account needed; whether the matter is theirs is proved to the room, by code and secret).
struct Row {
  std::string act;  // "dossier.accept"
  std::vector<std::string> kinds;
  std::vector<std::string> positions;  // these by code, beside the kinds
  Scope scope = Scope::own;
  std::vector<std::string> procedures;  // only these; all when empty
  std::optional<std::string> manner;    // NĐ 30/2020 art. 13
  std::string article;
  std::optional<Date> from, to;
  std::optional<std::string> mark, note;
  friend bool operator==(Row const&, Row const&) = default;
};
BOOST_DESCRIBE_STRUCT(Row, (), (act, kinds, positions, scope, procedures, manner, article, from, to, mark, note))

// A decision by which one position lends some of its powers to another, for a time and within limits. The delegate uses
// only what the delegator holds from the matrix itself: what was lent cannot be lent on.
struct Delegation {
  std::string number;  // "958/QĐ-SGDĐT"
  Date date{};
  std::string delegator;
  std::string delegate;
  std::vector<std::string> acts;
  std::vector<std::string> procedures;  // only these; all when empty
  std::vector<std::string> units;       // only the work of these; all when empty
  std::string manner;
  Date from{};
  std::optional<Date> to;
  std::string article;
  std::optional<std::string> legal_basis;
  std::optional<bool> no_subdelegation;   // must not be false: Luật 72/2025/QH15 art. 14
  std::optional<std::string> conditions;  // as the decision words them; shown, not computed
  std::optional<std::string> mark, note;
  friend bool operator==(Delegation const&, Delegation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Delegation, (),
                      (number, date, delegator, delegate, acts, procedures, units, manner, from, to, article,
                       legal_basis, no_subdelegation, conditions, mark, note))

// One decision may lend to several; what it lends to one of them is one delegation.
inline bool same_decision(Delegation const& a, Delegation const& b) {
  return a.number == b.number && a.delegate == b.delegate;
}

// While one is absent, another does their work in their stead: all acts that the absent one may do.
struct Substitution {
  std::string absent;
  std::string substitute;
  Date from{};
  Date to{};  // an absence without an end is a vacancy, which is the organisation's business
  std::string manner;
  std::string article;
  friend bool operator==(Substitution const&, Substitution const&) = default;
};
BOOST_DESCRIBE_STRUCT(Substitution, (), (absent, substitute, from, to, manner, article))

// As it was given, and when it was taken back.
template <class T>
struct Granted {
  T what;
  std::uint64_t index = 0;    // of the event that gave it; every act done under it carries this
  std::string agency;         // whose matrix it is in: kinds of position are those of this agency
  std::optional<Date> ended;  // its last day, where that came before its own
};

// All authority there is and was.
struct Authority {
  static constexpr std::string_view standing = "authority.authority";
  std::map<std::string, std::vector<Granted<Row>>, std::less<>> matrix;  // by act, as stated
  std::vector<Granted<Delegation>> delegations;                          // one by number and delegate
  std::vector<Granted<Substitution>> substitutions;
};

// One who may, and how.
struct Able {
  org::Position const* position;
  Mandate mandate;
};

// The mandate under which a position may act on a day; absent when it may not. The position must be in force; that a
// certain person holds it is the Gate's to check.
std::optional<Mandate> mandate_of(org::Position const&, Question const&, Date, Authority const&,
                                  org::Organisation const&);
// Every held position that may, in the order of codes: what refusals name and worklists offer. In the list is who may.
std::vector<Able> who_may(Question const&, Date, Authority const&, org::Organisation const&);
std::vector<Able> who_may(Question const&, Date, States const&);

// The mandate of whoever asks without an account; on an own matter the room has proved that it is theirs, by secret.
std::optional<Mandate> mandate_of_anyone(Question const&, Date, Authority const&);
// The mandate of an account on its own matter, or on what is open to anyone.
std::optional<Mandate> mandate_of_account(Handle account, Question const&, Date, Authority const&);
// The Gate's yes by itself: the mandate under which an actor may act at a time; absent where the Gate refuses. Lists
// and searches are limited by it, so that what is in a list is what the Gate lets through.
std::optional<Mandate> mandate_for(Actor const&, Question const&, Instant when, States const&);
// The positions whose duties a position may have in hand on a day: its own, and those it acts for or in the stead of.
std::vector<std::string> hands_of(std::string_view position, Date, Authority const&);
// No line of the matrix gives the act to a person: only the program itself does it.
bool systems_own(std::string_view act, Authority const&);

// An act that only reads; all that a supervisor from outside may be given.
bool reads_only(std::string_view act);

// Whether this is a way to sign for another that NĐ 30/2020 art. 13 knows, or none.
bool known_manner(std::string_view);

// Whether a substitution holds on any day of from..to, an early end counted.
bool overlaps(Granted<Substitution> const&, Date from, Date to);

// Titles of those who may, with their units, each once, with semicolons between.
std::string titles(std::vector<Able> const&, Date, org::Organisation const&);

// What a line may name beside the kinds of position.
namespace kinds {
inline constexpr std::string_view anyone = "anyone";
inline constexpr std::string_view citizen = "citizen";
}  // namespace kinds

namespace acts {
// Handing a duty over: its holder, and whoever answers for the holder up the line; from a unit's pool, its heads.
inline constexpr std::string_view hand_over = "duty.hand_over";
inline constexpr std::string_view load = "pack.load";
inline constexpr std::string_view manage_accounts = "account.manage";
// A password of one's own, one's own sessions: whoever has an account, for that account, without a line of the matrix.
inline constexpr std::string_view own_account = "account.own";
inline constexpr std::string_view staff = "organisation.staff";
inline constexpr std::string_view delegate = "authority.delegate";
// Naming who stands in for one who is away, and ending it: the director, the office, the head of the unit.
inline constexpr std::string_view substitute = "authority.substitute";
}  // namespace acts

namespace codes {
// Arguments of all refusals of authority: act; who: titles of the positions that may, empty when none.
inline constexpr Code not_yours{"authority.not_yours", Kind::forbidden};
inline constexpr Code nobody_now{"authority.nobody_now", Kind::forbidden};    // nobody holds a position that may
inline constexpr Code systems_own{"authority.systems_own", Kind::forbidden};  // the program does it, no person
inline constexpr Code owner_only{"authority.owner_only", Kind::forbidden};    // the one whose matter it is
inline constexpr Code not_held{"authority.not_held", Kind::forbidden};        // arguments: position, date
inline constexpr Code persons_act{"authority.persons_act", Kind::forbidden};  // the program may not do it
inline constexpr Code sign_in{"authority.sign_in", Kind::unauthenticated};

inline constexpr Code faults{"authority.faults"};                      // of a section; the parts say which
inline constexpr Code unknown_kind{"authority.unknown_kind"};          // arguments: kind
inline constexpr Code unknown_position{"authority.unknown_position"};  // arguments: code
inline constexpr Code nobody_named{"authority.nobody_named"};          // a line with neither kinds nor positions
inline constexpr Code term_reversed{"authority.term_reversed"};        // arguments: from, to
inline constexpr Code supervisor_acts{"authority.supervisor_acts"};    // arguments: act
inline constexpr Code lent_on{"authority.lent_on"};  // arguments: delegator: has it by delegation only
inline constexpr Code not_theirs_to_lend{"authority.not_theirs_to_lend"};  // arguments: delegator, act
inline constexpr Code to_themselves{"authority.to_themselves"};            // arguments: position
inline constexpr Code bad_manner{"authority.bad_manner"};                  // arguments: given
inline constexpr Code for_days_gone{"authority.for_days_gone"};            // arguments: from: before today
inline constexpr Code unknown_delegation{"authority.unknown_delegation", Kind::not_found};
inline constexpr Code unknown_substitution{"authority.unknown_substitution", Kind::not_found};
inline constexpr Code already_absent{"authority.already_absent", Kind::conflict};  // arguments: position, from, to
inline constexpr Code substitute_absent{"authority.substitute_absent", Kind::conflict};  // the same
inline constexpr Code outside_substitutes{"authority.outside_substitutes"};              // arguments: position
}  // namespace codes

}  // namespace congvu::authority
