// Joiners, movers and leavers: who takes up a position, and who leaves one. Neither is ever stated for a day that has
// passed, because what was done on it was done by whoever held the position then.
#include <algorithm>

#include "agency/org/commands.h"
#include "agency/org/events.h"

namespace congvu::org {

namespace {

constexpr std::string_view staffing = "organisation.staff";

// The agency whose unit the position lies in states it.
Handle stream_of_position(Position const& position, Organisation const& organisation) {
  auto const* unit = organisation.last_known_unit(position.unit);
  return stream_of(unit ? unit->agency : std::string{});
}

Question staffing_question(std::string const& position, Context const& context, States const& states) {
  auto const* known = states.standing<Organisation>().position_on(position, local_date(context.now));
  return Question{.act = std::string{staffing}, .unit = known ? known->unit : std::string{}};
}

// Who comes: somebody known by their code, or somebody new.
Expected<Person const*> known_person(TakeUpPosition const& command, Organisation const& organisation) {
  auto const* person = organisation.person_coded(command.person);
  if (!person && !command.person_name) return refuse(codes::unknown_person, "person", {{"code", command.person}});
  if (person && command.person_name && person->name != command.person_name->value) {
    return refuse(codes::person_known, "person", {{"code", command.person}, {"name", person->name.value_or("")}});
  }
  return person;
}

}  // namespace

Expected<Question> question(TakeUpPosition const& command, Context const& context, States const& states) {
  return staffing_question(command.position, context, states);
}

Decision decide(TakeUpPosition const& command, Context const& context, States const& states) {
  auto const& organisation = states.standing<Organisation>();
  auto const* position = organisation.position_on(command.position, command.from);
  if (!position) return refuse(codes::unknown_position, "position", {{"code", command.position}});
  if (command.from < local_date(context.now))
    return refuse(codes::day_past, "from", {{"given", vietnamese(command.from)}});
  if (!well_formed_code(command.person)) return refuse(codes::bad_code, "person", {{"code", command.person}});
  auto const person = known_person(command, organisation);
  if (!person) return std::unexpected<Refusal>(person.error());
  Holding const holding{command.position, *person ? (*person)->handle : context.fresh_handle(0), command.from, {}};
  if (auto const held = organisation.holdings.find(command.position); held != organisation.holdings.end()) {
    auto const other = std::ranges::find_if(held->second, [&](Holding const& each) { return overlap(each, holding); });
    if (other != held->second.end()) {
      return refuse(
          codes::already_held, "position",
          {{"position", organisation.full_title(*position, command.from)}, {"from", vietnamese(other->from)}});
    }
  }
  Handle const stream = stream_of_position(*position, organisation);
  Events events;
  if (!*person) {
    events.add(stream, holding.person,
               PersonStated{holding.person, {}, PersonStated::Personal{command.person, command.person_name->value}});
  }
  return events.add(stream, holding.person, HoldingStated{holding});
}

Expected<Question> question(LeavePosition const& command, Context const& context, States const& states) {
  return staffing_question(command.position, context, states);
}

Decision decide(LeavePosition const& command, Context const& context, States const& states) {
  auto const& organisation = states.standing<Organisation>();
  Date const today = local_date(context.now);
  auto const* position = organisation.position_on(command.position, today);
  if (!position) return refuse(codes::unknown_position, "position", {{"code", command.position}});
  auto const held = organisation.holdings.find(command.position);
  if (held == organisation.holdings.end()) {
    return refuse(codes::vacant, "position", {{"position", organisation.full_title(*position, today)}});
  }
  auto const term = std::ranges::find_if(held->second, [&](Holding const& each) { return covers(each, today); });
  if (term == held->second.end()) {
    return refuse(codes::vacant, "position", {{"position", organisation.full_title(*position, today)}});
  }
  if (term->to == today) return Events{};  // already so
  Holding ended = *term;
  ended.to = today;
  return Events{}.add(stream_of_position(*position, organisation), ended.person, HoldingStated{ended});
}

}  // namespace congvu::org
