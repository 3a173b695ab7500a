// Intake at the counter, by keyboard alone: find the procedure, take down who applies, tick the papers, and accept, ask
// for what is missing or refuse, in one press. The dossier is filed first, so that the contact is recorded whatever
// comes of it, and answered at once.
#include <algorithm>

#include "agency/identity/room.h"
#include "agency/procedure/catalogue_api.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "base/text.h"
#include "page/listing.h"
#include "page/problem.h"
#include "work/dossier/blanks.h"
#include "work/dossier/counter_view_pages.h"
#include "work/dossier/person_pages.h"
#include "work/dossier/queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view search_template = "work/dossier/pages/counter.html";
constexpr std::size_t known_shown = 5;
constexpr std::string_view intake_template = "work/dossier/pages/counter_intake.html";

// To the form of a procedure, with the person or the numbered blank that one came with.
page::Url going_on(Request const& request, std::string const& code) {
  auto url = page::url_path({"counter", code});
  for (auto const* name : {"person", "blank"}) {
    if (auto const given = request.asked(name); !given.empty()) url = url.with(name, given);
  }
  return url;
}

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
                                 {"url", going_on(request, version->code).text()}});
  }
  json::object view{{"query", query},
                    {"any_found", !found.empty()},
                    {"found", std::move(found)},
                    {"person", std::string{request.asked("person")}},
                    {"blank", std::string{request.asked("blank")}},
                    {"slips_url", page::url_path({"counter", "slips"}).text()},
                    {"blanks_url", page::url_path({"counter", "blanks"}).text()},
                    {"scan_url", page::url_path({"counter", "scans"}).text()}};
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
  auto reply = connections.pages.show(request, intake_template, desk.version->facts().name,
                                      counter_view(desk, entry, faults, duplicates),
                                      faults.empty() ? 200 : http_status(faults.front().code.kind));
  // What the clerk types is the clerk's; what comes from the record is read: the person's dossiers, and likely
  // duplicates.
  return page::counted(std::move(reply), entry.known.size() + duplicates.size() + (entry.repeats ? 1 : 0));
}

// The card's own entries are what the applicant is; how they are reached comes from their last dossier.
void take_person(PageConnections const& connections, Request const& request, CounterDesk const& desk,
                 CounterEntry& entry, json::object person) {
  auto const* number = person.if_contains("identity_number");
  if (number && number->is_string()) {
    entry.known = dossiers_of_person(connections, request, std::string{number->get_string()});
  }
  for (auto& [name, value] : person) {
    if (name != "kind") entry.draft.applicant[name] = value;
  }
  add_contact_of_last(connections, entry.known, entry.draft.applicant);
  if (entry.known.size() > known_shown) entry.known.resize(known_shown);
  prefill_answers(entry.draft, *desk.version);
}

// A new dossier like an earlier one: the same people, and the same answers where the procedure is the same.
void repeat(Dossier const& dossier, CounterDesk const& desk, CounterEntry& entry) {
  if (!dossier.content) return;
  auto& draft = entry.draft;
  draft.applicant = to_json(dossier.content->applicant).as_object();
  if (dossier.content->filer) draft.filer = to_json(*dossier.content->filer).as_object();
  if (dossier.content->receiver) draft.receiver = to_json(*dossier.content->receiver).as_object();
  if (dossier.procedure == desk.version->code) draft.answers = dossier.content->answers;
  prefill_answers(draft, *desk.version);
}

// One beep in the form: a card fills the applicant, a numbered blank the late entry. Nothing is filed by it.
Reply fill_from_scan(PageConnections const& connections, Request const& request, CounterDesk const& desk,
                     CounterEntry& entry) {
  auto const scan = read_scan(request.field("scan"));
  if (!scan) return intake_page(connections, request, desk, entry, {scan.error()}, {});
  if (auto const* card = std::get_if<IdentityCard>(&*scan)) {
    take_person(connections, request, desk, entry, applicant_of(*card));
  } else if (auto const* number = std::get_if<IdentityNumber>(&*scan)) {
    take_person(connections, request, desk, entry, json::object{{"identity_number", number->number}});
  } else if (auto const* blank = std::get_if<BlankScanned>(&*scan)) {
    entry.late.ground = blank_ground;
    entry.late.blank = blank->code;
  } else {
    Refusal const other{codes::scan_not_a_card, "scan", {{"code", std::get<DossierCodeScanned>(*scan).code}}};
    return intake_page(connections, request, desk, entry, {other}, {});
  }
  return intake_page(connections, request, desk, entry, {}, {});
}

Expected<Reply> show_intake(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  auto entry = fresh_entry(*desk);
  if (auto person = person_under(connections, request, request.asked("person"))) {
    take_person(connections, request, *desk, entry, std::move(*person));
  }
  if (auto const from = request.asked("from"); !from.empty()) {
    if (auto const dossier = dossier_to_repeat(connections, request, from)) {
      repeat(*dossier, *desk, entry);
      entry.repeats = true;
    }
  }
  if (auto const blank = request.asked("blank"); !blank.empty()) {
    entry.late.ground = blank_ground;
    entry.late.blank = blank;
  }
  return intake_page(connections, request, *desk, entry, {}, {});
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

std::string_view slip_of(CounterAct act) {
  if (act == CounterAct::supplement) return "02";
  return act == CounterAct::refuse ? "03" : "01";
}

// Files and answers; where the answer is refused, the dossier is there all the same and its page says how it stands.
Expected<Reply> file_and_answer(PageConnections const& connections, Request const& request, CounterEntry const& entry,
                                json::object const& body, std::optional<Instant> received) {
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
  auto const answered = answer(connections, entry, *dossier, papers, actor, key, received);
  if (!answered) return Reply::see_other(case_url(code).text());
  return Reply::see_other(page::url_path({"dossiers", code, "slips", slip_of(entry.act)}).text());
}

Expected<Reply> take_intake(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  std::vector<Refusal> faults;
  auto entry = read_entry(*desk, request.form, faults);
  if (!trimmed(request.field("scan")).empty()) return fill_from_scan(connections, request, *desk, entry);
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
  auto reply = file_and_answer(connections, request, entry, body, received_at(*desk, entry));
  if (reply) return reply;
  auto refused = page::faults_of(reply.error());
  for (auto& fault : refused) {
    if (fault.subject == "blank" || fault.subject == "late_entry") fault.subject = "late_blank";
  }
  return intake_page(connections, request, *desk, entry, refused, duplicates);
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
