#include "page/assets.h"

#include <algorithm>
#include <cstddef>
#include <span>

// The table that cmake/embed.cmake writes, in byte order of the paths.
struct EmbeddedAsset {
  char const* path;
  std::size_t path_size;
  char const* bytes;
  std::size_t size;
};
extern "C" EmbeddedAsset const congvu_assets[];
extern "C" std::size_t const congvu_asset_count;

namespace congvu {
namespace {

std::span<EmbeddedAsset const> table() {
  return {congvu_assets, congvu_asset_count};
}

std::string_view path_of(EmbeddedAsset const& entry) {
  return {entry.path, entry.path_size};
}

}  // namespace

std::optional<std::string_view> asset(std::string_view path) {
  auto const found = std::ranges::lower_bound(table(), path, {}, path_of);
  if (found == table().end() || path_of(*found) != path) return std::nullopt;
  return std::string_view{found->bytes, found->size};
}

std::vector<std::string_view> asset_paths() {
  std::vector<std::string_view> paths;
  for (EmbeddedAsset const& entry : table()) paths.push_back(path_of(entry));
  return paths;
}

}  // namespace congvu
