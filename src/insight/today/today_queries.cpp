#include "insight/today/today_queries.h"

#include <algorithm>
#include <map>

#include "agency/duty/queries.h"
#include "work/dossier/bounded_queries.h"

namespace congvu::today {

namespace {

constexpr std::string_view pool_of = "@";

Stay stay_of(duty::Row const& row) {
  return {.work = row.work,
          .nature = row.nature,
          .unit = row.unit,
          .holder = row.holder,
          .candidates = row.candidates,
          .applicant = row.candidates == "applicant",
          .opened = row.opened,
          .due = row.due,
          .ended = row.ended,
          .still = row.suspended.has_value()};
}

}  // namespace

dossier::Filter behind(Figure figure, Sight const& sight, Calendar const& calendar, Instant now) {
  dossier::Filter filter;
  filter.procedures = sight.procedures;
  filter.reach = sight.reach;
  switch (figure) {
    case Figure::on_time:
      filter.reckoned = dossier::Reckoning{now - on_time_days, now};
      break;
    case Figure::due_soon:
      filter.due_from = now;
      filter.due_before = calendar.add(now, soon) + seconds{1};  // due in eight hours to the second is within them
      break;
    case Figure::overdue:
      filter.due_before = now;
      break;
    case Figure::waiting:
      filter.waiting = true;
      break;
  }
  return filter;
}

Figures figures(record::Sql& sql, Sight const& sight, Calendar const& calendar, Instant now) {
  Figures found;
  auto const from = now - on_time_days;
  auto const settled = sight.reach ? dossier::settled_since_within(sql, from, sight.procedures, *sight.reach)
                                   : dossier::settled_since(sql, from, sight.procedures);
  found.due_soon = dossier::count(sql, behind(Figure::due_soon, sight, calendar, now));
  found.overdue = dossier::count(sql, behind(Figure::overdue, sight, calendar, now));
  found.waiting = dossier::count(sql, behind(Figure::waiting, sight, calendar, now));
  // What is over its time and not settled counts against the share.
  found.on_time = {.on_time = settled.on_time, .all = settled.all + found.overdue};
  return found;
}

std::vector<Stay> stays_of(record::Sql& sql, Handle dossier) {
  std::vector<Stay> stays;
  for (auto const& row : duty::of_matter(sql, dossier)) stays.push_back(stay_of(row));
  return stays;
}

std::vector<Line> lines(record::Sql& sql, dossier::Filter const& filter, Calendar const& calendar, Instant now) {
  std::vector<Line> list;
  for (auto& row : dossier::dossiers(sql, filter)) {
    auto const stays = stays_of(sql, row.handle);
    auto reason = reason_of(stays, calendar, row.due, row.ready.value_or(now));
    list.push_back({std::move(row), std::move(reason)});
  }
  return list;
}

std::vector<Week> weeks(record::Sql& sql, Sight const& sight, Instant now) {
  constexpr std::chrono::weeks step{1};
  auto from = first_week(now);
  std::vector<Week> list;
  auto const flows = sight.reach ? dossier::flow_within(sql, from, now, step, sight.procedures, *sight.reach)
                                 : dossier::flow(sql, from, now, step, sight.procedures);
  for (auto const& flow : flows) {
    list.push_back({local_date(from), flow.received, flow.settled, flow.overrun});
    from += step;
  }
  return list;
}

std::int64_t Load::all() const {
  auto sum = pool;
  for (auto const& [position, number] : holders) sum += number;
  return sum;
}

std::vector<Load> load_of_units(record::Sql& sql, Sight const& sight, org::Organisation const& organisation) {
  std::map<std::string, Load> by_unit;
  for (auto const& [who, number] : sight.reach ? dossier::load_within(sql, *sight.reach) : duty::load(sql)) {
    bool const pooled = who.starts_with(pool_of);
    auto const* position = pooled ? nullptr : organisation.last_known_position(who);
    std::string const unit = pooled ? who.substr(pool_of.size()) : position ? position->unit : std::string{};
    if (!sight.units.contains(unit)) continue;
    auto& load = by_unit[unit];
    load.unit = unit;
    if (pooled) {
      load.pool += number;
    } else {
      load.holders.emplace_back(who, number);
    }
  }
  std::vector<Load> list;
  for (auto& [unit, load] : by_unit) {
    std::ranges::stable_sort(load.holders, std::greater{}, [](auto const& holder) { return holder.second; });
    list.push_back(std::move(load));
  }
  std::ranges::stable_sort(list, std::greater{}, &Load::all);
  return list;
}

}  // namespace congvu::today
