// A proxy before this server speaks to the visitor and says in two headers who that is and whether it was encrypted.
// Anybody can write such headers, so they count only where the connection comes from the proxy that the operator named;
// and of a list of addresses only the last, which that proxy wrote itself.
#pragma once

#include <optional>

#include "http/listen.h"
#include "http/message.h"

namespace congvu::http {

// The head as the visitor's own: X-Forwarded-For and X-Forwarded-Proto in place of what the connection says.
void believe_proxy(Head&, std::optional<Network> const& trusted);

}  // namespace congvu::http
