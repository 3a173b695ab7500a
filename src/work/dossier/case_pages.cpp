// The dossier's page as the staff see it, and the acts done there. Which acts are offered is asked of the same book
// and Gate as the worklist and the API; a refused act shows the page again as it stands now, with who was first.
#include <algorithm>

#include "agency/document/document_pages.h"
#include "agency/identity/room.h"
#include "agency/notice/notice_pages.h"
#include "page/act_body.h"
#include "page/problem.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/deciding.h"
#include "work/dossier/note_pages.h"
#include "work/dossier/queries.h"
#include "work/dossier/rules_pages.h"
#include "work/dossier/staff_pages.h"
#include "work/dossier/step_place.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view case_template = "work/dossier/pages/case.html";

// An act that was tried and refused: what was typed stays in its form.
struct Tried {
  std::string prefix;
  json::object answer;
  std::vector<Refusal> faults;
  page::Naming naming;  // of the form's fields
};

struct Offered {
  std::string noun;
  duty::Row row;
};

// The standing values that one page is made from, each held as long as the page is being made.
class Desk {
 public:
  Desk(PageConnections const& connections, Request const& request)
      : connections_(connections),
        request_(request),
        speaking_(connections.pages, request),
        catalogue_(connections.room.pipeline.standing<procedure::Catalogue>()),
        common_(connections.room.pipeline.standing<procedure::CommonTerms>()),
        organisation_(connections.room.pipeline.standing<org::Organisation>()),
        authority_(connections.room.pipeline.standing<authority::Authority>()),
        time_(connections.room.pipeline.standing<procedure::WorkingTime>()),
        tables_(connections.room.pipeline.standing<decision::Tables>()) {}

  // Refused where there is none, or where the Gate says no.
  Expected<CaseRead> read() {
    auto found =
        connections_.room.pipeline.read([&](record::Sql& sql, States const& states) { return read_from(sql, states); });
    if (!found) return found;
    std::vector<Handle> streams{found->dossier.handle, casework::case_of(found->dossier.handle)};
    for (auto const& row : found->duties) streams.push_back(row.duty);
    for (auto const stream : streams) {
      for (auto& event : connections_.room.pipeline.history(stream)) found->events.push_back(std::move(event));
    }
    std::ranges::sort(found->events, {}, [](Happened const& happened) { return happened.recorded.index; });
    return found;
  }

  CaseSight sight() const {
    return {*version_,      *common_,       *time_->of(version_->facts().handling_unit),
            *organisation_, *authority_,    *tables_,
            *answers_,      drawing_.get(), speaking_,
            request_.now};
  }
  ActSight act_sight(Dossier const& dossier) const {
    return {dossier, *version_, *common_, *organisation_, *answers_, speaking_, local_date(request_.now), request_.now};
  }
  Speaking const& speaking() const { return speaking_; }
  std::vector<Offered> const& offered() const { return offered_; }
  json::object notes() const {
    return notes_view(notes_, request_.part("code"), *organisation_, request_, connections_.pages.words(), may_note_);
  }
  Refusal in_words(Refusal refusal) const {
    return duty::in_words(std::move(refusal), *organisation_, local_date(request_.now), speaking_.words(),
                          speaking_.language());
  }

