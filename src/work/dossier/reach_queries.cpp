#include "work/dossier/reach_queries.h"

#include <map>

#include "agency/authority/authority.h"
#include "agency/procedure/procedure.h"

namespace congvu::dossier {

namespace {

std::string unowned_kind(std::string const& kind) {
  return kind + " unowned";
}

std::string own_kind(std::string const& kind, Handle account) {
  return kind + " of " + hex(account);
}

// Wider circles, each of several kinds: a unit's, nobody's, an account's. Most people's sight is made up of these.
std::string of_unit(std::string_view unit) {
  return "unit " + std::string{unit};
}

std::string of_account(Handle account) {
  return "of " + hex(account);
}

constexpr std::string_view unowned = "unowned";

// The circles of a day: its year, its month and itself, so that a long stretch is a few of them.
std::string year_of(Date day) {
  return iso(day).substr(0, 4);
}

std::string month_of(Date day) {
  return iso(day).substr(0, 7);
}

// The fewest circles that make up a stretch: whole years, whole months, single days.
std::vector<std::string> days_of(authority::Stretch const& stretch) {
  using namespace std::chrono;
  std::vector<std::string> circles;
  for (auto day = stretch.from; day <= stretch.to;) {
    auto const last_of_year = Date{day.year() / December / 31};
    auto const last_of_month = Date{day.year() / day.month() / last};
    bool const first_of_month = day.day() == std::chrono::day{1};
    auto end = day;
    if (first_of_month && day.month() == January && last_of_year <= stretch.to) {
      circles.push_back(year_of(day));
      end = last_of_year;
    } else if (first_of_month && last_of_month <= stretch.to) {
      circles.push_back(month_of(day));
      end = last_of_month;
    } else {
      circles.push_back(iso(day));
    }
    day = Date{sys_days{end} + days{1}};
  }
  return circles;
}

// What the Gate says of a procedure that a unit handles; it is the same for all its versions.
struct Openness {
  authority::OpenDays of_all;
  bool unowned = false;
  bool own = false;
};

Openness openness(Actor const& actor, Question question, Instant now, States const& states) {
  auto const open = [&](Handle owner) {
    question.owner = owner;
    return authority::open_days(actor, question, now, states);
  };
  // A handle that no account has: the owner is somebody else.
  Openness open_to{.of_all = open(handle_of("account", "somebody else"))};
  if (open_to.of_all.always) return open_to;
  open_to.unowned = open(Handle{}).always;
  open_to.own = actor.account && open(actor.account).always;
  return open_to;
}

}  // namespace

std::string kind_of(std::string_view procedure, int version) {
  return std::string{procedure} + "/" + std::to_string(version);
}

Reach reach_of(Actor const& actor, Instant now, States const& states, std::string_view act) {
  Reach reach{.account = actor.account};
  std::size_t kinds = 0;
  std::map<std::string, bool, std::less<>> units;  // whether all of a unit's is in reach
  std::vector<std::pair<std::string, std::string_view>> of_all;
  for (auto const& [code, versions] : states.standing<procedure::Catalogue>().procedures) {
    std::map<std::string_view, Openness> by_unit;
    for (auto const& version : versions) {
      std::string_view const unit = version->facts().handling_unit;
      auto known = by_unit.find(unit);
      if (known == by_unit.end()) {
        Question question;
        question.act = act;
        question.procedure = code;
        question.unit = unit;
        known = by_unit.emplace(unit, openness(actor, question, now, states)).first;
      }
      auto const& open = known->second;
      auto const kind = kind_of(code, version->version);
      ++kinds;
      auto& whole_unit = units.try_emplace(std::string{unit}, true).first->second;
      whole_unit = whole_unit && open.of_all.always;
      if (open.of_all.always) of_all.emplace_back(kind, unit);
      for (auto const& stretch : open.of_all.stretches) reach.bounded.push_back({kind, stretch});
      if (open.unowned) reach.unowned.push_back(kind);
      if (open.own) reach.own.push_back(kind);
    }
  }
  for (auto const& [unit, whole] : units) {
    if (whole) reach.units.push_back(unit);
  }
  for (auto& [kind, unit] : of_all) {
    if (!units.find(unit)->second) reach.apart.push_back(kind);
    reach.of_all.push_back(std::move(kind));
  }
  auto const others = kinds - reach.of_all.size();
  reach.everything = others == 0;
  reach.all_unowned = reach.unowned.size() == others;
  reach.all_own = reach.own.size() == others;
  return reach;
}

std::vector<std::string> circles_of(Circled const& dossier) {
  auto const kind = kind_of(dossier.procedure, dossier.version);
  bool const owned = dossier.account && *dossier.account;
  return {kind,
          of_unit(dossier.handling_unit),
          owned ? own_kind(kind, *dossier.account) : unowned_kind(kind),
          owned ? of_account(*dossier.account) : std::string{unowned},
          year_of(dossier.filed),
          month_of(dossier.filed),
          iso(dossier.filed)};
}

record::Sight sight_of(Reach const& reach) {
  record::Sight sight{.whole = reach.everything, .circles = reach.apart};
  if (sight.whole) return sight;
  auto& circles = sight.circles;
  for (auto const& unit : reach.units) circles.push_back(of_unit(unit));
  if (reach.all_unowned) {
    circles.emplace_back(unowned);
  } else {
    for (auto const& kind : reach.unowned) circles.push_back(unowned_kind(kind));
  }
  if (reach.all_own) {
    circles.push_back(of_account(reach.account));
  } else {
    for (auto const& kind : reach.own) circles.push_back(own_kind(kind, reach.account));
  }
  std::map<std::string, record::Overlap> by_days;
  for (auto const& [kind, filed] : reach.bounded) {
    auto& overlap = by_days[iso(filed.from) + " " + iso(filed.to)];
    if (overlap.others.empty()) overlap.others = days_of(filed);
    overlap.circles.push_back(kind);
  }
  for (auto& [days, overlap] : by_days) sight.overlaps.push_back(std::move(overlap));
  return sight;
}

}  // namespace congvu::dossier
