// A list is given piece by piece: {"items": […], "next": PATH or null}. The cursor says after what the next piece
// begins, so that rows that come or go meanwhile shift nothing; it is made by the query and read by it alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/refusal.h"
#include "page/route.h"
#include "page/url.h"

namespace congvu::page {

namespace codes {
inline constexpr Code list_limit{"list.limit"};    // subject: limit; arguments: most
inline constexpr Code list_cursor{"list.cursor"};  // subject: cursor
}  // namespace codes

// What the asker wants: at most `limit` items, after `after`, which the last answer's cursor said.
struct Piecewise {
  std::size_t limit;
  std::optional<std::string> after;
};

// Reads ?limit= and ?cursor=. Refused where either is nonsense.
Expected<Piecewise> piecewise(Request const&);

// `after` is what the following piece begins after; absent at the end. The other query fields of the request stay.
json::object listing(Request const&, json::array items, std::optional<std::string> const& after);
// The same reply, saying how many entries it shows; the log of who read what asks that (page/route.h).
Reply counted(Reply, std::size_t entries);
// The schema of such an answer from the described list: both members are always there, `next` null at the end.
json::object listing_schema(json::object described);
// The address of a request, made anew from its path and its query.
Url address_of(Request const&);
// The address of the following piece, for a page's "next".
std::optional<Url> following(Request const&, std::optional<std::string> const& after);

}  // namespace congvu::page
