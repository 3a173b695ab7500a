// One conversation with PostgreSQL over libpq, in pipeline mode: statements are prepared once, values go in binary, and
// what needs no answer is sent without waiting for one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/handle.h"
#include "record/journal/rows.h"

struct pg_conn;

namespace congvu::record {

// Values and columns are bytea (octets) or bigint (eight octets, most significant first), both as they travel.
using PostgresRow = std::vector<std::string>;

std::string bigint(std::uint64_t value);
std::uint64_t from_bigint(std::string_view octets);

class PostgresConnection {
 public:
  // Throws Damaged, as everything here does when the connection breaks or the server says no.
  explicit PostgresConnection(std::string const& connection);
  ~PostgresConnection();
  PostgresConnection(PostgresConnection const&) = delete;
  PostgresConnection& operator=(PostgresConnection const&) = delete;

  // Sends the statement; whether it succeeded is known at the next ask() or settle().
  void tell(std::string const& text, std::span<std::string const> values = {});
  // Sends the statement and waits for its rows.
  std::vector<PostgresRow> ask(std::string const& text, std::span<std::string const> values = {});
  // Waits until everything told has been done.
  void settle();
  // Forgets what went wrong and undoes the transaction it went wrong in.
  void undo();

 private:
  void send(std::string const& text, std::span<std::string const> values);
  void send_unprepared(char const* text);
  std::vector<PostgresRow> receive();
  [[noreturn]] void lost() const;

  std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
  std::unordered_map<std::string, std::string> prepared_;  // text → name
  std::size_t told_ = 0;                                   // statements sent since the last wait
};

}  // namespace congvu::record
