#include "work/dossier/reach_queries.h"

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

}  // namespace

std::string kind_of(std::string_view procedure, int version) {
  return std::string{procedure} + "/" + std::to_string(version);
}

Reach reach_of(Actor const& actor, Instant now, States const& states) {
  Reach reach{.everything = true, .account = actor.account};
  // A handle that no account has: the owner is somebody else.
  Handle const somebody_else = handle_of("account", "somebody else");
  for (auto const& [code, versions] : states.standing<procedure::Catalogue>().procedures) {
    for (auto const& version : versions) {
      Question question;
      question.act = "dossier.read";
      question.procedure = code;
      question.unit = version->facts().handling_unit;
      auto const may = [&](Handle owner) {
        question.owner = owner;
        return authority::mandate_for(actor, question, now, states).has_value();
      };
      auto const kind = kind_of(code, version->version);
      if (may(somebody_else)) {
        reach.of_all.push_back(kind);
        continue;
      }
      reach.everything = false;
      if (may(Handle{})) reach.unowned.push_back(kind);
      if (actor.account && may(actor.account)) reach.own.push_back(kind);
    }
  }
  return reach;
}

std::vector<std::string> circles_of(std::string_view procedure, int version, std::optional<Handle> account) {
  auto const kind = kind_of(procedure, version);
  return {kind, account && *account ? own_kind(kind, *account) : unowned_kind(kind)};
}

record::Sight sight_of(Reach const& reach) {
  record::Sight sight{.whole = reach.everything, .circles = reach.of_all};
  if (sight.whole) return sight;
  for (auto const& kind : reach.unowned) sight.circles.push_back(unowned_kind(kind));
  for (auto const& kind : reach.own) sight.circles.push_back(own_kind(kind, reach.account));
  return sight;
}

}  // namespace congvu::dossier
