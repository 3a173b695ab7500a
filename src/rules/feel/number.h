// A FEEL number: 34 decimal digits, as IEEE 754-2008 decimal128 has them, so that 0.1 + 0.2 is 0.3 and money adds up.
// Every Number is finite; what has no finite answer (a division by zero, an overflow) is absent. 1.0 equals 1.00 and
// each keeps the digits it was written with. DMN 1.5, clause 10.3.2.3.1.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace congvu::feel {

class Number {
 public:
  Number() = default;  // zero
  explicit Number(std::int64_t whole);
  // Reads "12", "-0.5", ".5", "1.2e-3"; nothing else. Digits beyond the 34th are rounded half to even.
  static std::optional<Number> parse(std::string_view);

  // Without an exponent where that is under 40 digits: "1200", "0.05"; else "1.2E+400".
  std::string text() const;
  // The integer it is, when it is one that fits.
  std::optional<std::int64_t> whole() const;

  friend std::weak_ordering operator<=>(Number const& a, Number const& b) {
    if (a.is_counting() && b.is_counting()) return a.words_[0] <=> b.words_[0];
    return ordered(a, b);
  }
  friend bool operator==(Number const& a, Number const& b) { return (a <=> b) == std::weak_ordering::equivalent; }

  // The two words of decimal128 in Intel's binary encoding, for the arithmetic in number.cpp and number_math.cpp.
  using Words = std::array<std::uint64_t, 2>;
  explicit Number(Words words) : words_(words) {}
  Words const& words() const { return words_; }

 private:
  // 0, 1, 2 … as they are written: the coefficient is the number, the exponent and all that stands above are plain.
  // Most numbers are, so comparing and adding them skips the library.
  static constexpr std::uint64_t counting = 0x3040000000000000;
  bool is_counting() const { return words_[1] == counting; }
  static std::weak_ordering ordered(Number const&, Number const&);
  friend std::optional<Number> add(Number const&, Number const&);
  friend std::optional<Number> subtract(Number const&, Number const&);
  friend std::optional<Number> multiply(Number const&, Number const&);

  Words words_{0, counting};
};

std::optional<Number> add(Number const&, Number const&);
std::optional<Number> subtract(Number const&, Number const&);
std::optional<Number> multiply(Number const&, Number const&);
std::optional<Number> divide(Number const&, Number const&);
Number negate(Number const&);
Number absolute(Number const&);
bool is_negative(Number const&);
// Towards minus infinity, and towards zero, to a whole number.
Number floor(Number const&);
Number truncated(Number const&);

// Rounding to a scale: how many digits are kept after the point; a negative one rounds tens, hundreds …
enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };  // up and down: from and towards zero
inline constexpr int least_scale = -6111;
inline constexpr int greatest_scale = 6176;
Number rounded(Number const&, int scale, Rounding);  // a scale within these bounds

// The remainder with the divisor's sign: a - b * floor(a / b). Absent when b is zero.
std::optional<Number> modulo(Number const& a, Number const& b);
// To the last of 34 digits, rounded half to even.
std::optional<Number> square_root(Number const&);
std::optional<Number> natural_logarithm(Number const&);
std::optional<Number> exponential(Number const&);
std::optional<Number> power(Number const& base, Number const& exponent);
// The deviation of a sample of at least two: the root of the squared distances from the mean over one less than all.
std::optional<Number> sample_deviation(std::span<Number const>);

}  // namespace congvu::feel
