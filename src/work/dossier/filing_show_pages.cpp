#include "work/dossier/filing_show_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "page/problem.h"

namespace congvu::dossier {

namespace {

std::string title_of(std::vector<procedure::Term> const& list, std::string_view code) {
  auto const* term = procedure::with_code(list, code);
  return term ? term->title : std::string{code};
}

// "240 kB", "1,5 MB".
std::string size_text(std::int64_t octets) {
  constexpr std::int64_t mega = 1024 * 1024;
  if (octets < mega) return fmt::format("{} kB", (octets + 1023) / 1024);
  auto text = fmt::format("{:.1f} MB", static_cast<double>(octets) / static_cast<double>(mega));
  std::ranges::replace(text, '.', ',');
  return text;
}

json::array files_of(Draft const& draft, std::string const& component, Speaking const& speaking) {
  json::array files;
  for (auto const& file : draft.files) {
    if (file.component != component) continue;
    files.push_back(
        json::object{{"name", file.name.value},
                     {"size", size_text(file.size)},
                     {"action", "remove:" + file.id},
                     {"remove_label", speaking.word("dossier.filing.remove_file", {{"name", file.name.value}})}});
  }
  return files;
}

json::array form_choices(procedure::Component const& component, Draft const& draft, procedure::Terms const& terms) {
  json::array choices;
  if (component.accepted_forms.size() < 2) return choices;
  auto const chosen = draft.forms.find(component.code);
  std::string const now = chosen == draft.forms.end() ? component.form : chosen->second;
  for (auto const& form : component.accepted_forms) {
    choices.push_back(
        json::object{{"value", form}, {"label", title_of(terms.component_forms, form)}, {"selected", form == now}});
  }
  return choices;
}

json::object paper_view(procedure::Component const& component, FilingShown const& shown,
                        std::vector<Refusal> const& faults, Speaking const& speaking) {
  auto const path = "paper." + component.code;
  auto const id = page::field_id(path);
  auto const fault = std::ranges::find(faults, path, &Refusal::subject);
  bool const bad = fault != faults.end();
  auto files = files_of(shown.draft, component.code, speaking);
  bool const by_form = component.made_from_form.value_or(false);
  std::string when_none = component.required ? speaking.word("dossier.filing.at_counter") : std::string{};
  if (!files.empty()) when_none.clear();
  auto forms = form_choices(component, shown.draft, shown.terms);
  bool const choose = !forms.empty();
  return {{"id", id},
          {"name", component.name},
          {"form", choose ? std::string{} : title_of(shown.terms.component_forms, component.form)},
          {"required", component.required},
          {"note", component.note.value_or("")},
          {"by_form", by_form},
          {"blank_url", page::url_path({"procedures", shown.version.code, "blank-form"}).text()},
          {"upload", !by_form},
          {"input_name", "file." + component.code},
          {"form_name", "form." + component.code},
          {"form_id", id + "-form"},
          {"choose_form", choose},
          {"forms", std::move(forms)},
          {"any_file", !files.empty()},
          {"files", std::move(files)},
          {"when_none", when_none},
          {"invalid", bad},
          {"described_by", id + "-hint" + (bad ? " " + id + "-fault" : "")},
          {"fault", bad ? json::value(speaking.refusal(*fault)) : json::value(nullptr)}};
}

// By which name a fault's line calls its field.
page::Naming naming(FilingShown const& shown) {
  return [&shown](std::string const& path) {
    for (auto const& component : shown.version.facts().components) {
      if (path == "paper." + component.code) return component.name;
    }
    for (auto const& [form, prefix] :
         {std::pair{&shown.parties.applicant, "applicant."}, std::pair{&shown.parties.filer, "filer."},
          std::pair{&shown.parties.receiver, "receiver."}, std::pair{&shown.form, "answers."}}) {
      if (auto title = form->title_at(path, prefix); !title.empty()) return title;
    }
    return std::string{};
  };
}

bool about(Refusal const& fault, std::string_view party) {
  return fault.subject.starts_with(party) && fault.subject.size() > party.size() && fault.subject[party.size()] == '.';
}

// A section of "check your answers".
json::object section(std::string const& title, page::Url const& change, json::array lines) {
  return {{"title", title}, {"change_url", change.text()}, {"lines", std::move(lines)}};
}

json::array paper_lines(FilingShown const& shown, Speaking const& speaking) {
  json::array lines;
  for (auto const& component : shown.version.facts().components) {
    std::string names;
    for (auto const& file : shown.draft.files) {
      if (file.component != component.code) continue;
      if (!names.empty()) names += "; ";
      names += file.name.value + " (" + size_text(file.size) + ")";
    }
    if (component.made_from_form.value_or(false)) names = speaking.word("dossier.filing.made_from_form");
    if (names.empty() && !component.required) continue;
    if (names.empty()) names = speaking.word("dossier.filing.at_counter");
    lines.push_back(json::object{{"label", component.name}, {"value", names}});
  }
  return lines;
}

json::object steps(int now, Speaking const& speaking) {
  json::array list;
  for (int i = 1; i <= 3; ++i) {
    list.push_back(
        json::object{{"label", speaking.word("dossier.filing.step." + std::to_string(i))}, {"now", i == now}});
  }
  return {{"steps", std::move(list)}};
}

// What both pages say of the procedure.
void put_facts(json::object& view, FilingShown const& shown) {
  auto const& facts = shown.version.facts();
  view["procedure"] = facts.name;
  view["code"] = shown.version.code;
  view["procedure_url"] = page::url_path({"procedures", shown.version.code}).text();
  view["limit"] = facts.limit.text;
  view["fee"] = facts.fee ? facts.fee->text : std::string{};
}

bool gives_email(json::object const& party) {
  auto const* email = party.if_contains("email");
  return email && email->is_string() && !email->get_string().empty();
}

}  // namespace

page::Url filing_url(std::string_view procedure) {
  return page::url_path({"procedures", procedure, "filing"});
}

json::object filing_view(FilingShown const& shown, std::vector<Refusal> const& faults, Speaking const& speaking,
                         bool signed_in) {
  auto const& draft = shown.draft;
  auto const fields = [&](page::Form const& form, json::object const& answer, std::string const& prefix) {
    return page::form_view(form, answer, faults, speaking.words(), speaking.language(), prefix);
  };
  json::array papers;
  for (auto const& component : shown.version.facts().components) {
    papers.push_back(paper_view(component, shown, faults, speaking));
  }
  bool const filer_open =
      !draft.filer.empty() || std::ranges::any_of(faults, [](auto const& fault) { return about(fault, "filer"); });
  bool const anything = draft.saved > draft.begun || !draft.files.empty();
  json::object view{{"action_url", filing_url(shown.version.code).text()},
                    {"applicant", fields(shown.parties.applicant, draft.applicant, "applicant")},
                    {"filer", fields(shown.parties.filer, draft.filer, "filer")},
                    {"filer_open", filer_open},
                    {"receiver", fields(shown.parties.receiver, draft.receiver, "receiver")},
                    {"answers", fields(shown.form, draft.answers, "answers")},
                    {"papers", std::move(papers)},
                    {"summary", page::fault_summary(faults, speaking.words(), speaking.language(), naming(shown))},
                    {"signed_in", signed_in},
                    {"saved", anything ? speaking.word("dossier.filing.saved_at", {{"when", vietnamese(draft.saved)}})
                                       : std::string{}}};
  put_facts(view, shown);
  for (auto& [name, value] : steps(1, speaking)) view[name] = std::move(value);
  return view;
}

json::object check_view(FilingShown const& shown, Instant due, std::string const& key, Speaking const& speaking) {
  auto const& draft = shown.draft;
  auto const to = filing_url(shown.version.code);
  auto const lines = [&](page::Form const& form, json::object const& answer) {
    return page::answer_lines(form, answer, speaking.words(), speaking.language());
  };
  json::array sections;
  auto const add = [&](std::string_view name, json::array list) {
    if (list.empty()) return;
    sections.push_back(section(speaking.word("dossier.filing." + std::string{name}), to.at(name), std::move(list)));
  };
  add("answers", lines(shown.form, draft.answers));
  add("applicant", lines(shown.parties.applicant, draft.applicant));
  add("filer", lines(shown.parties.filer, draft.filer));
  add("receiver", lines(shown.parties.receiver, draft.receiver));
  add("papers", paper_lines(shown, speaking));
  json::object view{{"sections", std::move(sections)},
                    {"action_url", to.below(page::url_path({"check"})).text()},
                    {"back_url", to.text()},
                    {"key", key},
                    {"intake_due", speaking.instant(due)},
                    {"no_email", !gives_email(draft.applicant) && !gives_email(draft.filer)},
                    {"changed", false}};
  put_facts(view, shown);
  for (auto& [name, value] : steps(2, speaking)) view[name] = std::move(value);
  return view;
}

}  // namespace congvu::dossier
