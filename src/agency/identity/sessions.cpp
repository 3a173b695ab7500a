#include "agency/identity/sessions.h"

#include "base/crypto.h"
#include "base/text.h"

namespace congvu::identity {

bool holds(Session const& session, Instant now) {
  return now < session.last_seen + session_idle && now < session.opened + session_absolute;
}

std::string_view session_cookie_name(bool secure) {
  return secure ? "__Host-congvu-session" : "congvu-session";
}

std::string session_cookie(std::string_view token, bool secure) {
  std::string cookie{session_cookie_name(secure)};
  // Lax: a link from an office's mail to a dossier arrives signed in, a form of another site does not.
  cookie += "=" + std::string{token} + "; Path=/; HttpOnly; SameSite=Lax";
  if (secure) cookie += "; Secure";
  return cookie;
}

std::string ended_session_cookie(bool secure) {
  return session_cookie("", secure) + "; Max-Age=0";
}

std::string_view token_in_cookies(std::string_view header, bool secure) {
  auto const name = session_cookie_name(secure);
  while (!header.empty()) {
    auto const semicolon = header.find(';');
    auto const pair = trimmed(header.substr(0, semicolon));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
    if (semicolon == std::string_view::npos) break;
    header.remove_prefix(semicolon + 1);
  }
  return {};
}

std::string_view token_in_authorization(std::string_view header) {
  constexpr std::string_view scheme = "Bearer ";
  return header.starts_with(scheme) ? trimmed(header.substr(scheme.size())) : std::string_view{};
}

std::string csrf_of(std::string_view token) {
  return hex(view_of(static_cast<Digest const&>(hmac_sha256(token, "csrf")))).substr(0, 32);
}

}  // namespace congvu::identity
