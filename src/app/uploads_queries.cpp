#include "app/uploads_queries.h"

namespace congvu::app {

using record::Desk;
using record::Sql;

void lay_uploads(Desk& desk) {
  desk.write([](Sql& sql) {
    sql.run(
        "CREATE TABLE IF NOT EXISTS uploads (blob TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL,"
        " size INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID");
    // Desks laid by an earlier version do not know when somebody had to do with a file
    auto const columns = sql.one<std::int64_t>("SELECT count(*) FROM pragma_table_info('uploads')").value_or(0);
    if (columns < 6) {
      sql.run("ALTER TABLE uploads ADD COLUMN touched INTEGER NOT NULL DEFAULT 0");
    }
    if (columns < 7) {
      sql.run("ALTER TABLE uploads ADD COLUMN scanned INTEGER NOT NULL DEFAULT 0");
    }
  });
}

void note_upload(Desk& desk, dossier::KeptFile const& file, Instant now) {
  desk.write([&](Sql& sql) {
    sql.run("INSERT INTO uploads(blob, name, media_type, size, sha256, touched) VALUES (?, ?, ?, ?, ?, ?)", file.blob,
            file.name, file.media_type, file.size, file.sha256, now);
  });
}

std::optional<dossier::KeptFile> noted_upload(Desk& desk, std::string_view blob, Instant now) {
  return desk.write([&](Sql& sql) -> std::optional<dossier::KeptFile> {
    sql.run("UPDATE uploads SET touched = ? WHERE blob = ?", now, blob);
    for (auto const& row :
         sql.rows("SELECT blob, name, media_type, size, sha256, scanned FROM uploads WHERE blob = ?", blob)) {
      return dossier::KeptFile{row.text("blob"),   row.text("name"),   row.text("media_type"),
                               row.number("size"), row.text("sha256"), row.number("scanned") != 0};
    }
    return std::nullopt;
  });
}

void name_upload(Desk& desk, std::string_view blob, std::string_view name) {
  desk.write([&](Sql& sql) { sql.run("UPDATE uploads SET name = ? WHERE blob = ?", name, blob); });
}

void note_scanned(Desk& desk, std::string_view blob) {
  desk.write([&](Sql& sql) { sql.run("UPDATE uploads SET scanned = 1 WHERE blob = ?", blob); });
}

std::vector<std::string> untouched_uploads(Desk& desk, Instant before, std::string_view after, std::size_t most) {
  return desk.read([&](Sql& sql) {
    std::vector<std::string> blobs;
    for (auto const& row : sql.rows("SELECT blob FROM uploads WHERE touched < ? AND blob > ? ORDER BY blob LIMIT ?",
                                    before, after, static_cast<std::int64_t>(most))) {
      blobs.push_back(row.text("blob"));
    }
    return blobs;
  });
}

bool forget_untouched(Desk& desk, std::string_view blob, Instant before) {
  return desk.write(
      [&](Sql& sql) { return sql.run("DELETE FROM uploads WHERE blob = ? AND touched < ?", blob, before) > 0; });
}

void forget_upload(Desk& desk, std::string_view blob) {
  desk.write([&](Sql& sql) { sql.run("DELETE FROM uploads WHERE blob = ?", blob); });
}

}  // namespace congvu::app
