// How often something may happen: so many times in a window, by key. Only what is wrong is counted where secrets are
// concerned, so whoever is right is never delayed; filing without an account is counted by address. Time is given by
// the caller, and what is no longer counted is forgotten.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/instant.h"
#include "base/refusal.h"

namespace congvu::page {

namespace codes {
inline constexpr Code too_many{"page.too_many", Kind::too_many};  // arguments: retry_after, in seconds
}  // namespace codes

struct Rate {
  double most;     // at once, and again when a window has passed without any
  seconds window;  // in which `most` flow off again, evenly
};

inline constexpr Rate wrong_per_account{10, seconds{60}};  // wrong passwords of an account, wrong secrets of a code
inline constexpr Rate wrong_per_address{60, seconds{60}};
inline constexpr Rate filings_per_address{200, seconds{1}};  // without an account; the configuration may say another

// A leaky bucket for each key. Safe from any thread.
class Throttle {
 public:
  explicit Throttle(Rate rate, std::size_t keys = 100'000) : rate_(rate), keys_(keys) {}

  // How long whoever asks under this key has to wait; absent when they need not.
  std::optional<seconds> wait(std::string_view key, Instant now) const;
  // One more under this key.
  void count(std::string_view key, Instant now);
  // Both: counted and let through, or refused and not counted.
  Expected<void> admit(std::string_view key, Instant now);
  // After a right secret, its account starts anew.
  void forget(std::string_view key);

 private:
  struct Bucket {
    double level = 0;
    Instant at;
  };
  double level(Bucket const&, Instant now) const;
  std::optional<seconds> wait_of(std::string_view key, Instant now) const;
  void add(std::string_view key, Instant now);

  Rate rate_;
  std::size_t keys_;  // beyond this, what has flowed off is dropped; a flood of keys cannot fill the memory
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

// Wrong passwords and secrets, by what was tried and by where it came from.
struct WrongSecrets {
  Throttle by_target{wrong_per_account};
  Throttle by_address{wrong_per_address};

  // Counts one that was wrong, and gives what is answered to it: page.too_many once too many have come, else `said`.
  // Whoever has the right one is never asked to wait, however many others were wrong.
  Refusal wrong(std::string_view target, std::string_view address, Instant now, Refusal said);
};

}  // namespace congvu::page
