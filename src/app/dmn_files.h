// Decision models as files: one and those it imports, which lie beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "rules/dmn/model/model.h"

namespace congvu::app {

struct DmnFiles {
  std::vector<dmn::Model> models;  // the one that was asked for first
  std::string hash;                // SHA-256 of their texts in that order, hexadecimal
};

// Reads the file and, of those in its folder, the ones whose namespace it or they import.
Expected<DmnFiles> read_dmn_files(std::filesystem::path const& file);

}  // namespace congvu::app
