// Templates and words as the program carries them, or as a source tree has them now (`--web DIR`).
#pragma once

#include <filesystem>

#include "page/words.h"

namespace congvu::app {

page::Files texts_carried();
// src/**/pages/*.html, src/**/words.*.json and web/layout/*.html under `tree`, under the paths they are carried by.
page::Files texts_of(std::filesystem::path const& tree);

}  // namespace congvu::app
