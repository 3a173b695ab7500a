// A notice as a letter: what goes over the wire to a mail server, after RFC 5322 and its kin. Whatever stands in a name
// or a subject, it can never become a header of its own: it is encoded after RFC 2047, the text is base64 in short
// lines, and an address that is not plain is no address.
#pragma once

#include <string>
#include <string_view>

#include "base/handle.h"
#include "base/instant.h"

namespace congvu::notice {

struct Letter {
  Handle notice;
  Instant written;
  std::string from;  // plain address
  std::string from_name;
  std::string to;  // plain address
  std::string to_name;
  std::string subject;
  std::string text;  // UTF-8, any line ends
};

// local@domain of plain ASCII, at most 254 octets; no quotes, no comments, no addresses in brackets. RFC 5321 allows
// more than anybody has.
bool sendable(std::string_view address);

// The same for the same notice, so that one sent twice is seen to be one. RFC 5322 3.6.4.
std::string message_id(Handle notice, std::string_view from);

// The whole message with CRLF ends and no line over 998 octets, the longest RFC 5322 2.1.1
// allows; only an address makes one longer than 78.
std::string message(Letter const&);

}  // namespace congvu::notice
