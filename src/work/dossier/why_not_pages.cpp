// "Why can I not?": every act that there is on a dossier, whether it is open to the reader, and if not, what it waits
// for or who may do it and by which source. The answers are the Gate's own; what the page of the dossier offers and
// what stands here can never differ.
#include <algorithm>

#include "agency/authority/authority.h"
#include "agency/identity/room.h"
#include "work/dossier/act_forms_pages.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view why_not_template = "work/dossier/pages/why_not.html";

// An act that a standing duty could be served with, and the duty.
struct Possible {
  std::string noun;
  duty::Row row;
  Question question;
};

class Answering {
 public:
  Answering(PageConnections const& connections, Request const& request, States const& states)
      : connections_(connections),
        request_(request),
        states_(states),
        organisation_(states.standing<org::Organisation>()),
        speaking_(connections.pages, request),
        actor_(identity::actor_of(request.visitor)),
        day_(local_date(request.now)) {}

  bool may(Question const& question) const {
    return connections_.room.gate.ask(actor_, question, request_.now, states_).has_value();
  }

  std::vector<Possible> possible(std::vector<duty::Row> const& standing) const {
    std::vector<Possible> all;
    auto const connections = duty_connections(connections_);
    for (auto const& row : standing) {
      for (auto& act : duty::possible_acts(row, connections, request_.now, states_)) {
        std::string noun{noun_of(act.name)};
        if (!noun.empty()) all.push_back({std::move(noun), row, std::move(act.question)});
      }
    }
    return all;
  }

  // The act on one duty; the reader may, or is told who may.
  json::object row(Possible const& act) const {
    bool const open = may(act.question);
    json::object view{{"act", title_of(act)},
                      {"open", open},
                      {"standing", speaking_.word(open ? "dossier.why_not.open" : "dossier.why_not.not_yours")},
                      {"why", ""},
                      {"able", json::array{}},
                      {"ask_url", nullptr}};
    if (open) return view;
    if (act.question.candidates == "applicant" || act.question.act.empty()) {
      view["why"] = speaking_.word("dossier.why_not.applicants");
      return view;
    }
    auto able = able_rows(act.question);
    if (able.empty()) view["why"] = speaking_.word("dossier.why_not.nobody");
    view["able"] = std::move(able);
    view["ask_url"] = page::url_path({"authority"})
                          .with("act", act.question.act)
                          .with("procedure", act.question.procedure)
                          .with("unit", act.question.unit)
                          .at("who-may")
                          .text();
    return view;
  }

  // The act that nothing on the dossier waits for now.
  json::object not_now(std::string_view noun, Dossier const& dossier, std::vector<duty::Row> const& standing) const {
    std::string waits;
    for (auto const& row : standing) waits += (waits.empty() ? "" : "; ") + work_of(row) + " (" + holder_of(row) + ")";
    auto const phase = speaking_.word("dossier.phase." + std::string{name_of(dossier.phase)});
    return {{"act", speaking_.word("dossier.act." + std::string{noun})},
            {"open", false},
            {"standing", speaking_.word("dossier.why_not.not_now")},
            {"why", waits.empty() ? speaking_.word("dossier.why_not.phase", {{"phase", phase}})
                                  : speaking_.word("dossier.why_not.waits", {{"phase", phase}, {"step", waits}})},
            {"able", json::array{}},
            {"ask_url", nullptr}};
  }

  Speaking const& speaking() const { return speaking_; }

 private:
  std::string work_of(duty::Row const& row) const {
    bool const drawn = row.nature == name_of(duty::Nature::step);
    return drawn ? row.work : speaking_.word("duty.nature." + row.nature);
  }

  std::string title_of(Possible const& act) const {
    auto const title = speaking_.word("dossier.act." + act.noun);
    return is_on_duty(act.noun) ? title + ": " + work_of(act.row) : title;
  }

  std::string person(std::string_view code) const {
    auto const* position = organisation_.position_on(code, day_);
    if (!position) position = organisation_.last_known_position(code);
    if (!position) return std::string{code};
    auto const title = organisation_.full_title(*position, day_);
    auto const name = organisation_.holder_name(code, day_);
    return name ? *name + ", " + title : title;
  }

  std::string holder_of(duty::Row const& row) const {
    if (!row.holder.empty()) return person(row.holder);
    if (row.candidates == "applicant") return speaking_.word("dossier.holder.applicant");
    auto const* unit = organisation_.last_known_unit(row.unit);
    return speaking_.word("dossier.case.nobody_yet", {{"unit", unit ? unit->name : row.unit}});
  }

  json::array able_rows(Question const& question) const {
    json::array rows;
    for (auto const& able : authority::who_may(question, day_, states_)) {
      auto const& mandate = able.mandate;
      std::string source = mandate.source;
      if (!mandate.on_behalf.empty()) {
        source += " · " + speaking_.word("dossier.why_not.on_behalf", {{"who", person(mandate.on_behalf)}});
      }
      rows.push_back(json::object{{"who", person(able.position->code)}, {"source", source}});
    }
    return rows;
  }

  PageConnections const& connections_;
  Request const& request_;
  States const& states_;
  org::Organisation const& organisation_;
  Speaking speaking_;
  Actor actor_;
  Date day_;
};

// Whoever may read the dossier, or has a step of it to do.
bool may_ask(Dossier const& dossier, std::vector<duty::Row> const& standing, Answering const& answering,
             States const& states) {
  return answering.may(question_about(dossier, "dossier.read", states)) ||
         std::ranges::any_of(standing, [&](duty::Row const& row) {
           return row.candidates != "applicant" && answering.may(duty::question_about(row));
         });
}

Expected<Reply> why_not_page(PageConnections const& connections, Request const& request) {
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    Answering const answering{connections, request, states};
    auto const standing = duty::standing_of(sql, row->handle);
    if (!may_ask(dossier, standing, answering, states)) return refuse(codes::secret_needed, "code");
    auto const possible = answering.possible(standing);
    json::array acts;
    for (auto const noun : all_nouns()) {
      bool any = false;
      for (auto const& act : possible) {
        // An act on the dossier is one act, though two standing duties may serve it
        if (act.noun != noun || (any && !is_on_duty(noun))) continue;
        any = true;
        acts.push_back(answering.row(act));
      }
      if (!any) acts.push_back(answering.not_now(noun, dossier, standing));
    }
    auto const& speaking = answering.speaking();
    return connections.pages.show(request, why_not_template,
                                  speaking.word("dossier.why_not.title", {{"code", dossier.code}}),
                                  {{"code", dossier.code},
                                   {"heading", speaking.word("dossier.why_not.title", {{"code", dossier.code}})},
                                   {"case_url", case_url(dossier.code).text()},
                                   {"acts", std::move(acts)}});
  });
}

}  // namespace

std::vector<page::Route> why_not_page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/dossiers/{code}/why-not", page::Who::staff(),
           [connections](Request const& request) { return why_not_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::dossier
