// Word and Excel papers are archives of many small files, and an archive of a few kilobytes can hold a file that fills
// any disk. Before a person or a scanner opens one, it is unpacked here in a small window and thrown away again: what
// would grow beyond bounds, holds archives within archives, or lies about where its parts are, is refused.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/refusal.h"

namespace congvu::app {

namespace codes {
inline constexpr Code packed_too_large{"attachment.packed_too_large", Kind::too_large};  // arguments: limit, in MB
inline constexpr Code packed_too_many{"attachment.packed_too_many", Kind::too_large};    // arguments: limit
inline constexpr Code packed_too_deep{"attachment.packed_too_deep"};                     // an archive in an archive
inline constexpr Code packed_broken{"attachment.packed_broken"};                         // torn, overlapping, encrypted
}  // namespace codes

inline constexpr std::size_t packed_most = 64U * 1024 * 1024;  // of a packed paper as it is sent: it is held whole

// Whether a file begins as a ZIP archive does.
bool is_packed(std::string_view start);
// `content` is the whole file. What is no archive passes.
Expected<void> check_packed(std::string_view content);

}  // namespace congvu::app
