#include "http/server.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <tuple>

#include "http/decode.h"
#include "http/limits.h"
#include "http/proxy.h"
#include "http/wire.h"

namespace congvu::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using asio::awaitable;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Failure = boost::system::error_code;
using Parser = bhttp::request_parser<bhttp::buffer_body>;

// For asynchronous operations: the coroutine waits, and a failure is a value.
auto into(Failure& failure) {
  return asio::redirect_error(asio::use_awaitable, failure);
}

struct Connection {
  Wire stream;
  beast::flat_buffer buffer;
  std::string address;
  bool busy = false;  // a request has begun and is not answered yet
};

// Counted for as long as it lives, an exception's way out included.
struct Waiting {
  std::atomic<std::size_t>& count;
  explicit Waiting(std::atomic<std::size_t>& of) : count(of) { ++count; }
  ~Waiting() { --count; }
  Waiting(Waiting const&) = delete;
};

// What came of reading a body.
struct Arrived {
  bool whole = false;      // else the client is gone or too slow
  bool too_large = false;  // not read to its end
  std::optional<Refusal> fault;
  std::string body;
};

Head head_of(Parser::value_type const& message, Connection const& connection) {
  Head head;
  head.method = std::string{message.method_string()};
  head.target = std::string{message.target()};
  for (auto const& field : message) {
    head.headers.emplace_back(lower_case(field.name_string()), std::string{field.value()});
  }
  head.address = connection.address;
  head.secure = connection.stream.encrypted();
  return head;
}

Refusal too_large(std::uint64_t limit) {
  return Refusal{codes::too_large, {}, {{"limit", std::to_string(limit / 1024)}}};
}

}  // namespace

struct Server::Parts {
  Parts(ServerSettings const& chosen, Answering serving)
      : settings(chosen), answering(std::move(serving)), workers(chosen.workers), acceptor(io) {}

  ServerSettings settings;
  Patience const& patience = settings.patience;
  Answering answering;
  asio::io_context io{1};
  asio::thread_pool workers;
  tcp::acceptor acceptor;
  asio::signal_set signals{io};
  asio::signal_set hang_up{io};
  Encryption encryption;  // absent: plain http
  asio::steady_timer last_call{io};
  std::list<Connection> connections;
  std::atomic<std::size_t> open{0};
  std::atomic<std::size_t> waiting{0};
  bool stopping = false;

  awaitable<void> accept_all();
  awaitable<void> serve(std::list<Connection>::iterator place);
  awaitable<bool> serve_one(Connection& connection);
  awaitable<bool> await_request(Connection& connection);
  awaitable<bool> refuse_unreadable(Connection& connection, Failure failure);
  awaitable<Arrived> read_body(Connection& connection, Parser& parser, Intake const& intake);
  awaitable<Answer> answered(Whole const& whole);
  awaitable<bool> write(Connection& connection, Answer answer, unsigned version, bool head_only, bool keep_alive);
  awaitable<bool> write_pieces(Connection& connection, Answer& answer, bhttp::response_header<> header);
  awaitable<void> linger(Connection& connection);
  void begin_stop();
  void read_certificate_on_hang_up();
  awaitable<bool> shake_hands(Connection& connection);
  awaitable<void> take_leave(Connection& connection);

  // Runs `work` on a worker; the coroutine goes on here with its result.
  template <class Work>
  awaitable<std::invoke_result_t<Work>> on_worker(Work work) {
    using Result = std::invoke_result_t<Work>;
    Waiting const counted{waiting};
    auto on_it = [](Work todo) -> awaitable<Result> { co_return todo(); };
    co_return co_await asio::co_spawn(workers, on_it(std::move(work)), asio::use_awaitable);
  }
};

awaitable<void> Server::Parts::accept_all() {
  while (!stopping) {
    Failure failure;
    auto socket = co_await acceptor.async_accept(into(failure));
    if (stopping) co_return;
    if (failure) {
      // Out of descriptors, or the client has left already: others go on
      asio::steady_timer pause{io, std::chrono::milliseconds{50}};
      co_await pause.async_wait(into(failure));
      continue;
    }
    if (open >= limits::connections) continue;  // closed as it goes out of scope
    Failure ignored;
    std::ignore = socket.set_option(tcp::no_delay{true}, ignored);
    auto const remote = socket.remote_endpoint(ignored);
    connections.push_back(Connection{Wire{std::move(socket), encryption}, {}, remote.address().to_string()});
    ++open;
    asio::co_spawn(io, serve(std::prev(connections.end())), asio::detached);
  }
}

