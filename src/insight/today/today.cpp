#include "insight/today/today.h"

#include <fmt/format.h>

#include <algorithm>

namespace congvu::today {

std::optional<int> Share::permille() const {
  if (all == 0) return std::nullopt;
  if (on_time == all) return 1000;
  return static_cast<int>(std::min<std::int64_t>((on_time * 2000 + all) / (2 * all), 999));
}

std::string grouped(std::int64_t number, char separator) {
  auto digits = std::to_string(number);
  for (auto place = static_cast<int>(digits.size()) - 3; place > (number < 0 ? 1 : 0); place -= 3) {
    digits.insert(static_cast<std::size_t>(place), 1, separator);
  }
  return digits;
}

std::string per_cent(int permille, char comma) {
  return permille % 10 == 0 ? std::to_string(permille / 10)
                            : fmt::format("{}{}{}", permille / 10, comma, permille % 10);
}

Reason reason_of(std::span<Stay const> stays, Calendar const& calendar, std::optional<Instant> due, Instant until) {
  Reason reason;
  for (auto const& stay : stays) {
    if (!stay.ended) reason.now = stay;
    if (stay.applicant || stay.still || stay.opened >= until) continue;
    auto const left = std::min(stay.ended.value_or(until), until);
    if (due && *due < until && stay.opened <= *due && *due < left) reason.at_due = stay;
    auto const over = stay.due ? calendar.working_time(*stay.due, left) : seconds{0};
    if (over > reason.over) {
      reason.over = over;
      reason.slowest = stay;
    }
  }
  return reason;
}

Instant first_week(Instant now) {
  Date const today = local_date(now);
  auto const since_monday = weekday_of(today) - std::chrono::Monday;
  return at(Date{std::chrono::sys_days{today} - since_monday - std::chrono::weeks{weeks_shown - 1}}, seconds{0});
}

std::int64_t scale_step(std::int64_t most) {
  for (std::int64_t ten = 1;; ten *= 10) {
    for (auto const step : {ten, 2 * ten, 3 * ten, 4 * ten, 5 * ten}) {
      if (step * scale_lines >= most) return step;
    }
  }
}

CatalogueCounts counts_of(procedure::Catalogue const& catalogue, Date day) {
  CatalogueCounts counts;
  for (auto const& [code, versions] : catalogue.procedures) {
    auto const* version = catalogue.in_force(code, day);
    if (!version) continue;
    auto const kind = version->facts().kind;
    if (kind == procedure::ProcedureKind::internal) ++counts.internal;
    if (kind == procedure::ProcedureKind::linked) ++counts.linked;
    if (version->facts().delegated) ++counts.delegated;
  }
  counts.announcements =
      std::ranges::count_if(catalogue.announcements, [&](auto const& each) { return each.second->in_force(day); });
  return counts;
}

}  // namespace congvu::today
