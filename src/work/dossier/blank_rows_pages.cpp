#include "work/dossier/blank_rows_pages.h"

#include <algorithm>
#include <array>

#include "agency/duty/time_left_pages.h"
#include "base/text.h"
#include "work/dossier/blanks.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

// What a row asks before its procedure is known.
constexpr std::array<std::string_view, 3> asked_first{"name", "identity_number", "phone"};

std::string text_of(page::Fields const& fields, std::string_view name) {
  auto const found = fields.find(name);
  return found == fields.end() ? std::string{} : std::string{trimmed(found->second)};
}

page::Fields fields_under(page::Fields const& posted, std::string const& prefix) {
  page::Fields own;
  for (auto field = posted.lower_bound(prefix); field != posted.end() && field->first.starts_with(prefix); ++field) {
    own.emplace(field->first.substr(prefix.size()), field->second);
  }
  return own;
}

std::string prefix_of(std::string_view place) {
  return "r" + std::string{place} + ".";
}

json::array first_fields(BlankRowTyped const& row, Speaking const& speaking) {
  json::array list;
  for (auto const name : asked_first) {
    std::string const path = "applicant." + std::string{name};
    auto const at = row.prefix + path;
    auto const fault = std::ranges::find(row.faults, at, &Refusal::subject);
    list.push_back(json::object{{"id", page::field_id(at)},
                                {"name", at},
                                {"label", speaking.word("dossier.ask." + path)},
                                {"value", text_of(row.fields, path)},
                                {"fault", fault == row.faults.end() ? std::string{} : speaking.refusal(*fault)}});
  }
  return list;
}

json::array duplicates_of(BlankRowTyped const& row, Speaking const& speaking) {
  json::array list;
  for (auto const& each : row.duplicates) {
    list.push_back(json::object{{"code", each.code},
                                {"url", case_url(each.code).text()},
                                {"phase", speaking.word("dossier.phase." + each.phase)}});
  }
  return list;
}

json::value fields_of(page::Form const& form, json::object const& answer, BlankRowTyped const& row,
                      Speaking const& speaking, std::string const& part) {
  return page::form_view(form, answer, row.faults, speaking.words(), speaking.language(), row.prefix + part)
      .at("fields");
}

// What the procedure asks for itself, all of it with the row's names.
json::value opened_view(BlankRowTyped const& row, Speaking const& speaking) {
  if (!row.desk) return nullptr;
  auto const& desk = *row.desk;
  auto const& draft = row.entry.draft;
  return json::object{
      {"code", desk.version->code},
      {"name", desk.version->facts().name},
      {"applicant",
       json::object{{"fields", fields_of(desk.parties.applicant, draft.applicant, row, speaking, "applicant")}}},
      {"papers", paper_rows(desk, row.entry, row.faults, row.prefix)},
      {"answers", json::object{{"fields", fields_of(*desk.answers, draft.answers, row, speaking, "answers")}}}};
}

// Where the record has it already: entered, here or by somebody else, or voided.
json::value settled_view(std::optional<BlankRow> const& stored, std::optional<LateRow> const& late,
                         Speaking const& speaking) {
  if (!stored || !stored->settled) return nullptr;
  auto const dossier = stored->dossier.value_or("");
  return json::object{
      {"state", speaking.word("dossier.blank.state." + stored->state)},
      {"dossier", dossier},
      {"dossier_url", dossier.empty() ? std::string{} : case_url(dossier).text()},
      {"slip_url", dossier.empty() ? std::string{} : page::url_path({"dossiers", dossier, "slips", "01"}).text()},
      {"claimed", late ? duty::full_instant(late->claimed) : std::string{}},
      {"recorded", duty::full_instant(late ? late->recorded : *stored->settled)}};
}

}  // namespace

bool BlankRowTyped::empty() const {
  if (!procedure.empty() || opened) return false;
  return text_of(fields, "at").empty() && std::ranges::all_of(asked_first, [&](std::string_view name) {
           return text_of(fields, "applicant." + std::string{name}).empty();
         });
}

