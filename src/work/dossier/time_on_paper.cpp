#include "work/dossier/time_on_paper.h"

#include <fmt/format.h>
#include <array>
#include <charconv>

#include "base/text.h"

namespace congvu::dossier {

namespace {

// Two or three numbers parted by one sign: "25/11/2024", "9h30".
template <std::size_t Count>
std::optional<std::array<int, Count>> numbers(std::string_view text, std::string_view signs) {
  std::array<int, Count> read{};
  for (std::size_t i = 0; i < Count; ++i) {
    bool const last = i + 1 == Count;
    auto const end = last ? text.size() : text.find_first_of(signs);
    if (end == std::string_view::npos || end == 0 || end > 4) return std::nullopt;
    auto const part = std::from_chars(text.data(), text.data() + end, read[i]);
    if (part.ec != std::errc{} || part.ptr != text.data() + end || read[i] < 0) return std::nullopt;
    text.remove_prefix(last ? end : end + 1);
  }
  return read;
}

std::optional<Date> day_of(std::string_view word) {
  auto const read = numbers<3>(word, "/-.");
  if (!read) return std::nullopt;
  return parse_date(fmt::format("{:04}-{:02}-{:02}", (*read)[2], (*read)[1], (*read)[0]));
}

}  // namespace

std::optional<Instant> time_on_paper(std::string_view typed, Date today) {
  Date day = today;
  std::optional<std::array<int, 2>> hour;
  std::string_view rest = trimmed(typed);
  while (!rest.empty()) {
    auto const end = rest.find(' ');
    auto const word = rest.substr(0, end);
    if (auto const read = day_of(word)) {
      day = *read;
    } else if (auto const at = numbers<2>(word, ":hH")) {
      hour = at;
    } else {
      return std::nullopt;
    }
    rest = end == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(end + 1));
  }
  if (!hour || (*hour)[0] > 23 || (*hour)[1] > 59) return std::nullopt;
  return parse_instant(fmt::format("{}T{:02}:{:02}:00+07:00", iso(day), (*hour)[0], (*hour)[1]));
}

}  // namespace congvu::dossier
