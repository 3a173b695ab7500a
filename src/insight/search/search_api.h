// Hits of several kinds as one list, piece by piece: first all that was found as written, kind after kind, then all
// that was found without marks. The page shows each kind by itself, the API gives the list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/search/room.h"

namespace congvu::search {

namespace codes {
inline constexpr Code unknown_kind{"search.unknown_kind"};  // subject: kind; arguments: given, allowed
}  // namespace codes

struct KindHit {
  std::string kind;
  page::Hit hit;
  bool as_written = true;
};
struct Piece {
  std::vector<KindHit> hits;
  std::optional<std::string> after;
};

// The finders a request asks for with ?kind=: all of them when it names none.
Expected<std::vector<page::Finder>> asked_finders(Connections const&, page::Request const&);
// What is looked for: ?q=, without the white space before it.
std::string asked_words(page::Request const&);
// At most `limit` hits after where the last piece ended. A cursor made by another program is refused.
Expected<Piece> piece_of(std::vector<page::Finder> const&, page::Request const&,
                         std::optional<std::string> const& after, std::size_t limit);

// How many of the hits name a citizen.
std::size_t citizens_named(std::vector<page::Finder> const&, Piece const&);

std::vector<page::Route> api_routes(Connections const&);
std::vector<page::Route> page_routes(Connections const&);

}  // namespace congvu::search
