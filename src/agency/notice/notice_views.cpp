#include "agency/notice/notice_views.h"

#include "agency/notice/notice.h"
#include "record/store/sql.h"

namespace congvu::notice {

namespace {

using record::Sql;

constexpr char const* tables = R"(
CREATE TABLE notices (
  notice BLOB PRIMARY KEY,
  matter BLOB NOT NULL,
  code TEXT NOT NULL,
  unit TEXT NOT NULL,
  state TEXT NOT NULL,
  audience TEXT NOT NULL,
  way TEXT NOT NULL,
  address TEXT,
  subject TEXT,
  owed INTEGER NOT NULL,
  phase TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next INTEGER,
  ended INTEGER,
  reply INTEGER,
  said TEXT,
  reason TEXT,
  sample INTEGER NOT NULL DEFAULT 0,
  duty BLOB,
  how TEXT
) WITHOUT ROWID;
CREATE INDEX notices_waiting ON notices(next) WHERE phase = 'waiting';
CREATE INDEX notices_failed ON notices(ended) WHERE phase = 'failed';
CREATE INDEX notices_matter ON notices(matter, owed);
)";

void show(Sql& sql, NoticeOwed const& event, Recorded const& recorded) {
  std::optional<std::string> address, subject;
  if (event.personal) {
    address = event.personal->address.value;
    subject = event.personal->subject.value;
  }
  sql.run(
      "INSERT INTO notices(notice, matter, code, unit, state, audience, way, address, subject, owed, phase, next)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'waiting', ?10)",
      recorded.stream, event.matter, event.code, event.unit, event.state, name_of(event.to), name_of(event.by), address,
      subject, recorded.recorded);
}

void show(Sql& sql, NoticeOmitted const& event, Recorded const& recorded) {
  sql.run(
      "INSERT INTO notices(notice, matter, code, unit, state, audience, way, owed, phase, ended, reason)"
      " VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, 'omitted', ?7, ?8)"
      " ON CONFLICT(notice) DO UPDATE SET phase = 'omitted', ended = ?7, next = NULL, reason = ?8",
      recorded.stream, event.matter, event.code, event.state, name_of(event.to), name_of(event.by), recorded.recorded,
      event.reason);
}

void show(Sql& sql, NoticeSent const& event, Recorded const& recorded) {
  sql.run(
      "UPDATE notices SET phase = 'sent', attempts = ?, reply = ?, sample = ?, ended = ?, next = NULL, said = NULL"
      " WHERE notice = ?",
      event.attempt, event.reply, event.sample, recorded.recorded, recorded.stream);
}

void show(Sql& sql, NoticeDeferred const& event, Recorded const& recorded) {
  std::optional<std::string> said;
  if (event.personal) said = event.personal->said.value;
  sql.run("UPDATE notices SET attempts = ?, reply = ?, said = ?, next = ? WHERE notice = ?", event.attempt, event.reply,
          said, event.next, recorded.stream);
}

void show(Sql& sql, NoticeFailed const& event, Recorded const& recorded) {
  std::optional<std::string> said;
  std::optional<Handle> duty;
  if (event.personal) said = event.personal->said.value;
  if (event.duty) duty = event.duty;
  sql.run(
      "UPDATE notices SET phase = 'failed', attempts = ?, reply = ?, said = ?, reason = ?, duty = ?, ended = ?,"
      " next = NULL WHERE notice = ?",
      event.attempt, event.reply, said, event.reason, duty, recorded.recorded, recorded.stream);
}

void show(Sql& sql, NoticeToldOtherwise const& event, Recorded const& recorded) {
  sql.run("UPDATE notices SET phase = 'told', how = ?, ended = ? WHERE notice = ?", event.how, recorded.recorded,
          recorded.stream);
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("notices", 2, tables)
      .on<NoticeOwed>(&show)
      .on<NoticeOmitted>(&show)
      .on<NoticeSent>(&show)
      .on<NoticeDeferred>(&show)
      .on<NoticeFailed>(&show)
      .on<NoticeToldOtherwise>(&show);
}

}  // namespace congvu::notice
