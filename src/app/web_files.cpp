#include "app/web_files.h"

#include <fstream>
#include <sstream>

#include "page/assets.h"

namespace congvu::app {

namespace {

bool is_text(std::string_view path) {
  return path.ends_with(".html") || path.ends_with("words.vi.json") || path.ends_with("words.en.json");
}

void add_below(page::Files& files, std::filesystem::path const& folder, std::string const& prefix) {
  if (!std::filesystem::exists(folder)) return;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    auto const path = entry.path().lexically_relative(folder).generic_string();
    if (!entry.is_regular_file() || !is_text(path)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files[prefix + path] = text.str();
  }
}

}  // namespace

page::Files texts_carried() {
  page::Files files;
  for (auto const path : asset_paths()) {
    if (is_text(path)) files.emplace(path, *asset(path));
  }
  return files;
}

page::Files texts_of(std::filesystem::path const& tree) {
  page::Files files;
  add_below(files, tree / "src", "");
  add_below(files, tree / "web" / "layout", "layout/");
  return files;
}

}  // namespace congvu::app
