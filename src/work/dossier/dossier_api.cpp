#include "work/dossier/dossier_api.h"

#include "agency/duty/duty.h"
#include "agency/identity/room.h"
#include "base/crypto.h"
#include "page/act_body.h"
#include "page/guessing.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

// An act under a dossier's code. The body is the command without what path and header say.
struct Act {
  std::string noun;  // "acceptances"
  std::string_view command;
  json::object schema;
  json::object answer;
  std::string id;
  std::string summary;
};

struct Accepted {
  std::int64_t index = 0;
  std::string slip;
  Instant due;
};
BOOST_DESCRIBE_STRUCT(Accepted, (), (index, slip, due))

struct Slipped {
  std::int64_t index = 0;
  std::string slip;
};
BOOST_DESCRIBE_STRUCT(Slipped, (), (index, slip))

template <class Command>
Act act(std::string noun, std::string id, std::string summary, json::object answer = page::index_schema()) {
  return {std::move(noun),   Command::name, page::body_schema(schema_of<Command>(), {"dossier", "duty", "secret"}),
          std::move(answer), std::move(id), std::move(summary)};
}

std::vector<Act> acts() {
  std::vector<Act> all;
  all.push_back(act<AcceptDossier>("acceptances", "accept_dossier",
                                   "Accept it: slip 01 is numbered, the statutory clock starts",
                                   schema_of<Accepted>()));
  all.push_back(act<RequestSupplement>("supplements", "request_supplement",
                                       "Ask once, in writing, for all that is missing", schema_of<Slipped>()));
  all.push_back(act<PauseClock>("pauses", "pause_clock", "Pause the statutory clock on a legal ground"));
  all.push_back(act<ResumeClock>("resumptions", "resume_clock", "Let the paused clock go on"));
  all.push_back(act<ReappointDossier>("reappointments", "reappoint_dossier",
                                      "Apologise for being late and promise another day, once: slip 04",
                                      schema_of<Slipped>()));
  all.push_back(act<CorrectDossier>("corrections", "correct_dossier",
                                    "Correct an entry on a ground; the former value stays in the record"));
  all.push_back(act<RefuseDossier>("refusals", "refuse_dossier", "Refuse it at intake, with its ground and reason",
                                   schema_of<Slipped>()));
  all.push_back(act<NoteOnDossier>("notes", "note_on_dossier",
                                   "Say something to the colleagues who handle it; the applicant never sees it"));
  all.push_back(act<RetractNote>("note-retractions", "retract_note", "Take back a note of one's own, with the reason"));
  return all;
}

// The duty "return the result" of a dossier: the standing one, else the one that was done, whose refusal says by whom.
Expected<Handle> duty_to_return(Pipeline& pipeline, Handle dossier) {
  return pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Handle> {
    std::optional<Handle> found;
    for (auto const& row : duty::of_matter(sql, dossier)) {
      if (row.own_act == ReturnResult::name && (row.standing() || !found)) found = row.duty;
    }
    if (found) return *found;
    auto const phase = name_of(states.load<Dossier>(dossier).phase);
    return refuse(codes::no_result_yet, "code", {{"phase", std::string{phase}}});
  });
}

// What answers a filing may have happened before now, where the filing did: entered late on its ground.
bool answers_filing(std::string_view command) {
  return command == AcceptDossier::name || command == RequestSupplement::name || command == RefuseDossier::name;
}

json::object with_happened(json::object schema) {
  json::object const happened{{"type", "string"},
                              {"format", "date-time"},
                              {"description", "When it happened, of a dossier that was entered late; else it is now"}};
  schema["properties"].as_object()["happened"] = happened;
  return schema;
}

