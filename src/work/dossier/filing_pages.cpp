// Filing: the form, "check your answers", and the code and secret that come of it. Whatever is posted is kept as a
// draft first and judged afterwards.
#include <algorithm>

#include "agency/identity/room.h"
#include "agency/org/org.h"
#include "page/problem.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/filing_show_pages.h"
#include "work/dossier/queries.h"
#include "work/dossier/rules_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view filing_template = "work/dossier/pages/filing.html";
constexpr std::string_view check_template = "work/dossier/pages/filing_check.html";
constexpr std::string_view receipt_template = "work/dossier/pages/receipt.html";

// What every one of these pages starts from. Holds the catalogue that `version` lies in.
struct Desk {
  std::shared_ptr<procedure::Catalogue const> catalogue;
  procedure::Version const& version;
  std::shared_ptr<procedure::Terms const> terms;
  std::shared_ptr<page::Form const> form;
  Speaking speaking;
  PartyForms parties;

  FilingShown shown(Draft const& draft) const { return {version, *terms, parties, *form, draft}; }
};

Expected<Desk> desk_of(PageConnections const& connections, Request const& request) {
  auto catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  auto const version = version_to_file(*catalogue, std::string{request.part("code")}, local_date(request.now));
  if (!version) return std::unexpected<Refusal>(version.error());
  auto form = connections.room.reader.form(**version);
  if (!form) return std::unexpected<Refusal>(form.error());
  Speaking const speaking{connections.pages, request};
  auto const& applicants = (*version)->facts().applicants;
  auto parties = party_forms(speaking, applicants ? applicants->who : std::vector<procedure::ApplicantKind>{});
  auto terms = connections.room.pipeline.standing<procedure::CommonTerms>()->terms;
  return Desk{std::move(catalogue), **version, std::move(terms), std::move(*form), speaking, std::move(parties)};
}

// What the citizen's last dossier said of them, else their name alone.
json::object known_applicant(PageConnections const& connections, Request const& request) {
  json::object known;
  if (!request.visitor || !request.visitor->position.empty()) return known;
  known["kind"] = name_of(PartyKind::person);
  known["name"] = request.visitor->name;
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    Filter filter;
    filter.account = request.visitor->account;
    filter.limit = 1;
    for (auto const& row : dossiers(sql, filter)) {
      auto const& dossier = states.load<Dossier>(row.handle);
      if (dossier.content) return to_json(dossier.content->applicant).as_object();
    }
    return known;
  });
}

Draft draft_of(PageConnections const& connections, Request const& request, Desk const& desk) {
  auto draft = kept_draft(connections, request, desk.version.code);
  if (draft) return std::move(*draft);
  return fresh_draft(desk.version, known_applicant(connections, request), request.now);
}

// The agencies to choose from, where several perform the procedure; empty where one does.
json::array agencies_of(PageConnections const& connections, Request const& request, Desk const& desk,
                        Draft const& draft) {
  json::array agencies;
  auto const& performers = desk.version.facts().performers;
  if (performers.size() < 2) return agencies;
  auto const organisation = connections.room.pipeline.standing<org::Organisation>();
  for (auto const& performer : performers) {
    auto const* agency = organisation->agency_on(performer.agency, local_date(request.now));
    agencies.push_back(json::object{{"value", performer.agency},
                                    {"label", agency ? agency->name : performer.agency},
                                    {"selected", draft.agency == performer.agency}});
  }
  return agencies;
}

Reply form_page(PageConnections const& connections, Request const& request, Desk const& desk, Draft const& draft,
                std::vector<Refusal> const& faults) {
  auto view = filing_view(desk.shown(draft), faults, desk.speaking, request.visitor.has_value());
  auto agencies = agencies_of(connections, request, desk, draft);
  view["choose_agency"] = !agencies.empty();
  view["agencies"] = std::move(agencies);
  return connections.pages.show(request, filing_template, desk.version.facts().name, std::move(view),
                                faults.empty() ? 200 : http_status(faults.front().code.kind));
}

Expected<Reply> show_form(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  return form_page(connections, request, *desk, draft_of(connections, request, *desk), {});
}

// The files of this request go into the draft, each with its paper; those of no use are let go of at once.
void take_files(PageConnections const& connections, Request const& request, Desk const& desk, Draft& draft,
                std::vector<Refusal>& faults) {
  constexpr std::string_view start = "file.";
  auto const& attachments = connections.room.reader.attachments();
  for (auto const& upload : request.uploads) {
    auto const component = upload.field.starts_with(start) ? upload.field.substr(start.size()) : std::string{};
    if (!desk.version.facts().component(component)) {
      attachments.forget(upload.blob);
      continue;
    }
    auto const kept = attachments.take(upload);
    if (kept) {
      draft.files.push_back({component, kept->blob, kept->name, kept->media_type, kept->size});
      continue;
    }
    attachments.forget(upload.blob);
    auto fault = kept.error();
    fault.subject = "paper." + component;
    faults.push_back(std::move(fault));
  }
}

