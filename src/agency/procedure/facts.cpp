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

}  // namespace congvu::procedure
