// Intake at the counter, by keyboard alone: find the procedure, take down who applies, tick the papers, and accept, ask
// for what is missing or refuse, in one press. The dossier is filed first, so that the contact is recorded whatever
// comes of it, and answered at once.
#include <algorithm>

#include "agency/identity/room.h"
#include "agency/procedure/catalogue_api.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "base/text.h"
#include "page/problem.h"
#include "work/dossier/counter_view_pages.h"
#include "work/dossier/queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view search_template = "work/dossier/pages/counter.html";
constexpr std::string_view intake_template = "work/dossier/pages/counter_intake.html";

Expected<Reply> search_page(PageConnections const& connections, Request const& request) {
  Speaking const speaking{connections.pages, request};
  std::string const query{request.asked("q")};
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  auto const abbreviations =
      procedure::read_abbreviations(connections.pages.words().word(page::Language::vi, "procedure.abbreviations"));
  json::array found;
  for (auto const* version :
       procedure::listed(*catalogue, local_date(request.now), procedure::ListedState::in_force, query, abbreviations)) {
    auto const& facts = version->facts();
    auto const& channels = facts.manner.channels;
    bool const here = std::ranges::find(channels, name_of(Channel::counter)) != channels.end();
    if (facts.kind != procedure::ProcedureKind::administrative || !here) continue;
    found.push_back(json::object{{"name", facts.name},
                                 {"code", version->code},
                                 {"limit", facts.limit.text},
                                 {"fee", facts.fee ? facts.fee->text : std::string{}},
                                 {"url", page::url_path({"counter", version->code}).text()}});
  }
  json::object view{{"query", query},
                    {"any_found", !found.empty()},
                    {"found", std::move(found)},
                    {"register_url", page::url_path({"dossiers"}).text()}};
  return connections.pages.show(request, search_template, speaking.word("dossier.counter.title"), std::move(view));
}

Expected<CounterDesk> desk_of(PageConnections const& connections, Request const& request) {
  auto& pipeline = connections.room.pipeline;
  auto catalogue = pipeline.standing<procedure::Catalogue>();
  auto const* version = catalogue->in_force(request.part("code"), local_date(request.now));
  if (!version)
    return refuse(procedure::codes::unknown_procedure, "code", {{"code", std::string{request.part("code")}}});
  auto form = connections.room.reader.form(*version);
  if (!form) return std::unexpected<Refusal>(form.error());
  auto time = pipeline.standing<procedure::WorkingTime>();
  if (!time->calendar) return refuse(codes::no_calendar);
  Speaking const speaking{connections.pages, request};
  auto const& applicants = version->facts().applicants;
  return CounterDesk{
      .catalogue = std::move(catalogue),
      .version = version,
      .common = pipeline.standing<procedure::CommonTerms>(),
      .time = std::move(time),
      .answers = std::move(*form),
      .parties = party_forms(speaking, applicants ? applicants->who : std::vector<procedure::ApplicantKind>{}),
      .speaking = speaking,
      .now = request.now};
}

