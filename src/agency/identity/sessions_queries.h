// Sessions on the desk: a table of token hashes. docs/security: the token itself is never stored.
#pragma once

#include "agency/identity/sessions.h"
#include "base/randomness.h"
#include "record/store/desk.h"

namespace congvu::identity {

class DeskSessions final : public SessionBook {
 public:
  // Lays its table if it is not there. Tokens are drawn from `randomness`.
  DeskSessions(record::Desk& desk, Randomness& randomness);

  std::string open(Handle account, Instant now) override;
  std::optional<Session> seen(std::string_view token, Instant now) override;
  void close(std::string_view token) override;
  void close_all(Handle account) override;
  void close_others(Handle account, std::string_view but) override;
  std::vector<OpenSession> of(Handle account, std::string_view token, Instant now) override;
  std::optional<Instant> last_opened(Handle account) override;

 private:
  record::Desk& desk_;
  Randomness& randomness_;
};

}  // namespace congvu::identity
