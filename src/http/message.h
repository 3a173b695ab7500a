// A request and its answer as they pass between the server, which knows sockets and no pages, and the site, which knows
// pages and no sockets. The server reads a header and asks the site how the body is to be taken; once it is there, the
// site answers on a worker's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.h"

namespace congvu::http {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Head {
  std::string method;  // as sent: "GET"
  std::string target;  // as sent: "/a%20b?c=d"
  Headers headers;
  std::string address;  // of the client, without port
  bool secure = false;  // the client speaks https (to a proxy before us)

  std::string_view header(std::string_view name) const;  // the first of that name, or empty
  std::size_t count(std::string_view name) const;
};

// Where a body goes that is too large for memory. Called on a worker's thread, piece by piece, in order.
class Sink {
 public:
  virtual ~Sink() = default;
  // A refusal ends the taking in; the rest of the body is read and thrown away.
  virtual Expected<void> take(std::string_view piece) = 0;
};

// How the body of a request is to be taken.
struct Intake {
  std::uint64_t limit = 0;     // octets; a longer body is answered with 413
  std::shared_ptr<Sink> sink;  // absent: into memory
};

struct Whole {
  Head head;
  std::string body;              // empty where a sink took it
  std::shared_ptr<Sink> sink;    // the one of the intake
  std::optional<Refusal> fault;  // the sink's, or the server's (too large)
};

struct Answer {
  int status = 200;
  Headers headers;  // without Content-Length and Connection: the server's
  std::string body;
  // Instead of the body: `next` gives its pieces, the empty one at the end; `size` octets altogether.
  std::uint64_t size = 0;
  std::function<Expected<std::string>()> next;
};

// What the server serves.
struct Answering {
  std::function<Intake(Head const&)> intake;  // quick: called on the thread that serves all sockets
  std::function<Answer(Whole const&)> answer;
  // A refusal that the server itself has to give: overload, an unreadable header. `head` may be empty.
  std::function<Answer(Head const&, Refusal const&)> refuse;
};

namespace codes {
inline constexpr Code too_large{"http.too_large", Kind::too_large};       // arguments: limit
inline constexpr Code overloaded{"http.overloaded", Kind::unavailable};   // arguments: retry_after
inline constexpr Code header_unreadable{"http.header", Kind::malformed};  // arguments: reason
inline constexpr Code body_incomplete{"http.body_incomplete", Kind::malformed};
}  // namespace codes

}  // namespace congvu::http
