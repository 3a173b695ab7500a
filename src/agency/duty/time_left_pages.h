// What is left of a duty's time, as people say it: working time in days of eight hours, hours and minutes ("còn 3 giờ
// 40", "quá 2 giờ"), with the word that names how it stands, because a colour alone says nothing to many. The worklist,
// the dossier and the register speak of deadlines with the same words.
#pragma once

#include <optional>
#include <string>

#include "page/words.h"
#include "rules/calendar/calendar.h"

namespace congvu::duty {

// At risk once three quarters of the time given are used.
enum class Urgency { on_time, at_risk, overdue, still };
BOOST_DESCRIBE_ENUM(Urgency, on_time, at_risk, overdue, still)

struct TimeLeft {
  Urgency urgency = Urgency::on_time;
  std::string text;  // "còn 3 giờ 40"
  std::string word;  // "Sắp hết hạn"
  int used = 0;      // of a hundred
};

// A duty without a due time, or whose clock stands still, is `still`.
TimeLeft time_left(Calendar const&, Instant from, std::optional<Instant> due, bool stands_still, Instant now,
                   page::Words const&, page::Language);

// "3 ngày 2 giờ", "3 giờ 40", "25 phút".
std::string working_time(Calendar const&, seconds, page::Words const&, page::Language);

// The class of its colour.
std::string_view look_of(Urgency);

// "25/11/2024 10:20"
std::string full_instant(Instant);
// "25/11 08:20": this year's; with the year where it is another.
std::string short_instant(Instant, Instant now);

}  // namespace congvu::duty
