// The catalogue of procedures: which ones the agency offers on a day, what the law says of each, and what makes each
// run. A version is published once and stays as it is; a case that began on a version ends on it, whatever is published
// later. Beside the catalogue stand what holds for all procedures and the agency's working time.
//
// Contents: facts.h (a procedure's legal facts) · terms.h (terms and grounds common to all) · announcement.h (decisions
// that change the catalogue) · commands.h, events.h · publishing.cpp, announcing.cpp (decide) · announced_lines.h (what
// is wrong with a decision) · catalogue.cpp (apply, what is in force) · search.h (finding one by words) ·
// diagram.h (the drawn diagram) · procedure_pages, procedure_api · room.h
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/events.h"
#include "pipeline/act.h"
#include "rules/calendar/calendar.h"

namespace congvu::bpmn {
struct Definition;
}

namespace congvu::procedure {

// A version as it stands in the catalogue.
struct Version {
  std::string code;
  int version = 1;
  Date from;
  std::optional<Date> to;   // the last day it takes new cases
  bool withdrawn = false;   // its announcement was taken back before its day: it never takes any
  std::uint64_t index = 0;  // of the event that published it: procedure_index of a case's events
  std::shared_ptr<ProcedurePublished const> published;
  std::shared_ptr<bpmn::Definition const> definition;

  Facts const& facts() const { return published->facts; }
  bool in_force(Date day) const { return !withdrawn && from <= day && (!to || day <= *to); }
};

// The diagram of a published version, compiled; deciding has proved that it can be.
std::shared_ptr<bpmn::Definition const> compiled(ProcedurePublished const&);

// That a procedure is over, and by what: an act of its own, or an announcement.
struct Ending {
  Date last_day;
  std::string ground;
  std::string announcement;  // id; empty for an act of its own
  std::string replaced_by;   // code
};

// All versions there ever were, and the decisions that announced them. Copies are cheap: what is in it is shared.
struct Catalogue {
  static constexpr std::string_view standing = "procedure.catalogue";
  // In order of version.
  std::map<std::string, std::vector<std::shared_ptr<Version const>>, std::less<>> procedures;
  std::map<std::string, std::vector<Ending>, std::less<>> endings;                                // by code
  std::map<std::string, std::shared_ptr<StandingAnnouncement const>, std::less<>> announcements;  // by id

  std::vector<std::shared_ptr<Version const>> const* versions(std::string_view code) const;
  // The version that takes new cases on this day, or nothing.
  Version const* in_force(std::string_view code, Date) const;
  // The version a running case stays on, or nothing.
  Version const* version(std::string_view code, int version) const;
  // The version that a case's events name by the index of its publishing.
  Version const* published_at(std::string_view code, std::uint64_t index) const;
  // That by which the procedure is over after this day or before it, or nothing while no end is known.
  Ending const* ending(std::string_view code) const;
  StandingAnnouncement const* announcement(std::string_view id) const;
};
void apply(Catalogue&, ProcedurePublished const&, Recorded const&);
void apply(Catalogue&, ProcedureEnded const&, Recorded const&);
void apply(Catalogue&, AnnouncementPrepared const&, Recorded const&);
void apply(Catalogue&, AnnouncementReturned const&, Recorded const&);
void apply(Catalogue&, AnnouncementApproved const&, Recorded const&);
void apply(Catalogue&, AnnouncementWithdrawn const&, Recorded const&);
void apply(Catalogue&, AnnouncementStated const&, Recorded const&);

// The agency's calendar as last stated, and those of units that work otherwise.
struct WorkingTime {
  static constexpr std::string_view standing = "procedure.working_time";
  std::shared_ptr<Calendar const> calendar;  // absent until a pack is loaded
  std::map<std::string, std::shared_ptr<Calendar const>, std::less<>> of_units;
  std::shared_ptr<json::object const> stated;
  std::uint64_t index = 0;

