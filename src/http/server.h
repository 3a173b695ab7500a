// The sockets. One thread accepts, reads and writes for all connections; handlers, which wait for the disk, run on
// workers. Whoever is slow, too large or too many is told so or let go, and never keeps others waiting; told to stop,
// the server finishes what it has begun. This header keeps the network library out of everybody else's sight.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/refusal.h"
#include "http/limits.h"
#include "http/listen.h"
#include "http/message.h"

namespace congvu::http {

namespace codes {
inline constexpr Code tls_unusable{"http.tls"};                              // arguments: path, reason
inline constexpr Code listen_taken{"http.listen_taken", Kind::unavailable};  // subject: address:port; arguments: reason
}  // namespace codes

// How long clients are waited for; limits.h says why. Tests are shorter.
struct Patience {
  std::chrono::milliseconds header = limits::header_time;
  std::chrono::milliseconds idle = limits::idle_time;
  std::chrono::milliseconds piece = limits::piece_time;
  std::chrono::milliseconds body = limits::body_time;
  std::chrono::milliseconds upload = limits::upload_time;
  std::chrono::milliseconds linger = limits::linger_time;
  std::chrono::milliseconds stop = limits::stop_time;
};

// PEM files: the certificate with those between it and the root, and its key.
struct Certificate {
  std::string chain, key;
};

struct ServerSettings {
  Endpoint endpoint;  // port 0 takes a free one
  unsigned workers = 8;
  // A proxy that speaks https to the world: its X-Forwarded-For and X-Forwarded-Proto are believed, nobody else's.
  std::optional<Network> trusted_proxy = std::nullopt;
  // With it https is spoken, and nothing else.
  std::optional<Certificate> certificate = std::nullopt;
  std::size_t most_waiting = limits::waiting;
  Patience patience = {};
};

class Server {
 public:
  // Listening when this returns; nothing is answered before run().
  static Expected<Server> open(ServerSettings const& settings, Answering answering);
  Server(Server&&) noexcept;
  ~Server();

  std::uint16_t port() const;
  // Serves until stop(); then finishes what is under way, at most limits::stop_time.
  void run();
  // From any thread.
  void stop();
  // SIGTERM and SIGINT stop it; SIGHUP reads the certificate anew, for the connections that come after it.
  void stop_on_signals();

  std::size_t connections() const;
  std::size_t waiting() const;  // requests with the workers or before them

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace congvu::http
