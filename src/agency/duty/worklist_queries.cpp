// The worklist: the Gate is asked of the kinds of duty that stand, and the duties of those it allows are merged as they
// lie in their index, each kind in its order, until the page is full. Neither looks at more than is shown.
#include <boost/json/serialize.hpp>
#include <queue>

#include "agency/authority/authority.h"
#include "agency/duty/queries.h"

namespace congvu::duty {

namespace {

using record::Sql;
using record::SqlRow;

constexpr std::string_view applicant = "applicant";

// Which duties of a kind the actor may act on: their own matters may be closed to them, or alone be open.
enum class Whose { all, others, own };

struct Kind {
  std::int64_t kind = 0;
  Question question;
  std::string nature;
  Whose whose = Whose::all;
  std::int64_t number = 0;
};

Kind kind_from(SqlRow const& row) {
  Kind kind{.kind = row.number("kind"), .question = {}, .nature = row.text("nature"), .number = row.number("standing")};
  kind.question.act = row.text("act");
  kind.question.procedure = row.text("procedure");
  kind.question.unit = row.text("unit");
  kind.question.holder = row.text("holder");
  kind.question.candidates = row.text("candidates");
  return kind;
}

// In whose hands a duty may lie that the actor may act on: nobody's, their own, those they act for.
std::string hands(Actor const& actor, Instant now, States const& states) {
  json::array codes;
  if (actor.nature == Actor::Nature::staff && !actor.position.empty()) {
    codes.emplace_back("");
    for (auto& each : authority::hands_of(actor.position, local_date(now), states.standing<authority::Authority>())) {
      codes.emplace_back(std::move(each));
    }
  }
  return json::serialize(codes);
}

// How many of each kind are the actor's own matters.
std::map<std::int64_t, std::int64_t> own_ones(Sql& sql, Actor const& actor) {
  std::map<std::int64_t, std::int64_t> numbers;
  if (!actor.account) return numbers;
  for (auto const& row :
       sql.rows("SELECT kind, count(*) AS number FROM duties WHERE owner = ? AND ended IS NULL GROUP BY kind",
                actor.account)) {
    numbers[row.number("kind")] = row.number("number");
  }
  return numbers;
}

// The kinds of standing duties that the Gate lets the actor act on. In others' hands only their own matters are asked.
std::vector<Kind> kinds(Sql& sql, Actor const& actor, Instant now, States const& states) {
  auto const own = own_ones(sql, actor);
  Handle const somebody_else = handle_of("account", "somebody else");
  auto const allows = [&](Kind& kind, Handle owner) {
    kind.question.owner = owner;
    return authority::mandate_for(actor, kind.question, now, states).has_value();
  };
  std::vector<Kind> allowed;
  auto const take_own = [&](Kind kind, std::int64_t number) {
    kind.whose = Whose::own;
    kind.number = number;
    if (allows(kind, actor.account)) allowed.push_back(std::move(kind));
  };
  auto const in_hand = hands(actor, now, states);
  std::string const select =
      "SELECT kind, holder, act, procedure, unit, candidates, nature, owned, standing FROM duty_kinds";
  for (auto const& row : sql.rows(select + " WHERE holder IN (SELECT value FROM json_each(?))", in_hand)) {
    auto kind = kind_from(row);
    if (!row.flag("owned")) {
      bool const proved = kind.question.candidates == applicant;  // by its secret
      if (!proved && allows(kind, Handle{})) allowed.push_back(std::move(kind));
      continue;
    }
    auto const mine = own.find(kind.kind);
    if (mine != own.end()) {
      take_own(kind, mine->second);
      kind.whose = Whose::others;
      kind.number -= mine->second;
    }
    if (kind.number > 0 && allows(kind, somebody_else)) allowed.push_back(std::move(kind));
  }
  for (auto const& [kind, number] : own) {
    for (auto const& row :
         sql.rows(select + " WHERE kind = ? AND holder NOT IN (SELECT value FROM json_each(?))", kind, in_hand)) {
      take_own(kind_from(row), number);
    }
  }
  return allowed;
}

bool is_wanted(Kind const& kind, Wanted const& wanted) {
  return (!wanted.nature || *wanted.nature == kind.nature) &&
         (!wanted.procedure || *wanted.procedure == kind.question.procedure);
}

// A kind of duty that is being walked through, at the duty that comes next of it.
struct Walked {
  std::string place;
  Handle duty;
  Kind const* kind;
  bool operator>(Walked const& other) const { return place > other.place; }
};

// The first duty of a kind behind one place and before another.
std::optional<Walked> first_of(Sql& sql, Kind const& kind, Handle account, std::string_view after,
                               std::string_view before) {
  constexpr std::string_view all =
      "SELECT place, duty FROM duties WHERE kind = ?1 AND place > ?2 AND place < ?3 ORDER BY place LIMIT 1";
  constexpr std::string_view others =
      "SELECT place, duty FROM duties WHERE kind = ?1 AND place > ?2 AND place < ?3 AND owner IS NOT ?4"
      " ORDER BY place LIMIT 1";
  // One's own matters are few, and led to by their owner.
  constexpr std::string_view own =
      "SELECT place, duty FROM duties INDEXED BY duties_owned WHERE kind = ?1 AND place > ?2 AND place < ?3"
      " AND owner = ?4 AND ended IS NULL ORDER BY place LIMIT 1";
  auto const take = [&](SqlRow const& row) { return Walked{row.text("place"), row.handle("duty"), &kind}; };
  if (kind.whose == Whose::all) {
    for (auto const& row : sql.rows(all, kind.kind, after, before)) return take(row);
    return std::nullopt;
  }
  auto const statement = kind.whose == Whose::own ? own : others;
  for (auto const& row : sql.rows(statement, kind.kind, after, before, account)) return take(row);
  return std::nullopt;
}

// Of the duties of these kinds those wanted, most urgent first.
std::vector<Row> merged(Sql& sql, std::vector<Kind> const& allowed, Handle account, Wanted const& wanted) {
  // What is overdue at an instant lies before the place of what is due then; all of it before any word.
  auto const before = wanted.overdue_at ? urgency_of(*wanted.overdue_at, false) : std::string{"~"};
  std::priority_queue<Walked, std::vector<Walked>, std::greater<>> next;
  auto const walk = [&](Kind const& kind, std::string_view after) {
    if (auto found = first_of(sql, kind, account, after, before)) next.push(std::move(*found));
  };
  for (auto const& kind : allowed) {
    if (is_wanted(kind, wanted)) walk(kind, wanted.after);
  }
  std::vector<Row> list;
  while (!next.empty() && list.size() < wanted.limit) {
    auto const first = next.top();
    next.pop();
    if (auto row = by_handle(sql, first.duty)) list.push_back(std::move(*row));
    walk(*first.kind, first.place);
  }
  return list;
}

Counts counted(std::vector<Kind> const& allowed) {
  Counts counts;
  for (auto const& kind : allowed) {
    counts.natures[kind.nature] += kind.number;
    counts.procedures[kind.question.procedure] += kind.number;
  }
  return counts;
}

}  // namespace

std::vector<Row> worklist(Sql& sql, Actor const& actor, Instant now, States const& states, Wanted const& wanted) {
  return merged(sql, kinds(sql, actor, now, states), actor.account, wanted);
}

Worklist worklist_and_counts(Sql& sql, Actor const& actor, Instant now, States const& states, Wanted const& wanted) {
  auto const allowed = kinds(sql, actor, now, states);
  return {merged(sql, allowed, actor.account, wanted), counted(allowed)};
}

}  // namespace congvu::duty
