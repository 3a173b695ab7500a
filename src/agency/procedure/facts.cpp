#include "agency/procedure/facts.h"

#include <algorithm>

namespace congvu::procedure {

bool Component::accepts(std::string_view given) const {
  return given == form || std::ranges::find(accepted_forms, given) != accepted_forms.end();
}

Limit Facts::limit_for(std::string_view channel) const {
  auto const own = std::ranges::find(limit_by_channel, channel, &ChannelLimit::channel);
  return own == limit_by_channel.end() ? limit.limit() : own->limit();
}

Component const* Facts::component(std::string_view code) const {
  return with_code(components, code);
}

DocumentKind const* Facts::document(std::string_view code) const {
  return with_code(documents, code);
}

bool Facts::performed_by(std::string_view wanted) const {
  return agency.code == wanted || std::ranges::find(performers, wanted, &Performer::agency) != performers.end();
}

Performer Facts::performer(std::string_view wanted) const {
  auto const found = std::ranges::find(performers, wanted, &Performer::agency);
  return found == performers.end() ? Performer{agency.code, intake_unit, handling_unit, {}} : *found;
}

std::string with_units(std::string_view candidates, Performer const& performer) {
  std::string named{candidates};
  for (auto const& [role, unit] : {std::pair<std::string_view, std::string const&>{"@intake", performer.intake_unit},
                                   {"@handling", performer.handling_unit},
                                   {"@signing", performer.signing_unit}}) {
    for (auto at = named.find(role); at != std::string::npos; at = named.find(role, at + 1)) {
      auto const end = at + role.size();
      if (end == named.size() || named[end] == ',') named.replace(at + 1, role.size() - 1, unit);
    }
  }
  return named;
}

}  // namespace congvu::procedure
