// After wrong passwords one waits, a little longer each time, and never for ever: nobody can lock another out. What is
// counted is the account's name as typed and the address it came from, each by itself.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace congvu::identity {

class Attempts {
 public:
  // How long whoever asks under this key must still wait; zero when they need not.
  seconds wait(std::string_view key, Instant now) const;
  void failed(std::string_view key, Instant now);
  void succeeded(std::string_view key);

 private:
  struct Count {
    unsigned wrong = 0;
    Instant last;
  };
  void forget_old(Instant now);
  std::map<std::string, Count, std::less<>> counts_;
};

}  // namespace congvu::identity