void remove_file(PageConnections const& connections, Draft& draft, std::string_view id) {
  auto const& attachments = connections.room.reader.attachments();
  auto const removed = std::erase_if(draft.files, [&](DraftFile const& file) { return file.id == id; });
  if (removed > 0) attachments.forget(id);
}

// Everything that keeps the draft from being filed, each at its field; the same check that the API makes.
std::vector<Refusal> faults_of_draft(PageConnections const& connections, Request const& request, Desk const& desk,
                                     Draft const& draft, std::vector<Refusal> faults) {
  auto const body = body_of(draft, desk.version);
  auto const read = connections.room.reader.filing(body, *desk.catalogue, local_date(request.now));
  if (read) return faults;
  for (auto& fault : page::faults_of(read.error())) {
    auto at = at_field(std::move(fault), body);
    bool const told = std::ranges::any_of(faults, [&](auto const& known) { return known.subject == at.subject; });
    if (!told) faults.push_back(std::move(at));
  }
  return faults;
}

void discard(PageConnections const& connections, Request const& request, std::string_view procedure,
             Draft const& draft) {
  for (auto const& file : draft.files) connections.room.reader.attachments().forget(file.id);
  drop_draft(connections, request, procedure);
}

Expected<Reply> take_form(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  auto const code = request.part("code");
  auto const action = request.field("action");
  auto draft = draft_of(connections, request, *desk);
  if (action == "discard") {
    discard(connections, request, code, draft);
    return Reply::see_other(page::url_path({"procedures", code}).text());
  }
  auto faults = take_fields(draft, request.form, desk->parties, *desk->form);
  std::vector<Refusal> of_files;
  take_files(connections, request, *desk, draft, of_files);
  constexpr std::string_view remove = "remove:";
  if (action.starts_with(remove)) remove_file(connections, draft, action.substr(remove.size()));
  keep(connections, request, code, draft);
  if (action == "autosave") return Reply{204, {}, {}, {}, {}, {}, false};
  if (action != "check") {
    // Saving judges nothing but what was just sent
    if (!of_files.empty()) return form_page(connections, request, *desk, draft, of_files);
    auto const to = filing_url(code);
    return Reply::see_other(action.starts_with(remove) || action == "upload" ? to.at("papers").text() : to.text());
  }
  for (auto& fault : of_files) faults.push_back(std::move(fault));
  faults = faults_of_draft(connections, request, *desk, draft, std::move(faults));
  if (!faults.empty()) return form_page(connections, request, *desk, draft, faults);
  return Reply::see_other(filing_url(code).below(page::url_path({"check"})).text());
}

Expected<Instant> due_if_filed_now(PageConnections const& connections, procedure::Version const& version) {
  return connections.room.pipeline.read([&](record::Sql&, States const& states) {
    return intake_due(connections.room.pipeline.now(), version.facts().intake_unit, states);
  });
}

// What tables would answer were it filed so now: the fee, and how long it takes once it is accepted.
void put_rules(json::object& view, PageConnections const& connections, Desk const& desk, Draft const& draft) {
  auto& pipeline = connections.room.pipeline;
  auto const tables = pipeline.standing<decision::Tables>();
  auto const& facts = desk.version.facts();
  auto const time = pipeline.standing<procedure::WorkingTime>();
  auto const now = pipeline.now();
  auto const put = [&](std::string_view name, decision::Use use) {
    auto const told = told_by_table(*tables, use, matter_of(draft, desk.version.code, Channel::online, now),
                                    time->of(facts.handling_unit).get(), now);
    bool const says = told && decision::fits(told->answer) && !told->answer.rules.empty();
    if (says) view[name] = with_ground(told->answer, *tables, facts, desk.speaking);
  };
  put("fee", decision::Use::fee);
  put("limit", decision::Use::limit);
  view["needed"] = std::string{};
  put("needed", decision::Use::components);
}

