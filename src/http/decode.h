// Reading what browsers and programs write: percent-encoding, queries and forms, cookies, paths. Everything is strict:
// what is not well-formed is absent rather than guessed at, and text that is not UTF-8 is no text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "page/route.h"

namespace congvu::http {

// %XX, two hexadecimal digits each. Absent where one is broken, or the result holds NUL or is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);

// "a=b&c=d", "+" for a space. Absent where a piece cannot be decoded or there are more than limits::form_fields.
std::optional<page::Fields> form_fields(std::string_view text);

// A request's target taken apart. Absent where it is not of the form "/path?query" in well-formed encoding, or the path
// has an empty, "." or ".." segment, an encoded slash or a control character.
struct Target {
  std::string path;
  page::Fields query;
};
std::optional<Target> target_of(std::string_view target);

// The value of a cookie in the header Cookie; empty when there is none. A name sent twice is no cookie.
std::string cookie(std::string_view header, std::string_view name);

// What Accept-Language prefers of the two languages there are; Vietnamese when it says nothing of either.
page::Language preferred_language(std::string_view accept_language);

// "text/html; charset=utf-8" → "text/html", in lower case; and a parameter of such a value, quoted or not.
std::string media_type_only(std::string_view content_type);
std::optional<std::string> parameter_of(std::string_view header_value, std::string_view name);

std::string lower_case(std::string_view ascii);

}  // namespace congvu::http
