#include "rules/xml/wellformed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "rules/xml/codes.h"
#include "rules/xml/limits.h"

namespace congvu::xml {

Refusal refusal_at(Code code, std::string_view utf8, std::size_t offset, std::string const& file, Argument argument) {
  auto const before = utf8.substr(0, std::min(offset, utf8.size()));
  auto const line = std::to_string(std::ranges::count(before, '\n') + 1);
  return Refusal{code, file + ":" + line, {{"line", line}, std::move(argument)}};
}

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_reference = 10;  // "&#x10FFFF;"

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// XML 1.0, production 2, as a number.
bool is_xml_character(std::uint32_t point) {
  if (point < 0x20) return point == 0x9 || point == 0xA || point == 0xD;
  return point < 0xD800 || (point >= 0xE000 && point < 0xFFFE) || (point >= 0x10000 && point <= 0x10FFFF);
}

// Whether `name` may stand between & and ; when there is no document type.
bool is_known_reference(std::string_view name) {
  static constexpr std::array<std::string_view, 5> predefined{"amp", "lt", "gt", "quot", "apos"};
  if (std::ranges::find(predefined, name) != predefined.end()) return true;
  if (!name.starts_with('#')) return false;
  bool const hexadecimal = name.starts_with("#x");
  auto const digits = name.substr(hexadecimal ? 2 : 1);
  std::uint32_t point = 0;
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), point, hexadecimal ? 16 : 10);
  return !digits.empty() && read.ec == std::errc{} && read.ptr == digits.data() + digits.size() &&
         is_xml_character(point);
}

// What stands in quotes in a declaration: numbers of versions, names of encodings, yes and no.
bool is_declared_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// Takes ` name = "value"` off the text; false, with nothing taken, when something else stands there.
bool take_declared(std::string_view& text, std::string_view name) {
  auto rest = text;
  skip_spaces(rest);
  if (rest.size() == text.size() || !rest.starts_with(name)) return false;
  rest.remove_prefix(name.size());
  skip_spaces(rest);
  if (!rest.starts_with('=')) return false;
  rest.remove_prefix(1);
  skip_spaces(rest);
  if (!rest.starts_with('"') && !rest.starts_with('\'')) return false;
  auto const end = rest.find(rest.front(), 1);
  if (end == npos || end == 1 || !std::ranges::all_of(rest.substr(1, end - 1), is_declared_character)) return false;
  text = rest.substr(end + 1);
  return true;
}

// Of what stands between "<?xml" and "?>". XML 1.0, production 23.
bool is_declaration(std::string_view text) {
  if (!take_declared(text, "version")) return false;
  take_declared(text, "encoding");
  take_declared(text, "standalone");
  skip_spaces(text);
  return text.empty();
}

// Walks the text once, mark-up by mark-up.
class Walk {
 public:
  Walk(std::string_view text, std::string const& file) : text_(text), file_(file) {}

  std::optional<Refusal> whole() {
    while (at_ < text_.size()) {
      if (auto fault = text_[at_] == '<' ? markup() : text()) return fault;
      if (++nodes_ > limits::nodes) {
        return refusal_at(codes::too_large, text_, at_, file_, {"limit", std::to_string(limits::nodes)});
      }
    }
    if (depth_ != 0) return malformed("an element is not closed");
    if (roots_ != 1) return malformed("there is no root element");
    return std::nullopt;
  }

 private:
  std::optional<Refusal> malformed(std::string reason) const {
    return refusal_at(codes::malformed, text_, at_, file_, {"reason", std::move(reason)});
  }

  std::optional<Refusal> text() {
    for (; at_ < text_.size() && text_[at_] != '<'; ++at_) {
      if (depth_ == 0 && !is_space(text_[at_])) return malformed("text outside the root element");
      if (text_[at_] != '&') continue;
      if (auto fault = reference()) return fault;
    }
    return std::nullopt;
  }

  std::optional<Refusal> reference() const {
    auto const rest = text_.substr(at_ + 1);
    auto const end = rest.substr(0, longest_reference).find(';');
    if (end != npos && is_known_reference(rest.substr(0, end))) return std::nullopt;
    auto const shown = rest.substr(0, end == npos ? 0 : end);
    return refusal_at(codes::unknown_entity, text_, at_, file_, {"entity", "&" + std::string{shown}});
  }

  std::optional<Refusal> markup() {
    auto const rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return skip_past("-->", 4, "a comment is not closed");
    if (rest.starts_with("<?xml") && (rest.size() == 5 || is_space(rest[5]) || rest[5] == '?')) return declaration();
    if (rest.starts_with("<?")) return skip_past("?>", 2, "an instruction is not closed");
    if (rest.starts_with("<![CDATA[")) {
      if (depth_ == 0) return malformed("text outside the root element");
      return skip_past("]]>", 9, "a CDATA section is not closed");
    }
    if (rest.starts_with("<!")) return refusal_at(codes::document_type, text_, at_, file_, {"found", "<!"});
    if (rest.starts_with("</")) {
      if (depth_ == 0) return malformed("an element is closed that was not opened");
      --depth_;
      return skip_past(">", 2, "a tag is not closed");
    }
    return start_tag();
  }

  std::optional<Refusal> declaration() {
    if (at_ != 0) return malformed("an XML declaration that is not at the beginning");
    auto const end = text_.find("?>");
    if (end == npos) return malformed("an instruction is not closed");
    if (!is_declaration(text_.substr(5, end - 5))) {
      return malformed("an XML declaration has a version, and perhaps an encoding and standalone, and nothing else");
    }
    at_ = end + 2;
    return std::nullopt;
  }

  std::optional<Refusal> skip_past(std::string_view end, std::size_t from, std::string reason) {
    auto const found = text_.find(end, at_ + from);
    if (found == npos) return malformed(std::move(reason));
    at_ = found + end.size();
    return std::nullopt;
  }

  std::optional<Refusal> start_tag() {
    if (depth_ == 0 && ++roots_ > 1) return malformed("there is a second root element");
    char quote = 0;
    for (++at_; at_ < text_.size(); ++at_) {
      char const c = text_[at_];
      if (c == '<') return malformed("a < inside a tag");
      if (c == '&') {
        if (auto fault = reference()) return fault;
      }
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (at_ == text_.size()) return malformed("a tag is not closed");
    bool const empty = text_[at_ - 1] == '/';
    ++at_;
    if (empty) return std::nullopt;
    if (++depth_ > limits::depth) {
      return refusal_at(codes::too_deep, text_, at_, file_, {"limit", std::to_string(limits::depth)});
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::string const& file_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  std::uint32_t depth_ = 0;
  int roots_ = 0;
};

}  // namespace

std::optional<Refusal> fault_of(std::string_view utf8, std::string const& file) {
  return Walk{utf8, file}.whole();
}

}  // namespace congvu::xml
