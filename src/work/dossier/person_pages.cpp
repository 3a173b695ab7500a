#include "work/dossier/person_pages.h"

#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "page/listing.h"
#include "page/problem.h"
#include "work/dossier/blank_queries.h"
#include "work/dossier/blanks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/spoken_pages.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view person_template = "work/dossier/pages/person.html";
constexpr std::string_view scan_template = "work/dossier/pages/scan.html";
constexpr std::size_t key_length = 32;
constexpr std::size_t dossiers_shown = 200;

std::string text_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

json::array dossier_rows(std::vector<Row> const& rows, procedure::Catalogue const& catalogue,
                         Speaking const& speaking) {
  json::array list;
  for (auto const& row : rows) {
    auto const* version = catalogue.version(row.procedure, row.version);
    list.push_back(
        json::object{{"code", row.code},
                     {"url", case_url(row.code).text()},
                     {"procedure", version ? version->facts().name : row.procedure},
                     {"phase", speaking.word("dossier.phase." + row.phase)},
                     {"filed", duty::full_instant(row.filed)},
                     {"again_url", page::url_path({"counter", row.procedure}).with("from", row.code).text()}});
  }
  return list;
}

Expected<Reply> show_person(PageConnections const& connections, Request const& request) {
  std::string const key{request.part("key")};
  auto person = person_under(connections, request, key);
  if (!person) return Reply::see_other(page::url_path({"counter"}).text());
  auto const rows = dossiers_of_person(connections, request, text_at(*person, "identity_number"));
  add_contact_of_last(connections, rows, *person);
  Speaking const speaking{connections.pages, request};
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  auto const birth = parse_date(text_at(*person, "birth_date"));
  std::string const name = text_at(*person, "name");
  std::string const title = name.empty() ? speaking.word("dossier.person.unknown") : name;
  return page::counted(connections.pages.show(request, person_template, title,
                                              json::object{{"name", title},
                                                           {"identity", text_at(*person, "identity_number")},
                                                           {"birth", birth ? vietnamese(*birth) : std::string{}},
                                                           {"phone", text_at(*person, "phone")},
                                                           {"email", text_at(*person, "email")},
                                                           {"address", text_at(*person, "address")},
                                                           {"any_dossier", !rows.empty()},
                                                           {"count", std::to_string(rows.size())},
                                                           {"dossiers", dossier_rows(rows, *catalogue, speaking)},
                                                           {"counter_url", page::url_path({"counter"}).text()},
                                                           {"key", key}}),
                       rows.size() + 1);
}

Reply scan_page(PageConnections const& connections, Request const& request, Refusal const& refusal) {
  Speaking const speaking{connections.pages, request};
  return connections.pages.show(request, scan_template, speaking.word("dossier.scan.title"),
                                json::object{{"fault", speaking.refusal(refusal)},
                                             {"scan_url", page::url_path({"counter", "scans"}).text()},
                                             {"counter_url", page::url_path({"counter"}).text()}},
                                http_status(refusal.code.kind));
}

Expected<Reply> open_person(PageConnections const& connections, Request const& request, json::object const& person) {
  return Reply::see_other(page::url_path({"counter", "people", keep_person(connections, request, person)}).text());
}

Expected<Reply> open_dossier(PageConnections const& connections, Request const& request, std::string const& code) {
  auto const found = handle_of_code(connections.room.pipeline, code);
  if (!found) return scan_page(connections, request, found.error());
  return Reply::see_other(case_url(code).text());
}

Expected<Reply> open_blank(PageConnections const& connections, Request const& request, std::string const& code) {
  auto const blank =
      connections.room.pipeline.read([&](record::Sql& sql, States const&) { return blank_of(sql, code); });
  if (!blank) return scan_page(connections, request, Refusal{codes::blank_unknown, "scan", {{"code", code}}});
  if (blank->dossier) return Reply::see_other(case_url(*blank->dossier).text());
  return Reply::see_other(page::url_path({"counter"}).with("blank", code).text());
}

// One beep: a card opens its person, a slip its dossier, a blank its entry. What was scanned stands in the body of the
// request and in no address.
Expected<Reply> take_scan(PageConnections const& connections, Request const& request) {
  auto const scan = read_scan(request.field("scan"));
  if (!scan) return scan_page(connections, request, scan.error());
  if (auto const* card = std::get_if<IdentityCard>(&*scan)) {
    return open_person(connections, request, applicant_of(*card));
  }
  if (auto const* number = std::get_if<IdentityNumber>(&*scan)) {
    return open_person(connections, request, json::object{{"kind", "person"}, {"identity_number", number->number}});
  }
  if (auto const* blank = std::get_if<BlankScanned>(&*scan)) return open_blank(connections, request, blank->code);
  return open_dossier(connections, request, std::get<DossierCodeScanned>(*scan).code);
}

}  // namespace

std::string keep_person(PageConnections const& connections, Request const& request, json::object const& applicant) {
  auto const drawn = sha256(label_of(request, "person", iso(request.now)) + canonical(applicant));
  std::string const key = hex(view_of(drawn)).substr(0, key_length);
  connections.drawer.put(label_of(request, "person", key), applicant, request.now + person_kept);
  return key;
}

std::optional<json::object> person_under(PageConnections const& connections, Request const& request,
                                         std::string_view key) {
  if (key.empty() || key.size() > key_length) return std::nullopt;
  return connections.drawer.find(label_of(request, "person", key), request.now);
}

std::vector<Row> dossiers_of_person(PageConnections const& connections, Request const& request,
                                    std::string const& number) {
  if (number.empty()) return {};
  Actor const actor = identity::actor_of(request.visitor);
  Filter filter;
  filter.identity_number = number;
  filter.limit = dossiers_shown;
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    auto rows = dossiers(sql, filter);
    std::erase_if(rows, [&](Row const& row) {
      auto const question = question_about(states.load<Dossier>(row.handle), "dossier.read", states);
      return !connections.room.gate.ask(actor, question, request.now, states);
    });
    return rows;
  });
}

std::optional<Dossier> dossier_to_repeat(PageConnections const& connections, Request const& request,
                                         std::string_view code) {
  Actor const actor = identity::actor_of(request.visitor);
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> std::optional<Dossier> {
    auto const row = by_code(sql, code);
    if (!row) return std::nullopt;
    auto const& dossier = states.load<Dossier>(row->handle);
    auto const question = question_about(dossier, "dossier.read", states);
    if (!connections.room.gate.ask(actor, question, request.now, states)) return std::nullopt;
    return dossier;
  });
}

void add_contact_of_last(PageConnections const& connections, std::vector<Row> const& rows, json::object& applicant) {
  if (rows.empty()) return;
  auto const party =
      connections.room.pipeline.read([&](record::Sql&, States const& states) -> std::optional<json::value> {
        auto const& dossier = states.load<Dossier>(rows.front().handle);
        if (!dossier.content) return std::nullopt;
        return to_json(dossier.content->applicant);
      });
  if (!party) return;
  for (auto const* name : {"name", "birth_date", "phone", "email", "address"}) {
    auto const* known = party->as_object().if_contains(name);
    if (known && text_at(applicant, name).empty()) applicant[name] = *known;
  }
}

std::vector<page::Route> person_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const clerk = page::Who::may("dossier.accept");
  return {{Method::post, "/counter/scans", clerk, with(&take_scan), std::nullopt},
          {Method::get, "/counter/people/{key}", clerk, with(&show_person), std::nullopt}};
}

}  // namespace congvu::dossier
