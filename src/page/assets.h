// What the program carries in itself: styles, scripts, fonts, templates and words, so that one file is all an agency
// installs. A page asks for them by path ("web/app.css", "work/dossier/pages/dossier.html", "layout/page.html").
// Nothing here is read from disk and nothing changes while the program runs.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace congvu {

/// The bytes of one asset, or nothing when no asset has that path. Text and binary alike; valid for the whole run.
///   web/…                  what browsers are sent, built from web/ (a text's gzip is beside it as PATH.gz)
///   layout/….html          the frame every page stands in, from web/layout
///   MODULE/ROOM/pages/…    a room's templates;  MODULE/ROOM/words.vi.json  its words
std::optional<std::string_view> asset(std::string_view path);

/// Every path there is, in byte order.
std::vector<std::string_view> asset_paths();

}  // namespace congvu
