#include "page/url.h"

#include <algorithm>

namespace congvu::page {
namespace {

bool unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const character : text) {
    auto const octet = static_cast<unsigned char>(character);
    if (unreserved(octet)) {
      out += character;
    } else {
      out += '%';
      out += digits[octet >> 4U];
      out += digits[octet & 15U];
    }
  }
  return out;
}

Url url_path(std::initializer_list<std::string_view> segments) {
  Url url;
  for (auto const segment : segments) {
    url.text_ += '/';
    // A segment of dots alone would climb out of its place
    url.text_ += segment.find_first_not_of('.') == std::string_view::npos ? std::string(segment.size(), '-')
                                                                          : percent_encoded(segment);
  }
  if (url.text_.empty()) url.text_ = "/";
  return url;
}

Url url_fragment(std::string_view id) {
  Url url;
  url.text_ = "#" + percent_encoded(id);
  return url;
}

Url Url::with(std::string_view name, std::string_view value) const {
  Url url = *this;
  auto const fragment = url.text_.find('#');
  std::string tail = fragment == std::string::npos ? std::string{} : url.text_.substr(fragment);
  url.text_.resize(url.text_.size() - tail.size());
  url.text_ += url.text_.find('?') == std::string::npos ? '?' : '&';
  url.text_ += percent_encoded(name) + "=" + percent_encoded(value) + tail;
  return url;
}

Url Url::at(std::string_view fragment) const {
  Url url = *this;
  url.text_ = url.text_.substr(0, url.text_.find('#')) + "#" + percent_encoded(fragment);
  return url;
}

Url Url::below(Url const& path) const {
  Url url = *this;
  if (url.text_ == "/") url.text_.clear();
  url.text_ += path.text_;
  return url;
}

bool is_url(std::string_view text) {
  bool const clean = std::ranges::all_of(text, [](unsigned char c) {
    return c > 0x20 && c < 0x7F && c != '"' && c != '\'' && c != '<' && c != '>' && c != '\\' && c != '`';
  });
  if (!clean || text.empty()) return false;
  if (text.starts_with("https://")) return text.size() > 8;
  if (text.front() == '#' || text.front() == '?') return true;
  return text.front() == '/' && !text.starts_with("//");
}

}  // namespace congvu::page
