#include "app/uploads_queries.h"

namespace congvu::app {

using record::Desk;
using record::Sql;

void lay_uploads(Desk& desk) {
  desk.write([](Sql& sql) {
    sql.run(
        "CREATE TABLE IF NOT EXISTS uploads (blob TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL,"
        " size INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID");
  });
}

void note_upload(Desk& desk, dossier::KeptFile const& file) {
  desk.write([&](Sql& sql) {
    sql.run("INSERT INTO uploads(blob, name, media_type, size, sha256) VALUES (?, ?, ?, ?, ?)", file.blob, file.name,
            file.media_type, file.size, file.sha256);
  });
}

std::optional<dossier::KeptFile> noted_upload(Desk& desk, std::string_view blob) {
  return desk.read([&](Sql& sql) -> std::optional<dossier::KeptFile> {
    for (auto const& row : sql.rows("SELECT blob, name, media_type, size, sha256 FROM uploads WHERE blob = ?", blob)) {
      return dossier::KeptFile{row.text("blob"), row.text("name"), row.text("media_type"), row.number("size"),
                               row.text("sha256")};
    }
    return std::nullopt;
  });
}

void name_upload(Desk& desk, std::string_view blob, std::string_view name) {
  desk.write([&](Sql& sql) { sql.run("UPDATE uploads SET name = ? WHERE blob = ?", name, blob); });
}

void forget_upload(Desk& desk, std::string_view blob) {
  desk.write([&](Sql& sql) { sql.run("DELETE FROM uploads WHERE blob = ?", blob); });
}

}  // namespace congvu::app
