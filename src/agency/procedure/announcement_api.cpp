// /api/v1/announcements: decisions that change the catalogue, what each would do, and the acts on them.
#include "agency/identity/room.h"
#include "agency/procedure/announcement_telling_pages.h"
#include "agency/procedure/commands.h"
#include "page/act_body.h"
#include "page/listing.h"

namespace congvu::procedure {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct StandingReply {
  std::string id;
  Progress progress = Progress::prepared;
  int revision = 0;
  bool in_force = false;
  Announcement decision;
};
BOOST_DESCRIBE_STRUCT(StandingReply, (), (id, progress, revision, in_force, decision))

struct StandingList {
  std::vector<StandingReply> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(StandingList, (), (items, next))

struct RunningLine {
  int version = 1;
  std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(RunningLine, (), (version, cases))

struct EffectLine {
  std::string code;
  LineAction action = LineAction::amended;
  std::vector<RunningLine> stays;  // running cases, which stay on their version
};
BOOST_DESCRIBE_STRUCT(EffectLine, (), (code, action, stays))

struct WholeReply : StandingReply {
  std::vector<EffectLine> effects;
};
BOOST_DESCRIBE_STRUCT(WholeReply, (StandingReply), (effects))

StandingReply reply_of(StandingAnnouncement const& standing, Date today) {
  return {standing.id, standing.progress, standing.revision, standing.in_force(today), standing.decision};
}

Expected<Reply> performed(Connections const& connections, Request const& request, std::string_view command,
                          json::value const& body) {
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto const done =
      connections.pipeline.perform(command, body, identity::actor_of(request.visitor), Given{*key, {}, {}});
  if (!done) return std::unexpected<Refusal>(done.error());
  return Reply::json(done->answer, 201);
}

template <class Command>
page::Route act_route(Connections const& connections, std::string noun, std::string id, std::string summary) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.request = page::body_schema(schema_of<Command>(), {"id"});
  operation.reply = page::index_schema();
  operation.status = 201;
  operation.idempotent = true;
  auto const handler = [connections](Request const& request) -> Expected<Reply> {
    auto const body = page::completed_body(request.body, {{"id", request.part("id")}});
    if (!body) return std::unexpected<Refusal>(body.error());
    return performed(connections, request, Command::name, *body);
  };
  return {Method::post, "/api/v1/announcements/{id}/" + noun, page::Who::staff(), handler, std::move(operation)};
}

Expected<Reply> list_reply(Connections const& connections, Request const& request) {
  auto const catalogue = connections.catalogue();
  json::array items;
  for (auto const& [id, standing] : catalogue->announcements) {
    if (request.asked("state") == "in_force" && !standing->in_force(local_date(request.now))) continue;
    if (sees(request, *standing)) items.push_back(to_json(reply_of(*standing, local_date(request.now))));
  }
  return Reply::json(page::listing(request, std::move(items), std::nullopt));
}

Expected<Reply> one_reply(Connections const& connections, Request const& request) {
  auto const catalogue = connections.catalogue();
  auto const standing = announcement_asked(*catalogue, request);
  if (!standing) return std::unexpected<Refusal>(standing.error());
  WholeReply whole;
  static_cast<StandingReply&>(whole) = reply_of(**standing, local_date(request.now));
  for (auto const& line : whole.decision.lines) {
    EffectLine effect{line.code, line.action, {}};
    for (auto const& running : connections.running(line.code)) {
      effect.stays.push_back({running.version, running.cases});
    }
    whole.effects.push_back(std::move(effect));
  }
  return Reply::json(to_json(whole));
}

}  // namespace

std::vector<page::Route> announcement_api_routes(Connections const& connections) {
  page::Operation list;
  list.id = "list_announcements";
  list.summary = "Decisions that announced procedures; staff also see those being prepared";
  list.reply = page::listing_schema(schema_of<StandingList>());
  list.parameters = {{"state", "in_force: only those in force today"}};
  page::Operation one;
  one.id = "get_announcement";
  one.summary = "One decision, and how many running cases stay on which version";
  one.reply = schema_of<WholeReply>();
  page::Operation prepare;
  prepare.id = "prepare_announcement";
  prepare.summary = "Prepare a decision, or prepare one anew that is not approved yet";
  prepare.request = schema_of<Announcement>();
  prepare.reply = page::index_schema();
  prepare.status = 201;
  prepare.idempotent = true;
  return {{Method::get, "/api/v1/announcements", page::Who::anyone(),
           [connections](Request const& request) { return list_reply(connections, request); }, std::move(list)},
          {Method::get, "/api/v1/announcements/{id}", page::Who::anyone(),
           [connections](Request const& request) { return one_reply(connections, request); }, std::move(one)},
          {Method::post, "/api/v1/announcements", page::Who::staff(),
           [connections](Request const& request) {
             return performed(connections, request, PrepareAnnouncement::name,
                              json::object{{"announcement", request.body}});
           },
           std::move(prepare)},
          act_route<ApproveAnnouncement>(connections, "approvals", "approve_announcement",
                                         "Approve what another person prepared"),
          act_route<ReturnAnnouncement>(connections, "returns", "return_announcement",
                                        "Send it back to whoever prepared it"),
          act_route<WithdrawAnnouncement>(connections, "withdrawals", "withdraw_announcement",
                                          "Take it back before its day")};
}

}  // namespace congvu::procedure