 private:
  Expected<CaseRead> read_from(record::Sql& sql, States const& states) {
    auto const row = by_code(sql, request_.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    CaseRead read{.dossier = states.load<Dossier>(row->handle),
                  .whole = {},
                  .run = states.load<casework::Case>(casework::case_of(row->handle)),
                  .duties = duty::of_matter(sql, row->handle),
                  .events = {},
                  .duplicates = {},
                  .notices = notice::notice_rows(notice::of_matter(sql, row->handle), states.standing<notice::Matrix>(),
                                                 speaking_.words(), speaking_.language())};
    Actor const actor = identity::actor_of(request_.visitor);
    auto const question = question_about(read.dossier, "dossier.read", states);
    auto const may = connections_.room.gate.ask(actor, question, request_.now, states);
    if (!may && !works_on(read, actor, states)) return std::unexpected<Refusal>(may.error());
    version_ = catalogue_->version(read.dossier.procedure, read.dossier.procedure_version);
    if (!version_ || !time_->calendar) return refuse(codes::no_calendar);
    auto form = connections_.room.reader.form(*version_);
    if (!form) return std::unexpected<Refusal>(form.error());
    answers_ = std::move(*form);
    drawing_ = connections_.room.reader.drawing(*version_);
    Sight const shown{*version_,
                      *common_,
                      *time_->of(version_->facts().handling_unit),
                      *time_->of(version_->facts().intake_unit),
                      *organisation_,
                      speaking_.words(),
                      speaking_.language(),
                      request_.now};
    read.whole = whole(read.dossier, duty::standing_of(sql, read.dossier.handle), shown);
    if (read.dossier.phase == Phase::filed) read.duplicates = likely_duplicates(sql, *row);
    std::erase_if(read.duplicates, [&](Row const& other) {
      auto const reading = question_about(states.load<Dossier>(other.handle), "dossier.read", states);
      return !connections_.room.gate.ask(actor, reading, request_.now, states);
    });
    offer(read, actor, states);
    notes_ = states.load<Notes>(notes_of(read.dossier.handle));
    auto const noting = question_about(read.dossier, "dossier.comment", states);
    may_note_ = connections_.room.gate.ask(actor, noting, request_.now, states).has_value();
    return read;
  }

  // Whoever has a step of it to do must be able to read it, whatever unit's it is.
  bool works_on(CaseRead const& read, Actor const& actor, States const& states) const {
    return std::ranges::any_of(read.duties, [&](duty::Row const& row) {
      return row.standing() && row.candidates != "applicant" &&
             connections_.room.gate.ask(actor, duty::question_about(row), request_.now, states).has_value();
    });
  }

  // Each act once, though two standing duties may serve it.
  void offer(CaseRead const& read, Actor const& actor, States const& states) {
    auto const connections = duty_connections(connections_);
    for (auto const& row : read.duties) {
      if (!row.standing()) continue;
      for (auto const& act : duty::open_acts(row, connections, actor, request_.now, states)) {
        std::string const noun{noun_of(act.name)};
        bool const twice = !is_on_duty(noun) && std::ranges::find(offered_, noun, &Offered::noun) != offered_.end();
        if (!noun.empty() && !twice) offered_.push_back({noun, row});
      }
    }
  }

  PageConnections const& connections_;
  Request const& request_;
  Speaking speaking_;
  std::shared_ptr<procedure::Catalogue const> catalogue_;
  std::shared_ptr<procedure::CommonTerms const> common_;
  std::shared_ptr<org::Organisation const> organisation_;
  std::shared_ptr<authority::Authority const> authority_;
  std::shared_ptr<procedure::WorkingTime const> time_;
  std::shared_ptr<decision::Tables const> tables_;
  procedure::Version const* version_ = nullptr;
  std::shared_ptr<page::Form const> answers_;
  std::shared_ptr<bpmn::Model const> drawing_;
  std::vector<Offered> offered_;
  Notes notes_;
  bool may_note_ = false;
};

json::array act_views(CaseRead const& read, Desk const& desk, Tried const& tried) {
  auto const& speaking = desk.speaking();
  auto const sight = desk.act_sight(read.dossier);
  json::array leading, besides;
  for (auto const& act : desk.offered()) {
    if (!has_takers(act.noun, act.row, sight)) continue;
    auto const form = act_form(act.noun, act.row, sight);
    bool const was_tried = form.prefix == tried.prefix;
    std::string const title = speaking.word("dossier.act." + act.noun);
    bool const step = act.noun == "completion" && act.row.nature == name_of(duty::Nature::step);
    json::object view{{"title", step ? act.row.work : title},
                      {"button", title},
                      {"button_class", form.leads ? "btn btn-primary" : "btn"},
                      {"open", was_tried},
                      {"asks", !form.form.fields().empty()},
                      {"duty", is_on_duty(act.noun) ? hex(act.row.duty) : std::string{}},
                      {"url", case_url(read.whole.code).below(page::url_path({"acts", act.noun})).text()},
                      {"fields", page::form_view(form.form, was_tried ? tried.answer : form.answer,
                                                 was_tried ? tried.faults : std::vector<Refusal>{}, speaking.words(),
                                                 speaking.language(), form.prefix)
                                     .at("fields")}};
    (form.leads ? leading : besides).push_back(std::move(view));
  }
  for (auto& view : besides) leading.push_back(std::move(view));
  return leading;
}

Expected<Reply> case_page(PageConnections const& connections, Request const& request, Tried const& tried) {
  bool const citizen = request.visitor && request.visitor->role == name_of(identity::Role::citizen);
  if (citizen) return Reply::see_other(page::url_path({"tracking", request.part("code")}).text());
  Desk desk{connections, request};
  auto const read = desk.read();
  if (!read) return std::unexpected<Refusal>(read.error());
  auto view = case_view(*read, desk.sight(), request.asked("events") == "all");
  view["acts"] = act_views(*read, desk, tried);
  view["notices"] = read->notices;
  view["notes"] = desk.notes();
  view["any_act"] = !view.at("acts").as_array().empty();
  view["fault_list"] =
      page::fault_summary(tried.faults, desk.speaking().words(), desk.speaking().language(), tried.naming);
  int const status = tried.faults.empty() ? 200 : http_status(tried.faults.front().code.kind);
  return connections.pages.show(request, case_template, read->whole.code + " · " + read->whole.procedure_name,
                                std::move(view), status);
}

// A fault told of a command's field, led to the field of this act's form; of anything else, to no field.
Refusal at_form(Refusal refusal, ActForm const& form) {
  auto const name = refusal.subject.substr(0, refusal.subject.find_first_of(".["));
  bool const asked = std::ranges::find(form.form.fields(), name, &page::Field::name) != form.form.fields().end();
  refusal.subject = asked ? form.prefix + "." + refusal.subject : std::string{};
  return refusal;
}

// The duty that the form was about, whether or not it still stands.
duty::Row row_of(CaseRead const& read, Request const& request, std::string_view noun) {
  auto const wanted = parse_handle(request.field("duty"));
  for (auto const& row : read.duties) {
    if (is_on_duty(noun) ? wanted && row.duty == *wanted : row.standing()) return row;
  }
  return {};
}

Expected<void> perform(PageConnections const& connections, Request const& request, CaseRead const& read,
                       duty::Row const& row, std::string_view noun, json::object body) {
  Actor const actor = identity::actor_of(request.visitor);
  body[is_on_duty(noun) ? "duty" : "dossier"] = hex(is_on_duty(noun) ? row.duty : read.dossier.handle);
  auto const done = connections.room.pipeline.perform(command_of(noun), body, actor);
  if (done) return {};
  if (!row.duty) return std::unexpected<Refusal>(done.error());
  return connections.room.pipeline.read([&](record::Sql&, States const& states) -> Expected<void> {
    return std::unexpected<Refusal>(
        duty::who_was_first(done.error(), states.load<duty::Duty>(row.duty), actor.position));
  });
}

Expected<Reply> take_act(PageConnections const& connections, Request const& request) {
  std::string const noun{request.part("noun")};
  if (command_of(noun).empty()) return refuse(congvu::codes::act_unknown, "noun", {{"command", noun}});
  Desk desk{connections, request};
  auto const read = desk.read();
  if (!read) return std::unexpected<Refusal>(read.error());
  auto const row = row_of(*read, request, noun);
  auto const sight = desk.act_sight(read->dossier);
  auto const form = act_form(noun, row, sight);
  auto reading = page::read_form(form.form, request.form, form.prefix);
  Tried tried{form.prefix, reading.answer, std::move(reading.faults),
              [&form](std::string const& path) { return form.form.title_at(path, form.prefix); }};
  // A step that has ended asks nothing any more: who ended it is what the reader needs to know.
  bool const over = row.duty && !row.standing();
  if (over || tried.faults.empty()) {
    tried.faults.clear();
    auto body = act_body(noun, reading.answer, sight);
    auto const done = body ? perform(connections, request, *read, row, noun, std::move(*body))
                           : Expected<void>{std::unexpected<Refusal>(body.error())};
    if (done) return Reply::see_other(case_url(read->whole.code).text());
    for (auto& fault : page::faults_of(done.error())) {
      tried.faults.push_back(at_form(desk.in_words(std::move(fault)), form));
    }
  }
  return case_page(connections, request, tried);
}

Expected<Reply> show_document(PageConnections const& connections, Request const& request) {
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    if (!may_see(dossier, connections, request, states)) return refuse(codes::secret_needed, "code");
    auto const made = dossier.documents.find(std::string{request.part("document")});
    if (made == dossier.documents.end()) return refuse(document::codes::unknown_document, "document");
    return document::reply_with(states.load<document::Issued>(made->second.handle));
  });
}

}  // namespace

