// The body of an act called through the API. A command lists its fields once; some of them the path or a header says
// already, the rest is the body. Here the schema of that rest is made, and what came is put together again.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/refusal.h"
#include "page/route.h"

namespace congvu::page {

namespace codes {
inline constexpr Code key_length{"page.key_length"};                 // subject: Idempotency-Key; arguments: most
inline constexpr Code key_empty{"page.key_empty", Kind::malformed};  // the header is there and says nothing
}  // namespace codes

inline constexpr std::size_t idempotency_key_longest = 200;  // characters; a random one has 36

// The described schema without the fields that are said elsewhere; empty when nothing is left to say.
json::object body_schema(json::object schema, std::initializer_list<std::string_view> said_elsewhere);

// The body with those fields added; a body that says one of them itself is refused. No body at all is an empty one.
Expected<json::value> completed_body(json::value const& body, json::object const& said_elsewhere);

// What an act answers that has nothing of its own to say: the index of its first event, absent when it was so already.
json::object index_schema();

// The key under which a repetition gives the same answer; empty where the asker gave none.
Expected<std::string> idempotency_key(Request const&);

}  // namespace congvu::page
