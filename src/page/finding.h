// Whatever can be found by words: each room brings a finder for its own things, which answers with what the asker may
// see and nothing else, as it was written first. The page and the API of search put the answers together.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "page/route.h"
#include "page/url.h"

namespace congvu::page {

struct Hit {
  std::string title;
  std::string line;         // what tells it from others of that title
  std::string code;         // the code or number it is known by, if it has one
  Url link;                 // where it is seen; empty where there is nothing to open
  std::uint64_t place = 0;  // the next piece begins below it
};

// One question to one finder: by whom and when, the words as typed, and which piece.
struct Search {
  Request const& request;
  std::string const& words;
  bool as_written = true;               // with the marks as typed; else those found only without them
  std::optional<std::uint64_t> before;  // below this place
  std::size_t limit = 0;
};

// Made ready for one request, so that what a room must know of its asker is asked once.
struct Finder {
  std::string kind;  // "dossier": its words are "search.kind.dossier"
  std::function<std::vector<Hit>(Search const&)> find;
  // How many the asker would be shown altogether, counted up to `most`.
  std::function<std::size_t(Search const&, std::size_t most)> count;
  bool names_citizens = true;  // what it finds is logged as read
};
using Finders = std::function<std::vector<Finder>(Request const&)>;

}  // namespace congvu::page
