#include "work/dossier/tracking_show_pages.h"

#include <algorithm>

#include "base/bytes.h"
#include "page/moment.h"
#include "page/problem.h"
#include "rules/bpmn/compile/definition.h"
#include "work/dossier/standing_pages.h"

namespace congvu::dossier {

namespace {

// The clock that runs, or ran last.
ClockShown const& clock_of(Whole const& whole) {
  return whole.statutory ? *whole.statutory : whole.intake;
}

bool ended(Phase phase) {
  return phase == Phase::returned || phase == Phase::refused || phase == Phase::withdrawn;
}

// First question, and the second.
json::object answer_view(TrackingShown const& shown, Speaking const& speaking) {
  auto const& whole = shown.whole;
  auto const& clock = clock_of(whole);
  bool const waiting = shown.dossier.waiting_supplement() != nullptr;
  // Intake has a working day in all: it would be "due soon" from its first minute
  bool const calm = whole.state == Phase::filed && clock.standing == Standing::at_risk;
  Standing const stands = waiting ? Standing::paused : (calm ? Standing::on_time : clock.standing);
  std::string const standing{name_of(stands)};
  bool const stopped = whole.state == Phase::refused || whole.state == Phase::withdrawn;
  std::string headline = speaking.word(
      "dossier.tracking.headline",
      {{"state", whole.state_name}, {"standing", speaking.word("dossier.tracking.standing." + standing)}});
  if (stopped) headline = whole.state_name;
  if (waiting) headline = speaking.word("dossier.tracking.waits_for_you");
  std::string when;
  if (whole.state == Phase::filed && !waiting) {
    when = speaking.word("dossier.tracking.intake_by", {{"when", speaking.instant(whole.due)}});
  } else if (whole.state == Phase::handling) {
    when = speaking.word(waiting ? "dossier.tracking.result_by_if_now" : "dossier.tracking.result_by",
                         {{"when", speaking.instant(whole.due)}});
  } else if (whole.state == Phase::ready) {
    auto const manner = whole.receiver && whole.receiver->manner ? *whole.receiver->manner : Delivery::counter;
    when = speaking.word("dossier.tracking.ready." + std::string{name_of(manner)});
  } else if (whole.closed) {
    when = speaking.word("dossier.tracking.closed_at", {{"when", speaking.instant(*whole.closed)}});
  }
  bool const moved = whole.first_due && *whole.first_due != whole.due && whole.state == Phase::handling;
  return {
      {"headline", headline},
      {"colour", stopped ? std::string_view{"cv-still"} : look_of(stands)},
      {"when", when},
      {"first_due", moved ? speaking.word("dossier.tracking.first_due", {{"when", speaking.instant(*whole.first_due)}})
                          : std::string{}}};
}

struct Step {
  std::string title;
  std::string text;
  enum class Stand { done, now, to_come } stand = Stand::to_come;
};

// The phases of the drawing, in the order of its steps.
std::vector<std::string> phases_of(bpmn::Definition const& definition) {
  std::vector<std::string> phases;
  for (auto const node : definition.user_tasks_as_drawn()) {
    auto const& phase = definition.user_task(node).phase;
    if (!phase.empty() && std::ranges::find(phases, phase) == phases.end()) phases.push_back(phase);
  }
  return phases;
}

// The last phase that a standing step of the case is in; empty when none stands.
std::string phase_now(TrackingShown const& shown) {
  auto const& definition = *shown.version.definition;
  std::string now;
  for (auto const& duty : shown.duties) {
    auto const node = duty.standing() ? definition.node(duty.step) : std::nullopt;
    if (node && definition.nodes[*node].kind == bpmn::NodeKind::user_task) now = definition.user_task(*node).phase;
  }
  return now;
}

std::string holders_of(Whole const& whole) {
  std::string text;
  for (auto const& holder : whole.holders) {
    if (!text.empty()) text += "; ";
    text += holder.title;
  }
  return text;
}

void add_supplement_steps(std::vector<Step>& steps, TrackingShown const& shown, bool at_intake,
                          Speaking const& speaking) {
  for (auto const& supplement : shown.dossier.supplements) {
    if (supplement.request.at_intake != at_intake) continue;
    steps.push_back({speaking.word("dossier.tracking.supplement_asked"), page::moment(supplement.asked_at),
                     supplement.given_at ? Step::Stand::done : Step::Stand::now});
    if (!supplement.given_at) continue;
    steps.push_back({speaking.word("dossier.tracking.supplement_given"),
                     page::moment(*supplement.given_at) + " · " + speaking.word("dossier.tracking.not_counted"),
                     Step::Stand::done});
  }
}

std::vector<Step> steps_of(TrackingShown const& shown, Speaking const& speaking) {
  using Stand = Step::Stand;
  auto const& whole = shown.whole;
  std::string const channel = speaking.word("dossier.channel." + std::string{name_of(whole.channel)});
  bool const waiting = shown.dossier.waiting_supplement() != nullptr;
  std::vector<Step> steps{
      {speaking.word("dossier.tracking.step.filed"), page::moment(whole.filed) + " · " + channel, Stand::done}};
  add_supplement_steps(steps, shown, true, speaking);
  if (whole.state == Phase::refused || (whole.state == Phase::withdrawn && !whole.accepted)) {
    steps.push_back({whole.state_name, whole.closed ? page::moment(*whole.closed) : std::string{}, Stand::now});
    return steps;
  }
  bool const at_intake = whole.state == Phase::filed;
  steps.push_back({speaking.word("dossier.tracking.step.accepted"),
                   whole.accepted ? page::moment(*whole.accepted) : (at_intake && !waiting ? holders_of(whole) : ""),
                   whole.accepted ? Stand::done : (waiting ? Stand::to_come : Stand::now)});
  add_supplement_steps(steps, shown, false, speaking);
  auto const phases = phases_of(*shown.version.definition);
  auto const now = std::ranges::find(phases, phase_now(shown));
  for (auto phase = phases.begin(); phase != phases.end(); ++phase) {
    auto const* term = procedure::with_code(shown.common.terms->phases, *phase);
    Step step{term ? term->title : *phase, {}, Stand::to_come};
    if (now != phases.end() && phase < now) step.stand = Stand::done;
    if (phase == now && !waiting) step = {step.title, holders_of(whole), Stand::now};
    if (whole.state == Phase::returned) step.stand = Stand::done;
    if (whole.state == Phase::returned && phase + 1 == phases.end() && whole.closed) {
      step.text = page::moment(*whole.closed);
    }
    steps.push_back(std::move(step));
  }
  if (whole.state == Phase::withdrawn) {
    steps.push_back({whole.state_name, whole.closed ? page::moment(*whole.closed) : std::string{}, Stand::now});
  }
  return steps;
}

json::array step_rows(std::vector<Step> const& steps, Speaking const& speaking) {
  json::array rows;
  for (auto const& step : steps) {
    bool const done = step.stand == Step::Stand::done;
    bool const now = step.stand == Step::Stand::now;
    rows.push_back(json::object{{"title", step.title},
                                {"text", step.text},
                                {"now", now},
                                {"done", done},
                                {"to_come", !done && !now},
                                {"stand", speaking.word(done  ? "dossier.tracking.done"
                                                        : now ? "dossier.tracking.now"
                                                              : "dossier.tracking.to_come")}});
  }
  return rows;
}

// How a clock was counted: its sum in one sentence, then every line.
json::object clock_view(std::string_view name, ClockShown const& clock, Speaking const& speaking) {
  json::array lines;
  for (auto const& line : clock.explanation) {
    lines.push_back(json::object{{"at", page::moment(line.at)},
                                 {"text", line.text},
                                 {"until", line.until ? page::moment(*line.until) : std::string{}},
                                 {"citation", line.citation.value_or("")}});
  }
  std::string sum = clock.agency_minutes == 0 ? speaking.word("dossier.tracking.not_used_yet")
                                              : speaking.word("dossier.tracking.used",
                                                              {{"time", speaking.working_time(clock.agency_minutes)}});
  if (clock.waiting_minutes > 0) {
    sum += " " + speaking.word("dossier.tracking.waited", {{"time", speaking.working_time(clock.waiting_minutes)}});
  }
  std::string const key = "dossier.limit." + std::string{name_of(clock.limit.unit)};
  return {{"title", speaking.word("dossier.tracking.clock." + std::string{name})},
          {"limit", speaking.word(key, {{"amount", std::to_string(clock.limit.amount)}})},
          {"due", speaking.instant(clock.due)},
          {"sum", sum},
          {"lines", std::move(lines)}};
}

json::object supplement_view(TrackingShown const& shown, Supplement const& supplement, Speaking const& speaking) {
  json::array items;
  auto const& personal = supplement.request.personal;
  if (personal) {
    for (auto const& item : personal->items) items.push_back(json::object{{"text", item.value}});
  }
  json::array papers;
  for (auto const& component : shown.version.facts().components) {
    bool const asked = std::ranges::count(supplement.request.components, component.code) > 0;
    if (component.made_from_form.value_or(false) && !asked) continue;
    auto const id = page::field_id("paper." + component.code);
    papers.push_back(json::object{{"name", component.name},
                                  {"note", component.note.value_or("")},
                                  {"asked", asked},
                                  {"id", id},
                                  {"input_name", "file." + component.code}});
  }
  std::ranges::stable_sort(
      papers, [](auto const& a, auto const& b) { return a.at("asked").as_bool() && !b.at("asked").as_bool(); });
  return {{"asked_at", speaking.instant(supplement.asked_at)},
          {"slip", supplement.request.slip},
          {"reason", personal ? personal->reason.value : std::string{}},
          {"items", std::move(items)},
          {"papers", std::move(papers)},
          {"action_url", tracking_url(shown.dossier.code).below(page::url_path({"supplement-answers"})).text()}};
}

json::object withdrawal_view(TrackingShown const& shown) {
  json::array grounds;
  for (auto const& ground : shown.common.grounds->withdrawals) {
    grounds.push_back(json::object{{"value", ground.code},
                                   {"label", ground.title},
                                   {"id", "f-ground-" + ground.code},
                                   {"selected", grounds.empty()}});
  }
  return {{"grounds", std::move(grounds)},
          {"action_url", tracking_url(shown.dossier.code).below(page::url_path({"withdrawals"})).text()}};
}

// Acts of the dossier itself; what its case and duties do inside is the agency's business.
json::array history_rows(TrackingShown const& shown, Speaking const& speaking) {
  json::array rows;
  for (auto const& line : shown.history) {
    bool const own = line.type.starts_with("dossier.") && line.type != "dossier.code_taken";
    if (!own) continue;
    bool const by_applicant =
        line.type == DossierFiled::name || line.type == SupplementGiven::name || line.type == DossierWithdrawn::name;
    std::string who = line.position_title.value_or("");
    if (who.empty() && by_applicant) who = speaking.word("dossier.holder.applicant");
    bool const late = line.recorded != line.at;
    rows.push_back(json::object{
        {"text", line.text},
        {"at", page::moment(line.at)},
        {"recorded",
         late ? speaking.word("dossier.tracking.recorded", {{"when", page::moment(line.recorded)}}) : std::string{}},
        {"who", who},
        {"index", std::to_string(line.index)}});
  }
  return rows;
}

json::array document_rows(Dossier const& dossier) {
  json::array rows;
  for (auto const& [code, made] : dossier.documents) {
    rows.push_back(json::object{{"title", made.title},
                                {"number", made.number},
                                {"url", page::url_path({"dossiers", dossier.code, "documents", code}).text()}});
  }
  return rows;
}

// What they were told, and whether it went out; why not is said in the words of the room of notices.
json::array notice_rows(Whole const& whole, Speaking const& speaking) {
  json::array rows;
  for (auto const& notice : whole.notices) {
    std::string how = speaking.word("notice.phase." + notice.phase);
    if (notice.phase == "omitted" && notice.reason) how += ": " + speaking.word("notice.omitted." + *notice.reason);
    rows.push_back(json::object{{"title", notice.title},
                                {"to", speaking.word("notice.audience." + notice.to)},
                                {"at", page::moment(notice.ended.value_or(notice.owed))},
                                {"how", how}});
  }
  return rows;
}

json::array file_rows(TrackingShown const& shown) {
  json::array rows;
  for (auto const& file : shown.whole.attachments) {
    auto const* component = shown.version.facts().component(file.component);
    bool const picture = file.media_type.starts_with("image/");
    rows.push_back(
        json::object{{"name", file.name.value},
                     {"component", component ? component->name : file.component},
                     {"picture", picture},
                     {"url", page::url_path({"dossiers", shown.dossier.code, "attachments", file.blob}).text()}});
  }
  return rows;
}

}  // namespace

page::Url tracking_url(std::string_view code) {
  return page::url_path({"tracking", code});
}

json::object tracking_view(TrackingShown const& shown, bool own, Speaking const& speaking) {
  auto const& whole = shown.whole;
  auto const* waiting = shown.dossier.waiting_supplement();
  auto const holders = holders_of(whole);
  bool const show_now = !ended(whole.state) && !waiting && !holders.empty();
  json::object view = answer_view(shown, speaking);
  view["code"] = whole.code;
  view["heading"] = speaking.word("dossier.tracking.heading", {{"code", whole.code}});
  view["procedure"] = whole.procedure_name;
  view["now_with"] = show_now ? speaking.word("dossier.tracking.now_with", {{"who", holders}}) : std::string{};
  view["steps"] = step_rows(steps_of(shown, speaking), speaking);
  json::array clocks;
  if (whole.statutory) clocks.push_back(clock_view("statutory", *whole.statutory, speaking));
  clocks.push_back(clock_view("intake", whole.intake, speaking));
  view["clocks"] = std::move(clocks);
  view["history"] = history_rows(shown, speaking);
  view["documents"] = document_rows(shown.dossier);
  view["files"] = file_rows(shown);
  view["notices"] = notice_rows(whole, speaking);
  view["any_notice"] = !whole.notices.empty();
  view["supplement"] = own && waiting ? json::value(supplement_view(shown, *waiting, speaking)) : json::value(nullptr);
  view["withdrawal"] = own && shown.dossier.open() ? json::value(withdrawal_view(shown)) : json::value(nullptr);
  view["summary"] = page::fault_summary({}, speaking.words(), speaking.language());
  view["note"] = "";
  view["told"] = "";
  view["own"] = false;
  view["readings"] = json::array{};
  return view;
}

}  // namespace congvu::dossier
