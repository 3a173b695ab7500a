#include "rules/bpmn/compile/timer.h"

#include <charconv>

namespace congvu::bpmn {
namespace {

constexpr std::int64_t century = 100LL * 366 * 24 * 3600;
constexpr int most_amount = 100'000;

// The whole number at the start of `text`, which is taken off it.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || value > century) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return value;
}

struct Part {
  char letter;
  std::int64_t months;
  std::int64_t seconds;
};

// Adds the parts at the start of `text`, each at most once and in order; false when a number has no part's letter.
template <std::size_t Count>
bool add_parts(std::string_view& text, Part const (&parts)[Count], std::int64_t& months, std::int64_t& exact) {
  std::size_t next = 0;
  while (!text.empty() && text.front() != 'T') {
    auto const number = take_number(text);
    if (!number || text.empty()) return false;
    while (next < Count && parts[next].letter != text.front()) ++next;
    if (next == Count) return false;
    text.remove_prefix(1);
    months += *number * parts[next].months;
    exact += *number * parts[next].seconds;
    if (months > 1200 || exact > century) return false;
    ++next;
  }
  return true;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  static constexpr Part dates[] = {{'Y', 12, 0}, {'M', 1, 0}, {'W', 0, 7 * 86'400}, {'D', 0, 86'400}};
  static constexpr Part times[] = {{'H', 0, 3600}, {'M', 0, 60}, {'S', 0, 1}};
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  std::int64_t months = 0;
  std::int64_t exact = 0;
  if (!add_parts(text, dates, months, exact)) return std::nullopt;
  if (text.starts_with('T')) {
    text.remove_prefix(1);
    if (text.empty() || !add_parts(text, times, months, exact) || !text.empty()) return std::nullopt;
  }
  return Duration{static_cast<int>(months), seconds{exact}};
}

std::optional<StepLimit> parse_step_limit(std::string_view text) {
  auto const number = take_number(text);
  if (!number || *number == 0 || *number > most_amount || text.size() != 1) return std::nullopt;
  auto const amount = static_cast<int>(*number);
  switch (text.front()) {
    case 'm':
      return StepLimit{amount, StepLimit::Unit::working_minutes};
    case 'h':
      return StepLimit{amount, StepLimit::Unit::working_hours};
    case 'd':
      return StepLimit{amount, StepLimit::Unit::working_days};
    default:
      return std::nullopt;
  }
}

}  // namespace congvu::bpmn
