// congvu calendar due --pack DIR --from T --days N | --hours N | --calendar-days N [--pause A..B]… [--json]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli.h"
#include "app/pack.h"
#include "app/pack_files.h"
#include "rules/calendar/calendars.h"
#include "rules/calendar/due.h"

namespace congvu::app {

namespace {

namespace codes {
inline constexpr Code not_instant{"cli.not_instant"};  // arguments: given
inline constexpr Code not_pause{"cli.not_pause"};      // arguments: given
inline constexpr Code one_limit{"cli.one_limit"};
}  // namespace codes

struct Asked {
  std::string folder, from, unit;
  std::optional<int> days, hours, calendar_days;
  std::vector<std::string> pauses;
  bool as_json = false;
};

Expected<Instant> instant_of(std::string const& text) {
  if (auto const read = parse_instant(text)) return *read;
  return refuse(codes::not_instant, {}, {{"given", text}});
}

Expected<Pause> pause_of(std::string const& text) {
  auto const dots = text.find("..");
  if (dots == std::string::npos) return refuse(codes::not_pause, {}, {{"given", text}});
  auto const from = parse_instant(text.substr(0, dots));
  auto const to = parse_instant(text.substr(dots + 2));
  if (!from || !to || *to < *from) return refuse(codes::not_pause, {}, {{"given", text}});
  return Pause{*from, *to, {}, PauseEffect::resume};
}

Expected<Limit> limit_of(Asked const& asked) {
  if (!!asked.days + !!asked.hours + !!asked.calendar_days != 1) return refuse(codes::one_limit);
  Limit limit;
  if (asked.days) limit = {*asked.days, *asked.days == 0 ? LimitUnit::in_day : LimitUnit::working_days};
  if (asked.hours) limit = {*asked.hours, LimitUnit::working_hours};
  if (asked.calendar_days) limit = {*asked.calendar_days, LimitUnit::calendar_days};
  if (auto fault = fault_of(limit, {})) return std::unexpected<Refusal>(std::move(*fault));
  return limit;
}

// Only the calendar of the pack is read: the rest may be faulty.
Expected<Calendar> calendar_of(std::string const& folder, std::string const& unit) {
  auto const text = read_pack_file(folder, calendar_file);
  if (!text) return std::unexpected<Refusal>(text.error());
  auto const document = read_yaml(*text);
  if (!document) return std::unexpected<Refusal>(document.error());
  auto calendars = read_calendars(document->value);
  if (!calendars) return std::unexpected<Refusal>(calendars.error());
  return calendars->of(unit);
}

int print_due(Due const& due, bool as_json) {
  if (as_json) {
    return print(json::object{{"due", iso(due.present)}, {"explanation", to_json(due.explanation)}});
  }
  fmt::print("{}\n", iso(due.present));
  for (auto const& line : due.explanation) {
    fmt::print("  {}  {}{}\n", iso(line.at), name_of(line.kind), line.name ? " (" + *line.name + ")" : "");
  }
  return done;
}

int due_command(Asked const& asked) {
  auto const from = instant_of(asked.from);
  if (!from) return report(from.error());
  auto const limit = limit_of(asked);
  if (!limit) return report(limit.error());
  std::vector<Pause> pauses;
  for (auto const& text : asked.pauses) {
    auto pause = pause_of(text);
    if (!pause) return report(pause.error());
    pauses.push_back(std::move(*pause));
  }
  auto const calendar = calendar_of(asked.folder, asked.unit);
  if (!calendar) return report(calendar.error());
  return print_due(due(*calendar, *from, *limit, pauses), asked.as_json);
}

}  // namespace

void add_calendar_commands(CLI::App& program, Run& run) {
  auto const asked = std::make_shared<Asked>();
  auto* calendar = program.add_subcommand("calendar", "working time")->require_subcommand(1);
  auto* reckoning = calendar->add_subcommand("due", "by when, and why then");
  reckoning->add_option("--pack", asked->folder)->required();
  reckoning->add_option("--from", asked->from, "an instant with its offset")->required();
  reckoning->add_option("--days", asked->days, "working days; 0 is in the day");
  reckoning->add_option("--hours", asked->hours, "working hours");
  reckoning->add_option("--calendar-days", asked->calendar_days);
  reckoning->add_option("--pause", asked->pauses, "A..B, two instants; as often as there are pauses");
  reckoning->add_option("--unit", asked->unit, "whose working time; the agency's when absent");
  reckoning->add_flag("--json", asked->as_json);
  reckoning->callback([&run, asked] { run = [asked] { return due_command(*asked); }; });
}

}  // namespace congvu::app
