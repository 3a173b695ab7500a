// The zones of the world by their names in the IANA database, as the ICU library carries it: whether there is such a
// zone, and how far its clocks were from Greenwich at a moment. Nothing here asks which zone the machine stands in.
#pragma once

#include <cstdint>
#include <string_view>

namespace congvu::feel {

bool is_zone(std::string_view name);
// In seconds east of Greenwich. Of a zone that is none: 0.
std::int32_t offset_at(std::string_view zone, std::int64_t utc_seconds_since_1970);
// At what the zone's own clocks showed. Where they showed it twice, the first time; never: the offset before the gap.
std::int32_t offset_at_local(std::string_view zone, std::int64_t local_seconds_since_1970);
std::int32_t standard_offset(std::string_view zone);

}  // namespace congvu::feel
