#include "app/pack_files.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "app/pack.h"
#include "base/utf8.h"

namespace congvu::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t most_bytes = 4 * 1024 * 1024;  // a diagram of a thousand elements is a quarter of it

bool within(fs::path const& inner, fs::path const& outer) {
  auto const [end, rest] = std::ranges::mismatch(outer, inner);
  return end == outer.end();
}

template <class Wanted>
std::vector<std::string> names_in(fs::path const& folder, Wanted wanted) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry{folder, failed}, end; !failed && entry != end; entry.increment(failed)) {
    if (wanted(*entry)) names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Expected<std::string> read_pack_file(fs::path const& folder, std::string_view file) {
  auto const unreadable = [&] { return refuse(codes::pack_unreadable, {}, {{"path", std::string{file}}}); };
  std::error_code failed;
  auto const root = fs::canonical(folder, failed);
  if (failed) return unreadable();
  auto const path = fs::canonical(root / fs::path{file}, failed);
  if (failed) return unreadable();
  if (!within(path, root)) return refuse(codes::pack_outside, {}, {{"path", std::string{file}}});
  auto const size = fs::is_regular_file(path, failed) ? fs::file_size(path, failed) : 0;
  if (failed || !fs::is_regular_file(path, failed)) return unreadable();
  if (size > most_bytes) return refuse(codes::pack_file_too_large, {}, {{"limit", std::to_string(most_bytes)}});
  std::ifstream in{path, std::ios::binary};
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) return unreadable();
  if (!is_utf8(text)) return refuse(codes::pack_not_text);
  return text;
}

std::vector<std::string> folders_in(fs::path const& folder, std::string_view under) {
  return names_in(folder / fs::path{under}, [](fs::directory_entry const& entry) {
    std::error_code failed;
    return entry.is_directory(failed) && !failed;
  });
}

std::vector<std::string> files_in(fs::path const& folder, std::string_view under, std::string_view ending) {
  return names_in(folder / fs::path{under},
                  [&](fs::directory_entry const& entry) { return entry.path().filename().string().ends_with(ending); });
}

}  // namespace congvu::app
