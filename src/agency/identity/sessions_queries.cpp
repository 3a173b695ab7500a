#include "agency/identity/sessions_queries.h"

#include "agency/identity/limits.h"
#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::identity {

namespace {

using record::Octets;
using record::Sql;

}  // namespace

DeskSessions::DeskSessions(record::Desk& desk, Randomness& randomness) : desk_(desk), randomness_(randomness) {
  desk_.write([](Sql& sql) {
    sql.script(
        "CREATE TABLE IF NOT EXISTS sessions(token_hash BLOB PRIMARY KEY, account BLOB NOT NULL,"
        " opened INTEGER NOT NULL, last_seen INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE INDEX IF NOT EXISTS sessions_by_account ON sessions(account);"
        "CREATE TABLE IF NOT EXISTS sign_ins(account BLOB PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;");
  });
}

std::string DeskSessions::open(Handle account, Instant now) {
  auto const drawn = randomness_.draw<32>();
  std::string token = base64url(view_of(drawn));
  Digest const hash = sha256(token);
  desk_.write([&](Sql& sql) {
    sql.run("DELETE FROM sessions WHERE last_seen <= ? OR opened <= ?", now - session_idle, now - session_absolute);
    sql.run("INSERT INTO sessions(token_hash, account, opened, last_seen) VALUES (?, ?, ?, ?)", Octets{view_of(hash)},
            account, now, now);
    sql.run("INSERT INTO sign_ins(account, last) VALUES (?, ?) ON CONFLICT(account) DO UPDATE SET last = excluded.last",
            account, now);
  });
  return token;
}

std::optional<Session> DeskSessions::seen(std::string_view token, Instant now) {
  if (token.size() != 43) return std::nullopt;
  Digest const hash = sha256(token);
  auto found = desk_.read([&](Sql& sql) -> std::optional<Session> {
    for (auto const& row :
         sql.rows("SELECT account, opened, last_seen FROM sessions WHERE token_hash = ?", Octets{view_of(hash)})) {
      return Session{row.handle("account"), row.instant("opened"), row.instant("last_seen")};
    }
    return std::nullopt;
  });
  if (!found) return std::nullopt;
  if (!holds(*found, now)) {
    close(token);
    return std::nullopt;
  }
  // Written only so often: a page and all that it loads are one visit.
  if (now >= found->last_seen + limits::seen_precision) {
    try {
      desk_.write([&](Sql& sql) {
        sql.run("UPDATE sessions SET last_seen = ? WHERE token_hash = ?", now, Octets{view_of(hash)});
      });
      found->last_seen = now;
    } catch (record::SqlFailure const& failure) {
      // Without room on the disk nothing can be noted, and whoever is signed in reads on
      if (failure.reason != record::SqlFailure::Reason::full) throw;
    }
  }
  return found;
}

void DeskSessions::close(std::string_view token) {
  Digest const hash = sha256(token);
  desk_.write([&](Sql& sql) { sql.run("DELETE FROM sessions WHERE token_hash = ?", Octets{view_of(hash)}); });
}

void DeskSessions::close_all(Handle account) {
  desk_.write([&](Sql& sql) { sql.run("DELETE FROM sessions WHERE account = ?", account); });
}

void DeskSessions::close_others(Handle account, std::string_view but) {
  Digest const hash = sha256(but);
  desk_.write([&](Sql& sql) {
    sql.run("DELETE FROM sessions WHERE account = ? AND token_hash <> ?", account, Octets{view_of(hash)});
  });
}

std::vector<OpenSession> DeskSessions::of(Handle account, std::string_view token, Instant now) {
  Digest const hash = sha256(token);
  return desk_.read([&](Sql& sql) {
    std::vector<OpenSession> open;
    for (auto const& row : sql.rows("SELECT opened, last_seen, token_hash = ? AS this_one FROM sessions"
                                    " WHERE account = ? ORDER BY opened DESC",
                                    Octets{view_of(hash)}, account)) {
      Session const session{account, row.instant("opened"), row.instant("last_seen")};
      if (holds(session, now)) open.push_back({session, row.number("this_one") != 0});
    }
    return open;
  });
}

std::optional<Instant> DeskSessions::last_opened(Handle account) {
  return desk_.read([&](Sql& sql) -> std::optional<Instant> {
    for (auto const& row : sql.rows("SELECT last FROM sign_ins WHERE account = ?", account)) {
      return row.instant("last");
    }
    return std::nullopt;
  });
}

}  // namespace congvu::identity