Expected<Reply> case_page_again(PageConnections const& connections, Request const& request,
                                std::vector<Refusal> faults) {
  for (auto& fault : faults) fault.subject.clear();  // the form's fields are not named as the command's
  return case_page(connections, request, {.faults = std::move(faults)});
}

std::vector<page::Route> case_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const show = [](PageConnections const& all, Request const& request) { return case_page(all, request, {}); };
  return {
      {Method::get, "/dossiers/{code}", page::Who::signed_in(), with(show), std::nullopt},
      {Method::post, "/dossiers/{code}/acts/{noun}", page::Who::staff(), with(&take_act), std::nullopt},
      {Method::get, "/dossiers/{code}/documents/{document}", page::Who::anyone(), with(&show_document), std::nullopt}};
}

std::vector<page::Route> staff_routes(PageConnections const& connections) {
  auto all = case_page_routes(connections);
  for (auto const& more :
       {register_page_routes(connections), counter_page_routes(connections), slip_page_routes(connections),
        blank_page_routes(connections), blank_stack_page_routes(connections), person_page_routes(connections),
        paper_page_routes(connections), note_page_routes(connections), why_not_page_routes(connections),
        rules_page_routes(connections)}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

// From rows, not from the dossier's own story: a list has many of them.
duty::Description description() {
  return [](duty::Row const& duty, record::Sql& sql, States const& states) -> std::optional<duty::MatterLine> {
    auto const row = by_handle(sql, duty.matter);
    if (!row) return std::nullopt;
    auto const* version = states.standing<procedure::Catalogue>().version(row->procedure, row->version);
    if (!version) return std::nullopt;
    duty::MatterLine line{
        .title = version->facts().name, .party = row->applicant.value_or(""), .url = case_url(row->code)};
    if (!version->definition) return line;
    auto at = place_on_way(*version->definition, duty.step);
    if (!at) {
      auto const& run = states.load<casework::Case>(casework::case_of(duty.matter));
      at = place_of_step(*version->definition, duty.step, run.path);
    }
    if (at) {
      line.place = at->place;
      line.steps = at->steps;
    }
    return line;
  };
}

page::Url case_url(std::string_view code) {
  return page::url_path({"dossiers", code});
}

duty::Connections duty_connections(PageConnections const& connections) {
  return {connections.room.pipeline, connections.room.gate, {act_book()}};
}

}  // namespace congvu::dossier
