#include "http/wire.h"

#include <openssl/ssl.h>

namespace congvu::http {

namespace {

namespace ssl = boost::asio::ssl;

// Forward secrecy and authenticated encryption only; of TLS 1.3 all suites have both.
constexpr char const* suites = "ECDHE+AESGCM:ECDHE+CHACHA20";

std::unexpected<Refusal> unusable(std::string const& file, std::string reason) {
  return congvu::refuse(codes::tls_unusable, {}, {{"path", file}, {"reason", std::move(reason)}});
}

}  // namespace

Expected<Encryption> encryption_of(Certificate const& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  auto* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, suites);
  // No renegotiation, and no tickets: their key would outlive the sessions it protects
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
  boost::system::error_code failure;
  if (context->use_certificate_chain_file(files.chain, failure)) return unusable(files.chain, failure.message());
  if (context->use_private_key_file(files.key, ssl::context::pem, failure)) {
    return unusable(files.key, failure.message());
  }
  if (SSL_CTX_check_private_key(native) != 1) return unusable(files.key, "key");
  return context;
}

}  // namespace congvu::http
