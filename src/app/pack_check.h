// Every problem of a pack at once, each with its file and line: what cannot be read, what the rooms would refuse to
// load, what names something that is nowhere, which step nobody could do, which steps together take longer than the law
// allows, and which fact of law does not say how sure it is. What only seems to be missing because the file that would
// name it cannot be read is counted there and not listed. An owner who sees no problem here can load the pack.
#pragma once

#include <filesystem>

#include "app/pack.h"

namespace congvu::app {

namespace codes {
inline constexpr Code pack_no_mark{"pack.no_mark"};                // arguments: fact
inline constexpr Code pack_bad_mark{"pack.bad_mark"};              // arguments: given, allowed
inline constexpr Code pack_no_product{"pack.no_product"};          // a step that leaves nothing
inline constexpr Code pack_nobody{"pack.nobody"};                  // arguments: candidates, day
inline constexpr Code pack_follow_on{"pack.follow_on"};            // arguments: count, file
inline constexpr Code pack_steps_too_long{"pack.steps_too_long"};  // arguments: minutes, limit
}  // namespace codes

Problems check_pack(std::filesystem::path const& folder);
Problems check_pack(PackReading const&);

}  // namespace congvu::app
