// The stop to guessing. A wrong password or secret is counted by throttle.h, and its owner, elsewhere, is never kept
// out by what others tried. But an address that has guessed wrong far more often than anyone mistypes is refused
// before a secret is looked at, so that guessing is bounded by the limit and not by the server's speed.
#pragma once

#include <string>
#include <string_view>

#include "page/route.h"
#include "page/throttle.h"

namespace congvu::page {

// Asked before a secret is looked at. Refused with page.too_many.
Expected<void> may_guess(WrongSecrets const&, std::string_view address, Instant now);

// What is counted as one address: of IPv6 its first 64 bits, for whoever has one of them has them all.
std::string counted_address(std::string_view address);

// A page of one's own that tells a refusal says in its head, too, for how long there is nothing to try.
void tell_wait(Reply&, Refusal const&);

}  // namespace congvu::page
