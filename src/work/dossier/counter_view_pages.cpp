#include "work/dossier/counter_view_pages.h"

#include <algorithm>

#include "agency/duty/time_left_pages.h"
#include "base/text.h"
#include "page/problem.h"
#include "rules/calendar/due.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/rules_pages.h"
#include "work/dossier/staff_pages.h"
#include "work/dossier/time_on_paper.h"

namespace congvu::dossier {

namespace {

constexpr std::size_t longest_ticket = 16;

std::string posted_text(page::Fields const& posted, std::string_view name) {
  auto const found = posted.find(name);
  return found == posted.end() ? std::string{} : std::string{trimmed(found->second)};
}

std::string form_of(CounterEntry const& entry, procedure::Component const& component) {
  auto const chosen = entry.draft.forms.find(component.code);
  return chosen == entry.draft.forms.end() ? component.form : chosen->second;
}

bool is_there(CounterEntry const& entry, std::string const& component) {
  auto const found = entry.papers.find(component);
  return found != entry.papers.end() && found->second.there;
}

bool must_be_there(CounterEntry const& entry, procedure::Component const& component) {
  auto const found = entry.papers.find(component.code);
  return found == entry.papers.end() ? component.required : found->second.required;
}

json::array ground_options(CounterDesk const& desk, CounterEntry const& entry) {
  json::array options;
  auto const& grounds = *desk.common->grounds;
  for (auto const& ground : grounds.refusals) {
    if (!grounds.refusal(ground.code, procedure::RefusedAt::intake, desk.version->code)) continue;
    options.push_back(
        json::object{{"value", ground.code}, {"label", ground.title}, {"selected", ground.code == entry.ground}});
  }
  return options;
}

json::array duplicate_rows(std::vector<Row> const& duplicates, Speaking const& speaking) {
  json::array rows;
  for (auto const& row : duplicates) {
    rows.push_back(json::object{{"code", row.code},
                                {"url", case_url(row.code).text()},
                                {"filed", duty::full_instant(row.filed)},
                                {"phase", speaking.word("dossier.phase." + row.phase)}});
  }
  return rows;
}

json::array late_grounds(CounterDesk const& desk, CounterEntry const& entry) {
  json::array options;
  for (auto const& ground : desk.common->grounds->late_entries) {
    options.push_back(
        json::object{{"value", ground.code}, {"label", ground.title}, {"selected", ground.code == entry.late.ground}});
  }
  return options;
}

// When the result would be due were it accepted now, or as of the time on the paper, and why then.
void put_promise(json::object& view, CounterDesk const& desk, CounterEntry const& entry) {
  auto const& facts = desk.version->facts();
  auto const by_table = ruled_at_counter(desk, entry, decision::Use::limit);
  auto const allowed = by_table ? decision::limit_of(*by_table) : std::nullopt;
  auto const promised = due(*desk.time->of(facts.handling_unit), received_at(desk, entry).value_or(desk.now),
                            allowed ? allowed->limit : facts.limit_for(name_of(Channel::counter)));
  json::array lines;
  for (auto const& line : promised.explanation) {
    lines.push_back(
        json::object{{"at", duty::full_instant(line.at)},
                     {"text", desk.speaking.word("reckoning." + std::string{name_of(line.kind)},
                                                 {{"name", line.name.value_or("")},
                                                  {"until", line.until ? vietnamese(*line.until) : std::string{}}})}});
  }
  view["due"] = desk.speaking.instant(promised.present);
  view["limit"] = allowed ? with_ground(*by_table, *desk.tables, facts, desk.speaking) : facts.limit.text;
  auto const fee = ruled_at_counter(desk, entry, decision::Use::fee);
  bool const fee_known = fee && decision::fits(*fee);
  view["fee"] = fee_known ? with_ground(*fee, *desk.tables, facts, desk.speaking) : std::string{};
  view["reckoning"] = std::move(lines);
}

json::value fields_of(page::Form const& form, json::object const& answer, std::vector<Refusal> const& faults,
                      Speaking const& speaking, std::string const& prefix) {
  return page::form_view(form, answer, faults, speaking.words(), speaking.language(), prefix).at("fields");
}

// What a field of any of the four forms is called.
page::Naming naming_of(CounterDesk const& desk) {
  return [&desk](std::string const& path) -> std::string {
    if (path.starts_with("answers.")) return desk.answers->title_at(path, "answers");
    if (path.starts_with("applicant.")) return desk.parties.applicant.title_at(path, "applicant");
    if (path.starts_with("filer.")) return desk.parties.filer.title_at(path, "filer");
    if (path == "scan") return desk.speaking.word("dossier.scan.field");
    if (path.starts_with("late_") || path == "reason" || path == "ground")
      return desk.speaking.word("dossier.counter." + path);
    return path.starts_with("receiver.") ? desk.parties.receiver.title_at(path, "receiver") : std::string{};
  };
}

bool says_more_than_defaults(json::object const& party) {
  return std::ranges::any_of(party, [](auto const& field) { return field.key() != "kind" && field.key() != "manner"; });
}

}  // namespace

json::array paper_rows(CounterDesk const& desk, CounterEntry const& entry, std::vector<Refusal> const& faults,
                       std::string const& prefix) {
  json::array rows;
  for (auto const& component : desk.version->facts().components) {
    json::array forms;
    for (auto const& term : desk.common->terms->component_forms) {
      if (!component.accepts(term.code)) continue;
      forms.push_back(json::object{
          {"value", term.code}, {"label", term.title}, {"selected", form_of(entry, component) == term.code}});
    }
    auto const fault = std::ranges::find(faults, prefix + "paper." + component.code, &Refusal::subject);
    bool const required = must_be_there(entry, component);
    rows.push_back(
        json::object{{"name", component.name},
                     {"note", component.note.value_or("")},
                     {"need", desk.speaking.word(required ? "dossier.counter.required" : "dossier.counter.optional")},
                     {"id", page::field_id(prefix + "paper." + component.code)},
                     {"box_name", prefix + "paper." + component.code},
                     {"form_name", prefix + "form." + component.code},
                     {"checked", is_there(entry, component.code)},
                     {"forms", std::move(forms)},
                     {"fault", fault == faults.end() ? std::string{} : desk.speaking.refusal(*fault)}});
  }
  return rows;
}

CounterEntry fresh_entry(CounterDesk const& desk) {
  CounterEntry entry;
  entry.draft = fresh_draft(*desk.version, {{"kind", name_of(PartyKind::person)}}, desk.now);
  for (auto const& component : desk.version->facts().components) {
    entry.papers[component.code] = {component.required, component.required};
  }
  return entry;
}

CounterEntry read_entry(CounterDesk const& desk, page::Fields const& posted, std::vector<Refusal>& faults) {
  CounterEntry entry;
  entry.act = named<CounterAct>(posted_text(posted, "act")).value_or(CounterAct::check);
  entry.draft.begun = parse_instant(posted_text(posted, "begun")).value_or(desk.now);
  faults = take_fields(entry.draft, posted, desk.parties, *desk.answers);
  entry.late = {posted_text(posted, "late_ground"), posted_text(posted, "late_at"), posted_text(posted, "late_blank")};
  auto const by_table = ruled_at_counter(desk, entry, decision::Use::components);
  for (auto const& component : desk.version->facts().components) {
    entry.papers[component.code] = {posted.contains("paper." + component.code),
                                    needed(component, by_table ? &*by_table : nullptr)};
  }
  entry.ground = posted_text(posted, "ground");
  entry.items = posted_text(posted, "items");
  entry.reason = posted_text(posted, "reason");
  entry.duplicates_seen = posted.contains("duplicates_seen");
  entry.ticket = posted_text(posted, "ticket").substr(0, longest_ticket);
  return entry;
}

std::optional<Instant> received_at(CounterDesk const& desk, CounterEntry const& entry) {
  if (!entry.late.said()) return std::nullopt;
  auto const at = time_on_paper(entry.late.at, local_date(desk.now));
  return at && *at <= desk.now ? at : std::nullopt;
}

std::optional<decision::Answer> ruled_at_counter(CounterDesk const& desk, CounterEntry const& entry,
                                                 decision::Use use) {
  auto const when = received_at(desk, entry).value_or(desk.now);
  auto matter = matter_of(entry.draft, desk.version->code, Channel::counter, when);
  matter.accepted = when;
  auto const calendar = desk.time->of(desk.version->facts().handling_unit);
  auto told = told_by_table(*desk.tables, use, std::move(matter), calendar.get(), when);
  if (!told) return std::nullopt;
  return std::move(told->answer);
}

json::object filing_of(CounterDesk const& desk, CounterEntry const& entry) {
  json::object body = body_of(entry.draft, *desk.version);
  body["channel"] = name_of(Channel::counter);
  json::array components;
  for (auto const& component : desk.version->facts().components) {
    if (!is_there(entry, component.code)) continue;
    components.push_back(json::object{{"component", component.code}, {"form", form_of(entry, component)}});
  }
  body["components"] = std::move(components);
  if (!entry.ticket.empty()) body["ticket"] = entry.ticket;
  auto const at = received_at(desk, entry);
  if (entry.late.said() && at) {
    json::object late{{"ground", entry.late.ground}, {"happened", iso(*at)}};
    if (!entry.late.blank.empty()) late["blank"] = entry.late.blank;
    body["late_entry"] = std::move(late);
  }
  return body;
}

std::vector<Refusal> faults_of_answer(CounterDesk const& desk, CounterEntry const& entry) {
  std::vector<Refusal> faults;
  if (entry.late.said() && entry.late.ground.empty()) faults.emplace_back(codes::late_needs_ground, "late_ground");
  if (entry.late.said() && !received_at(desk, entry)) faults.emplace_back(codes::late_time, "late_at");
  bool const says_no = entry.act == CounterAct::supplement || entry.act == CounterAct::refuse;
  if (says_no && entry.reason.empty()) faults.emplace_back(congvu::codes::field_missing, "reason");
  if (entry.act == CounterAct::refuse &&
      !desk.common->grounds->refusal(entry.ground, procedure::RefusedAt::intake, desk.version->code)) {
    faults.emplace_back(congvu::codes::field_missing, "ground");
  }
  bool const asks_nothing = missing_of(entry).empty() && items_of(entry).empty();
  if (entry.act == CounterAct::supplement && asks_nothing) faults.emplace_back(codes::nothing_asked, "items");
  if (entry.act != CounterAct::accept) return faults;
  for (auto const& component : desk.version->facts().components) {
    if (!must_be_there(entry, component) || is_there(entry, component.code)) continue;
    faults.emplace_back(codes::paper_missing, "paper." + component.code,
                        std::vector<Argument>{{"component", component.name}});
  }
  return faults;
}

json::array missing_of(CounterEntry const& entry) {
  json::array missing;
  for (auto const& [code, paper] : entry.papers) {
    if (!paper.there && paper.required) missing.push_back(json::value(code));
  }
  return missing;
}

json::array items_of(CounterEntry const& entry) {
  json::array items;
  std::string_view rest = entry.items;
  while (!rest.empty()) {
    auto const end = rest.find('\n');
    if (auto const line = trimmed(rest.substr(0, end)); !line.empty()) items.push_back(json::value(line));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return items;
}

json::object counter_view(CounterDesk const& desk, CounterEntry const& entry, std::vector<Refusal> const& faults,
                          std::vector<Row> const& duplicates) {
  auto const& speaking = desk.speaking;
  auto const& draft = entry.draft;
  auto const& facts = desk.version->facts();
  auto const fault_at = [&](std::string_view subject) {
    auto const found = std::ranges::find(faults, subject, &Refusal::subject);
    return found == faults.end() ? std::string{} : speaking.refusal(*found);
  };
  json::object view{
      {"name", facts.name},
      {"code", desk.version->code},
      {"limit_text", facts.limit.text},
      {"change_url", page::url_path({"counter"}).text()},
      {"action_url", page::url_path({"counter", desk.version->code}).text()},
      {"begun", iso(draft.begun)},
      {"ticket", entry.ticket},
      {"scan_fault", fault_at("scan")},
      {"any_known", !entry.known.empty()},
      {"known", duplicate_rows(entry.known, speaking)},
      {"late_open", entry.late.said()},
      {"late_grounds", late_grounds(desk, entry)},
      {"late_at", entry.late.at},
      {"late_blank", entry.late.blank},
      {"late_ground_fault", fault_at("late_ground")},
      {"late_at_fault", fault_at("late_at")},
      {"late_blank_fault", fault_at("late_blank")},
      {"fault_list", page::fault_summary(faults, speaking.words(), speaking.language(), naming_of(desk))},
      {"applicant",
       json::object{{"fields", fields_of(desk.parties.applicant, draft.applicant, faults, speaking, "applicant")}}},
      {"filer", json::object{{"fields", fields_of(desk.parties.filer, draft.filer, faults, speaking, "filer")}}},
      {"filer_open", says_more_than_defaults(draft.filer)},
      {"receiver",
       json::object{{"fields", fields_of(desk.parties.receiver, draft.receiver, faults, speaking, "receiver")}}},
      {"receiver_open", says_more_than_defaults(draft.receiver)},
      {"answers", json::object{{"fields", fields_of(*desk.answers, draft.answers, faults, speaking, "answers")}}},
      {"papers", paper_rows(desk, entry, faults)},
      {"grounds", ground_options(desk, entry)},
      {"items", entry.items},
      {"reason", entry.reason},
      {"ground_fault", fault_at("ground")},
      {"items_fault", fault_at("items")},
      {"reason_fault", fault_at("reason")},
      {"any_duplicate", !duplicates.empty()},
      {"duplicates", duplicate_rows(duplicates, speaking)}};
  put_promise(view, desk, entry);
  return view;
}

}  // namespace congvu::dossier
