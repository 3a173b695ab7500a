#include "http/sessions.h"

#include "http/decode.h"

namespace congvu::http {
namespace {

constexpr std::string_view guarded = "; Path=/; Secure; HttpOnly; SameSite=Lax";

std::string set_cookie(std::string_view name, std::string_view value) {
  std::string out{name};
  out += "=";
  out += value;
  out += guarded;
  return out;
}

}  // namespace

std::string token_of(Head const& head, bool api) {
  if (!api) return cookie(head.header("cookie"), session_cookie);
  auto const authorization = head.header("authorization");
  if (lower_case(authorization.substr(0, 7)) != "bearer ") return {};
  return std::string{authorization.substr(7)};
}

std::string fresh_token(Randomness& chance) {
  auto const octets = chance.draw<32>();
  return base64url(view_of(octets));
}

std::string form_token(SecretKey const& key, std::string_view cookie_value) {
  auto const& octets = key.octets();
  auto const mac = hmac_sha256(view_of(octets), "congvu form token\n" + std::string{cookie_value});
  return base64url(view_of(mac));
}

Expected<void> check_site(Head const& head) {
  auto const site = head.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return refuse(codes::other_site);
  auto const origin = head.header("origin");
  if (origin.empty()) return {};
  auto const scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos || origin.substr(scheme_end + 3) != head.header("host")) {
    return refuse(codes::other_site);
  }
  return {};
}

Expected<void> check_form(Head const& head, std::string_view given, std::string_view expected) {
  if (auto const site = check_site(head); !site) return site;
  if (given.empty() || !same_secret(given, expected)) return refuse(codes::form_token);
  return {};
}

std::string set_session(std::string_view token) {
  return set_cookie(session_cookie, token);
}

std::string set_visit(std::string_view value) {
  return set_cookie(visit_cookie, value);
}

std::string set_language(page::Language language) {
  // No secret and read by nobody else; kept a year, as a choice is
  return std::string{language_cookie} + (language == page::Language::vi ? "=vi" : "=en") +
         "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";
}

std::string forget_session() {
  return set_cookie(session_cookie, "") + "; Max-Age=0";
}

}  // namespace congvu::http
