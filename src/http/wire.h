// One client's connection, encrypted or not: what reads and writes over it need not know which. The certificate it is
// encrypted with is read from files and may be read anew while others are being served. Only the server includes this
// header: the network library is in it.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <memory>
#include <optional>
#include <string>

#include "http/server.h"

namespace congvu::http {

using Encryption = std::shared_ptr<boost::asio::ssl::context>;

// TLS 1.2 and 1.3 with forward secrecy. Refused with http.tls where the files are no certificate and its key.
Expected<Encryption> encryption_of(Certificate const&);

// A stream to Asio and Beast: every operation goes to the encrypted one where there is one.
class Wire {
 public:
  using Plain = boost::beast::tcp_stream;
  using executor_type = Plain::executor_type;

  Wire(boost::asio::ip::tcp::socket socket, Encryption encryption)
      : plain_(std::make_unique<Plain>(std::move(socket))), encryption_(std::move(encryption)) {
    if (encryption_) encrypted_.emplace(*plain_, *encryption_);
  }

  bool encrypted() const { return encrypted_.has_value(); }
  executor_type get_executor() { return plain_->get_executor(); }
  boost::asio::ip::tcp::socket& socket() { return plain_->socket(); }
  template <class Duration>
  void expires_after(Duration wait) {
    plain_->expires_after(wait);
  }
  void expires_at(std::chrono::steady_clock::time_point when) { plain_->expires_at(when); }
  void cancel() { plain_->cancel(); }
  void close() { plain_->close(); }

  template <class Token>
  auto async_handshake(Token&& token) {
    return encrypted_->async_handshake(boost::asio::ssl::stream_base::server, std::forward<Token>(token));
  }
  // Says goodbye within the encryption, so that the client knows nothing was cut off.
  template <class Token>
  auto async_goodbye(Token&& token) {
    return encrypted_->async_shutdown(std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_read_some(Buffers const& buffers, Token&& token) {
    if (encrypted_) return encrypted_->async_read_some(buffers, std::forward<Token>(token));
    return plain_->async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(Buffers const& buffers, Token&& token) {
    if (encrypted_) return encrypted_->async_write_some(buffers, std::forward<Token>(token));
    return plain_->async_write_some(buffers, std::forward<Token>(token));
  }

 private:
  std::unique_ptr<Plain> plain_;  // stays where it is when the wire is moved: the encrypted stream refers to it
  Encryption encryption_;         // held as long as the connection, whatever is read meanwhile
  std::optional<boost::asio::ssl::stream<Plain&>> encrypted_;
};

}  // namespace congvu::http
