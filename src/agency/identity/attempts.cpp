#include "agency/identity/attempts.h"

#include <algorithm>

#include "agency/identity/limits.h"

namespace congvu::identity {

bool Attempts::forgotten(Count const& count, Instant now) const {
  return now >= count.last + limits::tries_forgotten;
}

seconds Attempts::wait(std::string_view key, Instant now) const {
  auto const found = counts_.find(key);
  if (found == counts_.end() || forgotten(found->second, now)) return seconds{0};
  auto const& count = found->second;
  if (count.wrong < free_tries_) return seconds{0};
  // 1, 2, 4 … seconds after the last one; the shift is bounded long before it could overflow.
  auto const doublings = std::min(count.wrong - free_tries_, 6U);
  auto const asked = std::min(seconds{1LL << doublings}, limits::longest_wait);
  return std::max(seconds{0}, count.last + asked - now);
}

void Attempts::tried(std::string_view key, Instant now) {
  make_room(now);
  Count& count = counts_[std::string{key}];
  if (forgotten(count, now)) count.wrong = 0;
  ++count.wrong;
  count.last = now;
}

void Attempts::succeeded(std::string_view key) {
  if (auto const found = counts_.find(key); found != counts_.end()) counts_.erase(found);
}

void Attempts::make_room(Instant now) {
  if (counts_.size() < limits::counted_keys) return;
  std::erase_if(counts_, [&](auto const& entry) { return forgotten(entry.second, now); });
  // Still full: somebody tries ever new names. Those with few tries carry the least.
  if (counts_.size() >= limits::counted_keys) {
    std::erase_if(counts_, [&](auto const& entry) { return entry.second.wrong < free_tries_; });
  }
  if (counts_.size() >= limits::counted_keys) counts_.clear();
}

}  // namespace congvu::identity
