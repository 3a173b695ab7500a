#include "base/utf8.h"

namespace congvu {
namespace {

struct Lead {
  std::size_t length;          // of the whole sequence; 0 where no sequence may begin so
  unsigned char least_second;  // what is allowed in second place, which is where overlong forms and surrogates show
  unsigned char most_second;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

bool is_utf8(std::string_view text) {
  return utf8_length(text) == text.size();
}

std::size_t utf8_length(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t at = 0;
  while (at < text.size()) {
    auto const lead = lead_of(byte(at));
    if (lead.length == 0 || at + lead.length > text.size()) return at;
    if (lead.length > 1 && (byte(at + 1) < lead.least_second || byte(at + 1) > lead.most_second)) return at;
    for (std::size_t i = 2; i < lead.length; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return at;
    }
    at += lead.length;
  }
  return at;
}

}  // namespace congvu
