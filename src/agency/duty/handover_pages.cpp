// Handing many duties over at once: those of one person, or lying in one pool, chosen by tick or all of them, to one
// position or back into the pool, with one reason. It is looked over before it is done; each duty is then handed over
// by an act and an event of its own, and those that could not be are named with why.
#include <algorithm>
#include <map>
#include <set>

#include "agency/duty/commands.h"
#include "agency/duty/handling.h"
#include "agency/duty/limits.h"
#include "agency/duty/load_queries.h"
#include "agency/duty/telling_pages.h"
#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"
#include "base/text.h"
#include "page/listing.h"
#include "page/problem.h"

namespace congvu::duty {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view choose_template = "agency/duty/pages/handover.html";
constexpr std::string_view look_over_template = "agency/duty/pages/handover_check.html";
constexpr std::string_view pool = "@";  // the value of the choice "back into the unit's pool"
constexpr std::string_view hand_over_act = "duty.hand_over";

// What was asked on the page.
struct Asked {
  std::string from;
  std::string to;  // a position; `pool`; empty when none was chosen
  std::string reason;
  bool all = false;
  std::set<Handle> ticked;

  bool chosen(Row const& row) const { return all || ticked.contains(row.duty); }
  std::string target() const { return to == pool ? std::string{} : to; }
};

// The duties of a holder that the asker may hand over, and who could take each.
struct Stock {
  std::vector<Shown> duties;
  std::map<std::string, std::int64_t> takers;  // position: how many of them it could take
};

Asked asked_by(Request const& request) {
  Asked asked;
  asked.from = request.method == Method::get ? request.asked("from") : request.field("from");
  asked.to = request.field("to");
  asked.reason = trimmed(request.field("reason"));
  asked.all = request.field("all") == "yes";
  auto const [first, last] = request.form.equal_range("duty");
  for (auto field = first; field != last; ++field) {
    if (auto const duty = parse_handle(field->second)) asked.ticked.insert(*duty);
  }
  if (asked.from.empty() && request.visitor) asked.from = request.visitor->position;
  return asked;
}

Stock stock_of(PageConnections const& connections, Request const& request, std::string_view from) {
  Actor const actor = identity::actor_of(request.visitor);
  Date const day = local_date(request.now);
  Stock stock;
  connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    for (auto const duty : held_by(sql, from, limits::handed_over_at_once)) {
      auto const row = by_handle(sql, duty);
      if (!row) continue;
      auto question = question_about(*row);
      auto const others = takers(question, day, states);
      question.act = hand_over_act;
      if (!connections.room.gate.ask(actor, question, request.now, states)) continue;
      auto line = described(connections, *row, sql, states);
      if (!line) continue;
      for (auto const& other : others) ++stock.takers[other];
      stock.duties.push_back({*row, std::move(*line)});
    }
  });
  return stock;
}

json::array duty_rows(std::vector<Shown> const& duties, Asked const& asked, Telling const& telling) {
  json::array rows;
  for (auto const& [row, line] : duties) {
    auto const left = time_left(row, telling);
    rows.push_back(json::object{{"id", hex(row.duty)},
                                {"code", row.code},
                                {"url", line.url.text()},
                                {"work", work_of(row, telling)},
                                {"title", line.title},
                                {"party", line.party},
                                {"left", left.text},
                                {"urgency", left.word},
                                {"look", look_of(left.urgency)},
                                {"ticked", asked.chosen(row)}});
  }
  return rows;
}

json::array target_options(Stock const& stock, Asked const& asked, org::Organisation const& organisation,
                           Telling const& telling) {
  json::array options;
  auto const all = std::to_string(stock.duties.size());
  for (auto const& [position, count] : stock.takers) {
    options.push_back(
        json::object{{"value", position},
                     {"label", telling.word("duty.handover.target", {{"who", who_of(position, organisation, telling)},
                                                                     {"count", std::to_string(count)},
                                                                     {"all", all}})},
                     {"selected", asked.to == position}});
  }
  if (!asked.from.starts_with('@')) {
    options.push_back(json::object{
        {"value", pool}, {"label", telling.word("duty.handover.to_pool")}, {"selected", asked.to == pool}});
  }
  return options;
}

Reply choosing_page(PageConnections const& connections, Request const& request, Asked const& asked,
                    std::vector<Refusal> const& faults) {
  auto& pipeline = connections.room.pipeline;
  auto const organisation = pipeline.standing<org::Organisation>();
  auto const working_time = pipeline.standing<procedure::WorkingTime>();
  Telling const telling{connections.pages, request, *working_time};
  auto const stock = telling.time.calendar ? stock_of(connections, request, asked.from) : Stock{};
  auto const who = who_of(asked.from, *organisation, telling);
  auto const naming = [&](std::string const& path) {
    return path == "all" ? std::string{} : telling.word("duty.handover." + path);
  };
  json::object view{{"fault_list", page::fault_summary(faults, connections.pages.words(), request.language, naming)},
                    {"from", asked.from},
                    {"who", who},
                    {"count", std::to_string(stock.duties.size())},
                    {"post_url", page::url_path({"duties", "handovers"}).text()},
                    {"reason", asked.reason},
                    {"all", asked.all},
                    {"any_duty", !stock.duties.empty()},
                    {"duties", duty_rows(stock.duties, asked, telling)},
                    {"targets", target_options(stock, asked, *organisation, telling)}};
  int const status = faults.empty() ? 200 : http_status(faults.front().code.kind);
  return page::counted(
      connections.pages.show(request, choose_template, telling.word("duty.handover.title", {{"who", who}}),
                             std::move(view), status),
      stock.duties.size());
}

