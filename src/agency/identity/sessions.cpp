#include "agency/identity/sessions.h"

namespace congvu::identity {

bool holds(Session const& session, Instant now) {
  return now < session.last_seen + session_idle && now < session.opened + session_absolute;
}

}  // namespace congvu::identity
