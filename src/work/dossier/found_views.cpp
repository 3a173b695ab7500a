#include "work/dossier/found_views.h"

#include "agency/procedure/queries.h"
#include "work/dossier/events.h"
#include "work/dossier/reach_queries.h"

namespace congvu::dossier {

namespace {

using record::Sql;

constexpr std::size_t longest_answer = 200;  // octets; a name is shorter, and a story is not what one looks for

constexpr char const* documents_table = R"(
CREATE TABLE dossier_documents (
  handle BLOB PRIMARY KEY,
  dossier BLOB NOT NULL,
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  made INTEGER NOT NULL
) WITHOUT ROWID;
)";

// What the matter is about, beside the applicant: the answers whose field is a name or a number. docs/formats/pack.md.
bool is_subject(std::string_view field, json::value const& answer) {
  bool const named = field == "school" || field.ends_with("_name") || field.ends_with("_number");
  return named && answer.is_string() && answer.as_string().size() <= longest_answer;
}

void take_answers(record::Findable::ByField& texts, json::object const& answers) {
  for (auto const& [field, answer] : answers) {
    if (is_subject(field, answer)) texts["answers." + std::string{field}] = answer.as_string();
  }
}

record::Findable findable(Sql& sql, DossierFiled const& event, Date filed) {
  auto const version = procedure::version_named(sql, event.procedure, event.procedure_version);
  record::Findable found_by{.texts = {{"procedure", version.name}}, .codes = {{"code", event.code}}, .circles = {}};
  std::optional<Handle> account;
  if (auto const& personal = event.personal) {
    found_by.texts["applicant.name"] = personal->applicant.name.value;
    if (personal->filer) found_by.texts["filer.name"] = personal->filer->name.value;
    take_answers(found_by.texts, personal->answers);
    if (auto const& number = personal->applicant.identity_number) {
      found_by.codes["applicant.identity_number"] = number->value;
    }
    account = personal->account;
  }
  found_by.circles = circles_of({.procedure = event.procedure,
                                 .version = event.procedure_version,
                                 .handling_unit = version.handling_unit,
                                 .account = account,
                                 .filed = filed});
  return found_by;
}

void show(Sql& sql, DossierFiled const& event, Recorded const& recorded) {
  record::index(sql, "dossier_found", recorded.stream, recorded.index,
                findable(sql, event, local_date(recorded.claimed)));
}

// Found by what is right from now on, and by what was wrong no more.
void show(Sql& sql, DossierCorrected const& event, Recorded const& recorded) {
  auto found_by = record::indexed(sql, "dossier_found", recorded.stream);
  if (!event.personal || !found_by) return;
  for (auto const& change : event.personal->changes) {
    if (!change.to.is_string()) continue;
    for (auto* fields : {&found_by->texts, &found_by->codes}) {
      auto const field = fields->find(change.path);
      if (field != fields->end()) field->second = change.to.as_string();
    }
  }
  record::index(sql, "dossier_found", recorded.stream, recorded.index, *found_by);
}

void show(Sql& sql, SupplementGiven const& event, Recorded const& recorded) {
  if (!event.personal || event.personal->answers.empty()) return;
  auto found_by = record::indexed(sql, "dossier_found", recorded.stream);
  if (!found_by) return;
  take_answers(found_by->texts, event.personal->answers);
  record::index(sql, "dossier_found", recorded.stream, recorded.index, *found_by);
}

void show(Sql& sql, DocumentMade const& event, Recorded const& recorded) {
  for (auto const& row :
       sql.rows("SELECT procedure, version, account, filed FROM dossiers WHERE handle = ?", recorded.stream)) {
    auto const version = static_cast<int>(row.number("version"));
    auto const circles =
        circles_of({.procedure = row.text("procedure"),
                    .version = version,
                    .handling_unit = procedure::version_named(sql, row.view("procedure"), version).handling_unit,
                    .account = row.maybe_handle("account"),
                    .filed = local_date(row.instant("filed"))});
    record::index(sql, "dossier_documents_found", event.handle, recorded.index,
                  {.texts = {{"title", event.title}}, .codes = {{"number", event.number}}, .circles = circles});
  }
  sql.run(
      "INSERT OR REPLACE INTO dossier_documents(handle, dossier, document, title, number, made)"
      " VALUES (?, ?, ?, ?, ?, ?)",
      event.handle, recorded.stream, event.document, event.title, event.number, recorded.claimed);
}

}  // namespace

void add_found_views(Registry& registry) {
  registry.view("dossier_found", 3, record::index_tables("dossier_found"))
      .on<DossierFiled>(&show)
      .on<SupplementGiven>(&show)
      .on<DossierCorrected>(&show);
  registry.view("dossier_documents", 3, documents_table + record::index_tables("dossier_documents_found"))
      .on<DocumentMade>(&show);
}

}  // namespace congvu::dossier
