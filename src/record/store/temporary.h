// A record in a folder of its own that goes away with it: for tests, and for whatever tries something out.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/randomness.h"
#include "record/journal/keys.h"
#include "record/store/store.h"

namespace congvu::record {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "congvu-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Seeded, so that a failing test fails alike the next time. `store` may be opened anew with reopen().
struct TemporaryRecord {
  TemporaryFolder folder;
  std::unique_ptr<Randomness> randomness = seeded_randomness("temporary record");
  std::unique_ptr<Store> store = open({});

  Expected<std::unique_ptr<Store>> try_open(Store::Options options) {
    options.directory = folder.path();
    auto wrapping = open_or_create_wrapping_key(folder.path() / "wrapping.key", *randomness);
    if (!wrapping) return std::unexpected(wrapping.error());
    return Store::open(std::move(options), std::move(*wrapping), *randomness);
  }
  std::unique_ptr<Store> open(Store::Options options) {
    auto opened = try_open(std::move(options));
    if (!opened) throw std::runtime_error(plain(opened.error()));
    return std::move(*opened);
  }
  void reopen(Store::Options options = {}) {
    store.reset();
    store = open(std::move(options));
  }
};

}  // namespace congvu::record
