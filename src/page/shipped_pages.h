// The layouts and words as they lie in the source tree, for tests of what is made with them.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "page/templates.h"
#include "page/words.h"

namespace congvu::page {

inline Files shipped_files() {
  Files files;
  std::filesystem::path const source{CONGVU_SOURCE_DIR};
  auto const add = [&](std::filesystem::path const& path, std::string const& as) {
    std::ifstream in{path, std::ios::binary};
    files[as] = {std::istreambuf_iterator<char>{in}, {}};
  };
  for (auto const& entry : std::filesystem::directory_iterator{source / "web/layout"}) {
    add(entry.path(), "layout/" + entry.path().filename().string());
  }
  add(source / "src/page/words.vi.json", "page/words.vi.json");
  add(source / "src/page/words.en.json", "page/words.en.json");
  return files;
}

inline std::shared_ptr<Words const> shipped_words() {
  return std::make_shared<Words const>(Words::read(shipped_files()).value());
}

inline std::shared_ptr<Templates const> shipped_templates() {
  return std::make_shared<Templates const>(Templates::join(shipped_files(), *shipped_words()).value());
}

}  // namespace congvu::page
