// A supervisor looks into an agency from outside by a decision, and no further than it says: at the work of which
// units, by which procedures, at dossiers that came in on which days, and only while the decision holds. Without such a
// mandate a supervisor's account sees nothing; with one, it reads within it and changes nothing.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "agency/authority/authority.h"

namespace congvu::authority {

struct Supervision {
  std::string number;  // of the decision: "27/KH-ĐGS"
  Date date{};
  std::string supervisor;               // position
  std::vector<std::string> units;       // only the work of these and of those below them; all when empty
  std::vector<std::string> procedures;  // only these; all when empty
  Date filed_from{};                    // dossiers that came in on these days
  Date filed_to{};
  Date from{};  // the days on which one may look
  Date to{};    // always said: whoever supervises, does so for a time
  std::string article;
  std::optional<std::string> legal_basis;
  std::optional<std::string> mark, note;
  friend bool operator==(Supervision const&, Supervision const&) = default;
};
BOOST_DESCRIBE_STRUCT(Supervision, (),
                      (number, date, supervisor, units, procedures, filed_from, filed_to, from, to, article,
                       legal_basis, mark, note))

// All that were given and taken back.
struct Supervisions {
  static constexpr std::string_view standing = "authority.supervisions";
  std::vector<Granted<Supervision>> given;  // one by number and supervisor
};

// Those by which a position may look on a day.
std::vector<Granted<Supervision> const*> supervisions_of(std::string_view position, Date, Supervisions const&);
// The first of them that takes in what is asked; null when none does. A day that is not asked about lies in all.
Granted<Supervision> const* taking_in(Question const&, std::string_view position, Date, Supervisions const&,
                                      org::Organisation const&);

// Days, both ends counted.
struct Stretch {
  Date from{};
  Date to{};
  friend bool operator==(Stretch const&, Stretch const&) = default;
};
// On which matters the Gate says yes, by the day on which they came in: on all, or on those of these stretches.
struct OpenDays {
  bool always = false;
  std::vector<Stretch> stretches;
  bool none() const { return !always && stretches.empty(); }
};
// The Gate's answer to a question for every day at once, so that lists can be bounded as a whole: asked with a day
// (Question::filed), it says yes exactly if the day is open here.
OpenDays open_days(Actor const&, Question, Instant now, States const&);

namespace codes {
inline constexpr Code not_a_supervisor{"authority.not_a_supervisor"};  // arguments: position
inline constexpr Code unknown_unit{"authority.unknown_unit"};          // arguments: code
inline constexpr Code unknown_supervision{"authority.unknown_supervision", Kind::not_found};
}  // namespace codes

}  // namespace congvu::authority
