#include "work/dossier/case_view_pages.h"

#include <algorithm>

#include "agency/duty/time_left_pages.h"
#include "agency/procedure/diagram.h"
#include "page/url.h"
#include "rules/bpmn/model/model.h"
#include "work/dossier/paper_pages.h"
#include "work/dossier/rules_pages.h"
#include "work/dossier/staff_pages.h"
#include "work/dossier/standing_pages.h"
#include "work/dossier/step_place.h"

namespace congvu::dossier {

namespace {

std::string spoken_minutes(std::int64_t amount, CaseSight const& sight) {
  return duty::working_time(sight.calendar, minutes{amount}, sight.speaking.words(), sight.speaking.language());
}

std::string text_or_empty(auto const& text) {
  return text ? std::string{text->value} : std::string{};
}

// ---- where it stands ----

std::string work_of(duty::Row const& row, CaseSight const& sight) {
  return row.nature == name_of(duty::Nature::step) ? row.work : sight.speaking.word("duty.nature." + row.nature);
}

std::string who_has(duty::Row const& row, CaseSight const& sight) {
  Date const day = local_date(sight.now);
  auto const& organisation = sight.organisation;
  if (auto const* position = organisation.position_on(row.holder, day)) {
    auto const title = organisation.full_title(*position, day);
    auto const name = organisation.holder_name(row.holder, day);
    return name ? *name + ", " + title : title;
  }
  if (row.candidates == "applicant") return sight.speaking.word("dossier.holder.applicant");
  auto const* unit = organisation.last_known_unit(row.unit);
  return sight.speaking.word("dossier.case.nobody_yet", {{"unit", unit ? unit->name : row.unit}});
}

// Up the line, nearest first: clear responsibility.
std::string who_answers(duty::Row const& row, CaseSight const& sight) {
  Date const day = local_date(sight.now);
  auto const& organisation = sight.organisation;
  auto const line =
      row.holder.empty() ? organisation.who_answers_for_unit(row.unit, day) : organisation.who_answers(row.holder, day);
  std::string text;
  for (auto const* position : line) {
    auto const name = organisation.holder_name(position->code, day);
    text += text.empty() ? "" : "; ";
    text +=
        name ? *name + " (" + organisation.full_title(*position, day) + ")" : organisation.full_title(*position, day);
  }
  return text;
}

json::object standing_row(duty::Row const& row, CaseRead const& read, CaseSight const& sight) {
  auto const left = duty::time_left(sight.calendar, row.opened, row.due, row.suspended.has_value(), sight.now,
                                    sight.speaking.words(), sight.speaking.language());
  std::string place;
  if (auto const at = place_of_step(*sight.version.definition, row.step, read.run.path)) {
    place = sight.speaking.word("dossier.case.place",
                                {{"place", std::to_string(at->place)}, {"steps", std::to_string(at->steps)}});
  }
  return {{"place", place},
          {"work", work_of(row, sight)},
          {"look", duty::look_of(left.urgency)},
          {"left", left.text},
          {"urgency", left.word},
          {"step_due", row.due && !row.suspended ? duty::short_instant(*row.due, sight.now) : std::string{}},
          {"holder", who_has(row, sight)},
          {"answers_for", row.candidates == "applicant" ? std::string{} : who_answers(row, sight)}};
}

std::string diagram_of(CaseRead const& read, CaseSight const& sight) {
  procedure::DiagramMarks marks;
  for (auto const& element : read.run.path) marks.of[element] = procedure::StepMark::done;
  for (auto const& row : read.duties) {
    if (row.standing()) marks.of[row.step] = procedure::StepMark::current;
  }
  marks.words = {{procedure::StepMark::done, sight.speaking.word("dossier.case.mark.done")},
                 {procedure::StepMark::current, sight.speaking.word("dossier.case.mark.current")},
                 {procedure::StepMark::ahead, sight.speaking.word("dossier.case.mark.ahead")}};
  if (!sight.drawing) return {};
  return procedure::bpmn_svg(*sight.drawing, marks, sight.speaking.word("dossier.case.diagram"));
}

// ---- clocks ----

std::string amount_of(LineShown const& line, CaseSight const& sight) {
  if (line.minutes) return spoken_minutes(*line.minutes, sight);
  if (line.days) return sight.speaking.word("duty.time.days", {{"days", std::to_string(*line.days)}});
  return {};
}

json::object clock_view(std::string_view name, ClockShown const& clock, CaseSight const& sight) {
  json::array lines;
  for (auto const& line : clock.explanation) {
    lines.push_back(json::object{{"at", duty::short_instant(line.at, sight.now)},
                                 {"text", line.text},
                                 {"amount", amount_of(line, sight)},
                                 {"citation", line.citation.value_or("")}});
  }
  auto const& speaking = sight.speaking;
  std::string const unit = "dossier.limit." + std::string{name_of(clock.limit.unit)};
  bool const moved = clock.first_due != clock.due;
  return {{"title", speaking.word("dossier.case.clock." + std::string{name})},
          {"limit", speaking.word(unit, {{"amount", std::to_string(clock.limit.amount)}})},
          {"due", duty::full_instant(clock.due)},
          {"first_due", moved ? duty::full_instant(clock.first_due) : std::string{}},
          {"standing", speaking.word("dossier.standing." + std::string{name_of(clock.standing)})},
          {"look", look_of(clock.standing)},
          {"gross", spoken_minutes(clock.gross_minutes, sight)},
          {"agency_time", spoken_minutes(clock.agency_minutes, sight)},
          {"waiting", spoken_minutes(clock.waiting_minutes, sight)},
          {"lines", std::move(lines)}};
}

// ---- papers and parties ----

bool contains(std::vector<std::string> const& list, std::string const& code) {
  return std::ranges::find(list, code) != list.end();
}

// "đủ", "thiếu", "chờ bổ sung", "đã bổ sung", "không bắt buộc".
std::string state_of(procedure::Component const& component, Dossier const& dossier) {
  auto const& papers = dossier.papers;
  bool const there = std::ranges::find(papers, component.code, &Paper::component) != papers.end();
  for (auto const& supplement : dossier.supplements) {
    if (!contains(supplement.request.components, component.code)) continue;
    return supplement.given_at ? "supplemented" : "awaited";
  }
  if (there) return "there";
  return needs(dossier, component) ? "missing" : "not_needed";
}

std::string_view badge_of(std::string_view state) {
  if (state == "there" || state == "supplemented") return "cv-mark-good";
  if (state == "missing") return "cv-mark-bad";
  return state == "awaited" ? "cv-mark-wait" : "cv-mark-plain";
}

json::array component_rows(CaseRead const& read, CaseSight const& sight) {
  json::array rows;
  for (auto const& component : sight.version.facts().components) {
    auto const state = state_of(component, read.dossier);
    std::string form;
    for (auto const& paper : read.dossier.papers) {
      auto const* term = procedure::with_code(sight.common.terms->component_forms, paper.form);
      if (paper.component == component.code) form = term ? term->title : paper.form;
    }
    rows.push_back(json::object{{"name", component.name},
                                {"form", form},
                                {"state", sight.speaking.word("dossier.case.component." + state)},
                                {"badge", badge_of(state)}});
  }
  return rows;
}

json::object party_view(std::string_view role, auto const& party, CaseSight const& sight) {
  std::string by_right;
  if constexpr (requires { party.by_right; }) by_right = text_or_empty(party.by_right);
  std::string birth;
  if (party.birth_date) birth = vietnamese(*party.birth_date);
  return {{"role", sight.speaking.word("dossier.case.party." + std::string{role})},
          {"name", party.name.value},
          {"identity", text_or_empty(party.identity_number)},
          {"birth", birth},
          {"phone", text_or_empty(party.phone)},
          {"email", text_or_empty(party.email)},
          {"address", text_or_empty(party.address)},
          {"by_right", by_right}};
}

json::array party_rows(Dossier const& dossier, CaseSight const& sight) {
  json::array rows;
  if (!dossier.content) return rows;
  rows.push_back(party_view("applicant", dossier.content->applicant, sight));
  if (dossier.content->filer) rows.push_back(party_view("filer", *dossier.content->filer, sight));
  if (auto const& receiver = dossier.content->receiver) {
    Party shown{.kind = PartyKind::person,
                .name = receiver->name ? receiver->name->value : dossier.content->applicant.name.value,
                .identity_number = {},
                .birth_date = {},
                .phone = receiver->phone,
                .email = {},
                .address = receiver->address};
    auto row = party_view("receiver", shown, sight);
    if (receiver->manner) {
      row["by_right"] = sight.speaking.word("dossier.delivery." + std::string{name_of(*receiver->manner)});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

json::array attachment_rows(Dossier const& dossier, CaseSight const& sight) {
  json::array rows;
  if (!dossier.content) return rows;
  for (auto const& file : dossier.content->attachments) {
    auto const* component = sight.version.facts().component(file.component);
    auto const here = page::url_path({"dossiers", dossier.code, "attachments", file.blob});
    auto const leaves = here.below(page::url_path({"leaves"}));
    bool const drawn = is_drawn(file.media_type);
    rows.push_back(json::object{{"name", file.name.value},
                                {"component", component ? component->name : file.component},
                                {"size", grouped(static_cast<std::uint64_t>(file.size + 1023) / 1024)},
                                {"picture", is_picture(file.media_type)},
                                {"unscanned", !file.scanned.value_or(false)},
                                {"leaves_url", drawn ? json::value(leaves.text()) : json::value(nullptr)},
                                {"leaf_url", leaves.below(page::url_path({"1"})).text()},
                                {"url", here.text()}});
  }
  return rows;
}

// Slips are made from what the record holds, whenever they are asked for.
json::array slip_rows(Dossier const& dossier, CaseSight const& sight) {
  json::array rows;
  auto const add = [&](std::string_view number, std::string const& slip) {
    rows.push_back(json::object{{"title", sight.speaking.word("dossier.slip.title." + std::string{number})},
                                {"number", slip},
                                {"url", page::url_path({"dossiers", dossier.code, "slips", number}).text()}});
  };
  if (!dossier.slip.empty()) add("01", dossier.slip);
  if (!dossier.supplements.empty()) add("02", dossier.supplements.back().request.slip);
  if (dossier.reappointment) add("04", dossier.reappointment->what.slip);
  if (dossier.phase == Phase::refused) add("03", dossier.refusal_slip);
  return rows;
}

// On which ground it was entered after it happened, and on which numbered blank.
std::string late_entry_of(Dossier const& dossier, CaseSight const& sight) {
  if (dossier.late_entry.empty()) return {};
  auto const* ground = procedure::with_code(sight.common.grounds->late_entries, dossier.late_entry);
  std::string text = ground ? ground->title : dossier.late_entry;
  if (!dossier.blank.empty()) text += ", " + dossier.blank;
  return text;
}

// By when a supplement may be asked for, or that the time to ask is over.
std::string supplement_word(Dossier const& dossier, CaseSight const& sight) {
  auto const until = supplement_until(dossier);
  if (!until) return {};
  bool const over = sight.now > *until;
  return sight.speaking.word(over ? "dossier.case.supplement_over" : "dossier.case.supplement_until",
                             {{"until", duty::full_instant(*until)}});
}

json::array duplicate_rows(CaseRead const& read, CaseSight const& sight) {
  json::array rows;
  for (auto const& row : read.duplicates) {
    rows.push_back(json::object{{"code", row.code},
                                {"url", case_url(row.code).text()},
                                {"filed", duty::full_instant(row.filed)},
                                {"phase", sight.speaking.word("dossier.phase." + row.phase)}});
  }
  return rows;
}

json::array document_rows(CaseRead const& read) {
  json::array rows;
  for (auto const& document : read.whole.documents) {
    rows.push_back(
        json::object{{"title", document.title},
                     {"number", document.number},
                     {"hash", document.sha256.substr(0, 16)},
                     {"url", page::url_path({"dossiers", read.dossier.code, "documents", document.document}).text()}});
  }
  return rows;
}

// Said while the applicant is at the counter or has just filed: later nobody can ask them easily.
bool nobody_gets_letters(Dossier const& dossier) {
  if (dossier.phase != Phase::filed || !dossier.content) return false;
  auto const& [applicant, filer] = std::tie(dossier.content->applicant, dossier.content->filer);
  auto const none = [](auto const& email) { return !email || email->empty(); };
  return none(applicant.email) && (!filer || none(filer->email));
}

}  // namespace

json::object case_view(CaseRead const& read, CaseSight const& sight, bool every_event) {
  auto const& whole = read.whole;
  auto const& speaking = sight.speaking;
  json::array standing;
  for (auto const& row : read.duties) {
    if (row.standing()) standing.push_back(standing_row(row, read, sight));
  }
  json::array clocks;
  if (whole.statutory) clocks.push_back(clock_view("statutory", *whole.statutory, sight));
  clocks.push_back(clock_view("intake", whole.intake, sight));
  json::array answers;
  if (read.dossier.content) {
    answers = page::answer_lines(sight.answers, read.dossier.content->answers, speaking.words(), speaking.language());
  }
  auto const here = case_url(whole.code);
  return {{"code", whole.code},
          {"procedure_name", whole.procedure_name},
          {"procedure_url", page::url_path({"procedures", whole.procedure}).text()},
          {"procedure_version",
           speaking.word("dossier.case.version",
                         {{"procedure", whole.procedure}, {"version", std::to_string(whole.procedure_version)}})},
          {"why_not_url", here.below(page::url_path({"why-not"})).text()},
          {"register_url", page::url_path({"dossiers"}).text()},
          {"applicant", whole.applicant ? whole.applicant->name.value : std::string{}},
          {"channel", speaking.word("dossier.channel." + std::string{name_of(whole.channel)})},
          {"filed", duty::full_instant(whole.filed)},
          {"state", whole.state_name},
          {"late_entry", late_entry_of(read.dossier, sight)},
          {"ticket", read.dossier.ticket},
          {"supplement_until", supplement_word(read.dossier, sight)},
          {"reappointed",
           read.dossier.reappointment ? duty::full_instant(read.dossier.reappointment->what.until) : std::string{}},
          {"no_email", nobody_gets_letters(read.dossier)},
          {"any_duplicate", !read.duplicates.empty()},
          {"duplicates", duplicate_rows(read, sight)},
          {"standing", std::move(standing)},
          {"diagram_html", diagram_of(read, sight)},
          {"clocks", std::move(clocks)},
          {"components", component_rows(read, sight)},
          {"parties", party_rows(read.dossier, sight)},
          {"erased", !read.dossier.content},
          {"answers", std::move(answers)},
          {"attachments", attachment_rows(read.dossier, sight)},
          {"documents", document_rows(read)},
          {"slips", slip_rows(read.dossier, sight)},
          {"any_ruling", !read.dossier.rulings.empty()},
          {"rulings", ruling_rows(read.dossier, sight.tables, sight.version.facts(), speaking)},
          {"history", history_rows(read, sight, every_event)},
          {"every_event", every_event},
          {"every_event_url", here.with("events", "all").at("history").text()},
          {"main_events_url", here.at("history").text()}};
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ".");
  }
  return digits;
}

}  // namespace congvu::dossier