awaitable<void> Server::Parts::serve(std::list<Connection>::iterator place) {
  try {
    bool more = co_await shake_hands(*place);
    while (more && !stopping) {
      place->busy = false;
      more = co_await await_request(*place);
      if (more) more = co_await serve_one(*place);
    }
    co_await take_leave(*place);
  } catch (std::exception const& error) {
    spdlog::error("connection ended: {}", error.what());
  }
  connections.erase(place);
  --open;
}

// Where it is encrypted: within the time for a header, for nothing has been asked yet.
awaitable<bool> Server::Parts::shake_hands(Connection& connection) {
  if (!connection.stream.encrypted()) co_return true;
  Failure failure;
  connection.stream.expires_after(patience.header);
  co_await connection.stream.async_handshake(into(failure));
  co_return !failure;
}

awaitable<void> Server::Parts::take_leave(Connection& connection) {
  Failure failure;
  if (connection.stream.encrypted()) {
    connection.stream.expires_after(std::min(patience.linger, patience.stop));
    co_await connection.stream.async_goodbye(into(failure));
  }
  std::ignore = connection.stream.socket().shutdown(tcp::socket::shutdown_both, failure);
}

// Between requests: waits for the first octet of the next one.
awaitable<bool> Server::Parts::await_request(Connection& connection) {
  if (connection.buffer.size() > 0) co_return true;  // pipelined
  Failure failure;
  connection.stream.expires_after(patience.idle);
  auto const read = co_await connection.stream.async_read_some(connection.buffer.prepare(4096), into(failure));
  connection.buffer.commit(read);
  co_return !failure && read > 0;
}

// One request and its answer; whether the connection may carry another.
awaitable<bool> Server::Parts::serve_one(Connection& connection) {
  connection.busy = true;
  Failure failure;
  Parser parser;
  parser.header_limit(limits::header_octets);
  parser.body_limit(boost::none);  // counted here, so that the client can be told
  connection.stream.expires_after(patience.header);
  co_await bhttp::async_read_header(connection.stream, connection.buffer, parser, into(failure));
  if (failure) co_return co_await refuse_unreadable(connection, failure);

  Whole whole;
  whole.head = head_of(parser.get(), connection);
  believe_proxy(whole.head, settings.trusted_proxy);
  unsigned const version = parser.get().version();
  bool const head_only = parser.get().method() == bhttp::verb::head;
  if (whole.head.count("host") != 1 && version >= 11) {
    auto answer = answering.refuse(whole.head, Refusal{codes::header_unreadable, {}, {{"reason", "Host"}}});
    co_await write(connection, std::move(answer), version, head_only, false);
    co_return false;
  }
  Intake const intake = answering.intake(whole.head);
  Arrived arrived = co_await read_body(connection, parser, intake);
  if (!arrived.whole && !arrived.too_large) co_return false;

  Answer answer;
  if (arrived.too_large) {
    answer = answering.refuse(whole.head, too_large(intake.limit));
  } else {
    whole.body = std::move(arrived.body);
    whole.sink = intake.sink;
    whole.fault = std::move(arrived.fault);
    answer = co_await answered(whole);
  }
  bool const keep_alive = parser.keep_alive() && !arrived.too_large && !stopping;
  bool const written = co_await write(connection, std::move(answer), version, head_only, keep_alive);
  if (written && arrived.too_large) co_await linger(connection);
  co_return written&& keep_alive;
}

