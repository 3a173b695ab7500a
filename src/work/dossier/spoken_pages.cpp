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
  std::string time;
  auto const part = [&](std::string_view unit, std::int64_t amount) {
    if (amount == 0) return;
    time += (time.empty() ? "" : " ") + word("dossier.time." + std::string{unit}, {{"amount", std::to_string(amount)}});
  };
  part("days", minutes / day);
  part("hours", minutes % day / 60);
  part("minutes", minutes % 60);
  return time.empty() ? word("dossier.time.none") : word("dossier.working_time", {{"time", time}});
}

std::string Speaking::refusal(Refusal const& refusal) const {
  return page::sentence(refusal, words_, language_);
}

}  // namespace congvu::dossier
