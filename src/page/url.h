// Where a link leads. An address is made from its parts, each part percent-encoded, so that a code or a name typed by
// somebody can never become another host, a script or a second parameter. Templates put only such values into href,
// src and action.
#pragma once

#include <boost/json/value.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congvu::page {

// An address within this server, or https elsewhere. Only the functions below make one.
class Url {
 public:
  std::string const& text() const { return text_; }
  // The same address with a query field more, or with another fragment.
  Url with(std::string_view name, std::string_view value) const;
  Url at(std::string_view fragment) const;
  // A path further down: url_path({"dossiers"}).below(url_path({code})).
  Url below(Url const& path) const;
  friend bool operator==(Url const&, Url const&) = default;

 private:
  friend Url url_path(std::initializer_list<std::string_view>);
  friend Url url_fragment(std::string_view);
  std::string text_;
};

// url_path({"dossiers", code}) is "/dossiers/H26.19-241118-0042"; url_path({}) is "/".
Url url_path(std::initializer_list<std::string_view> segments);
// "#id", a place on the same page.
Url url_fragment(std::string_view id);

// Whether a text may stand in href, src or action: "/path", "?query", "#fragment" or "https://…", of ASCII characters
// that end no attribute; never "//host", a back slash or another scheme.
bool is_url(std::string_view text);

// Everything but letters, digits and "-._~" as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace congvu::page