awaitable<bool> Server::Parts::refuse_unreadable(Connection& connection, Failure failure) {
  bool const too_long = failure == bhttp::error::header_limit || failure == bhttp::error::buffer_overflow;
  bool const gone = failure.category() != make_error_code(bhttp::error::bad_version).category() ||
                    failure == bhttp::error::end_of_stream || failure == bhttp::error::partial_message;
  if (gone && !too_long) co_return false;
  Refusal const refusal{codes::header_unreadable, {}, {{"reason", too_long ? "too large" : failure.message()}}};
  auto answer = answering.refuse(Head{}, refusal);
  if (co_await write(connection, std::move(answer), 11, false, false)) co_await linger(connection);
  co_return false;
}

awaitable<Arrived> Server::Parts::read_body(Connection& connection, Parser& parser, Intake const& intake) {
  Arrived arrived;
  auto const announced = parser.content_length();
  arrived.too_large = announced && *announced > intake.limit;
  if (arrived.too_large) co_return arrived;
  Failure failure;
  auto const expect = parser.get()[bhttp::field::expect];
  if (beast::iequals(expect, "100-continue")) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(connection.stream, asio::buffer(go_on), into(failure));
  }
  auto const until = Clock::now() + (intake.sink ? patience.upload : patience.body);
  std::vector<char> piece(limits::piece_octets);
  std::uint64_t total = 0;
  while (!failure && !parser.is_done() && Clock::now() < until) {
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    connection.stream.expires_after(patience.piece);
    co_await bhttp::async_read(connection.stream, connection.buffer, parser, into(failure));
    if (failure == bhttp::error::need_buffer) failure = {};
    std::string_view const read{piece.data(), piece.size() - parser.get().body().size};
    total += read.size();
    arrived.too_large = total > intake.limit;
    if (arrived.too_large) co_return arrived;
    if (!intake.sink) {
      arrived.body += read;
    } else if (!arrived.fault && !read.empty()) {
      auto const taken = co_await on_worker([&sink = *intake.sink, read] { return sink.take(read); });
      if (!taken) arrived.fault = taken.error();
    }
  }
  arrived.whole = !failure && parser.is_done();
  co_return arrived;
}

awaitable<Answer> Server::Parts::answered(Whole const& whole) {
  if (waiting >= settings.most_waiting) {
    Refusal const refusal{codes::overloaded, {}, {{"retry_after", std::to_string(limits::retry_after.count())}}};
    co_return answering.refuse(whole.head, refusal);
  }
  co_return co_await on_worker([this, &whole] { return answering.answer(whole); });
}

awaitable<bool> Server::Parts::write(Connection& connection, Answer answer, unsigned version, bool head_only,
                                     bool keep_alive) {
  bhttp::response<bhttp::string_body> response{static_cast<bhttp::status>(answer.status), version};
  for (auto const& [name, value] : answer.headers) response.insert(name, value);
  response.keep_alive(keep_alive);
  bool const no_body = answer.status == 204 || answer.status == 304;
  if (!no_body) response.content_length(answer.next ? answer.size : answer.body.size());
  if (answer.next && !head_only) co_return co_await write_pieces(connection, answer, std::move(response.base()));
  if (!head_only && !no_body) response.body() = std::move(answer.body);
  // A slow reader gets more time for a larger body, at 6 KB a second
  connection.stream.expires_after(patience.piece * static_cast<int>(1 + response.body().size() / limits::piece_octets));
  Failure failure;
  bhttp::response_serializer<bhttp::string_body> serializer{response};
  if (head_only) {
    co_await bhttp::async_write_header(connection.stream, serializer, into(failure));
  } else {
    co_await bhttp::async_write(connection.stream, serializer, into(failure));
  }
  co_return !failure;
}

awaitable<bool> Server::Parts::write_pieces(Connection& connection, Answer& answer, bhttp::response_header<> header) {
  bhttp::response<bhttp::empty_body> response{std::move(header)};
  bhttp::response_serializer<bhttp::empty_body> serializer{response};
  Failure failure;
  connection.stream.expires_after(patience.piece);
  co_await bhttp::async_write_header(connection.stream, serializer, into(failure));
  std::uint64_t left = answer.size;
  while (!failure && left > 0) {
    auto const piece = co_await on_worker([&answer] { return answer.next(); });
    // Too little or too much: the promised length is broken, so the connection is
    if (!piece || piece->empty() || piece->size() > left) co_return false;
    connection.stream.expires_after(patience.piece);
    co_await asio::async_write(connection.stream, asio::buffer(*piece), into(failure));
    left -= piece->size();
  }
  co_return !failure;
}

