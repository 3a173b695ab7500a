// A FEEL number: 34 decimal digits, as IEEE 754-2008 decimal128 has them, so that 0.1 + 0.2 is 0.3 and money adds up.
// Every Number is finite; what has no finite answer (a division by zero, an overflow) is absent. 1.0 equals 1.00 and
// each keeps the digits it was written with. DMN 1.5, clause 10.3.2.3.1.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
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

  friend std::weak_ordering operator<=>(Number const&, Number const&);
  friend bool operator==(Number const& a, Number const& b) { return (a <=> b) == std::weak_ordering::equivalent; }

  friend std::optional<Number> add(Number const&, Number const&);
  friend std::optional<Number> subtract(Number const&, Number const&);
  friend std::optional<Number> multiply(Number const&, Number const&);
  friend std::optional<Number> divide(Number const&, Number const&);
  friend Number negate(Number const&);
  // Towards minus infinity, to a whole number.
  friend Number floor(Number const&);

 private:
  // The two words of decimal128 in Intel's binary encoding; the library's header stays in number.cpp.
  std::array<std::uint64_t, 2> words_{0, 0x3040000000000000};
};

std::optional<Number> add(Number const&, Number const&);
std::optional<Number> subtract(Number const&, Number const&);
std::optional<Number> multiply(Number const&, Number const&);
std::optional<Number> divide(Number const&, Number const&);
Number negate(Number const&);
Number floor(Number const&);

}  // namespace congvu::feel
