#include "work/dossier/counter_taking_pages.h"

#include <algorithm>

#include "agency/identity/room.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "page/problem.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

namespace {

using page::Request;

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
                      json::array const& papers, Actor const& actor, std::string const& key,
                      std::optional<Instant> received) {
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
  auto const done = pipeline.perform(command, body, actor, Given{key + ".answer", received, {}});
  if (!done) return std::unexpected<Refusal>(done.error());
  return {};
}

}  // namespace

Expected<CounterDesk> desk_of(PageConnections const& connections, Request const& request, std::string_view procedure) {
  auto& pipeline = connections.room.pipeline;
  auto catalogue = pipeline.standing<procedure::Catalogue>();
  auto const* version = catalogue->in_force(procedure, local_date(request.now));
  if (!version) return refuse(procedure::codes::unknown_procedure, "code", {{"code", std::string{procedure}}});
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
      .tables = pipeline.standing<decision::Tables>(),
      .answers = std::move(*form),
      .parties = party_forms(speaking, applicants ? applicants->who : std::vector<procedure::ApplicantKind>{}),
      .speaking = speaking,
      .now = request.now};
}

Examined examined(PageConnections const& connections, CounterDesk const& desk, CounterEntry const& entry,
                  std::vector<Refusal> faults) {
  Examined found{filing_of(desk, entry), std::move(faults), duplicates_of(connections, desk, entry)};
  auto const read = connections.room.reader.filing(found.body, *desk.catalogue, local_date(desk.now));
  if (!read) {
    for (auto& fault : page::faults_of(read.error())) {
      auto at = at_field(std::move(fault), found.body);
      if (std::ranges::find(found.faults, at.subject, &Refusal::subject) != found.faults.end()) continue;
      found.faults.push_back(std::move(at));
    }
  }
  for (auto& fault : faults_of_answer(desk, entry)) found.faults.push_back(std::move(fault));
  return found;
}

Expected<TakenIn> take_in(PageConnections const& connections, Request const& request, CounterDesk const& desk,
                          CounterEntry const& entry, json::object const& body) {
  Actor const actor = identity::actor_of(request.visitor);
  auto& pipeline = connections.room.pipeline;
  std::string const key = key_of(request, entry, body);
  auto filed = file(pipeline, connections.room.reader, body, actor, Given{key, {}, {}});
  if (!filed) {
    auto refusal = std::move(filed.error());
    if (refusal.subject == "blank" || refusal.subject == "late_entry") refusal.subject = "late_blank";
    return std::unexpected<Refusal>(std::move(refusal));
  }
  std::string const code{filed->at("code").as_string()};
  auto const dossier = handle_of_code(pipeline, code);
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  json::array papers;
  for (auto const& each : body.at("components").as_array()) papers.push_back(each);
  auto const answered = answer(connections, entry, *dossier, papers, actor, key, received_at(desk, entry));
  if (!entry.ticket.empty() && connections.queue.served) connections.queue.served(request, entry.ticket);
  return TakenIn{code, answered.has_value()};
}

}  // namespace congvu::dossier
