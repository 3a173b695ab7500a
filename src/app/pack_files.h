// A file of a pack as text: whole, UTF-8, of bounded size, and within the pack's folder. A pack may come from anywhere;
// a path in it that leads out, by dots or by a link, is not followed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace congvu::app {

// `file` is relative to `folder`. Refused: codes::pack_unreadable, pack_not_text, pack_file_too_large, pack_outside.
Expected<std::string> read_pack_file(std::filesystem::path const& folder, std::string_view file);

// Names in a folder of the pack, sorted: of its folders, or of its files with this ending. Empty where there is none.
std::vector<std::string> folders_in(std::filesystem::path const& folder, std::string_view under);
std::vector<std::string> files_in(std::filesystem::path const& folder, std::string_view under, std::string_view ending);

}  // namespace congvu::app
