// Taking back what was lent, or what a supervisor was let see, from the day after on.
#include <algorithm>

#include "agency/authority/commands.h"
#include "agency/authority/events.h"

namespace congvu::authority {

namespace {

// Asked about the work of the unit of the position whose powers are in question.
Question about(std::string const& position, States const& states) {
  Question question{.act = std::string{acts::delegate}};
  auto const* known = states.standing<org::Organisation>().last_known_position(position);
  if (known) question.unit = known->unit;
  return question;
}

Granted<Delegation> const* find(Authority const& authority, std::string const& number, std::string const& delegate) {
  auto const found = std::find_if(
      authority.delegations.begin(), authority.delegations.end(),
      [&](Granted<Delegation> const& given) { return given.what.number == number && given.what.delegate == delegate; });
  return found == authority.delegations.end() ? nullptr : &*found;
}

Granted<Supervision> const* find(Supervisions const& supervisions, RevokeSupervision const& command) {
  auto const found = std::ranges::find_if(supervisions.given, [&](Granted<Supervision> const& given) {
    return given.what.number == command.number && given.what.supervisor == command.supervisor;
  });
  return found == supervisions.given.end() ? nullptr : &*found;
}

}  // namespace

Expected<Question> question(RevokeDelegation const& command, Context const&, States const& states) {
  auto const* given = find(states.standing<Authority>(), command.number, command.delegate);
  if (!given) return refuse(codes::unknown_delegation, "number");
  return about(given->what.delegator, states);
}

Decision decide(RevokeDelegation const& command, Context const& context, States const& states) {
  auto const* given = find(states.standing<Authority>(), command.number, command.delegate);
  if (!given) return refuse(codes::unknown_delegation, "number");
  if (given->ended) return Events{};
  DelegationRevoked revoked{command.number, command.delegate, local_date(context.now), command.article};
  return Events{}.add(stream_of(command.agency), Handle{}, std::move(revoked));
}

Expected<Question> question(RevokeSupervision const& command, Context const&, States const& states) {
  if (!find(states.standing<Supervisions>(), command)) return refuse(codes::unknown_supervision, "number");
  return Question{.act = std::string{acts::delegate}};
}

Decision decide(RevokeSupervision const& command, Context const& context, States const& states) {
  auto const* given = find(states.standing<Supervisions>(), command);
  if (!given) return refuse(codes::unknown_supervision, "number");
  if (given->ended) return Events{};
  SupervisionRevoked revoked{command.number, command.supervisor, local_date(context.now), command.article};
  return Events{}.add(stream_of(command.agency), Handle{}, std::move(revoked));
}

}  // namespace congvu::authority
