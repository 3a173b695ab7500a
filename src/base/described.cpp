#include "base/described.h"

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

bool read_string(std::string& out, json::value const& value, std::string const& path, std::size_t min, std::size_t max,
                 Reading& reading) {
  auto const* text = value.if_string();
  if (!text) {
    reading.fault(codes::field_type, path, {{"expected", "string"}});
    return false;
  }
  std::size_t const length = code_points(*text);
  if (length > max) {
    reading.fault(codes::field_too_long, path, {{"limit", std::to_string(max)}, {"length", std::to_string(length)}});
    return false;
  }
  if (length < min) {
    reading.fault(length == 0 ? codes::field_missing : codes::field_too_short, path, {{"limit", std::to_string(min)}});
    return false;
  }
  out.assign(text->begin(), text->end());
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
