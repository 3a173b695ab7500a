#include "http/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "http/limits.h"
#include "http/trial_site.h"

namespace congvu::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// A client that writes octets as it likes.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
  }
  ~Client() { ::close(socket_); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  // False where the server no longer reads.
  bool write(std::string_view octets) {
    while (!octets.empty()) {
      auto const sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Until `end` has come, the server closes, or nothing comes for `patience`.
  std::string read(std::string_view end = {}, int patience = 20'000) {
    std::string all;
    std::array<char, 65536> piece;
    while (end.empty() || all.find(end) == std::string::npos) {
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, patience) <= 0) return all + "[nothing more]";
      auto const got = ::recv(socket_, piece.data(), piece.size(), 0);
      if (got < 0) return all + "[reset]";
      if (got == 0) return all + "[closed]";
      all.append(piece.data(), static_cast<std::size_t>(got));
    }
    return all;
  }

 private:
  int socket_;
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() : thread_([this] { server_.run(); }) {}
  ~ServerTest() override {
    server_.stop();
    thread_.join();
  }
  Client client() { return Client{server_.port()}; }

  static constexpr std::chrono::milliseconds patience{2000};
  TrialSite trial_;
  Server server_ = Server::open({.endpoint = {"127.0.0.1", 0},
                                 .workers = 2,
                                 .most_waiting = 4,
                                 .patience = {.header = patience, .piece = patience}},
                                answering(trial_.site()))
                       .value();
  std::thread thread_;
};

