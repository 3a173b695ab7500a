// The post room hands a letter to the mail server and says what the server answered: taken, "later", or "never". It
// speaks SMTP with STARTTLS and a name and password where they are given (RFC 5321, 3207, 4954), through libcurl, and
// is the one place that knows it; tests put another in its place.
// One post room belongs to one thread.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "agency/notice/commands.h"
#include "agency/notice/letter.h"
#include "base/instant.h"

namespace congvu::notice {

// What the server made of a letter. `reply` is its code, 0 where none came.
struct Answer {
  Outcome outcome = Outcome::deferred;
  int reply = 0;
  std::string said;
};

class PostRoom {
 public:
  virtual ~PostRoom() = default;
  // Gives up early when a stop is asked for; nothing is known of the letter then, and it is tried again.
  virtual Answer hand_over(Letter const&, std::stop_token) = 0;
};

struct MailServer {
  std::string url;   // smtp://host:port, or smtps:// where TLS comes first
  std::string from;  // plain address
  std::string user;  // empty: no name is given
  std::string password;
  std::filesystem::path trusted;  // certificates to trust instead of the system's; empty: the system's
  seconds patience{30};           // for one letter altogether
};

// Whether its host is this machine; a sample record sends nowhere else.
bool is_loopback(std::string_view url);

// TLS must begin before a name and password are given, and before anything goes off this machine.
std::unique_ptr<PostRoom> smtp(MailServer);

}  // namespace congvu::notice
