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

// The days of each version anew: each as published, cut short by the one after it and by whatever ended it. A version
// whose days change is another value: whoever holds the old one keeps what they saw.
void redate(Catalogue& catalogue, std::string const& code) {
  auto const endings = catalogue.endings.find(code);
  auto& versions = catalogue.procedures[code];
  for (auto& each : versions) {
    auto to = each->published->to;
    auto const cut = [&](Date last_day) {
      if (!to || *to > last_day) to = last_day;
    };
    for (auto const& later : versions) {
      if (!later->withdrawn && later->from > each->from) cut(previous_day(later->from));
    }
    if (endings != catalogue.endings.end()) {
      for (auto const& ending : endings->second) {
        if (each->from <= ending.last_day) cut(ending.last_day);
      }
    }
    if (to == each->to) continue;
    auto changed = std::make_shared<Version>(*each);
    changed->to = to;
    each = std::move(changed);
  }
}

// Takes the announcement into force: what it replaces or abolishes is over on the eve of its day.
void announce(Catalogue& catalogue, StandingAnnouncement const& announcement) {
  for (auto const& line : announcement.decision.lines) {
    if (line.action != LineAction::replaced && line.action != LineAction::abolished) continue;
    catalogue.endings[line.code].push_back({previous_day(announcement.decision.in_force), line.ground.value,
                                            announcement.id, line.replaced_by.value_or(std::string{})});
    redate(catalogue, line.code);
  }
}

// Takes it back: nothing is over, and what was to begin on its day never does.
void take_back(Catalogue& catalogue, StandingAnnouncement const& announcement) {
  auto const& decision = announcement.decision;
  for (auto const& line : decision.lines) {
    auto const ending = catalogue.endings.find(line.code);
    if (ending != catalogue.endings.end()) {
      std::erase_if(ending->second, [&](Ending const& each) { return each.announcement == announcement.id; });
    }
    for (auto& version : catalogue.procedures[line.code]) {
      if (version->from != decision.in_force) continue;
      auto changed = std::make_shared<Version>(*version);
      changed->withdrawn = true;
      version = std::move(changed);
    }
    redate(catalogue, line.code);
  }
}

// The announcement as it becomes; the value before stays with whoever holds it.
StandingAnnouncement& changing(Catalogue& catalogue, std::string const& id) {
  auto& standing = catalogue.announcements[id];
  auto changed =
      standing ? std::make_shared<StandingAnnouncement>(*standing) : std::make_shared<StandingAnnouncement>();
  changed->id = id;
  auto& reference = *changed;
  standing = std::move(changed);
  return reference;
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

Ending const* Catalogue::ending(std::string_view code) const {
  auto const found = endings.find(code);
  return found == endings.end() || found->second.empty() ? nullptr : &found->second.back();
}

StandingAnnouncement const* Catalogue::announcement(std::string_view id) const {
  auto const found = announcements.find(id);
  return found == announcements.end() ? nullptr : found->second.get();
}

void apply(Catalogue& catalogue, ProcedurePublished const& event, Recorded const& recorded) {
  auto version = std::make_shared<Version>();
  version->code = event.code;
  version->version = event.version;
  version->from = event.from;
  version->to = event.to;
  version->index = recorded.index;
  version->published = std::make_shared<ProcedurePublished const>(event);
  version->definition = compiled(event);
  catalogue.procedures[event.code].push_back(std::move(version));
  redate(catalogue, event.code);
}

void apply(Catalogue& catalogue, ProcedureEnded const& event, Recorded const&) {
  catalogue.endings[event.code].push_back({event.last_day, event.ground, {}, {}});
  redate(catalogue, event.code);
}

void apply(Catalogue& catalogue, AnnouncementPrepared const& event, Recorded const& recorded) {
  auto& announcement = changing(catalogue, event.id);
  announcement.decision = event.announcement;
  announcement.progress = Progress::prepared;
  announcement.revision = event.revision;
  announcement.reason.clear();
  announcement.making_positions.push_back(recorded.position);
  if (recorded.person) announcement.makers.push_back(*recorded.person);
}

void apply(Catalogue& catalogue, AnnouncementReturned const& event, Recorded const&) {
  auto& announcement = changing(catalogue, event.id);
  announcement.progress = Progress::returned;
  announcement.reason = event.personal ? event.personal->reason.value : std::string{};
}

void apply(Catalogue& catalogue, AnnouncementApproved const& event, Recorded const& recorded) {
  auto& announcement = changing(catalogue, event.id);
  announcement.progress = Progress::approved;
  announcement.approved = local_date(recorded.recorded);
  announce(catalogue, announcement);
}

void apply(Catalogue& catalogue, AnnouncementWithdrawn const& event, Recorded const&) {
  auto& announcement = changing(catalogue, event.id);
  if (announcement.announced()) take_back(catalogue, announcement);
  announcement.progress = Progress::withdrawn;
  announcement.reason = event.personal ? event.personal->reason.value : std::string{};
}

void apply(Catalogue& catalogue, AnnouncementStated const& event, Recorded const&) {
  auto& announcement = changing(catalogue, event.id);
  announcement.decision = event.announcement;
  announcement.progress = Progress::approved;
  announce(catalogue, announcement);
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
void apply(Announcing&, AnnouncementPrepared const&, Recorded const&) {}
void apply(Announcing&, AnnouncementReturned const&, Recorded const&) {}
void apply(Announcing&, AnnouncementApproved const&, Recorded const&) {}
void apply(Announcing&, AnnouncementWithdrawn const&, Recorded const&) {}
void apply(Announcing&, AnnouncementStated const&, Recorded const&) {}
void apply(Common&, TermsStated const&, Recorded const&) {}
void apply(Common&, GroundsStated const&, Recorded const&) {}
void apply(Common&, CalendarStated const&, Recorded const&) {}

}  // namespace congvu::procedure
