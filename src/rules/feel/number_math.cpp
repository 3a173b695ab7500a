// What decimal128 cannot do by itself: logarithms, powers and deviations, reckoned in a hundred digits and rounded
// once.
#include <boost/multiprecision/cpp_dec_float.hpp>
#include <string>
#include <vector>

#include "rules/feel/number.h"

namespace congvu::feel {
namespace {

using Long = boost::multiprecision::cpp_dec_float_100;

Long long_of(Number const& number) {
  return Long{number.text()};
}

std::optional<Number> rounded_once(Long const& value) {
  if (!boost::multiprecision::isfinite(value)) return std::nullopt;
  auto text = value.str(60, std::ios_base::scientific);
  auto const e = text.find('e');
  auto const last = text.find_last_not_of("0.", e - 1);  // 3.0250000e+01 has four digits
  if (last != std::string::npos && text.find('.') < e && last < e) text.erase(last + 1, e - last - 1);
  return Number::parse(text);
}

// Whole numbers that multiply out, by squaring: exact as long as a hundred digits hold it.
Long multiplied_out(Long base, std::uint64_t times) {
  Long product = 1;
  for (; times != 0; times >>= 1) {
    if ((times & 1) != 0) product *= base;
    base *= base;
  }
  return product;
}

constexpr std::int64_t greatest_multiplied_out = 100'000;

// e to the product of both.
std::optional<Number> exponential_of_product(Long const& a, Long const& b) {
  static Long const greatest = 15'000;  // e to that is past 10^6145, and its inverse below 10^-6177
  Long const product = a * b;
  if (product > greatest) return std::nullopt;
  if (product < -greatest) return Number{};
  return rounded_once(exp(product));
}

}  // namespace

std::optional<Number> natural_logarithm(Number const& a) {
  if (a <= Number{}) return std::nullopt;
  return rounded_once(log(long_of(a)));
}

std::optional<Number> exponential(Number const& a) {
  return exponential_of_product(long_of(a), 1);
}

std::optional<Number> power(Number const& base, Number const& exponent) {
  auto const times = exponent.whole();
  if (times && *times >= -greatest_multiplied_out && *times <= greatest_multiplied_out) {
    if (*times < 0 && base == Number{}) return std::nullopt;
    auto const product = multiplied_out(long_of(base), static_cast<std::uint64_t>(*times < 0 ? -*times : *times));
    return rounded_once(*times < 0 ? Long{1} / product : product);
  }
  if (base == Number{}) return exponent > Number{} ? std::optional{Number{}} : std::nullopt;
  bool const negative = is_negative(base);
  if (negative && truncated(exponent) != exponent) return std::nullopt;
  auto const digits = exponential_of_product(long_of(exponent), log(long_of(absolute(base))));
  if (!digits) return std::nullopt;
  bool const odd = negative && *modulo(exponent, Number{2}) == Number{1};
  return odd ? negate(*digits) : *digits;
}

std::optional<Number> sample_deviation(std::span<Number const> sample) {
  if (sample.size() < 2) return std::nullopt;
  std::vector<Long> values;
  values.reserve(sample.size());
  for (auto const& each : sample) values.push_back(long_of(each));
  Long sum = 0;
  for (auto const& each : values) sum += each;
  Long const mean = sum / values.size();
  Long squares = 0;
  for (auto const& each : values) squares += (each - mean) * (each - mean);
  return rounded_once(sqrt(Long{squares / (values.size() - 1)}));
}

}  // namespace congvu::feel
