#include "base/utf8.h"

#include <cstddef>

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
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t at = 0; at < text.size();) {
    auto const lead = lead_of(byte(at));
    if (lead.length == 0 || at + lead.length > text.size()) return false;
    if (lead.length > 1 && (byte(at + 1) < lead.least_second || byte(at + 1) > lead.most_second)) return false;
    for (std::size_t i = 2; i < lead.length; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return false;
    }
    at += lead.length;
  }
  return true;
}

}  // namespace congvu