Expected<Reply> check_page(PageConnections const& connections, Request const& request, Desk const& desk,
                           Draft const& draft, bool changed) {
  auto const faults = faults_of_draft(connections, request, desk, draft, {});
  if (!faults.empty()) return form_page(connections, request, desk, draft, faults);
  auto const due = due_if_filed_now(connections, desk.version);
  if (!due) return std::unexpected<Refusal>(due.error());
  auto const key = key_of(draft, body_of(draft, desk.version), request);
  auto view = check_view(desk.shown(draft), *due, key, desk.speaking);
  view["changed"] = changed;
  put_rules(view, connections, desk, draft);
  return connections.pages.show(request, check_template, desk.speaking.word("dossier.filing.check"), std::move(view),
                                changed ? 409 : 200);
}

Expected<Reply> show_check(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  auto const draft = kept_draft(connections, request, desk->version.code);
  if (!draft) return Reply::see_other(filing_url(desk->version.code).text());
  return check_page(connections, request, *desk, *draft, false);
}

page::Url receipt_url(std::string_view code) {
  return page::url_path({"dossiers", code, "receipt"});
}

// Who pressed twice has filed already: the second press finds no draft, but the key of what the first one filed.
Reply already_filed(PageConnections const& connections, Request const& request, std::string_view procedure) {
  auto const filed = connections.drawer.find(label_of(request, "filed", request.field("key")), request.now);
  if (!filed || !filed->contains("code")) return Reply::see_other(filing_url(procedure).text());
  auto const& code = filed->at("code").as_string();
  return Reply::see_other(receipt_url(std::string_view{code}).text());
}

void remember_filing(PageConnections const& connections, Request const& request, json::object const& answer,
                     std::string_view key) {
  auto const& text = answer.at("code").as_string();
  std::string const code{text.begin(), text.end()};
  auto const until = request.now + receipt_shown;
  connections.drawer.put(label_of(request, "filed", key), {{"code", code}}, until);
  connections.drawer.put(label_of(request, "receipt", code), answer, until);
  remember_secret(connections, request, code);
}

Expected<Reply> take_filing(PageConnections const& connections, Request const& request) {
  auto const desk = desk_of(connections, request);
  if (!desk) return std::unexpected<Refusal>(desk.error());
  auto const& procedure = desk->version.code;
  auto const draft = kept_draft(connections, request, procedure);
  if (!draft) return already_filed(connections, request, procedure);
  auto body = body_of(*draft, desk->version);
  auto const key = key_of(*draft, body, request);
  if (key != request.field("key")) return check_page(connections, request, *desk, *draft, true);
  if (!request.visitor) {
    if (auto admitted = connections.room.filings.admit(request.address, request.now); !admitted) {
      return std::unexpected<Refusal>(admitted.error());
    }
  }
  if (request.language == page::Language::en) body["language"] = name_of(LetterLanguage::en);
  auto const answer = file(connections.room.pipeline, connections.room.reader, body,
                           identity::actor_of(request.visitor), Given{key, {}, {}});
  if (!answer) {
    std::vector<Refusal> faults;
    for (auto& fault : page::faults_of(answer.error())) faults.push_back(at_field(std::move(fault), body));
    return form_page(connections, request, *desk, *draft, faults);
  }
  drop_draft(connections, request, procedure);
  remember_filing(connections, request, *answer, key);
  auto const& code = answer->at("code").as_string();
  return Reply::see_other(receipt_url(std::string_view{code}).text());
}

std::string text_of(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string().begin(), value->get_string().end()}
                                     : std::string{};
}

Expected<Reply> show_receipt(PageConnections const& connections, Request const& request) {
  auto const code = request.part("code");
  Speaking const speaking{connections.pages, request};
  auto const kept = connections.drawer.find(label_of(request, "receipt", code), request.now);
  json::object view{{"code", code},
                    {"tracking_url", page::url_path({"tracking", code}).text()},
                    {"secret", nullptr},
                    {"intake_due", nullptr}};
  if (kept) {
    auto const due = parse_instant(text_of(*kept, "intake_due"));
    view["secret"] = text_of(*kept, "secret");
    view["intake_due"] = due ? speaking.instant(*due) : std::string{};
  }
  return connections.pages.show(request, receipt_template, speaking.word("dossier.receipt.title"), std::move(view));
}

}  // namespace

std::vector<page::Route> filing_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const anyone = page::Who::anyone();
  return {
      {Method::get, "/procedures/{code}/filing", anyone, with(&show_form), std::nullopt},
      {Method::post, "/procedures/{code}/filing", anyone, with(&take_form), std::nullopt, true},
      {Method::get, "/procedures/{code}/filing/check", anyone, with(&show_check), std::nullopt},
      {Method::post, "/procedures/{code}/filing/check", anyone, with(&take_filing), std::nullopt},
      {Method::get, "/dossiers/{code}/receipt", anyone, with(&show_receipt), std::nullopt},
  };
}

}  // namespace congvu::dossier
