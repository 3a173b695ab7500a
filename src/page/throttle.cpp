#include "page/throttle.h"

#include <algorithm>
#include <cmath>

#include "page/guessing.h"

namespace congvu::page {
namespace {

std::unexpected<Refusal> refuse_for(seconds wait) {
  return refuse(codes::too_many, {}, {{"retry_after", std::to_string(wait.count())}});
}

}  // namespace

double Throttle::level(Bucket const& bucket, Instant now) const {
  // A clock that steps back lets nothing flow off
  double const passed = std::max<double>(0, static_cast<double>((now - bucket.at).count()));
  return std::max(0.0, bucket.level - passed * rate_.most / static_cast<double>(rate_.window.count()));
}

std::optional<seconds> Throttle::wait_of(std::string_view key, Instant now) const {
  auto const found = buckets_.find(std::string{key});
  if (found == buckets_.end()) return std::nullopt;
  double const over = level(found->second, now) + 1 - rate_.most;
  if (over <= 0) return std::nullopt;
  return seconds{static_cast<long>(std::ceil(over * static_cast<double>(rate_.window.count()) / rate_.most))};
}

void Throttle::add(std::string_view key, Instant now) {
  if (buckets_.size() >= keys_) {
    std::erase_if(buckets_, [&](auto const& entry) { return level(entry.second, now) <= 0; });
    if (buckets_.size() >= keys_) buckets_.clear();
  }
  auto& bucket = buckets_[std::string{key}];
  bucket.level = std::min(level(bucket, now) + 1, rate_.most);
  bucket.at = std::max(bucket.at, now);
}

std::optional<seconds> Throttle::wait(std::string_view key, Instant now) const {
  std::scoped_lock const lock{mutex_};
  return wait_of(key, now);
}

void Throttle::count(std::string_view key, Instant now) {
  std::scoped_lock const lock{mutex_};
  add(key, now);
}

Expected<void> Throttle::admit(std::string_view key, Instant now) {
  std::scoped_lock const lock{mutex_};
  if (auto const wait = wait_of(key, now)) return refuse_for(*wait);
  add(key, now);
  return {};
}

void Throttle::forget(std::string_view key) {
  std::scoped_lock const lock{mutex_};
  buckets_.erase(std::string{key});
}

Refusal WrongSecrets::wrong(std::string_view target, std::string_view address, Instant now, Refusal said) {
  auto const from = counted_address(address);
  auto const wait = std::max(by_target.wait(target, now), by_address.wait(from, now));
  // What goes on in spite of the wait is counted as well, or an address would never reach its own limit
  by_address.count(from, now);
  if (wait) return refuse_for(*wait).error();
  by_target.count(target, now);
  return said;
}

}  // namespace congvu::page
