// How the server knows a browser again. Who signed in holds a token in a cookie that no script reads and no other site
// makes the browser send along with a form; a form carries a second token that follows from the first, and where the
// browser says which site a form came from, it must be this one. The API takes none of this: a bearer token or nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/randomness.h"
#include "http/message.h"
#include "page/route.h"

namespace congvu::http {

namespace codes {
inline constexpr Code form_token{"http.form_token", Kind::forbidden};  // missing, stale or another's
inline constexpr Code other_site{"http.other_site", Kind::forbidden};  // Origin or Sec-Fetch-Site says so
}  // namespace codes

// `__Host-`: only this host, only Secure, only the whole site. Browsers take such cookies from http://127.0.0.1 and
// http://localhost as well (docs/decisions).
inline constexpr std::string_view session_cookie = "__Host-congvu";
inline constexpr std::string_view visit_cookie = "__Host-congvu-visit";  // before anyone signs in
inline constexpr std::string_view language_cookie = "congvu-language";

// The visitor that a token stands for; absent when the session has ended. Whoever keeps the sessions counts this as
// being seen.
using VisitorOf = std::function<std::optional<page::Visitor>(std::string_view token, Instant now)>;

// The token a request came with: the bearer's for the API, the cookie's for a page. Empty when there is none.
std::string token_of(Head const&, bool api);

// 256 bits, as 43 characters.
std::string fresh_token(Randomness&);

// The token that a form must carry: an HMAC of what the browser's cookie holds, which a stranger can neither read nor
// make.
std::string form_token(SecretKey const&, std::string_view cookie_value);

// Whether a page's form may be taken. Refused with other_site or form_token.
Expected<void> check_form(Head const&, std::string_view given, std::string_view expected);
// The part of it that the header alone decides: asked before a body is read.
Expected<void> check_site(Head const&);

// Values of Set-Cookie.
std::string set_session(std::string_view token);
std::string set_visit(std::string_view value);
std::string set_language(page::Language);
std::string forget_session();

}  // namespace congvu::http
