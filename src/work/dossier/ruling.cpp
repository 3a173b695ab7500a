#include "work/dossier/ruling.h"

#include <algorithm>

#include "agency/procedure/procedure.h"

namespace congvu::dossier {

namespace {

std::string delivery_of(std::optional<Receiver> const& receiver) {
  auto const manner = receiver ? receiver->manner.value_or(Delivery::counter) : Delivery::counter;
  return std::string{name_of(manner)};
}

bool after_cut_off(Calendar const& calendar, Instant when) {
  auto const day = local_date(when);
  auto const cut_off = calendar.cut_off(day);
  return calendar.works_on(day) && cut_off && local_time_of_day(when) >= *cut_off;
}

}  // namespace

Asking asking(Dossier const& dossier, json::object answers, std::string unit, Instant now) {
  decision::Matter matter;
  matter.procedure = dossier.procedure;
  matter.channel = std::string{name_of(dossier.channel)};
  matter.filed = dossier.filed_at;
  matter.accepted = dossier.accepted_at;
  matter.answers = std::move(answers);
  if (dossier.content) {
    matter.applicant = std::string{name_of(dossier.content->applicant.kind)};
    matter.delivery = delivery_of(dossier.content->receiver);
  }
  return {dossier.handle, std::move(matter), std::move(unit), now};
}

Asking asking(FileDossier const& command, Channel channel, Handle dossier, std::string unit, Instant now) {
  decision::Matter matter;
  matter.procedure = command.procedure;
  matter.channel = std::string{name_of(channel)};
  matter.applicant = std::string{name_of(command.applicant.kind)};
  matter.delivery = delivery_of(command.receiver);
  matter.filed = now;
  matter.answers = command.answers;
  return {dossier, std::move(matter), std::move(unit), now};
}

decision::Answer const* Ruled::of(decision::Use use) const {
  auto const found = std::ranges::find(answers, use, &decision::Answer::use);
  return found == answers.end() ? nullptr : &*found;
}

std::optional<decision::Told> told_by_table(decision::Tables const& tables, decision::Use use, decision::Matter matter,
                                            Calendar const* calendar, Instant now) {
  auto const version = tables.asked(use, matter.procedure, local_date(matter.filed));
  if (!version) return std::nullopt;
  feel::Surroundings surroundings;
  surroundings.now = feel::DateTime{now};
  surroundings.calendar = calendar;
  if (calendar) matter.after_cut_off = after_cut_off(*calendar, matter.accepted.value_or(matter.filed));
  return decision::ask(*version, decision::given_of(matter), surroundings);
}

Ruled ruled(Asking asked, std::vector<decision::Use> const& uses, States const& states) {
  auto const& tables = states.standing<decision::Tables>();
  auto const calendar = states.standing<procedure::WorkingTime>().of(asked.unit);
  Ruled found;
  RulesApplied applied{{}, RulesApplied::Personal{}};
  for (auto const use : uses) {
    auto told = told_by_table(tables, use, asked.matter, calendar.get(), asked.now);
    if (!told) continue;
    applied.answers.push_back(told->answer);
    applied.personal->inputs.push_back(std::move(told->inputs));
    found.answers.push_back(std::move(told->answer));
  }
  if (applied.answers.empty()) return found;
  found.events.add(asked.dossier, asked.dossier, std::move(applied));
  return found;
}

std::vector<decision::Use> const& uses_of_filing() {
  static std::vector<decision::Use> const uses{decision::Use::fee, decision::Use::components};
  return uses;
}

Events ruled_anew(Dossier const& dossier, json::object const& changed, procedure::Version const& version, Instant now,
                  States const& states) {
  if (changed.empty() || !dossier.content) return {};
  auto answers = dossier.content->answers;
  for (auto const& [name, value] : changed) answers[name] = value;
  auto unit = version.facts().performer(dossier.agency).handling_unit;
  return ruled(asking(dossier, std::move(answers), std::move(unit), now), uses_of_filing(), states).events;
}

bool needed(procedure::Component const& component, decision::Answer const* of_components) {
  if (component.required) return true;
  auto const codes = of_components ? decision::components_of(*of_components) : std::nullopt;
  return codes && std::ranges::find(*codes, component.code) != codes->end();
}

bool needs(Dossier const& dossier, procedure::Component const& component) {
  auto const found = dossier.rulings.find(decision::Use::components);
  return needed(component, found == dossier.rulings.end() ? nullptr : &found->second.answer);
}

}  // namespace congvu::dossier