  // The calendar that a unit works by; absent until a pack is loaded.
  std::shared_ptr<Calendar const> const& of(std::string_view unit) const;
};
void apply(WorkingTime&, CalendarStated const&, Recorded const&);

// Terms and grounds as last stated; empty lists before.
struct CommonTerms {
  static constexpr std::string_view standing = "procedure.terms";
  std::shared_ptr<Terms const> terms = std::make_shared<Terms const>();
  std::shared_ptr<Grounds const> grounds = std::make_shared<Grounds const>();
  std::uint64_t terms_index = 0;
  std::uint64_t grounds_index = 0;
};
void apply(CommonTerms&, TermsStated const&, Recorded const&);
void apply(CommonTerms&, GroundsStated const&, Recorded const&);

// The streams. One procedure's: handle_of("procedure", code); what is common has one of its own.
struct History {
  static constexpr std::string_view stream = "procedure";
};
void apply(History&, ProcedurePublished const&, Recorded const&);
void apply(History&, ProcedureEnded const&, Recorded const&);

// One announcement's: handle_of("procedure.announcement", id).
struct Announcing {
  static constexpr std::string_view stream = "procedure.announcement";
};
void apply(Announcing&, AnnouncementPrepared const&, Recorded const&);
void apply(Announcing&, AnnouncementReturned const&, Recorded const&);
void apply(Announcing&, AnnouncementApproved const&, Recorded const&);
void apply(Announcing&, AnnouncementWithdrawn const&, Recorded const&);
void apply(Announcing&, AnnouncementStated const&, Recorded const&);

struct Common {
  static constexpr std::string_view stream = "procedure.common";
};
void apply(Common&, TermsStated const&, Recorded const&);
void apply(Common&, GroundsStated const&, Recorded const&);
void apply(Common&, CalendarStated const&, Recorded const&);

Handle stream_of(std::string_view code);
Handle common_stream();

namespace codes {
inline constexpr Code unknown_procedure{"procedure.unknown", Kind::not_found};   // arguments: code
inline constexpr Code not_in_force{"procedure.not_in_force", Kind::conflict};    // arguments: code, day
inline constexpr Code version_taken{"procedure.version_taken", Kind::conflict};  // arguments: code, version
inline constexpr Code dates_reversed{"procedure.dates_reversed"};                // arguments: from, to
inline constexpr Code dates_overlap{"procedure.dates_overlap"};                  // arguments: code, version
inline constexpr Code bad_code{"procedure.bad_code"};                            // arguments: code, kind
inline constexpr Code component_twice{"procedure.component_twice"};              // arguments: code
inline constexpr Code no_template{"procedure.no_template"};                      // arguments: document, template
inline constexpr Code unknown_field{"procedure.unknown_field"};                  // arguments: field, element
inline constexpr Code bad_day{"procedure.bad_day"};                              // subject: on; arguments: given
inline constexpr Code bad_state{"procedure.bad_state"};                          // subject: state; arguments: given
inline constexpr Code code_reused{"procedure.code_reused", Kind::conflict};      // arguments: code
inline constexpr Code no_steps{"procedure.no_steps"};                            // arguments: code
inline constexpr Code step_of_nobody{"procedure.step_of_nobody"};                // arguments: step
inline constexpr Code no_partner{"procedure.no_partner"};                        // arguments: code
inline constexpr Code unpublishable{"procedure.unpublishable"};                  // the parts say why

// Of an announcement.
inline constexpr Code unknown_announcement{"procedure.unknown_announcement", Kind::not_found};  // arguments: id
inline constexpr Code announcement_taken{"procedure.announcement_taken", Kind::conflict};       // arguments: number
inline constexpr Code announcement_state{"procedure.announcement_state", Kind::conflict};  // arguments: number, state
inline constexpr Code announcement_changed{"procedure.announcement_changed", Kind::conflict};  // arguments: number
inline constexpr Code announcement_same_person{"procedure.announcement_same_person",
                                               Kind::forbidden};                         // arguments: number
inline constexpr Code announcement_acts{"procedure.announcement_acts", Kind::conflict};  // arguments: number, day
inline constexpr Code announcement_past{"procedure.announcement_past"};                  // arguments: day, today
inline constexpr Code announcement_empty{"procedure.announcement_empty"};                // arguments: most
inline constexpr Code announcement_faulty{"procedure.announcement_faulty"};              // the parts say why
inline constexpr Code line_twice{"procedure.line_twice"};                                // arguments: code
inline constexpr Code line_change{"procedure.line_change"};                              // arguments: code
inline constexpr Code line_version{"procedure.line_version"};  // arguments: code, version, day
inline constexpr Code no_successor{"procedure.no_successor"};  // arguments: code
}  // namespace codes

}  // namespace congvu::procedure
