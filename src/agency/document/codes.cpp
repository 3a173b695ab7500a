#include "agency/document/codes.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <array>
#include <memory>

namespace congvu::document {

namespace {

// ISO/IEC 15417 table 1: the widths of bar, space, bar, space, bar, space for the values 0 to 105; stop has a bar more.
constexpr std::array<std::string_view, 107> widths{
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};
constexpr int to_c = 99, to_b = 100, start_b = 104, start_c = 105, stop = 106;
constexpr std::size_t longest = 80;
constexpr int quiet_zone = 10;    // modules of white on either side, ISO/IEC 15417 4.4
constexpr int bar_height = 40;    // modules
constexpr int qr_quiet_zone = 4;  // ISO/IEC 18004 5.3.8

std::size_t digits_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - at;
}

// Values of the characters, start character first. Four digits or more in a row go two to a character (set C).
std::vector<int> values_of(std::string_view text) {
  std::vector<int> values;
  bool in_c = digits_at(text, 0) >= 4;
  values.push_back(in_c ? start_c : start_b);
  for (std::size_t at = 0; at < text.size();) {
    auto const digits = digits_at(text, at);
    if (!in_c && digits >= 4 && digits % 2 == 0) {
      values.push_back(to_c);
      in_c = true;
    } else if (in_c && digits < 2) {
      values.push_back(to_b);
      in_c = false;
    }
    if (in_c) {
      values.push_back((text[at] - '0') * 10 + (text[at + 1] - '0'));
      at += 2;
    } else {
      values.push_back(text[at] - ' ');
      ++at;
    }
  }
  return values;
}

int check_of(std::vector<int> const& values) {
  int sum = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) sum += static_cast<int>(i) * values[i];
  return sum % 103;
}

}  // namespace

std::optional<std::vector<int>> code128(std::string_view text) {
  if (text.empty() || text.size() > longest) return std::nullopt;
  for (char const c : text) {
    if (c < ' ' || c > '~') return std::nullopt;
  }
  auto values = values_of(text);
  values.push_back(check_of(values));
  values.push_back(stop);
  std::vector<int> bars;
  for (int const value : values) {
    for (char const width : widths[static_cast<std::size_t>(value)]) bars.push_back(width - '0');
  }
  return bars;
}

std::optional<std::string> code128_svg(std::string_view text) {
  auto const bars = code128(text);
  if (!bars) return std::nullopt;
  std::string path;
  int x = quiet_zone;
  for (std::size_t i = 0; i < bars->size(); ++i) {
    if (i % 2 == 0) path += fmt::format("M{} 0h{}v{}h-{}z", x, (*bars)[i], bar_height, (*bars)[i]);
    x += (*bars)[i];
  }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" class="code128" viewBox="0 0 {0} {1}" preserveAspectRatio="none" )"
      R"(role="img" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{1}H0z"/><path d="{2}"/></svg>)",
      x + quiet_zone, bar_height, path);
}

std::optional<std::vector<std::vector<bool>>> qr(std::string_view text) {
  std::string const bytes{text};
  std::unique_ptr<QRcode, void (*)(QRcode*)> const code{
      QRcode_encodeData(static_cast<int>(bytes.size()), reinterpret_cast<unsigned char const*>(bytes.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free};
  if (!code) return std::nullopt;
  auto const width = static_cast<std::size_t>(code->width);
  std::vector<std::vector<bool>> rows(width, std::vector<bool>(width));
  for (std::size_t y = 0; y < width; ++y) {
    for (std::size_t x = 0; x < width; ++x) rows[y][x] = (code->data[y * width + x] & 1) != 0;
  }
  return rows;
}

std::optional<std::string> qr_svg(std::string_view text) {
  auto const rows = qr(text);
  if (!rows) return std::nullopt;
  std::string path;
  for (std::size_t y = 0; y < rows->size(); ++y) {
    auto const& row = (*rows)[y];
    for (std::size_t x = 0; x < row.size();) {
      auto end = x;
      while (end < row.size() && row[end] == row[x]) ++end;
      // One stroke for each run of dark modules keeps the drawing small.
      if (row[x]) path += fmt::format("M{} {}h{}v1h-{}z", x + qr_quiet_zone, y + qr_quiet_zone, end - x, end - x);
      x = end;
    }
  }
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {0} {0}" role="img" )"
                     R"(shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>)",
                     rows->size() + 2 * qr_quiet_zone, path);
}

}  // namespace congvu::document
