#include "rules/feel/number.h"

// How Debian builds Intel's library: operands by value, rounding and flags handed in, no state of its own.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <bid_conf.h>
#include <bid_functions.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <bit>
#include <charconv>

namespace congvu::feel {
namespace {

using Words = Number::Words;
constexpr unsigned half_even = 0;  // BID_ROUNDING_TO_NEAREST
constexpr std::size_t longest_literal = 1'000;
constexpr int longest_plain = 40;

BID_UINT128 raw(Number const& number) {
  return std::bit_cast<BID_UINT128>(number.words());
}
Number number_of(BID_UINT128 value) {
  return Number{std::bit_cast<Words>(value)};
}

bool finite(BID_UINT128 value) {
  return bid128_isFinite(value) != 0;
}

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - from;
}

// -? digits [. digits] [e [sign] digits], with a digit somewhere before the exponent.
bool is_literal(std::string_view text) {
  if (text.size() > longest_literal) return false;
  std::size_t at = text.starts_with('-') ? 1 : 0;
  auto const before = digits_at(text, at);
  at += before;
  std::size_t after = 0;
  if (at < text.size() && text[at] == '.') {
    after = digits_at(text, at + 1);
    if (after == 0) return false;
    at += 1 + after;
  }
  if (before + after == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    auto const exponent = digits_at(text, at);
    if (exponent == 0 || exponent > 6) return false;
    at += exponent;
  }
  return at == text.size();
}

// "digits" and a power of ten, written the way people do.
std::string plain(bool negative, std::string digits, int exponent) {
  std::string const sign = negative ? "-" : "";
  int const length = static_cast<int>(digits.size());
  if (exponent == 0) return sign + digits;
  if (exponent > 0 && length + exponent <= longest_plain) {
    return sign + (digits == "0" ? digits : digits + std::string(static_cast<std::size_t>(exponent), '0'));
  }
  if (exponent < 0 && -exponent < longest_plain) {
    if (length <= -exponent) digits.insert(0, static_cast<std::size_t>(-exponent - length + 1), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(-exponent), ".");
    return sign + digits;
  }
  return sign + digits + "E" + (exponent > 0 ? "+" : "") + std::to_string(exponent);
}

}  // namespace

Number::Number(std::int64_t whole) : Number(number_of(bid128_from_int64(whole))) {}

std::optional<Number> Number::parse(std::string_view text) {
  if (!is_literal(text)) return std::nullopt;
  unsigned flags = 0;
  std::string literal{text};
  auto const value = bid128_from_string(literal.data(), half_even, &flags);
  if (!finite(value)) return std::nullopt;
  return number_of(value);
}

