#include <algorithm>
#include <ranges>

#include "agency/procedure/procedure.h"
#include "rules/calendar/calendars.h"

namespace congvu::procedure {

namespace {

using Versions = std::vector<std::shared_ptr<Version const>>;

Version const* first(Versions const& versions, auto&& wanted) {
  auto const found = std::ranges::find_if(versions, [&](auto const& each) { return wanted(*each); });
  return found == versions.end() ? nullptr : found->get();
}

// A version that ends is another value: whoever holds the old one keeps what they saw.
std::shared_ptr<Version const> ended(Version const& version, Date last_day) {
  auto changed = std::make_shared<Version>(version);
  changed->to = last_day;
  return changed;
}

}  // namespace

Versions const* Catalogue::versions(std::string_view code) const {
  auto const found = procedures.find(code);
  return found == procedures.end() ? nullptr : &found->second;
}

Version const* Catalogue::in_force(std::string_view code, Date day) const {
  auto const* all = versions(code);
  return all ? first(*all, [&](Version const& each) { return each.in_force(day); }) : nullptr;
}

Version const* Catalogue::version(std::string_view code, int number) const {
  auto const* all = versions(code);
  return all ? first(*all, [&](Version const& each) { return each.version == number; }) : nullptr;
}

Version const* Catalogue::published_at(std::string_view code, std::uint64_t index) const {
  auto const* all = versions(code);
  return all ? first(*all, [&](Version const& each) { return each.index == index; }) : nullptr;
}

void apply(Catalogue& catalogue, ProcedurePublished const& event, Recorded const& recorded) {
  auto& versions = catalogue.procedures[event.code];
  // The new version takes the place of the one before from its first day on.
  for (auto& earlier : versions) {
    if (earlier->from < event.from && (!earlier->to || *earlier->to >= event.from)) {
      earlier = ended(*earlier, previous_day(event.from));
    }
  }
  auto version = std::make_shared<Version>();
  version->code = event.code;
  version->version = event.version;
  version->from = event.from;
  version->to = event.to;
  version->index = recorded.index;
  version->published = std::make_shared<ProcedurePublished const>(event);
  version->definition = compiled(event);
  versions.push_back(std::move(version));
}

void apply(Catalogue& catalogue, ProcedureEnded const& event, Recorded const&) {
  for (auto& version : catalogue.procedures[event.code]) {
    if (version->in_force(event.last_day)) version = ended(*version, event.last_day);
  }
}

void apply(CommonTerms& common, TermsStated const& event, Recorded const& recorded) {
  common.terms = std::make_shared<Terms const>(event.terms);
  common.terms_index = recorded.index;
}

void apply(CommonTerms& common, GroundsStated const& event, Recorded const& recorded) {
  common.grounds = std::make_shared<Grounds const>(event.grounds);
  common.grounds_index = recorded.index;
}

std::shared_ptr<Calendar const> const& WorkingTime::of(std::string_view unit) const {
  auto const found = of_units.find(unit);
  return found == of_units.end() ? calendar : found->second;
}

void apply(WorkingTime& time, CalendarStated const& event, Recorded const& recorded) {
  // Deciding has read it already: what was stated can be read.
  if (auto calendars = read_calendars(event.calendar)) {
    time.calendar = std::make_shared<Calendar const>(std::move(calendars->agency));
    time.of_units.clear();
    for (auto& [unit, calendar] : calendars->of_units) {
      time.of_units.emplace(unit, std::make_shared<Calendar const>(std::move(calendar)));
    }
  }
  time.stated = std::make_shared<json::object const>(event.calendar);
  time.index = recorded.index;
}

Handle stream_of(std::string_view code) {
  return handle_of("procedure", code);
}

Handle common_stream() {
  return handle_of("procedure", "common");
}

// The streams keep nothing: their version is what guards against two publishings at once.
void apply(History&, ProcedurePublished const&, Recorded const&) {}
void apply(History&, ProcedureEnded const&, Recorded const&) {}
void apply(Common&, TermsStated const&, Recorded const&) {}
void apply(Common&, GroundsStated const&, Recorded const&) {}
void apply(Common&, CalendarStated const&, Recorded const&) {}

}  // namespace congvu::procedure