Expected<Reply> answer_call(Connections const& connections, Request const& request, std::string_view command,
                            Handle dossier) {
  auto body = request.body;
  std::optional<Instant> happened;
  if (auto* said = body.if_object(); said && said->contains("happened")) {
    auto const* text = said->at("happened").if_string();
    happened = text ? parse_instant(std::string_view{*text}) : std::nullopt;
    if (!happened || *happened > connections.pipeline.now()) {
      auto const given = text ? std::string{text->begin(), text->end()} : std::string{};
      return refuse(congvu::codes::field_not_instant, "happened", {{"given", given}});
    }
    said->erase("happened");
  }
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto const whole = page::completed_body(body, {{"dossier", hex(dossier)}});
  if (!whole) return std::unexpected<Refusal>(whole.error());
  auto const performed = connections.pipeline.perform(
      command, *whole, identity::actor_of(request.visitor),
      Given{*key, happened, happened ? std::optional(sha256(canonical(request.body))) : std::nullopt});
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return Reply::json(performed->answer, 201);
}

Expected<Reply> act_call(Connections const& connections, Request const& request, std::string_view command) {
  auto const handle = handle_of_code(connections.pipeline, request.part("code"));
  if (!handle) return std::unexpected<Refusal>(handle.error());
  if (answers_filing(command)) return answer_call(connections, request, command, *handle);
  return duty::perform_act(connections.pipeline, request, command, {{"dossier", hex(*handle)}},
                           identity::actor_of(request.visitor));
}

Expected<Reply> correct_call(Connections const& connections, Request const& request) {
  auto const handle = handle_of_code(connections.pipeline, request.part("code"));
  if (!handle) return std::unexpected<Refusal>(handle.error());
  Request correcting = request;
  auto const fits = connections.pipeline.read([&](record::Sql&, States const& states) -> Expected<void> {
    auto const dossier = existing(*handle, states);
    if (!dossier) return std::unexpected<Refusal>(dossier.error());
    auto const version = version_of(**dossier, states);
    if (!version) return std::unexpected<Refusal>(version.error());
    return connections.reader.correction(correcting.body, **dossier, **version);
  });
  if (!fits) return std::unexpected<Refusal>(fits.error());
  return act_call(connections, correcting, CorrectDossier::name);
}

Expected<Reply> return_call(Connections const& connections, Request const& request) {
  auto const handle = handle_of_code(connections.pipeline, request.part("code"));
  if (!handle) return std::unexpected<Refusal>(handle.error());
  auto const duty = duty_to_return(connections.pipeline, *handle);
  if (!duty) return std::unexpected<Refusal>(duty.error());
  return duty::perform_act(connections.pipeline, request, ReturnResult::name, {{"duty", hex(*duty)}},
                           identity::actor_of(request.visitor));
}

Expected<Reply> withdraw_call(Connections const& connections, Request const& request) {
  auto const handle = handle_of_code(connections.pipeline, request.part("code"));
  if (!handle) return std::unexpected<Refusal>(handle.error());
  auto const secret = secret_of(request);
  if (secret) {
    auto const may = page::may_guess(connections.wrong_secrets, request.address, request.now);
    if (!may) return std::unexpected<Refusal>(may.error());
  }
  json::object said{{"dossier", hex(*handle)}};
  if (secret) said["secret"] = *secret;
  auto reply = duty::perform_act(connections.pipeline, request, WithdrawDossier::name, said,
                                 acting(request, secret.has_value()));
  if (!reply) return std::unexpected<Refusal>(counted_if_wrong(reply.error(), request, connections));
  return reply;
}

page::Route route_of(Act act, page::Who who, page::Handler handler) {
  page::Operation operation;
  operation.id = std::move(act.id);
  operation.summary = std::move(act.summary);
  operation.request = std::move(act.schema);
  operation.reply = std::move(act.answer);
  operation.status = 201;
  operation.idempotent = true;
  return {Method::post, "/api/v1/dossiers/{code}/" + act.noun, std::move(who), std::move(handler),
          std::move(operation)};
}

}  // namespace

std::vector<page::Route> act_routes(Connections const& connections) {
  std::vector<page::Route> routes;
  for (auto& each : acts()) {
    if (answers_filing(each.command)) each.schema = with_happened(std::move(each.schema));
    auto const handler = [connections, command = each.command](Request const& request) {
      return command == CorrectDossier::name ? correct_call(connections, request)
                                             : act_call(connections, request, command);
    };
    routes.push_back(route_of(std::move(each), page::Who::signed_in(), handler));
  }
  routes.push_back(route_of(act<ReturnResult>("returns", "return_result", "Hand the result over to its receiver"),
                            page::Who::signed_in(),
                            [connections](Request const& request) { return return_call(connections, request); }));
  auto withdrawal = route_of(act<WithdrawDossier>("withdrawals", "withdraw_dossier", "The applicant withdraws it"),
                             page::Who::anyone(),
                             [connections](Request const& request) { return withdraw_call(connections, request); });
  withdrawal.operation->headers = {{"Congvu-Secret", "The 6 characters printed on the slip"}};
  routes.push_back(std::move(withdrawal));
  return routes;
}

