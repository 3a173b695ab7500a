// What every answer tells the browser to forbid itself: foreign scripts, frames, plug-ins, guessing at types, telling
// other sites where a reader came from. A route may replace one line by its own in its Reply, as the frame that shows
// an attachment does.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace congvu::http {

// Nothing but this server's own files; nothing inline.
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

// For a document that shows what somebody uploaded: no script, no form, no link out, framed by this server's pages
// only.
inline constexpr std::string_view attachment_policy =
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'none'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; sandbox";

// Adds a header unless there is one of that name.
void add(Headers& headers, std::string_view name, std::string_view value);
void add_defences(Headers& headers, bool secure);

}  // namespace congvu::http
