// "Kỷ cương hôm nay": what a leader sees each morning before anything else. Four figures say how the agency keeps its
// word to those who filed; each opens to the very dossiers it counts and to why they are late, down to the step, the
// unit and the person. Nothing stands here that the record cannot show.
//
// Contents: this page (the figures, pure) · sight.h (how far a reader sees) · today_queries.h (asking the record) ·
// today_view_pages.h, today_pages (the page and its lists) · today_api (the same for programs) · room.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agency/authority/authority.h"
#include "agency/procedure/procedure.h"
#include "base/instant.h"
#include "rules/calendar/calendar.h"

namespace congvu::today {

// on_time: settled within their time, of the last 30 days. due_soon: due within eight working hours. overdue: past
// their time and not settled. waiting: for what the applicant was asked for.
enum class Figure { on_time, due_soon, overdue, waiting };
BOOST_DESCRIBE_ENUM(Figure, on_time, due_soon, overdue, waiting)

inline constexpr std::chrono::days on_time_days{30};
inline constexpr std::chrono::hours soon{8};
inline constexpr int weeks_shown = 13;
inline constexpr int scale_lines = 4;  // of a chart, above its ground line

// Those settled on time among those that count: settled in the last 30 days, and overdue now. QĐ 766/QĐ-TTg;
// domain.md 3.1.
struct Share {
  std::int64_t on_time = 0;
  std::int64_t all = 0;
  // In tenths of a per cent, rounded half up; 100 only when it is all of them. Absent when nothing counts.
  std::optional<int> permille() const;
};

struct Figures {
  Share on_time;
  std::int64_t due_soon = 0;
  std::int64_t overdue = 0;
  std::int64_t waiting = 0;
};

// "1.284" with '.'; "98,7" of 987 with ','.
std::string grouped(std::int64_t, char separator);
std::string per_cent(int permille, char comma);

// A dossier at one step: one duty, from its opening to its end.
struct Stay {
  std::string work;    // as the step is drawn; empty where it is none
  std::string nature;  // of the duty: intake, step, supplement
  std::string unit;
  std::string holder;      // position; empty while nobody has taken it
  std::string candidates;  // who may take it, as the step is drawn
  bool applicant = false;  // the applicant's turn
  Instant opened;
  std::optional<Instant> due, ended;
  bool still = false;  // its clock is stopped
};

// Why a dossier is late, or may be: the agency's step that went furthest beyond its own time, the step in which the
// whole time ran out, and where it lies now.
struct Reason {
  std::optional<Stay> slowest;
  seconds over{0};  // working time beyond the due time of that step
  std::optional<Stay> at_due;
  std::optional<Stay> now;
};
// `due` is the dossier's; `until` when its result was ready, or now: what came after made nothing late.
Reason reason_of(std::span<Stay const>, Calendar const&, std::optional<Instant> due, Instant until);

// What came in, was settled, and ran over its time in the week that begins on this Monday.
struct Week {
  Date monday{};
  std::int64_t received = 0;
  std::int64_t settled = 0;
  std::int64_t overrun = 0;
};
// The Monday on which the first week shown begins, so that the last is the one of `now`.
Instant first_week(Instant now);

// What one line of the scale of a chart stands for, so that four of them reach `most`: 1 to 5, 10 to 50 …
std::int64_t scale_step(std::int64_t most);

// What the catalogue counts on a day. announcements: decisions in force. internal, linked, delegated: procedures in
// force of that kind, and those settled under a delegation to the agency.
struct CatalogueCounts {
  std::int64_t announcements = 0;
  std::int64_t internal = 0;
  std::int64_t linked = 0;
  std::int64_t delegated = 0;
};
BOOST_DESCRIBE_STRUCT(CatalogueCounts, (), (announcements, internal, linked, delegated))
CatalogueCounts counts_of(procedure::Catalogue const&, Date);

namespace codes {
inline constexpr Code unknown_figure{"today.unknown_figure", Kind::not_found};  // arguments: given, allowed
inline constexpr Code no_calendar{"today.no_calendar", Kind::unavailable};      // no pack is loaded
}  // namespace codes

}  // namespace congvu::today
