// An invented filing that is nevertheless valid: for trying a procedure out, for tests from outside, and for the sample
// season. Names, addresses and telephone numbers come from the pack's own lists and belong to nobody; the answers come
// from the examples that the form gives, and where it gives none, from what the form allows.
// Pure: the same pack, procedure and seed give the same body.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/pack.h"

namespace congvu::app {

namespace codes {
inline constexpr Code sample_unknown_procedure{"sample.unknown_procedure", Kind::not_found};  // arguments: code
inline constexpr Code sample_no_form{"sample.no_form"};  // arguments: field: of a kind that nothing is invented for
}  // namespace codes

// The body of POST /api/v1/dossiers, DESIGN.md section 4.
Expected<json::object> sample_body(Pack const&, std::string_view code, std::uint64_t seed);

}  // namespace congvu::app
