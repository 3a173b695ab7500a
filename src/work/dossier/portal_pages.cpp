// The way in for a citizen: the first page, and the list of one's own dossiers and drafts.
#include <algorithm>

#include "agency/identity/room.h"
#include "base/bytes.h"
#include "page/moment.h"
#include "work/dossier/deciding.h"
#include "work/dossier/draft_pages.h"
#include "work/dossier/filing_show_pages.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view home_template = "work/dossier/pages/home.html";
constexpr std::string_view my_template = "work/dossier/pages/my.html";

constexpr std::size_t procedures_on_home = 12;  // more than that are found by searching
constexpr std::chrono::days used_lately{30};

// What citizens and organisations may file today.
std::vector<procedure::Version const*> offered(procedure::Catalogue const& catalogue, Date day) {
  std::vector<procedure::Version const*> list;
  for (auto const& [code, versions] : catalogue.procedures) {
    auto const* version = catalogue.in_force(code, day);
    if (version && version->facts().kind == procedure::ProcedureKind::administrative) list.push_back(version);
  }
  return list;
}

// Those of which most were filed lately, then others until the page has its number: an agency's first day shows as
// much as any other.
std::vector<procedure::Version const*> most_used(PageConnections const& connections, Request const& request,
                                                 procedure::Catalogue const& catalogue) {
  auto const codes = connections.room.pipeline.read(
      [&](record::Sql& sql, States const&) { return most_filed(sql, request.now - used_lately, procedures_on_home); });
  auto rest = offered(catalogue, local_date(request.now));
  std::ranges::stable_sort(rest, {}, [&](procedure::Version const* version) {
    return std::ranges::find(codes, version->code) - codes.begin();
  });
  if (rest.size() > procedures_on_home) rest.resize(procedures_on_home);
  return rest;
}

json::array life_events(PageConnections const& connections) {
  auto const common = connections.room.pipeline.standing<procedure::CommonTerms>();
  json::array links;
  if (!common->terms) return links;
  for (auto const& event : common->terms->life_events) {
    links.push_back(json::object{{"title", event.title},
                                 {"url", page::url_path({"procedures"}).with("life_event", event.code).text()}});
  }
  return links;
}

Expected<Reply> show_home(PageConnections const& connections, Request const& request) {
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  json::array rows;
  for (auto const* version : most_used(connections, request, *catalogue)) {
    auto const& facts = version->facts();
    rows.push_back(json::object{{"name", facts.name},
                                {"url", page::url_path({"procedures", version->code}).text()},
                                {"filing_url", filing_url(version->code).text()},
                                {"limit", facts.limit.text},
                                {"fee", facts.fee ? facts.fee->text : std::string{}}});
  }
  Speaking const speaking{connections.pages, request};
  bool const signed_in = request.visitor.has_value();
  return connections.pages.show(request, home_template, speaking.word("dossier.home.title"),
                                {{"search_url", page::url_path({"procedures"}).text()},
                                 {"tracking_url", page::url_path({"tracking"}).text()},
                                 {"my_url", page::url_path({"my"}).text()},
                                 {"signed_in", signed_in},
                                 {"life_events", life_events(connections)},
                                 {"procedures", std::move(rows)}});
}

// Of a row of the register: where it stands, in words, and by when.
json::object row_view(Row const& row, std::string const& procedure, Speaking const& speaking) {
  auto const due = row.accepted && row.due ? row.due : std::optional{row.intake_due};
  bool const open = !row.ready && !row.closed;
  std::string state = speaking.word("dossier.phase." + row.phase);
  if (row.waiting) state = speaking.word("dossier.tracking.waits_for_you");
  return {{"code", row.code},
          {"url", page::url_path({"tracking", row.code}).text()},
          {"procedure", procedure},
          {"state", state},
          {"waits", row.waiting.has_value()},
          {"filed", page::moment(row.filed)},
          {"due", open && due ? page::moment(*due) : std::string{}}};
}

std::string name_of_procedure(procedure::Catalogue const& catalogue, std::string_view code, int number) {
  auto const* version = catalogue.version(code, number);
  return version ? version->facts().name : std::string{code};
}

json::array drafts_of(PageConnections const& connections, Request const& request, procedure::Catalogue const& catalogue,
                      Speaking const& speaking) {
  json::array drafts;
  for (auto const* version : offered(catalogue, local_date(request.now))) {
    auto const draft = kept_draft(connections, request, version->code);
    if (!draft) continue;
    drafts.push_back(
        json::object{{"procedure", version->facts().name},
                     {"url", filing_url(version->code).text()},
                     {"saved", speaking.word("dossier.filing.saved_at", {{"when", page::moment(draft->saved)}})}});
  }
  return drafts;
}

Expected<Reply> show_my(PageConnections const& connections, Request const& request) {
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  Speaking const speaking{connections.pages, request};
  Filter filter;
  filter.account = request.visitor->account;
  auto const rows =
      connections.room.pipeline.read([&](record::Sql& sql, States const&) { return dossiers(sql, filter); });
  json::array list;
  for (auto const& row : rows) {
    list.push_back(row_view(row, name_of_procedure(*catalogue, row.procedure, row.version), speaking));
  }
  return connections.pages.show(request, my_template, speaking.word("dossier.my.title"),
                                {{"dossiers", std::move(list)},
                                 {"drafts", drafts_of(connections, request, *catalogue, speaking)},
                                 {"search_url", page::url_path({"procedures"}).text()}});
}

}  // namespace

std::string label_of(Request const& request, std::string_view kind, std::string_view what) {
  // The form's token follows from a cookie that this browser alone has, and is written down nowhere
  auto const whose = request.visitor ? "account " + hex(request.visitor->account) : "visit " + request.csrf;
  return whose + "/" + std::string{kind} + "/" + std::string{what};
}

void remember_secret(PageConnections const& connections, Request const& request, std::string_view code) {
  connections.drawer.put(label_of(request, "secret", code), {{"shown", iso(request.now)}},
                         request.now + secret_remembered);
}

bool secret_shown(PageConnections const& connections, Request const& request, std::string_view code) {
  return connections.drawer.find(label_of(request, "secret", code), request.now).has_value();
}

bool may_see(Dossier const& dossier, PageConnections const& connections, Request const& request, States const& states) {
  if (secret_shown(connections, request, dossier.code)) return true;
  if (!request.visitor) return false;
  auto const question = question_about(dossier, "dossier.read", states);
  return connections.room.gate.ask(identity::actor_of(request.visitor), question, request.now, states).has_value();
}

std::vector<page::Route> citizen_routes(PageConnections const& connections) {
  std::vector<page::Route> routes{
      {Method::get, "/", page::Who::anyone(),
       [connections](Request const& request) { return show_home(connections, request); }, std::nullopt},
      {Method::get, "/my", page::Who::signed_in(),
       [connections](Request const& request) { return show_my(connections, request); }, std::nullopt},
  };
  for (auto const& part : {&filing_page_routes, &tracking_page_routes, &applicant_page_routes}) {
    for (auto& route : part(connections)) routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace congvu::dossier
