// After wrong passwords one waits, a little longer each time, and never for ever: nobody can lock another out. One of
// these counts by account name as typed, another by the address it came from.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace congvu::identity {

class Attempts {
 public:
  explicit Attempts(unsigned free_tries) : free_tries_(free_tries) {}

  // How long whoever asks under this key must still wait; zero when they need not.
  seconds wait(std::string_view key, Instant now) const;
  // Counted before the password is tried, and taken back when it was right, so that many at once gain nothing.
  void tried(std::string_view key, Instant now);
  void succeeded(std::string_view key);

 private:
  struct Count {
    unsigned wrong = 0;
    Instant last;
  };
  bool forgotten(Count const&, Instant now) const;
  void make_room(Instant now);

  unsigned free_tries_;
  std::map<std::string, Count, std::less<>> counts_;
};

}  // namespace congvu::identity
