// An announcement decision ("quyết định công bố thủ tục hành chính") says which procedures are newly issued, amended,
// replaced or abolished, and from which day. One person prepares it and sees what it would do, another approves it, and
// on its day the catalogue is as it says without anybody doing anything. Until that day it can be withdrawn; the code
// of a procedure that is over is never given to another. NĐ 63/2010 art. 13 to 15; domain.md 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/facts.h"
#include "base/handle.h"

namespace congvu::procedure {

// Mới ban hành; sửa đổi, bổ sung; được thay thế; bị bãi bỏ.
enum class LineAction { introduced, amended, replaced, abolished };
BOOST_DESCRIBE_ENUM(LineAction, introduced, amended, replaced, abolished)

// One procedure of the decision. What is introduced or amended names the published version that begins on the day; an
// amendment may instead bring the facts that change, and the approval publishes them as the next version.
struct AnnouncedLine {
  std::string code;
  LineAction action = LineAction::amended;
  std::optional<int> version;
  std::optional<json::object> changes;     // fields of Facts, each whole
  std::optional<std::string> replaced_by;  // the code that takes its place
  Text<1000, 1> ground;                    // the text of law that asks for it
};
BOOST_DESCRIBE_STRUCT(AnnouncedLine, (), (code, action, version, changes, replaced_by, ground))

// `signer` is an office, "Chủ tịch Ủy ban nhân dân Thành phố", not a person.
struct Announcement {
  Text<60, 1> number;  // "4610/QĐ-UBND"
  Date date{};
  Text<500, 1> title;
  Text<200, 1> signer;
  Date in_force{};
  std::optional<Mark> mark;
  std::vector<AnnouncedLine> lines;

  AnnouncedLine const* line_of(std::string_view code) const;
};
BOOST_DESCRIBE_STRUCT(Announcement, (), (number, date, title, signer, in_force, mark, lines))

// Numbers begin anew each year, so the year belongs to it: "2024-4610-qd-ubnd". Fit for an address.
std::string announcement_id(Announcement const&);

// prepared, waiting for another person; returned to whoever prepared it; approved, and in force from its day; withdrawn
// before that day.
enum class Progress { prepared, returned, approved, withdrawn };
BOOST_DESCRIBE_ENUM(Progress, prepared, returned, approved, withdrawn)

// An announcement as it stands in the catalogue.
struct StandingAnnouncement {
  std::string id;
  Announcement decision;
  Progress progress = Progress::prepared;
  int revision = 0;                      // how often it was prepared; 0 where a pack stated it
  std::vector<Handle> makers;            // accounts' persons that prepared it; none of them approves it
  std::vector<Handle> making_positions;  // their positions
  std::optional<Date> approved;
  std::string reason;  // why it was returned or withdrawn; empty once erased

  bool announced() const { return progress == Progress::approved; }
  bool in_force(Date day) const { return announced() && decision.in_force <= day; }
};

}  // namespace congvu::procedure
