// The page on which the owner of a table writes its next version: rows in an editor where scripts run, else cell by
// cell or as a file; what is wrong with it, what it says otherwise than the version in force, what it answers to values
// one tries, and what it would have changed among the dossiers last decided. Then it is handed in for approval.
#include <chrono>

#include "agency/decision/commands.h"
#include "agency/decision/drafting_pages.h"
#include "agency/decision/trying_pages.h"
#include "agency/identity/room.h"
#include "page/problem.h"
#include "page/url.h"

namespace congvu::decision {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::size_t asked_again = 1000;            // dossiers last decided
constexpr std::chrono::milliseconds patience{2000};  // for asking them all again
constexpr std::string_view may_prepare = "decision_table.prepare";

json::array use_options(Draft const& draft, Speaking const& speaking) {
  json::array options;
  for (auto const& value : names<Use>()) {
    options.push_back(json::object{
        {"value", value}, {"label", speaking.word("decision.use." + value)}, {"selected", value == draft.use}});
  }
  return options;
}

// Stops when the time is over: an answer of a part is better than none.
Effect effect_of(Connections const& connections, Version const& other, Calendar const* calendar) {
  auto const begun = std::chrono::steady_clock::now();
  Effect effect;
  for (auto const& past : connections.decided(other.table.code, asked_again)) {
    if (std::chrono::steady_clock::now() - begun > patience) {
      effect.whole = false;
      break;
    }
    ask_again(effect, past, other, calendar);
  }
  return effect;
}

// What the page says beside the fields: `act` is what was asked for last.
struct Shown {
  Draft draft;
  std::string act;
  std::vector<Refusal> faults;
};

void put_fields(json::object& view, Draft const& draft, Speaking const& speaking) {
  view["code"] = draft.code;
  view["title"] = draft.title;
  view["uses"] = use_options(draft, speaking);
  view["use"] = draft.use;
  view["decision"] = draft.decision;
  view["procedures"] = draft.procedures;
  view["from"] = draft.from;
  view["number"] = draft.number;
  view["date"] = draft.date;
  view["basis"] = draft.basis;
  view["mark"] = draft.mark;
  view["model"] = draft.model;
}

Reply edit_page(Connections const& connections, Request const& request, Shown const& shown) {
  auto const tables = connections.pipeline.standing<Tables>();
  Speaking const speaking{connections.pages.words(), request.language};
  auto const& draft = shown.draft;
  auto const in_force = tables->in_force(draft.code, local_date(request.now));
  auto const calendar = connections.pipeline.standing<procedure::WorkingTime>()->calendar;
  auto const written = dmn::read(draft.model, std::string{model_name});
  auto const model = read_model(draft.model, draft.decision);
  auto const trial = trial_version(draft, model);
  bool const is_new = request.part("code").empty();
  json::object view;
  put_fields(view, draft, speaking);
  view["cells"] = cells_view(draft, written, speaking);
  view["is_new"] = is_new;
  view["any_in_force"] = in_force != nullptr;
  view["table_url"] = (is_new ? page::url_path({"decision-tables"}) : table_url(draft.code)).text();
  view["model_url"] = in_force ? version_url(draft.code, in_force->version).below(page::url_path({"model"})).text()
                               : table_url(draft.code).text();
  view["findings"] = problems_view(draft, model, speaking);
  view["changes"] = changes_view(written, in_force.get(), speaking);
  view["trial"] = trial ? json::value(trial_view(*trial, request.form, request.now, calendar.get(), speaking))
                        : json::value(nullptr);
  bool const effects = shown.act == "effects" && trial && connections.decided;
  view["effect"] = effects ? json::value(effect_view(effect_of(connections, *trial, calendar.get()), speaking))
                           : json::value(nullptr);
  view["fault_list"] = page::fault_summary(shown.faults, connections.pages.words(), request.language);
  return connections.pages.show(request, "agency/decision/pages/edit.html", speaking.word("decision.edit"),
                                std::move(view), shown.faults.empty() ? 200 : http_status(shown.faults[0].code.kind));
}

Expected<Reply> begin(Connections const& connections, Request const& request) {
  auto const tables = connections.pipeline.standing<Tables>();
  auto const code = request.part("code");
  auto const* versions = tables->versions(code);
  if (!versions) return refuse(codes::unknown_table, "code", {{"code", std::string{code}}});
  auto from = versions->back();
  auto const wanted = request.asked("from");
  for (auto const& each : *versions) {
    if (std::to_string(each->version) == wanted) from = each;
  }
  return edit_page(connections, request, {draft_of(*from), {}, {}});
}

Expected<Reply> take(Connections const& connections, Request const& request) {
  Shown shown{draft_of(request), std::string{request.field("act")}, {}};
  if (shown.act != "prepare") return edit_page(connections, request, shown);
  auto const table = from_json<WrittenTable>(body_of(shown.draft));
  if (!table) {
    shown.faults = page::faults_of(table.error());
    return edit_page(connections, request, shown);
  }
  auto const done = connections.pipeline.perform(PrepareTable{*table}, identity::actor_of(request.visitor));
  if (!done) {
    shown.faults = page::faults_of(done.error());
    for (auto& fault : shown.faults) {
      // Faults of the model are told with their rows beside the editor
      if (fault.subject.starts_with(model_name)) fault.subject = "model";
    }
    return edit_page(connections, request, shown);
  }
  auto const tables = connections.pipeline.standing<Tables>();
  auto const* versions = tables->versions(table->code);
  auto const to = versions ? version_url(table->code, versions->back()->version) : table_url(table->code);
  return Reply::see_other(to.text());
}

}  // namespace

std::vector<page::Route> editing_page_routes(Connections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const fresh = [](Connections const& all, Request const& request) -> Expected<Reply> {
    return edit_page(all, request, {fresh_draft(), {}, {}});
  };
  auto const who = page::Who::may(std::string{may_prepare});
  return {{Method::get, "/decision-tables/new", who, with(fresh), std::nullopt},
          {Method::post, "/decision-tables/new", who, with(&take), std::nullopt},
          {Method::get, "/decision-tables/{code}/edit", who, with(&begin), std::nullopt},
          {Method::post, "/decision-tables/{code}/edit", who, with(&take), std::nullopt}};
}

}  // namespace congvu::decision
