#include "page/throttle.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

std::string counted_address(std::string_view address) {
  in6_addr six{};
  if (inet_pton(AF_INET6, std::string{address}.c_str(), &six) != 1) return std::string{address};
  // An IPv4 client of a socket that takes both is that client
  constexpr std::string_view mapped = "::ffff:";
  if (IN6_IS_ADDR_V4MAPPED(&six) && address.starts_with(mapped)) return std::string{address.substr(mapped.size())};
  std::string network;
  for (std::size_t i = 0; i < 8; ++i) network += fmt::format("{:02x}", six.s6_addr[i]);
  return network + "/64";
}

Expected<void> WrongSecrets::admit(std::string_view address, Instant now) const {
  if (auto const wait = by_address.wait(counted_address(address), now)) return refuse_for(*wait);
  return {};
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
