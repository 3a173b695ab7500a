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

using Words = std::array<std::uint64_t, 2>;
constexpr unsigned half_even = 0;  // BID_ROUNDING_TO_NEAREST
constexpr std::size_t longest_literal = 1'000;
constexpr int longest_plain = 40;

BID_UINT128 raw(Words const& words) {
  return std::bit_cast<BID_UINT128>(words);
}
Words words(BID_UINT128 value) {
  return std::bit_cast<Words>(value);
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

Number::Number(std::int64_t whole) : words_(words(bid128_from_int64(whole))) {}

std::optional<Number> Number::parse(std::string_view text) {
  if (!is_literal(text)) return std::nullopt;
  unsigned flags = 0;
  std::string literal{text};
  auto const value = bid128_from_string(literal.data(), half_even, &flags);
  if (!finite(value)) return std::nullopt;
  Number number;
  number.words_ = words(value);
  return number;
}

std::string Number::text() const {
  unsigned flags = 0;
  std::array<char, 64> buffer{};
  bid128_to_string(buffer.data(), raw(words_), &flags);
  std::string_view const written{buffer.data()};  // sign, digits, E, sign, digits
  auto const e = written.find('E');
  int exponent = 0;
  auto power = written.substr(e + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  return plain(written.front() == '-', std::string{written.substr(1, e - 1)}, exponent);
}

std::optional<std::int64_t> Number::whole() const {
  unsigned flags = 0;
  auto const value = bid128_to_int64_xint(raw(words_), &flags);
  if (flags != 0) return std::nullopt;  // inexact: a fraction; invalid: too large
  return value;
}

std::weak_ordering operator<=>(Number const& a, Number const& b) {
  unsigned flags = 0;
  if (bid128_quiet_less(raw(a.words_), raw(b.words_), &flags) != 0) return std::weak_ordering::less;
  if (bid128_quiet_equal(raw(a.words_), raw(b.words_), &flags) != 0) return std::weak_ordering::equivalent;
  return std::weak_ordering::greater;
}

namespace {

template <class Operation>
std::optional<Words> finite_result(Operation operation, Words const& a, Words const& b) {
  unsigned flags = 0;
  auto const value = operation(raw(a), raw(b), half_even, &flags);
  if (!finite(value)) return std::nullopt;
  return words(value);
}

}  // namespace

std::optional<Number> add(Number const& a, Number const& b) {
  auto const sum = finite_result(bid128_add, a.words_, b.words_);
  if (!sum) return std::nullopt;
  Number number;
  number.words_ = *sum;
  return number;
}

std::optional<Number> subtract(Number const& a, Number const& b) {
  return add(a, negate(b));
}

std::optional<Number> multiply(Number const& a, Number const& b) {
  auto const product = finite_result(bid128_mul, a.words_, b.words_);
  if (!product) return std::nullopt;
  Number number;
  number.words_ = *product;
  return number;
}

std::optional<Number> divide(Number const& a, Number const& b) {
  auto const quotient = finite_result(bid128_div, a.words_, b.words_);
  if (!quotient) return std::nullopt;
  Number number;
  number.words_ = *quotient;
  return number;
}

Number negate(Number const& a) {
  Number number;
  number.words_ = words(bid128_negate(raw(a.words_)));
  return number;
}

Number floor(Number const& a) {
  unsigned flags = 0;
  Number number;
  number.words_ = words(bid128_round_integral_negative(raw(a.words_), &flags));
  return number;
}

}  // namespace congvu::feel
