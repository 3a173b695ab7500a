// What time it is: a seam, because deadlines must be tried on any day and a sample record is laid in simulated time.
// Nobody else in the program asks the system for the time.
#pragma once

#include <atomic>
#include <memory>

#include "base/instant.h"

namespace congvu {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // any thread
};

std::unique_ptr<Clock> system_clock();
// Starts at an instant and goes on at the system's pace: `congvu serve --clock T`.
std::unique_ptr<Clock> clock_from(Instant start);

// Stands where it is put: for laying a season and for tests.
class StandingClock : public Clock {
 public:
  explicit StandingClock(Instant at) : at_(at.time_since_epoch().count()) {}
  Instant now() const override { return Instant{seconds{at_.load()}}; }
  void put(Instant at) { at_.store(at.time_since_epoch().count()); }

 private:
  std::atomic<std::int64_t> at_;
};

}  // namespace congvu
