// How an installation runs, apart from what its record holds: the address people know it by, where it listens, its
// certificate or the proxy before it, the mail server, the virus scanner. It is one file that an administrator of the
// machine writes, DIR/settings.yaml; the command line comes before it, and nothing of it is ever in the record.
// Every fault of the file is told at once, with its line. The format is docs/formats/settings.md.
#pragma once

#include <boost/describe.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "app/problem.h"
#include "base/described.h"

namespace congvu::app {

// Paths are taken from the folder of the file they stand in; once read they are whole.
struct TlsFiles {
  std::string certificate;  // PEM: the server's own certificate first, then those between it and the root
  std::string key;          // PEM, without passphrase
};
BOOST_DESCRIBE_STRUCT(TlsFiles, (), (certificate, key))

struct MailServer {
  std::string server;  // "smtp://mail.example.vn:587" (STARTTLS off this machine), "smtps://…:465"
  Text<254> from;      // the address that notices come from
  std::optional<std::string> user, password_file;
  std::optional<std::string> trusted;  // PEM: who vouches for the server, instead of the system's list
};
BOOST_DESCRIBE_STRUCT(MailServer, (), (server, from, user, password_file, trusted))

struct Scanner {
  std::string clamd;  // a socket's path, or host:port
};
BOOST_DESCRIBE_STRUCT(Scanner, (), (clamd))

struct Settings {
  std::optional<std::string> address;        // "https://dichvucong.example.vn", without a path
  std::optional<std::string> listen;         // "127.0.0.1:8080"
  std::optional<TlsFiles> tls;               // https is spoken by the program itself
  std::optional<std::string> trusted_proxy;  // an address or a network: its X-Forwarded-For and -Proto are believed
  std::optional<MailServer> mail;
  std::optional<Scanner> scanner;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (address, listen, tls, trusted_proxy, mail, scanner))

namespace codes {
inline constexpr Code bad_address{"settings.bad_address"};            // arguments: given
inline constexpr Code bad_mail_server{"settings.bad_mail_server"};    // arguments: given
inline constexpr Code bad_mail_address{"settings.bad_mail_address"};  // arguments: given
inline constexpr Code bad_scanner{"settings.bad_scanner"};            // arguments: given
inline constexpr Code no_file{"settings.no_file", Kind::not_found};   // arguments: path
inline constexpr Code half_sign_in{"settings.half_sign_in"};          // a user without a password's file, or reverse
}  // namespace codes

inline constexpr std::string_view settings_file = "settings.yaml";

struct SettingsReading {
  Settings settings;
  Problems problems;  // empty when all of it can be used
};

// A file that is not there says nothing, and is no fault.
SettingsReading read_settings(std::filesystem::path const& file);

// Every fault of values from wherever they come, each with its path ("mail.server"). Files they name are looked for.
std::vector<Refusal> faults_of(Settings const&);

// "https://host[:port]", or http on this machine; what stands after the scheme, "host[:port]", is the installation's
// name to the world.
std::optional<std::string> host_of(std::string_view address);

}  // namespace congvu::app