duty::ActBook act_book() {
  return [](duty::Row const& row, States const& states) {
    std::vector<duty::OpenAct> open;
    auto const& dossier = states.load<Dossier>(row.matter);
    if (dossier.phase == Phase::none) return open;
    std::string const path = "/api/v1/dossiers/" + dossier.code + "/";
    auto const add = [&](std::string_view command, std::string_view act_asked, std::string const& noun,
                         json::object schema) {
      open.push_back({std::string{command}, path + noun,
                      page::body_schema(std::move(schema), {"dossier", "duty", "secret"}),
                      question_about(dossier, std::string{act_asked}, states)});
    };
    if (row.own_act == ReturnResult::name) {
      add(ReturnResult::name, "dossier.return_result", "returns", schema_of<ReturnResult>());
      return open;
    }
    auto const withdrawal = [&] {
      add(WithdrawDossier::name, "dossier.withdraw", "withdrawals", schema_of<WithdrawDossier>());
    };
    if (row.nature == name_of(duty::Nature::payment)) {
      add(ResumeClock::name, "dossier.resume", "resumptions", schema_of<ResumeClock>());
      withdrawal();
      return open;
    }
    if (row.nature == name_of(duty::Nature::supplement)) {
      add(GiveSupplement::name, "dossier.answer_supplement", "supplement-answers", supplement_schema());
      withdrawal();
      return open;
    }
    if (row.nature == name_of(duty::Nature::notice)) return open;
    bool const intake = row.nature == name_of(duty::Nature::intake);
    if (intake) {
      add(AcceptDossier::name, "dossier.accept", "acceptances", schema_of<AcceptDossier>());
      add(RefuseDossier::name, "dossier.refuse", "refusals", schema_of<RefuseDossier>());
    }
    if (dossier.supplements.empty() && !dossier.paused()) {
      add(RequestSupplement::name, "dossier.supplement", "supplements", schema_of<RequestSupplement>());
    }
    if (!intake && dossier.paused() && !dossier.waiting_supplement()) {
      add(ResumeClock::name, "dossier.resume", "resumptions", schema_of<ResumeClock>());
    } else if (!intake && !dossier.paused()) {
      add(PauseClock::name, "dossier.pause", "pauses", schema_of<PauseClock>());
    }
    if (!intake && !dossier.reappointment && !dossier.paused()) {
      add(ReappointDossier::name, "dossier.reappoint", "reappointments", schema_of<ReappointDossier>());
    }
    add(CorrectDossier::name, "dossier.correct", "corrections", schema_of<CorrectDossier>());
    withdrawal();
    return open;
  };
}

Expected<Handle> handle_of_code(Pipeline& pipeline, std::string_view code) {
  return pipeline.read([&](record::Sql& sql, States const&) -> Expected<Handle> {
    auto const row = by_code(sql, code);
    if (!row) return refuse(codes::unknown, "code");
    return row->handle;
  });
}

std::optional<std::string> secret_of(Request const& request) {
  auto const secret = request.header("congvu-secret");
  if (secret.empty()) return std::nullopt;
  return std::string{secret};
}

Refusal counted_if_wrong(Refusal refusal, Request const& request, Connections const& connections) {
  if (!(refusal.code == codes::secret_wrong) || request.header("congvu-secret").empty()) return refusal;
  return connections.wrong_secrets.wrong(request.part("code"), request.address, request.now, std::move(refusal));
}

Actor acting(Request const& request, bool with_secret) {
  Actor actor = identity::actor_of(request.visitor);
  if (with_secret && actor.nature == Actor::Nature::citizen) return {};
  return actor;
}

}  // namespace congvu::dossier
