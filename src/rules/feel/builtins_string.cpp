// Texts. Characters are counted, not bytes. DMN 1.5, clause 10.3.4.3.
#include "rules/feel/builtins.h"
#include "rules/feel/characters.h"
#include "rules/feel/limits.h"
#include "rules/feel/regex.h"

namespace congvu::feel {
namespace {

using Text = std::string const*;

Text text(Call const& call, std::size_t place) {
  return call.argument(place).as<std::string>();
}

bool spend_on(Call const& call, Text a) {
  constexpr std::size_t bytes_of_step = 64;
  return call.spend(a->size() / bytes_of_step);
}

Answer substring(Call const& call) {
  auto const whole = text(call, 0);
  auto const* position = call.argument(1).as<Number>();
  if (whole == nullptr || position == nullptr || !spend_on(call, whole)) return std::nullopt;
  auto const length = static_cast<std::int64_t>(characters_in(*whole));
  auto const start = truncated(*position).whole().value_or(0);
  if (start == 0 || start > length || start < -length) return call.warn("feel.no_item", position->text());
  auto const before = static_cast<std::size_t>(start > 0 ? start - 1 : length + start);
  auto const from = byte_of_character(*whole, before);
  if (call.argument(2).is_null()) return Value{whole->substr(from)};
  auto const* wanted = call.argument(2).as<Number>();
  if (wanted == nullptr) return std::nullopt;
  auto const count = truncated(*wanted).whole();
  if (!count || *count < 1) return std::nullopt;
  auto const rest = std::string_view{*whole}.substr(from);
  return Value{rest.substr(0, byte_of_character(rest, static_cast<std::size_t>(*count)))};
}

Answer string_length(Call const& call) {
  auto const whole = text(call, 0);
  if (whole == nullptr || !spend_on(call, whole)) return std::nullopt;
  return Value{characters_in(*whole)};
}

Answer upper_case(Call const& call) {
  auto const whole = text(call, 0);
  if (whole == nullptr || !spend_on(call, whole)) return std::nullopt;
  return Value{in_capitals(*whole)};
}

Answer lower_case(Call const& call) {
  auto const whole = text(call, 0);
  if (whole == nullptr || !spend_on(call, whole)) return std::nullopt;
  return Value{in_small_letters(*whole)};
}

// What both arguments say, when they are texts.
template <class Say>
Answer of_two(Call const& call, Say say) {
  auto const whole = text(call, 0);
  auto const match = text(call, 1);
  if (whole == nullptr || match == nullptr || !spend_on(call, whole)) return std::nullopt;
  return Value{say(*whole, *match)};
}

Answer substring_before(Call const& call) {
  return of_two(call, [](std::string const& whole, std::string const& match) {
    auto const found = whole.find(match);
    return found == std::string::npos ? std::string{} : whole.substr(0, found);
  });
}

Answer substring_after(Call const& call) {
  return of_two(call, [](std::string const& whole, std::string const& match) {
    auto const found = whole.find(match);
    return found == std::string::npos ? std::string{} : whole.substr(found + match.size());
  });
}

Answer contains(Call const& call) {
  return of_two(
      call, [](std::string const& whole, std::string const& match) { return whole.find(match) != std::string::npos; });
}

Answer starts_with(Call const& call) {
  return of_two(call, [](std::string const& whole, std::string const& match) { return whole.starts_with(match); });
}

Answer ends_with(Call const& call) {
  return of_two(call, [](std::string const& whole, std::string const& match) { return whole.ends_with(match); });
}

std::string_view key_of(PatternFault fault) {
  switch (fault) {
    case PatternFault::ran_away:
      return "feel.pattern_ran_away";
    case PatternFault::replacement:
      return "feel.bad_replacement";
    case PatternFault::too_long:
      return "feel.text_too_long";
    default:
      return "feel.bad_pattern";
  }
}

template <class T>
Answer told(Matched<T> const& result, std::uint64_t work, Call const& call, Text about) {
  if (!result) return call.warn(key_of(result.error()), shown(*about));
  if (!call.spend(work)) return std::nullopt;
  if constexpr (std::same_as<T, std::vector<std::string>>) {
    return Value{List{std::vector<Value>(result->begin(), result->end())}};
  } else {
    return Value{*result};
  }
}

Text flags(Call const& call, std::size_t place) {
  static std::string const none;
  return call.argument(place).is_null() ? &none : text(call, place);
}

// Patterns that ran away have cost much, so the work counts even where there is no answer.
Answer matches(Call const& call) {
  auto const input = text(call, 0);
  auto const pattern = text(call, 1);
  auto const how = flags(call, 2);
  if (input == nullptr || pattern == nullptr || how == nullptr) return std::nullopt;
  std::uint64_t work = 0;
  auto const result = feel::matches(*input, *pattern, *how, work);
  if (!result && !call.spend(work)) return std::nullopt;
  return told(result, work, call, pattern);
}

Answer replace(Call const& call) {
  auto const input = text(call, 0);
  auto const pattern = text(call, 1);
  auto const replacement = text(call, 2);
  auto const how = flags(call, 3);
  if (input == nullptr || pattern == nullptr || replacement == nullptr || how == nullptr) return std::nullopt;
  std::uint64_t work = 0;
  auto const result = replaced(*input, *pattern, *replacement, *how, work);
  if (!result && !call.spend(work)) return std::nullopt;
  return told(result, work, call, pattern);
}

Answer split(Call const& call) {
  auto const input = text(call, 0);
  auto const delimiter = text(call, 1);
  if (input == nullptr || delimiter == nullptr) return std::nullopt;
  std::uint64_t work = 0;
  auto const result = feel::split(*input, *delimiter, work);
  if (!result && !call.spend(work)) return std::nullopt;
  return told(result, work, call, delimiter);
}

// Nulls are left out.
Answer string_join(Call const& call) {
  std::vector<Value> const single{call.argument(0)};
  auto const* list = call.argument(0).as<List>();
  auto const delimiter = flags(call, 1);
  if (call.argument(0).is_null() || delimiter == nullptr) return std::nullopt;
  std::string joined;
  bool first = true;
  for (auto const& item : list == nullptr ? single : list->items()) {
    if (item.is_null()) continue;
    auto const* part = item.as<std::string>();
    if (part == nullptr) return std::nullopt;
    if (!first) joined += *delimiter;
    first = false;
    joined += *part;
    if (joined.size() > limits::string_bytes) {
      return call.warn("feel.text_too_long", std::to_string(limits::string_bytes));
    }
  }
  if (!spend_on(call, &joined)) return std::nullopt;
  return Value{std::move(joined)};
}

}  // namespace

std::span<Builtin const> string_functions() {
  static constexpr std::array table{
      Builtin{"substring", {"string", "start position", "length"}, 2, 3, substring},
      Builtin{"string length", {"string"}, 1, 1, string_length},
      Builtin{"upper case", {"string"}, 1, 1, upper_case},
      Builtin{"lower case", {"string"}, 1, 1, lower_case},
      Builtin{"substring before", {"string", "match"}, 2, 2, substring_before},
      Builtin{"substring after", {"string", "match"}, 2, 2, substring_after},
      Builtin{"contains", {"string", "match"}, 2, 2, contains},
      Builtin{"starts with", {"string", "match"}, 2, 2, starts_with},
      Builtin{"ends with", {"string", "match"}, 2, 2, ends_with},
      Builtin{"matches", {"input", "pattern", "flags"}, 2, 3, matches},
      Builtin{"replace", {"input", "pattern", "replacement", "flags"}, 3, 4, replace},
      Builtin{"split", {"string", "delimiter"}, 2, 2, split},
      Builtin{"string join", {"list", "delimiter"}, 1, 2, string_join},
  };
  return table;
}

}  // namespace congvu::feel
