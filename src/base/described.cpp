#include "base/described.h"

#include "base/text.h"

namespace congvu {

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  return count;
}

namespace described {

std::string element_path(std::string const& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

std::string field_path(std::string const& path, std::string_view name) {
  return path.empty() ? std::string{name} : path + "." + std::string{name};
}

// Line ends as they are kept: those of browsers and of letters are CR LF.
std::string with_plain_line_ends(std::string text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') out += text[at];
  }
  return out;
}

bool read_string(std::string& out, json::value const& value, std::string const& path, std::size_t min, std::size_t max,
                 Reading& reading) {
  auto const* text = value.if_string();
  if (!text) {
    reading.fault(codes::field_type, path, {{"expected", "string"}});
    return false;
  }
  // What comes in is kept in normal form and says something where it has to; what is on record is taken as it stands
  bool const comes_in = reading.unknown == Unknown::refused;
  std::string read =
      comes_in ? with_plain_line_ends(nfc(std::string_view{*text})) : std::string{std::string_view{*text}};
  std::size_t const length = code_points(read);
  if (length > max) {
    reading.fault(codes::field_too_long, path, {{"limit", std::to_string(max)}, {"length", std::to_string(length)}});
    return false;
  }
  if (length < min || (comes_in && min > 0 && is_blank(read))) {
    reading.fault(length < min && length > 0 ? codes::field_too_short : codes::field_missing, path,
                  {{"limit", std::to_string(min)}});
    return false;
  }
  if (comes_in && (has_controls(read) || read.find('\r') != std::string::npos)) {
    reading.fault(codes::field_control_characters, path);
    return false;
  }
  out = std::move(read);
  return true;
}

bool read_integer(std::int64_t& out, json::value const& value, std::string const& path, std::int64_t min,
                  std::int64_t max, Reading& reading) {
  boost::system::error_code error;
  auto const number = value.is_number() ? value.to_number<std::int64_t>(error) : 0;
  if (!value.is_number() || error || number < min || number > max) {
    reading.fault(codes::field_type, path, {{"expected", "integer"}});
    return false;
  }
  out = number;
  return true;
}

}  // namespace described

}  // namespace congvu
