// Intake at the counter, by keyboard alone: find the procedure, take down who applies, tick the papers, and accept, ask
// for what is missing or refuse, in one press. The dossier is filed first, so that the contact is recorded whatever
// comes of it, and answered at once.
#include <algorithm>

#include "agency/procedure/catalogue_api.h"
#include "base/text.h"
#include "page/listing.h"
#include "page/problem.h"
#include "work/dossier/blanks.h"
#include "work/dossier/counter_taking_pages.h"
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

json::value queue_strip(PageConnections const& connections, Request const& request) {
  auto strip = connections.queue.strip ? connections.queue.strip(request) : std::nullopt;
  return strip ? json::value(std::move(*strip)) : json::value(nullptr);
}

// Of the person at the clerk's desk, whose dossier this will be.
std::string number_at_desk(PageConnections const& connections, Request const& request) {
  auto const strip = queue_strip(connections, request);
  auto const* number = strip.is_object() ? strip.get_object().if_contains("number") : nullptr;
  return number && number->is_string() ? std::string{number->get_string()} : std::string{};
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
                    {"queue", queue_strip(connections, request)},
                    {"slips_url", page::url_path({"counter", "slips"}).text()},
                    {"stack_url", page::url_path({"counter", "blanks", "entries"}).text()},
                    {"blanks_url", page::url_path({"counter", "blanks"}).text()},
                    {"scan_url", page::url_path({"counter", "scans"}).text()}};
  return connections.pages.show(request, search_template, speaking.word("dossier.counter.title"), std::move(view));
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
  auto const desk = desk_of(connections, request, request.part("code"));
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
  entry.ticket = number_at_desk(connections, request);
  if (auto const blank = request.asked("blank"); !blank.empty()) {
    entry.ticket.clear();  // who came while the server was down is not who stands here now
    entry.late.ground = blank_ground;
    entry.late.blank = blank;
  }
  return intake_page(connections, request, *desk, entry, {}, {});
}

std::string_view slip_of(CounterAct act) {
  if (act == CounterAct::supplement) return "02";
  return act == CounterAct::refuse ? "03" : "01";
}

Expected<Reply> take_intake(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request, request.part("code"));
  if (!desk) return std::unexpected<Refusal>(desk.error());
  std::vector<Refusal> faults;
  auto entry = read_entry(*desk, request.form, faults);
  if (!trimmed(request.field("scan")).empty()) return fill_from_scan(connections, request, *desk, entry);
  auto const found = examined(connections, *desk, entry, std::move(faults));
  if (!found.fit(entry) || entry.act == CounterAct::check) {
    return intake_page(connections, request, *desk, entry, found.faults, found.duplicates);
  }
  auto const taken = take_in(connections, request, *desk, entry, found.body);
  if (!taken) {
    return intake_page(connections, request, *desk, entry, page::faults_of(taken.error()), found.duplicates);
  }
  if (!taken->answered) return Reply::see_other(case_url(taken->code).text());
  return Reply::see_other(page::url_path({"dossiers", taken->code, "slips", slip_of(entry.act)}).text());
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
