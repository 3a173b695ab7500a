#include "work/dossier/spoken_pages.h"

#include <fmt/format.h>

#include "page/problem.h"

namespace congvu::dossier {

std::string Speaking::instant(Instant instant) const {
  Date const day = local_date(instant);
  auto const time = local_time_of_day(instant).count();
  auto const clock = fmt::format("{:02}:{:02}", time / 3600, time / 60 % 60);
  auto const weekday = word("dossier.weekday." + std::to_string(weekday_of(day).c_encoding()));
  return word("dossier.at_time", {{"weekday", weekday}, {"day", vietnamese(day)}, {"time", clock}});
}

std::string Speaking::working_time(std::int64_t minutes) const {
  constexpr std::int64_t day = 8 * 60;
  return word("dossier.working_time", {{"days", std::to_string(minutes / day)},
                                       {"hours", std::to_string(minutes % day / 60)},
                                       {"minutes", std::to_string(minutes % 60)}});
}

std::string Speaking::refusal(Refusal const& refusal) const {
  return page::sentence(refusal, words_, language_);
}

}  // namespace congvu::dossier