std::string Number::text() const {
  unsigned flags = 0;
  std::array<char, 64> buffer{};
  bid128_to_string(buffer.data(), raw(*this), &flags);
  std::string_view const written{buffer.data()};  // sign, digits, E, sign, digits
  auto const e = written.find('E');
  int exponent = 0;
  auto power = written.substr(e + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  auto const digits = written.substr(1, e - 1);
  return plain(written.front() == '-' && digits != "0", std::string{digits}, exponent);
}

std::optional<std::int64_t> Number::whole() const {
  unsigned flags = 0;
  auto const value = bid128_to_int64_xint(raw(*this), &flags);
  if (flags != 0) return std::nullopt;  // inexact: a fraction; invalid: too large
  return value;
}

std::weak_ordering Number::ordered(Number const& a, Number const& b) {
  unsigned flags = 0;
  if (bid128_quiet_less(raw(a), raw(b), &flags) != 0) return std::weak_ordering::less;
  if (bid128_quiet_equal(raw(a), raw(b), &flags) != 0) return std::weak_ordering::equivalent;
  return std::weak_ordering::greater;
}

namespace {

template <class Operation>
std::optional<Number> finite_result(Operation operation, Number const& a, Number const& b) {
  unsigned flags = 0;
  auto const value = operation(raw(a), raw(b), half_even, &flags);
  if (!finite(value)) return std::nullopt;
  return number_of(value);
}

}  // namespace

std::optional<Number> add(Number const& a, Number const& b) {
  std::uint64_t sum = 0;
  if (a.is_counting() && b.is_counting() && !__builtin_add_overflow(a.words_[0], b.words_[0], &sum)) {
    return Number{Words{sum, Number::counting}};
  }
  return finite_result(bid128_add, a, b);
}

std::optional<Number> subtract(Number const& a, Number const& b) {
  if (a.is_counting() && b.is_counting() && a.words_[0] >= b.words_[0]) {
    return Number{Words{a.words_[0] - b.words_[0], Number::counting}};
  }
  return finite_result(bid128_sub, a, b);
}

std::optional<Number> multiply(Number const& a, Number const& b) {
  std::uint64_t product = 0;
  if (a.is_counting() && b.is_counting() && !__builtin_mul_overflow(a.words_[0], b.words_[0], &product)) {
    return Number{Words{product, Number::counting}};
  }
  return finite_result(bid128_mul, a, b);
}

std::optional<Number> divide(Number const& a, Number const& b) {
  return finite_result(bid128_div, a, b);
}

Number negate(Number const& a) {
  return number_of(bid128_negate(raw(a)));
}

Number absolute(Number const& a) {
  return number_of(bid128_abs(raw(a)));
}

bool is_negative(Number const& a) {
  return bid128_isSigned(raw(a)) != 0 && bid128_isZero(raw(a)) == 0;
}

Number floor(Number const& a) {
  unsigned flags = 0;
  return number_of(bid128_round_integral_negative(raw(a), &flags));
}

Number truncated(Number const& a) {
  unsigned flags = 0;
  return number_of(bid128_round_integral_zero(raw(a), &flags));
}

namespace {

// The exponent of the last digit a number has.
int exponent_of(Number const& a) {
  constexpr int bias = 6176;
  return static_cast<int>((a.words()[1] >> 49) & 0x3FFF) - bias;
}

enum Direction : unsigned { to_even = 0, to_floor = 1, to_ceiling = 2, to_zero = 3, to_away = 4 };  // Intel's numbers

}  // namespace

Number rounded(Number const& a, int scale, Rounding rounding) {
  if (exponent_of(a) >= -scale) return a;  // has no digit that would go
  unsigned flags = 0;
  auto const step = raw(*Number::parse("1E" + std::to_string(-scale)));
  auto const towards = [&](unsigned direction) { return number_of(bid128_quantize(raw(a), step, direction, &flags)); };
  auto const away = bid128_isSigned(raw(a)) != 0 ? to_floor : to_ceiling;
  switch (rounding) {
    case Rounding::half_even:
      return towards(to_even);
    case Rounding::half_up:
      return towards(to_away);
    case Rounding::up:
      return towards(away);
    case Rounding::down:
      return towards(to_zero);
    case Rounding::floor:
      return towards(to_floor);
    case Rounding::ceiling:
      return towards(to_ceiling);
    case Rounding::half_down:
      break;
  }
  auto const low = towards(to_zero);
  auto const lost = absolute(*subtract(a, low));
  // Twice what is lost is never past 34 digits: it is less than two steps.
  return *add(lost, lost) > number_of(step) ? towards(away) : low;
}

std::optional<Number> modulo(Number const& a, Number const& b) {
  if (b == Number{}) return std::nullopt;
  unsigned flags = 0;
  auto const rest = number_of(bid128_fmod(raw(a), raw(b), &flags));
  if (rest == Number{} || is_negative(rest) == is_negative(b)) return rest;
  return add(rest, b);
}

std::optional<Number> square_root(Number const& a) {
  unsigned flags = 0;
  auto const root = bid128_sqrt(raw(a), half_even, &flags);
  if (!finite(root)) return std::nullopt;
  return number_of(root);
}

}  // namespace congvu::feel
