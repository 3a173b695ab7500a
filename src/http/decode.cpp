#include "http/decode.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/utf8.h"
#include "http/limits.h"

namespace congvu::http {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      int const high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
      int const low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return is_utf8(out) ? std::optional{std::move(out)} : std::nullopt;
}

// The part before `separator`, which is taken off together with it.
std::string_view cut(std::string_view& text, char separator) {
  auto const end = std::min(text.find(separator), text.size());
  auto const head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

bool is_good_path(std::string_view path) {
  if (!path.starts_with('/')) return false;
  if (path == "/") return true;
  if (std::ranges::any_of(path, [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; })) return false;
  path.remove_prefix(1);
  while (true) {
    auto const end = path.find('/');
    auto const segment = path.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

double quality_of(std::string_view range) {
  auto const q = range.find("q=");
  if (q == std::string_view::npos) return 1;
  double quality = 0;
  std::from_chars(range.data() + q + 2, range.data() + range.size(), quality);
  return quality;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
  return decoded(text, false);
}

std::optional<page::Fields> form_fields(std::string_view text) {
  page::Fields fields;
  while (!text.empty()) {
    auto value = cut(text, '&');
    if (value.empty()) continue;
    auto const name = decoded(cut(value, '='), true);
    auto const content = decoded(value, true);
    if (!name || !content || fields.size() >= limits::form_fields) return std::nullopt;
    fields.emplace(*name, *content);
  }
  return fields;
}

std::optional<Target> target_of(std::string_view target) {
  auto const path = percent_decoded(cut(target, '?'));
  auto query = form_fields(target);
  if (!path || !query || !is_good_path(*path)) return std::nullopt;
  return Target{*path, std::move(*query)};
}

std::string cookie(std::string_view header, std::string_view name) {
  std::string found;
  while (!header.empty()) {
    auto value = trimmed(cut(header, ';'));
    if (cut(value, '=') != name) continue;
    if (!found.empty()) return {};
    found = value;
  }
  return found;
}

page::Language preferred_language(std::string_view accept_language) {
  double vietnamese = 0;
  double english = 0;
  while (!accept_language.empty()) {
    auto const range = trimmed(cut(accept_language, ','));
    auto const tag = lower_case(range.substr(0, 2));
    if (tag == "vi") vietnamese = std::max(vietnamese, quality_of(range));
    if (tag == "en") english = std::max(english, quality_of(range));
  }
  return english > vietnamese ? page::Language::en : page::Language::vi;
}

std::string media_type_only(std::string_view content_type) {
  return lower_case(trimmed(cut(content_type, ';')));
}

std::optional<std::string> parameter_of(std::string_view header_value, std::string_view name) {
  cut(header_value, ';');
  while (!header_value.empty()) {
    header_value = trimmed(header_value);
    auto const equals = header_value.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto const given = lower_case(trimmed(header_value.substr(0, equals)));
    header_value.remove_prefix(equals + 1);
    std::string value;
    if (header_value.starts_with('"')) {
      std::size_t i = 1;
      for (; i < header_value.size() && header_value[i] != '"'; ++i) {
        // Browsers escape a quotation mark as %22 and leave back slashes alone; programs escape with one
        if (header_value[i] == '\\' && i + 1 < header_value.size() && header_value[i + 1] == '"') ++i;
        value += header_value[i];
      }
      if (i >= header_value.size()) return std::nullopt;
      header_value.remove_prefix(i + 1);
      cut(header_value, ';');
    } else {
      value = trimmed(cut(header_value, ';'));
    }
    if (given == name) return value;
  }
  return std::nullopt;
}

std::string lower_case(std::string_view ascii) {
  std::string out{ascii};
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace congvu::http