std::vector<BlankRowTyped> typed_rows(page::Fields const& posted, std::size_t most) {
  std::vector<BlankRowTyped> rows;
  auto const [from, to] = posted.equal_range("row");
  for (auto field = from; field != to && rows.size() < most; ++field) {
    BlankRowTyped row;
    row.prefix = prefix_of(field->second.substr(0, 3));
    row.fields = fields_under(posted, row.prefix);
    row.blank = text_of(row.fields, "blank");
    row.procedure = text_of(row.fields, "procedure");
    row.opened = !text_of(row.fields, "opened").empty();
    row.duplicates_seen = row.fields.contains("duplicates_seen");
    rows.push_back(std::move(row));
  }
  return rows;
}

BlankRowTyped fresh_row(std::string const& blank, std::size_t place) {
  BlankRowTyped row;
  row.prefix = prefix_of(std::to_string(place));
  row.blank = blank;
  return row;
}

void take_row(BlankRowTyped& row, CounterDesk desk, Instant begun) {
  bool const shown_before = text_of(row.fields, "opened") == desk.version->code;
  std::vector<Refusal> faults;
  row.entry = read_entry(desk, row.fields, faults);
  row.entry.draft.begun = begun;
  if (!shown_before) {
    auto usual = fresh_entry(desk);
    for (auto const& [name, value] : row.entry.draft.applicant) usual.draft.applicant[name] = value;
    prefill_answers(usual.draft, *desk.version);
    row.entry.papers = std::move(usual.papers);
    row.entry.draft.applicant = std::move(usual.draft.applicant);
    row.entry.draft.answers = std::move(usual.draft.answers);
    // What the row did not ask yet cannot be missing in it
    std::erase_if(faults, [](Refusal const& fault) {
      return std::ranges::none_of(
          asked_first, [&](std::string_view name) { return fault.subject == "applicant." + std::string{name}; });
    });
  }
  row.entry.act = CounterAct::accept;
  row.entry.duplicates_seen = row.duplicates_seen;
  row.entry.late = {std::string{blank_ground}, text_of(row.fields, "at"), row.blank};
  row.desk.emplace(std::move(desk));
  for (auto& fault : faults) add_fault(row, std::move(fault));
}

void add_fault(BlankRowTyped& row, Refusal fault) {
  if (fault.subject == "late_at") fault.subject = "at";
  if (fault.subject == "late_blank" || fault.subject == "late_ground" || fault.subject.empty())
    fault.subject = "procedure";
  fault.subject = row.prefix + fault.subject;
  row.faults.push_back(std::move(fault));
}

page::Naming naming_of(std::vector<BlankRowTyped> const& rows, Speaking const& speaking) {
  return [&rows, &speaking](std::string const& path) -> std::string {
    auto const row = std::ranges::find_if(rows, [&](auto const& each) { return path.starts_with(each.prefix); });
    if (row == rows.end()) return {};
    auto const field = std::string_view{path}.substr(row->prefix.size());
    std::string name;
    if (field == "at" || field == "procedure") name = speaking.word("dossier.stack." + std::string{field});
    if (row->desk && field.starts_with("applicant.")) name = row->desk->parties.applicant.title_at(field, "applicant");
    if (row->desk && field.starts_with("answers.")) name = row->desk->answers->title_at(field, "answers");
    return row->blank + (name.empty() ? "" : ", " + name);
  };
}

json::object row_view(BlankRowTyped const& row, std::optional<BlankRow> const& stored,
                      std::optional<LateRow> const& late, Speaking const& speaking) {
  auto const fault_at = [&](std::string_view field) {
    auto const found = std::ranges::find(row.faults, row.prefix + std::string{field}, &Refusal::subject);
    return found == row.faults.end() ? std::string{} : speaking.refusal(*found);
  };
  auto const place = row.prefix.substr(1, row.prefix.size() - 2);
  return {{"place", place},
          {"prefix", row.prefix},
          {"blank", row.blank},
          {"title_id", "row-" + place},
          {"printed", stored ? duty::full_instant(stored->printed) : std::string{}},
          {"settled", settled_view(stored, late, speaking)},
          {"procedure", row.procedure},
          {"procedure_id", page::field_id(row.prefix + "procedure")},
          {"procedure_fault", fault_at("procedure")},
          {"at", text_of(row.fields, "at")},
          {"at_id", page::field_id(row.prefix + "at")},
          {"at_fault", fault_at("at")},
          {"first", row.desk ? json::array{} : first_fields(row, speaking)},
          {"opened", opened_view(row, speaking)},
          {"any_duplicate", !row.duplicates.empty()},
          {"duplicates", duplicates_of(row, speaking)}};
}

}  // namespace congvu::dossier