// A connection closed with octets unread resets, and the client would never see the answer: so they are read.
awaitable<void> Server::Parts::linger(Connection& connection) {
  Failure failure;
  if (!connection.stream.encrypted()) {
    std::ignore = connection.stream.socket().shutdown(tcp::socket::shutdown_send, failure);
  }
  std::vector<char> piece(limits::piece_octets);
  std::uint64_t total = 0;
  auto const until = Clock::now() + patience.linger;
  while (!failure && total < limits::linger_octets && Clock::now() < until) {
    connection.stream.expires_at(until);
    total += co_await connection.stream.async_read_some(asio::buffer(piece), into(failure));
  }
}

void Server::Parts::begin_stop() {
  if (stopping) return;
  stopping = true;
  Failure ignored;
  std::ignore = acceptor.close(ignored);
  std::ignore = signals.cancel(ignored);
  std::ignore = hang_up.cancel(ignored);
  for (auto& connection : connections) {
    if (!connection.busy) connection.stream.cancel();
  }
  last_call.expires_after(patience.stop);
  last_call.async_wait([this](Failure cancelled) {
    if (cancelled) return;
    for (auto& connection : connections) connection.stream.close();
  });
  // Once the last connection is gone nothing else keeps the loop
  asio::co_spawn(
      io,
      [this]() -> awaitable<void> {
        Failure failure;
        asio::steady_timer tick{io};
        while (open > 0) {
          tick.expires_after(std::chrono::milliseconds{10});
          co_await tick.async_wait(into(failure));
        }
        last_call.cancel();
      },
      asio::detached);
}

Expected<Server> Server::open(ServerSettings const& settings, Answering answering) {
  auto parts = std::make_unique<Parts>(settings, std::move(answering));
  if (settings.certificate) {
    auto encryption = encryption_of(*settings.certificate);
    if (!encryption) return std::unexpected<Refusal>(encryption.error());
    parts->encryption = std::move(*encryption);
  }
  try {
    tcp::endpoint const at{asio::ip::make_address(settings.endpoint.address), settings.endpoint.port};
    parts->acceptor.open(at.protocol());
    parts->acceptor.set_option(tcp::acceptor::reuse_address{true});
    parts->acceptor.bind(at);
    parts->acceptor.listen(1024);
  } catch (boost::system::system_error const& error) {
    return congvu::refuse(codes::listen_taken, settings.endpoint.address + ":" + std::to_string(settings.endpoint.port),
                          {{"reason", error.code().message()}});
  }
  return Server{std::move(parts)};
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::Server(Server&&) noexcept = default;
Server::~Server() = default;

std::uint16_t Server::port() const {
  return parts_->acceptor.local_endpoint().port();
}

void Server::run() {
  asio::co_spawn(parts_->io, parts_->accept_all(), asio::detached);
  parts_->io.run();
  parts_->workers.join();
}

void Server::stop() {
  asio::post(parts_->io, [parts = parts_.get()] { parts->begin_stop(); });
}

void Server::stop_on_signals() {
  parts_->signals.add(SIGTERM);
  parts_->signals.add(SIGINT);
  parts_->signals.async_wait([parts = parts_.get()](Failure failure, int) {
    if (!failure) parts->begin_stop();
  });
  parts_->hang_up.add(SIGHUP);
  parts_->read_certificate_on_hang_up();
}

// One that cannot be used is told in the log, and the former one stays.
void Server::Parts::read_certificate_on_hang_up() {
  hang_up.async_wait([this](Failure failure, int) {
    if (failure) return;
    if (settings.certificate) {
      if (auto fresh = encryption_of(*settings.certificate)) {
        encryption = std::move(*fresh);
        spdlog::info("certificate read anew");
      } else {
        spdlog::error("certificate not taken: {}", plain(fresh.error()));
      }
    }
    read_certificate_on_hang_up();
  });
}

std::size_t Server::connections() const {
  return parts_->open;
}

std::size_t Server::waiting() const {
  return parts_->waiting;
}

}  // namespace congvu::http
