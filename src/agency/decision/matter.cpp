#include "agency/decision/matter.h"

#include <algorithm>
#include <array>

namespace congvu::decision {

namespace {

constexpr std::array<std::string_view, 9> of_every_matter{
    "procedure", "channel", "applicant", "delivery", "filed", "filed on", "accepted", "accepted on", "after cut off"};
constexpr std::array<std::string_view, 5> of_a_result{"late", "days late", "days early", "intake late", "apologised"};

template <class List>
bool contains(List const& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

// A part of a working day counts as one.
int days_of(seconds working_time, seconds working_day) {
  return static_cast<int>((working_time + working_day - seconds{1}) / working_day);
}

}  // namespace

Timeliness timeliness(Calendar const& calendar, Instant due, Instant ready) {
  Timeliness found;
  found.late = ready > due;
  auto const day = calendar.working_day();
  if (found.late) {
    // Later by an hour of the evening is late all the same
    found.days_late = std::max(1, days_of(calendar.working_time(due, ready), day));
  } else {
    found.days_early = static_cast<int>(calendar.working_time(ready, due) / day);
  }
  return found;
}

std::vector<dmn::Given> given_of(Matter const& matter) {
  std::vector<dmn::Given> given{{"procedure", matter.procedure},
                                {"channel", matter.channel},
                                {"applicant", matter.applicant},
                                {"delivery", matter.delivery},
                                {"filed", feel::Value{feel::DateTime{matter.filed}}},
                                {"filed on", local_date(matter.filed)},
                                {"after cut off", matter.after_cut_off}};
  if (matter.accepted) {
    given.push_back({"accepted", feel::Value{feel::DateTime{*matter.accepted}}});
    given.push_back({"accepted on", local_date(*matter.accepted)});
  }
  if (auto const& result = matter.result) {
    given.push_back({"late", result->late});
    given.push_back({"days late", result->days_late});
    given.push_back({"days early", result->days_early});
    given.push_back({"intake late", result->intake_late});
    given.push_back({"apologised", result->apologised});
  }
  for (auto const& [name, answer] : matter.answers) {
    if (contains(of_every_matter, name) || contains(of_a_result, name)) continue;
    if (auto value = feel::value_from_json(answer)) given.push_back({std::string{name}, std::move(*value)});
  }
  return given;
}

bool known_input(Use use, std::string_view name) {
  return contains(of_every_matter, name) || (use == Use::lateness && contains(of_a_result, name));
}

}  // namespace congvu::decision