std::string post(std::string const& path, std::string const& body, std::string const& more = {}) {
  return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_F(ServerTest, requests_of_one_connection_are_answered_in_order) {
  auto one = client();
  one.write(
      "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const all = one.read();
  auto const first = all.find("\r\n\r\nok\n"), second = all.find("\r\n\r\nslow"), third = all.find("\r\n\r\nready\n");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_THAT(all, EndsWith("ready\n[closed]"));
}

TEST_F(ServerTest, head_has_the_length_and_no_body) {
  auto one = client();
  one.write("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const all = one.read();
  EXPECT_THAT(all, HasSubstr("Content-Length: 48\r\n"));
  EXPECT_THAT(all, EndsWith("\r\n\r\n[closed]"));
}

TEST_F(ServerTest, a_chunked_body_is_put_together) {
  auto one = client();
  one.write(
      "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
      "Connection: close\r\n\r\n3\r\n{\"a\r\n");
  one.write("4\r\n\":1}\r\n0\r\n\r\n");
  EXPECT_THAT(one.read(), EndsWith("{\"a\":1}[closed]"));
}

TEST_F(ServerTest, a_body_with_two_lengths_is_refused) {
  auto one = client();
  one.write(
      "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n");
  auto const all = one.read();
  EXPECT_THAT(all, StartsWith("HTTP/1.1 400"));
  EXPECT_EQ(all.find("HTTP/1.1", 5), std::string::npos) << "one answer, not two";
}

TEST_F(ServerTest, unreadable_requests_are_told_so) {
  for (std::string const bad :
       {"GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"}) {
    auto one = client();
    one.write(bad);
    EXPECT_THAT(one.read(), StartsWith("HTTP/1.1 400")) << bad;
  }
}

TEST_F(ServerTest, a_huge_header_is_refused) {
  auto one = client();
  one.write("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(one.read(), StartsWith("HTTP/1.1 431"));
}

TEST_F(ServerTest, nested_brackets_are_refused_and_the_connection_goes_on) {
  auto one = client();
  one.write(post("/api/v1/things", std::string(200'000, '[')));
  EXPECT_THAT(one.read("}"), HasSubstr("/problems/json.too_deep"));
  one.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(one.read(), EndsWith("ok\n[closed]"));
}

TEST_F(ServerTest, a_large_body_is_read_to_its_end_before_a_no_is_said) {
  auto one = client();
  EXPECT_TRUE(one.write(post("/api/v1/nowhere", std::string(limits::body_octets, ' '))));
  EXPECT_THAT(one.read("}"), StartsWith("HTTP/1.1 404"));
}

TEST_F(ServerTest, beyond_the_limit_the_client_still_sees_the_answer) {
  auto one = client();
  std::size_t const size = limits::body_octets + 20'000'000;
  one.write("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
  std::string const piece(1'000'000, ' ');
  for (std::size_t sent = 0; sent < size; sent += piece.size()) ASSERT_TRUE(one.write(piece)) << sent;
  auto const all = one.read();
  EXPECT_THAT(all, StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(all, HasSubstr("Connection: close"));
  EXPECT_THAT(all, EndsWith("}[closed]"));
}

TEST_F(ServerTest, a_chunked_body_without_end_is_cut_off) {
  auto one = client();
  one.write("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  std::string const piece = "100000\r\n" + std::string(0x100000, ' ') + "\r\n";
  for (int i = 0; i < 12 && one.write(piece); ++i) {
  }
  EXPECT_THAT(one.read(), StartsWith("HTTP/1.1 413"));
}

TEST_F(ServerTest, who_expects_to_be_told_to_go_on_is_told) {
  auto one = client();
  one.write(
      "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
      "Expect: 100-continue\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(one.read("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue"));
  one.write("{}");
  EXPECT_THAT(one.read(), EndsWith("{}[closed]"));
}

TEST_F(ServerTest, files_stream_through) {
  std::string const body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" +
                           std::string(3'000'000, 'x') + "\r\n--B--\r\n";
  auto one = client();
  one.write(
      "POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  EXPECT_THAT(one.read(), HasSubstr("\"size\":3000000"));
}

TEST_F(ServerTest, a_body_in_pieces_arrives_whole) {
  auto one = client();
  one.write("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const all = one.read();
  EXPECT_EQ(all.size() - all.find("\r\n\r\n") - 4 - std::string{"[closed]"}.size(), 1'000'000u);
}

TEST_F(ServerTest, a_client_that_leaves_or_dawdles_keeps_nobody_waiting) {
  auto gone = std::make_unique<Client>(server_.port());
  gone->write("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  gone.reset();
  std::vector<std::unique_ptr<Client>> dawdling;
  for (int i = 0; i < 50; ++i) {
    dawdling.push_back(std::make_unique<Client>(server_.port()));
    dawdling.back()->write("GET / HT");
  }
  auto one = client();
  one.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(one.read(), EndsWith("ok\n[closed]"));
}

TEST_F(ServerTest, a_header_that_never_ends_is_let_go) {
  auto one = client();
  one.write("GET / HTTP/1.1\r\nX: ");
  EXPECT_EQ(one.read({}, 15'000), "[closed]");
}

TEST_F(ServerTest, stopping_finishes_what_has_begun) {
  auto idle = client();
  auto one = client();
  one.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds{100});
  server_.stop();
  auto const all = one.read();
  EXPECT_THAT(all, HasSubstr("Connection: close"));
  EXPECT_THAT(all, EndsWith("slow[closed]"));
  EXPECT_EQ(idle.read(), "[closed]");
}

TEST_F(ServerTest, a_body_that_dawdles_is_let_go) {
  auto one = client();
  one.write("POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_EQ(one.read(), "[closed]");
}

TEST_F(ServerTest, more_than_can_wait_are_told_when_to_come_back) {
  std::vector<std::unique_ptr<Client>> many;
  for (int i = 0; i < 20; ++i) {
    many.push_back(std::make_unique<Client>(server_.port()));
    many.back()->write("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  int served = 0;
  for (auto& each : many) {
    auto const all = each->read();
    served += all.starts_with("HTTP/1.1 200") ? 1 : 0;
    if (!all.starts_with("HTTP/1.1 200")) {
      EXPECT_THAT(all, StartsWith("HTTP/1.1 503"));
      EXPECT_THAT(all, HasSubstr("Retry-After: 2"));
    }
  }
  EXPECT_GE(served, 4);
  EXPECT_LT(served, 20);
}

TEST_F(ServerTest, a_taken_port_is_told) {
  auto const second = Server::open({.endpoint = {"127.0.0.1", server_.port()}}, answering(trial_.site()));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, codes::listen_taken);
}

}  // namespace congvu::http
