// A session is the time between signing in and signing out: 30 minutes without a request end it, and 12 hours in any
// case. Its token is known to the browser alone; here lies only the token's hash, on the desk and not in the record,
// so a session survives a restart, and a stolen disk opens none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"

namespace congvu::identity {

inline constexpr std::chrono::minutes session_idle{30};  // trust.md, "Defences"
inline constexpr std::chrono::hours session_absolute{12};

struct Session {
  Handle account;
  Instant opened;
  Instant last_seen;
};

// One of an account's sessions, as its owner sees them.
struct OpenSession {
  Session session;
  bool this_one = false;  // the one that asks
};

// Whether a session still holds at this instant.
bool holds(Session const&, Instant now);

// Where sessions are kept; safe from any thread. The one that lasts is in sessions_queries.h.
class SessionBook {
 public:
  virtual ~SessionBook() = default;
  // The new session's token: 43 characters, fit for a cookie or a bearer. What carries it is http's business.
  virtual std::string open(Handle account, Instant now) = 0;
  // The session of a token, now seen; absent when there is none or it no longer holds.
  virtual std::optional<Session> seen(std::string_view token, Instant now) = 0;
  virtual void close(std::string_view token) = 0;
  virtual void close_all(Handle account) = 0;
  virtual void close_others(Handle account, std::string_view but) = 0;
  // Those that hold, the newest first; `token` is the asker's.
  virtual std::vector<OpenSession> of(Handle account, std::string_view token, Instant now) = 0;
  // When the account last opened one; absent when never, or when the desk was lost.
  virtual std::optional<Instant> last_opened(Handle account) = 0;
};

}  // namespace congvu::identity
