#include "work/dossier/sample_dossier_test.h"

#include "agency/casework/room.h"
#include "agency/decision/room.h"
#include "agency/document/commands.h"
#include "agency/document/room.h"
#include "agency/duty/room.h"
#include "agency/notice/room.h"
#include "agency/org/room.h"
#include "agency/procedure/commands.h"
#include "agency/procedure/room.h"
#include "pipeline/origin.h"
#include "work/dossier/room.h"

namespace congvu::dossier {

namespace {

constexpr char const* diagram = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:congvu="https://congvu.vn/schema/bpmn/1.0" id="d" targetNamespace="urn:sample">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="accepted"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="handle" name="Handle" congvu:act="dossier.handle" congvu:candidates="officer@QLT"
        congvu:limit="4d" congvu:phase="handling" congvu:outcomes="done">
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:userTask id="hand_over" name="Return" congvu:act="dossier.return_result" congvu:candidates="clerk@MOTCUA"
        congvu:limit="4h" congvu:phase="returning" congvu:outcomes="done">
      <bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>c</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="returned"><bpmn:incoming>c</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="a" sourceRef="accepted" targetRef="handle" />
    <bpmn:sequenceFlow id="b" sourceRef="handle" targetRef="hand_over" />
    <bpmn:sequenceFlow id="c" sourceRef="hand_over" targetRef="returned" />
  </bpmn:process>
</bpmn:definitions>)";

json::object calendar() {
  json::array const open{"08:00-12:00", "13:00-17:00"};
  json::object week;
  for (auto const* day : {"monday", "tuesday", "wednesday", "thursday", "friday"}) week[day] = open;
  return {{"covers", {{"from", "2024-01-01"}, {"to", "2027-12-31"}}},
          {"working_day", "08:00"},
          {"hours",
           json::array{json::object{{"from", "2024-01-01"}, {"week", week}, {"mark", "K"}, {"citation", "sample"}}}},
          {"cut_off",
           json::array{json::object{{"from", "2024-01-01"}, {"time", "15:00"}, {"mark", "K"}, {"citation", "sample"}}}},
          {"days_off", json::array{}},
          {"days_worked", json::array{}}};
}

procedure::Terms terms() {
  procedure::Terms terms;
  terms.dossier_code.prefix = "H26.19";
  terms.dossier_code.sequence = "day";
  terms.intake.limit = {8, LimitUnit::working_hours};
  return terms;
}

procedure::PauseGround pause_ground(std::string code, bool of_applicant, bool needs_citation = false) {
  procedure::PauseGround ground;
  ground.code = code;
  ground.title = std::move(code);
  ground.opens_duty = of_applicant;
  ground.needs_citation = needs_citation;
  return ground;
}

procedure::PauseGround with_slip(procedure::PauseGround ground) {
  ground.slip = "HDHS";
  return ground;
}

procedure::Grounds grounds() {
  procedure::Grounds grounds;
  grounds.pauses = {with_slip(pause_ground("supplement", true)), pause_ground("financial_duty", true),
                    pause_ground("other_agency_opinion", false, true), pause_ground("force_majeure", false)};
  procedure::RefusalGround refusal;
  refusal.code = "not_competent";
  refusal.at = {procedure::RefusedAt::intake, procedure::RefusedAt::handling};
  grounds.refusals = {refusal};
  procedure::Term term;
  term.code = "typing_error";
  grounds.corrections = {term};
  term.code = "applicant_request";
  grounds.withdrawals = {term};
  for (auto const* code : {"numbered_blank", "post", "outage"}) {
    term.code = code;
    grounds.late_entries.push_back(term);
  }
  return grounds;
}

procedure::Component component(std::string code, std::string form) {
  procedure::Component component;
  component.code = code;
  component.name = std::move(code);
  component.form = std::move(form);
  return component;
}

procedure::PublishProcedure publication() {
  procedure::PublishProcedure command;
  command.code = sample_procedure;
  command.from = day(2024, 1, 1);
  command.bpmn = std::string{diagram};
  command.facts.name = "Correction of a diploma";
  command.facts.agency.code = "H26.19";
  command.facts.intake_unit = "MOTCUA";
  command.facts.handling_unit = "QLT";
  command.facts.manner.channels = {"counter", "online"};
  command.facts.limit.amount = 5;
  command.facts.components = {component("application", "original"), component("identity", "certified")};
  command.form = {{"type", "object"},
                  {"properties", json::object{{"full_name", json::object{{"type", "string"}}}}},
                  {"required", json::array{"full_name"}}};
  return command;
}

std::vector<document::Register> registers() {
  std::vector<document::Register> list;
  for (auto const* code : {"TNHS", "HDHS", "TCHS", "PXL", "TNDP", "STDHS"}) {
    document::Register each;
    each.code = code;
    each.pattern = std::string{"{number}/"} + code;
    each.per = "year";
    list.push_back(each);
  }
  return list;
}

void rooms(Registry& registry) {
  org::register_room(registry);
  document::register_room(registry);
  procedure::register_room(registry);
  decision::register_room(registry);
  duty::register_room(registry);
  casework::register_room(registry);
  notice::register_room(registry);
  register_room(registry);
}

Actor acting(Actor::Nature nature, std::string const& position, int number) {
  return {nature, handle_of("account", position + std::to_string(number)), handle_of("person", position),
          position.empty() ? std::string{} : position + std::to_string(number)};
}

}  // namespace

Told sample_agency() {
  Told told{&rooms};
  told.now = instant("2024-11-18T09:12");
  told.tell(procedure::StateCalendar{calendar()});
  told.tell(document::StateRegisters{registers()});
  told.tell(procedure::StateGrounds{grounds()});
  told.tell(procedure::StateTerms{terms()});
  told.tell(publication());
  return told;
}

FileDossier sample_filing() {
  FileDossier filing;
  filing.procedure = sample_procedure;
  filing.applicant.name = std::string{"An"};
  filing.answers = {{"full_name", "An"}};
  filing.papers = {{"application", "original"}, {"identity", "certified"}};
  return filing;
}

Actor clerk(int number) {
  return acting(Actor::Nature::staff, "MC", number);
}
Actor officer(int number) {
  return acting(Actor::Nature::staff, "QLT-CV", number);
}
Actor citizen(int number) {
  return acting(Actor::Nature::citizen, {}, number);
}

Instant instant(std::string const& text) {
  return parse_instant(text + "+07:00").value();
}

Handle filed(Told& told, FileDossier filing, Actor actor) {
  auto const before = told.history().size();
  told.tell(std::move(filing), std::move(actor));
  return told.history()[before].recorded.stream;
}

Handle accepted(Told& told) {
  Handle const dossier = filed(told);
  told.tell(AcceptDossier{dossier, {}}, clerk());
  return dossier;
}

Code refusal_of(Decision const& decision) {
  return decision ? Code{"(decided)"} : decision.error().code;
}

}  // namespace congvu::dossier
