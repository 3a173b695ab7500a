#include "page/moment.h"

#include <fmt/format.h>

namespace congvu::page {

std::string moment(Instant instant) {
  auto const time = std::chrono::duration_cast<minutes>(local_time_of_day(instant)).count();
  return fmt::format("{} {:02}:{:02}", vietnamese(local_date(instant)), time / 60, time % 60);
}

}  // namespace congvu::page
