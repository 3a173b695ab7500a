#include "http/headers.h"

#include <algorithm>

#include "http/decode.h"

namespace congvu::http {

std::string_view Head::header(std::string_view name) const {
  auto const found =
      std::ranges::find(headers, name, [](auto const& each) -> std::string const& { return each.first; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::size_t Head::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(headers, [&](auto const& each) { return each.first == name; }));
}

void add(Headers& headers, std::string_view name, std::string_view value) {
  bool const there =
      std::ranges::any_of(headers, [&](auto const& each) { return lower_case(each.first) == lower_case(name); });
  if (!there) headers.emplace_back(name, value);
}

void add_defences(Headers& headers, bool secure) {
  add(headers, "Content-Security-Policy", content_security_policy);
  add(headers, "X-Content-Type-Options", "nosniff");
  add(headers, "Referrer-Policy", "same-origin");
  add(headers, "Cross-Origin-Opener-Policy", "same-origin");
  add(headers, "Cross-Origin-Resource-Policy", "same-origin");
  add(headers, "Permissions-Policy",
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), fullscreen=(self)");
  if (secure) add(headers, "Strict-Transport-Security", "max-age=31536000");
}

}  // namespace congvu::http
