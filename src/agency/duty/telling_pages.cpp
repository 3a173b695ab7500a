#include "agency/duty/telling_pages.h"

#include "agency/duty/duty.h"

namespace congvu::duty {

std::optional<MatterLine> described(PageConnections const& connections, Row const& row, record::Sql& sql,
                                    States const& states) {
  for (auto const& description : connections.descriptions) {
    if (auto line = description(row, sql, states)) return line;
  }
  return std::nullopt;
}

std::string work_of(Row const& row, Telling const& telling) {
  return row.nature == name_of(Nature::step) ? row.work : telling.word("duty.nature." + row.nature);
}

std::string place_of(Row const& row, MatterLine const& line, Telling const& telling) {
  if (line.steps == 0) return telling.word("duty.nature." + row.nature);
  return telling.word("duty.place", {{"place", std::to_string(line.place)}, {"steps", std::to_string(line.steps)}});
}

TimeLeft time_left(Row const& row, Telling const& telling) {
  return time_left(*telling.time.of(row.unit), row.opened, row.due, row.suspended.has_value(), telling.request.now,
                   telling.pages.words(), telling.request.language);
}

std::string who_of(std::string_view holder, org::Organisation const& organisation, Telling const& telling) {
  if (holder.starts_with('@')) {
    auto const* unit = organisation.last_known_unit(holder.substr(1));
    return telling.word("duty.pool_of", {{"unit", unit ? unit->name : std::string{holder.substr(1)}}});
  }
  Date const day = local_date(telling.request.now);
  auto const* position = organisation.position_on(holder, day);
  if (!position) position = organisation.last_known_position(holder);
  if (!position) return std::string{holder};
  auto const title = organisation.full_title(*position, day);
  auto const name = organisation.holder_name(holder, day);
  return name ? *name + " (" + title + ")" : title;
}

}  // namespace congvu::duty
