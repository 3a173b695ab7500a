#include "app/scanner.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

namespace congvu::app {

namespace {

constexpr int wait_milliseconds = 30'000;    // for each step; a large PDF is looked at for seconds
constexpr std::size_t answer_octets = 4096;  // a line

// A connection to the scanner, closed when it goes. What fails is `broken`, with the reason in the log.
class Wire {
 public:
  explicit Wire(int descriptor) : descriptor_(descriptor) {}
  ~Wire() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Wire(Wire const&) = delete;
  Wire& operator=(Wire const&) = delete;

  bool connect(sockaddr const* address, socklen_t size) const {
    if (descriptor_ < 0) return false;
    if (::connect(descriptor_, address, size) == 0) return true;
    if (errno != EINPROGRESS || !ready(POLLOUT)) return false;
    int failure = 0;
    socklen_t length = sizeof failure;
    return ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &failure, &length) == 0 && failure == 0;
  }

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if ((errno != EAGAIN && errno != EINTR) || !ready(POLLOUT)) {
        return false;
      }
    }
    return true;
  }

  // Up to the zero that ends an answer.
  std::string answer() const {
    std::string text;
    std::array<char, 512> piece{};
    while (text.size() < answer_octets) {
      auto const got = ::recv(descriptor_, piece.data(), piece.size(), 0);
      if (got > 0) {
        text.append(piece.data(), static_cast<std::size_t>(got));
        if (auto const end = text.find('\0'); end != std::string::npos) return text.substr(0, end);
      } else if (got == 0 || (errno != EAGAIN && errno != EINTR) || !ready(POLLIN)) {
        break;
      }
    }
    return {};
  }

 private:
  bool ready(short what) const {
    pollfd waiting{descriptor_, what, 0};
    return ::poll(&waiting, 1, wait_milliseconds) > 0;
  }

  int descriptor_;
};

std::unique_ptr<Wire> connect_by_path(std::string const& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return nullptr;
  std::memcpy(address.sun_path, path.data(), path.size());
  auto wire = std::make_unique<Wire>(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  bool const there = wire->connect(static_cast<sockaddr*>(static_cast<void*>(&address)), sizeof address);
  return there ? std::move(wire) : nullptr;
}

std::unique_ptr<Wire> connect_by_name(std::string const& where) {
  auto const colon = where.rfind(':');
  if (colon == std::string::npos) return nullptr;
  auto host = where.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo asked{};
  asked.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), where.substr(colon + 1).c_str(), &asked, &found) != 0) return nullptr;
  std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const held{found, &::freeaddrinfo};
  for (auto const* each = found; each; each = each->ai_next) {
    auto wire = std::make_unique<Wire>(::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (wire->connect(each->ai_addr, each->ai_addrlen)) return wire;
  }
  return nullptr;
}

std::unique_ptr<Wire> connect_to(std::string const& where) {
  return where.starts_with('/') ? connect_by_path(where) : connect_by_name(where);
}

std::unexpected<Refusal> silent(std::string_view why) {
  spdlog::error("the virus scanner does not answer: {}", why);
  return refuse(codes::scanner_silent);
}

std::string length_of(std::string_view piece) {
  auto const length = htonl(static_cast<std::uint32_t>(piece.size()));
  std::string octets(sizeof length, '\0');
  std::memcpy(octets.data(), &length, sizeof length);
  return octets;
}

}  // namespace

Expected<void> scan(std::string const& where, NextPiece const& next) {
  auto const wire = connect_to(where);
  if (!wire) return silent(std::strerror(errno));
  bool going = wire->send(std::string_view{"zINSTREAM", 10});
  while (going) {
    auto const piece = next();
    if (!piece) return std::unexpected(piece.error());
    // Where it hangs up before the end it has answered: too large for it, or found already
    going = wire->send(length_of(*piece)) && wire->send(*piece) && !piece->empty();
  }
  std::string_view constexpr start = "stream: ";
  std::string_view constexpr found = " FOUND";
  auto const answer = wire->answer();
  if (answer == "stream: OK") return {};
  if (answer.starts_with(start) && answer.ends_with(found)) {
    auto const name = answer.substr(start.size(), answer.size() - start.size() - found.size());
    // For whoever watches over security: what was found, and nothing of the file or of who sent it
    spdlog::warn("security: a file was refused, the virus scanner found {}", name);
    return refuse(codes::infected, {}, {{"found", name}});
  }
  return silent(answer.empty() ? "no answer" : answer);
}

bool scanner_answers(std::string const& where) {
  auto const wire = connect_to(where);
  return wire && wire->send(std::string_view{"zPING", 6}) && wire->answer() == "PONG";
}

}  // namespace congvu::app
