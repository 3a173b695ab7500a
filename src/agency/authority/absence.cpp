// Who stands in for one who is away. It never reaches into days gone by, and whoever is away themselves stands in for
// nobody: work that is sent to an absent substitute is work that lies.
#include <algorithm>

#include "agency/authority/commands.h"
#include "agency/authority/events.h"

namespace congvu::authority {

namespace {

Question about(std::string_view absent, States const& states) {
  Question question{.act = std::string{acts::substitute}};
  auto const* known = states.standing<org::Organisation>().last_known_position(absent);
  if (known) question.unit = known->unit;
  return question;
}

Granted<Substitution> const* named_by(std::uint64_t index, Authority const& authority) {
  auto const& all = authority.substitutions;
  auto const found =
      std::find_if(all.begin(), all.end(), [&](Granted<Substitution> const& each) { return each.index == index; });
  return found == all.end() ? nullptr : &*found;
}

Granted<Substitution> const* absence_of(std::string_view position, Date from, Date to, Authority const& authority) {
  for (auto const& given : authority.substitutions) {
    if (given.what.absent == position && overlaps(given, from, to)) return &given;
  }
  return nullptr;
}

std::vector<Argument> days_of(Granted<Substitution> const& given) {
  auto const last = given.ended ? std::min(*given.ended, given.what.to) : given.what.to;
  return {{"position", given.what.absent}, {"from", vietnamese(given.what.from)}, {"to", vietnamese(last)}};
}

Expected<void> check_positions(Substitution const& named, States const& states) {
  auto const& organisation = states.standing<org::Organisation>();
  for (auto const& [field, position] : {std::pair{"absent", named.absent}, {"substitute", named.substitute}}) {
    auto const* known = organisation.last_known_position(position);
    if (!known) return refuse(codes::unknown_position, std::string{"substitution."} + field, {{"code", position}});
    if (known->kind == org::PositionKind::supervisor) {
      return refuse(codes::outside_substitutes, std::string{"substitution."} + field, {{"position", position}});
    }
  }
  if (named.absent == named.substitute) {
    return refuse(codes::to_themselves, "substitution.substitute", {{"position", named.substitute}});
  }
  return {};
}

}  // namespace

bool overlaps(Granted<Substitution> const& given, Date from, Date to) {
  auto const last = given.ended ? std::min(*given.ended, given.what.to) : given.what.to;
  return given.what.from <= to && from <= last;
}

Expected<Question> question(NameSubstitute const& command, Context const&, States const& states) {
  return about(command.substitution.absent, states);
}

Decision decide(NameSubstitute const& command, Context const& context, States const& states) {
  auto const& named = command.substitution;
  if (auto const known = check_positions(named, states); !known) return std::unexpected<Refusal>(known.error());
  if (named.to < named.from) {
    return refuse(codes::term_reversed, "substitution.to", {{"from", iso(named.from)}, {"to", iso(named.to)}});
  }
  if (named.from < local_date(context.now)) {
    return refuse(codes::for_days_gone, "substitution.from", {{"from", vietnamese(named.from)}});
  }
  if (!known_manner(named.manner)) return refuse(codes::bad_manner, "substitution.manner", {{"given", named.manner}});
  auto const& authority = states.standing<Authority>();
  if (auto const* away = absence_of(named.absent, named.from, named.to, authority)) {
    return refuse(codes::already_absent, "substitution.absent", days_of(*away));
  }
  if (auto const* away = absence_of(named.substitute, named.from, named.to, authority)) {
    return refuse(codes::substitute_absent, "substitution.substitute", days_of(*away));
  }
  return Events{}.add(stream_of(command.agency), Handle{}, SubstitutionNamed{command.agency, named});
}

Expected<Question> question(EndSubstitution const& command, Context const&, States const& states) {
  auto const* given = named_by(command.named, states.standing<Authority>());
  if (!given) return refuse(codes::unknown_substitution, "named");
  return about(given->what.absent, states);
}

Decision decide(EndSubstitution const& command, Context const& context, States const& states) {
  auto const* given = named_by(command.named, states.standing<Authority>());
  if (!given) return refuse(codes::unknown_substitution, "named");
  Date const today = local_date(context.now);
  if (given->ended || given->what.to <= today) return Events{};
  Date const last = given->what.from <= today ? today : previous_day(given->what.from);
  return Events{}.add(stream_of(given->agency), Handle{}, SubstitutionEnded{given->index, last});
}

}  // namespace congvu::authority
