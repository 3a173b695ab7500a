#include "work/dossier/drawer_queries.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::dossier {

namespace {

using record::Octets;
using record::Sql;

SecretKey key_of(std::string const& label) {
  return SecretKey{hmac_sha256("congvu drawer key", label)};
}

std::string sealed(std::string const& label, json::object const& what, Randomness& randomness) {
  auto const nonce = randomness.draw<std::tuple_size_v<Nonce>>();
  return std::string{view_of(nonce)} + seal(key_of(label), nonce, json::serialize(what), label);
}

std::optional<json::object> opened(std::string const& label, std::string_view bytes) {
  Nonce nonce{};
  if (bytes.size() < nonce.size()) return std::nullopt;
  std::copy_n(bytes.begin(), nonce.size(), nonce.begin());
  auto const plain = unseal(key_of(label), nonce, bytes.substr(nonce.size()), label);
  if (!plain) return std::nullopt;
  auto value = parse_json(*plain);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->as_object());
}

}  // namespace

Drawer desk_drawer(record::Desk& desk, Randomness& randomness) {
  desk.write([](Sql& sql) {
    sql.script(
        "CREATE TABLE IF NOT EXISTS drawer(name BLOB PRIMARY KEY, content BLOB NOT NULL, until INTEGER NOT NULL)"
        " WITHOUT ROWID;"
        "CREATE INDEX IF NOT EXISTS drawer_by_end ON drawer(until);");
  });
  auto const put = [&desk, &randomness](std::string const& label, json::object const& what, Instant until) {
    Digest const name = sha256(label);
    std::string const content = sealed(label, what, randomness);
    desk.write([&](Sql& sql) {
      sql.run("INSERT OR REPLACE INTO drawer(name, content, until) VALUES (?, ?, ?)", Octets{view_of(name)},
              Octets{content}, until);
    });
  };
  auto const find = [&desk](std::string const& label, Instant now) -> std::optional<json::object> {
    Digest const name = sha256(label);
    auto const content = desk.write([&](Sql& sql) -> std::optional<std::string> {
      sql.run("DELETE FROM drawer WHERE until <= ?", now);
      return sql.one<std::string>("SELECT content FROM drawer WHERE name = ?", Octets{view_of(name)});
    });
    return content ? opened(label, *content) : std::nullopt;
  };
  auto const clear = [&desk](std::string const& label) {
    Digest const name = sha256(label);
    desk.write([&](Sql& sql) { sql.run("DELETE FROM drawer WHERE name = ?", Octets{view_of(name)}); });
  };
  return {put, find, clear};
}

}  // namespace congvu::dossier
