#include "base/clock.h"

namespace congvu {

namespace {

class SystemClock : public Clock {
 public:
  Instant now() const override { return std::chrono::floor<seconds>(std::chrono::system_clock::now()); }
};

// Steady, so that a step of the system's clock does not move it.
class ShiftedClock : public Clock {
 public:
  explicit ShiftedClock(Instant start) : start_(start), begun_(std::chrono::steady_clock::now()) {}
  Instant now() const override {
    return start_ + std::chrono::floor<seconds>(std::chrono::steady_clock::now() - begun_);
  }

 private:
  Instant start_;
  std::chrono::steady_clock::time_point begun_;
};

}  // namespace

std::unique_ptr<Clock> system_clock() {
  return std::make_unique<SystemClock>();
}

std::unique_ptr<Clock> clock_from(Instant start) {
  return std::make_unique<ShiftedClock>(start);
}

}  // namespace congvu
