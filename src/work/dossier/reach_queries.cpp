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

}  // namespace

std::string kind_of(std::string_view procedure, int version) {
  return std::string{procedure} + "/" + std::to_string(version);
}

Reach reach_of(Actor const& actor, Instant now, States const& states, std::string_view act) {
  Reach reach{.everything = true, .account = actor.account};
  // A handle that no account has: the owner is somebody else.
  Handle const somebody_else = handle_of("account", "somebody else");
  for (auto const& [code, versions] : states.standing<procedure::Catalogue>().procedures) {
    for (auto const& version : versions) {
      Question question;
      question.act = act;
      question.procedure = code;
      question.unit = version->facts().handling_unit;
      auto const open = [&](Handle owner) {
        question.owner = owner;
        return authority::open_days(actor, question, now, states);
      };
      auto const kind = kind_of(code, version->version);
      auto const of_all = open(somebody_else);
      if (of_all.always) {
        reach.of_all.push_back(kind);
        continue;
      }
      reach.everything = false;
      for (auto const& stretch : of_all.stretches) reach.bounded.push_back({kind, stretch});
      if (open(Handle{}).always) reach.unowned.push_back(kind);
      if (actor.account && open(actor.account).always) reach.own.push_back(kind);
    }
  }
  return reach;
}

std::vector<std::string> circles_of(std::string_view procedure, int version, std::optional<Handle> account,
                                    Date filed) {
  auto const kind = kind_of(procedure, version);
  return {kind, account && *account ? own_kind(kind, *account) : unowned_kind(kind), year_of(filed), month_of(filed),
          iso(filed)};
}

record::Sight sight_of(Reach const& reach) {
  record::Sight sight{.whole = reach.everything, .circles = reach.of_all};
  if (sight.whole) return sight;
  for (auto const& kind : reach.unowned) sight.circles.push_back(unowned_kind(kind));
  for (auto const& kind : reach.own) sight.circles.push_back(own_kind(kind, reach.account));
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