std::vector<Refusal> faults_of(Asked const& asked, Stock const& stock) {
  std::vector<Refusal> faults;
  bool const any = std::ranges::any_of(stock.duties, [&](Shown const& shown) { return asked.chosen(shown.row); });
  if (!any) faults.push_back(Refusal{codes::none_chosen, "all"});
  if (asked.to.empty()) faults.push_back(Refusal{congvu::codes::field_missing, "to"});
  if (asked.reason.empty()) faults.push_back(Refusal{congvu::codes::field_missing, "reason"});
  return faults;
}

// What becomes, or became, of one duty.
struct Outcome {
  Shown const* shown;
  std::optional<Refusal> refused;
};

json::array outcome_rows(std::vector<Outcome> const& outcomes, bool refused, org::Organisation const& organisation,
                         Telling const& telling) {
  json::array rows;
  auto const& words = telling.pages.words();
  for (auto const& [shown, refusal] : outcomes) {
    if (refusal.has_value() != refused) continue;
    std::string why;
    if (refusal) {
      auto const said =
          in_words(*refusal, organisation, local_date(telling.request.now), words, telling.request.language);
      why = page::sentence(said, words, telling.request.language);
    }
    rows.push_back(json::object{{"id", hex(shown->row.duty)},
                                {"code", shown->row.code},
                                {"url", shown->line.url.text()},
                                {"work", work_of(shown->row, telling)},
                                {"title", shown->line.title},
                                {"why", why}});
  }
  return rows;
}

Reply outcome_page(PageConnections const& connections, Request const& request, Asked const& asked,
                   std::vector<Outcome> const& outcomes, bool done) {
  auto& pipeline = connections.room.pipeline;
  auto const organisation = pipeline.standing<org::Organisation>();
  auto const working_time = pipeline.standing<procedure::WorkingTime>();
  Telling const telling{connections.pages, request, *working_time};
  auto good = outcome_rows(outcomes, false, *organisation, telling);
  auto bad = outcome_rows(outcomes, true, *organisation, telling);
  std::string const to =
      asked.to == pool ? telling.word("duty.handover.to_pool") : who_of(asked.to, *organisation, telling);
  std::vector<Argument> const said{
      {"from", who_of(asked.from, *organisation, telling)}, {"to", to}, {"count", std::to_string(good.size())}};
  auto const title = telling.word(done ? "duty.handover.done" : "duty.handover.check", said);
  json::object view{{"heading", title},
                    {"done", done},
                    {"from", asked.from},
                    {"to", asked.to},
                    {"reason", asked.reason},
                    {"post_url", page::url_path({"duties", "handovers"}).text()},
                    {"back_url", handover_url(asked.from).text()},
                    {"any_good", !good.empty()},
                    {"button", telling.word("duty.handover.confirm", said)},
                    {"good", std::move(good)},
                    {"any_bad", !bad.empty()},
                    {"bad", std::move(bad)}};
  return page::counted(connections.pages.show(request, look_over_template, title, std::move(view)), outcomes.size());
}

std::vector<Outcome> foreseen(Asked const& asked, Stock const& stock, org::Organisation const& organisation, Date day) {
  std::vector<Outcome> outcomes;
  for (auto const& shown : stock.duties) {
    if (!asked.chosen(shown.row)) continue;
    auto const fits = may_go_to(asked.target(), shown.row.holder, shown.row.candidates, day, organisation);
    outcomes.push_back({&shown, fits ? std::nullopt : std::optional{fits.error()}});
  }
  return outcomes;
}

std::vector<Outcome> performed(PageConnections const& connections, Request const& request, Asked const& asked,
                               Stock const& stock) {
  Actor const actor = identity::actor_of(request.visitor);
  std::vector<Outcome> outcomes;
  for (auto const& shown : stock.duties) {
    if (!asked.chosen(shown.row)) continue;
    HandOverDuty command{shown.row.duty, asked.target(), {}};
    command.reason.value = asked.reason;
    auto const done = connections.room.pipeline.perform(std::move(command), actor);
    outcomes.push_back({&shown, done ? std::nullopt : std::optional{done.error()}});
  }
  return outcomes;
}

Expected<Reply> take_handovers(PageConnections const& connections, Request const& request) {
  auto const asked = asked_by(request);
  auto const stock = stock_of(connections, request, asked.from);
  auto faults = faults_of(asked, stock);
  // Described fields check themselves when they are read
  auto const checked = from_json<HandOverDuty>(json::object{
      {"duty", hex(Handle{})}, {"to", asked.target()}, {"reason", asked.reason.empty() ? "-" : asked.reason}});
  if (!checked) faults.push_back(checked.error());
  if (!faults.empty()) return choosing_page(connections, request, asked, faults);
  if (request.field("step") != "confirm") {
    auto const organisation = connections.room.pipeline.standing<org::Organisation>();
    return outcome_page(connections, request, asked, foreseen(asked, stock, *organisation, local_date(request.now)),
                        false);
  }
  return outcome_page(connections, request, asked, performed(connections, request, asked, stock), true);
}

}  // namespace

page::Url handover_url(std::string_view holder) {
  return page::url_path({"duties", "handovers"}).with("from", holder);
}

std::vector<page::Route> handover_page_routes(PageConnections const& connections) {
  auto const choose = [connections](Request const& request) -> Expected<Reply> {
    return choosing_page(connections, request, asked_by(request), {});
  };
  return {{Method::get, "/duties/handovers", page::Who::staff(), choose, std::nullopt},
          {Method::post, "/duties/handovers", page::Who::staff(),
           [connections](Request const& request) { return take_handovers(connections, request); }, std::nullopt}};
}

}  // namespace congvu::duty