Reply intake_page(PageConnections const& connections, Request const& request, CounterDesk const& desk,
                  CounterEntry const& entry, std::vector<Refusal> const& faults, std::vector<Row> const& duplicates) {
  return connections.pages.show(request, intake_template, desk.version->facts().name,
                                counter_view(desk, entry, faults, duplicates),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> show_intake(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  return intake_page(connections, request, *desk, fresh_entry(*desk), {}, {});
}

// Open dossiers of the same procedure and person, filed in the last 30 days.
std::vector<Row> duplicates_of(PageConnections const& connections, CounterDesk const& desk, CounterEntry const& entry) {
  auto const* number = entry.draft.applicant.if_contains("identity_number");
  if (!number || !number->is_string() || number->get_string().empty()) return {};
  Filter filter;
  filter.procedure = desk.version->code;
  filter.identity_number = std::string{number->get_string()};
  return connections.room.pipeline.read([&](record::Sql& sql, States const&) {
    auto rows = dossiers(sql, filter);
    std::erase_if(rows, [&](Row const& row) { return row.closed || row.filed < desk.now - std::chrono::days{30}; });
    return rows;
  });
}

// One key for one filled-in form: pressing twice files once.
std::string key_of(Request const& request, CounterEntry const& entry, json::object const& body) {
  auto const account = request.visitor ? hex(request.visitor->account) : std::string{};
  Digest const digest = sha256("counter" + account + iso(entry.draft.begun) + canonical(body));
  return hex(view_of(digest));
}

// What answers the dossier that was just filed.
Expected<void> answer(PageConnections const& connections, CounterEntry const& entry, Handle dossier,
                      json::array const& papers, Actor const& actor, std::string const& key) {
  auto& pipeline = connections.room.pipeline;
  json::object body{{"dossier", hex(dossier)}};
  std::string_view command = AcceptDossier::name;
  if (entry.act == CounterAct::accept) {
    body["seen"] = papers;
  } else {
    body["reason"] = entry.reason;
  }
  if (entry.act == CounterAct::supplement) {
    command = RequestSupplement::name;
    body["components"] = missing_of(entry);
    body["items"] = items_of(entry);
  } else if (entry.act == CounterAct::refuse) {
    command = RefuseDossier::name;
    body["ground"] = entry.ground;
  }
  auto const done = pipeline.perform(command, body, actor, Given{key + ".answer", {}, {}});
  if (!done) return std::unexpected<Refusal>(done.error());
  return {};
}

std::string_view slip_of(CounterAct act) {
  if (act == CounterAct::supplement) return "02";
  return act == CounterAct::refuse ? "03" : "01";
}

// Files and answers; where the answer is refused, the dossier is there all the same and its page says how it stands.
Expected<Reply> file_and_answer(PageConnections const& connections, Request const& request, CounterEntry const& entry,
                                json::object const& body) {
  Actor const actor = identity::actor_of(request.visitor);
  auto& pipeline = connections.room.pipeline;
  std::string const key = key_of(request, entry, body);
  auto const filed = file(pipeline, connections.room.reader, body, actor, Given{key, {}, {}});
  if (!filed) return std::unexpected<Refusal>(filed.error());
  std::string const code{filed->at("code").as_string()};
  auto const dossier = handle_of_code(pipeline, code);
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  json::array papers;
  for (auto const& each : body.at("components").as_array()) papers.push_back(each);
  auto const answered = answer(connections, entry, *dossier, papers, actor, key);
  if (!answered) return Reply::see_other(case_url(code).text());
  return Reply::see_other(page::url_path({"dossiers", code, "slips", slip_of(entry.act)}).text());
}

Expected<Reply> take_intake(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  std::vector<Refusal> faults;
  auto const entry = read_entry(*desk, request.form, faults);
  auto const body = filing_of(*desk, entry);
  auto const read = connections.room.reader.filing(body, *desk->catalogue, local_date(request.now));
  if (!read) {
    for (auto& fault : page::faults_of(read.error())) {
      auto at = at_field(std::move(fault), body);
      if (std::ranges::find(faults, at.subject, &Refusal::subject) == faults.end()) faults.push_back(std::move(at));
    }
  }
  for (auto& fault : faults_of_answer(*desk, entry)) faults.push_back(std::move(fault));
  auto const duplicates = duplicates_of(connections, *desk, entry);
  bool const look_first = !duplicates.empty() && !entry.duplicates_seen;
  if (!faults.empty() || look_first || entry.act == CounterAct::check) {
    return intake_page(connections, request, *desk, entry, faults, duplicates);
  }
  auto reply = file_and_answer(connections, request, entry, body);
  if (reply) return reply;
  return intake_page(connections, request, *desk, entry, page::faults_of(reply.error()), duplicates);
}

}  // namespace

std::vector<page::Route> counter_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const clerk = page::Who::may("dossier.accept");
  return {{Method::get, "/counter", clerk, with(&search_page), std::nullopt},
          {Method::get, "/counter/{code}", clerk, with(&show_intake), std::nullopt},
          {Method::post, "/counter/{code}", clerk, with(&take_intake), std::nullopt}};
}

}  // namespace congvu::dossier
