#include "agency/procedure/terms.h"

#include <algorithm>

namespace congvu::procedure {

PauseGround const* Grounds::pause(std::string_view code) const {
  return with_code(pauses, code);
}

RefusalGround const* Grounds::refusal(std::string_view code, RefusedAt moment, std::string_view procedure) const {
  auto const* ground = with_code(refusals, code);
  if (!ground || std::ranges::find(ground->at, moment) == ground->at.end()) return nullptr;
  bool const all = ground->procedures.empty();
  return all || std::ranges::find(ground->procedures, procedure) != ground->procedures.end() ? ground : nullptr;
}

}  // namespace congvu::procedure
