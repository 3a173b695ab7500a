#include "agency/authority/authority_api.h"

#include <algorithm>
#include <charconv>

#include "agency/authority/commands.h"
#include "agency/authority/gate.h"
#include "agency/identity/room.h"
#include "page/act_body.h"
#include "page/listing.h"

namespace congvu::authority {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct AbleLine {
  std::string position;
  std::string title;
  std::optional<std::string> holder;
  std::string source;
  std::optional<std::string> on_behalf;
  std::string manner;
};
BOOST_DESCRIBE_STRUCT(AbleLine, (), (position, title, holder, source, on_behalf, manner))

struct WhoMayReply {
  std::string act;
  Date on{};
  std::vector<AbleLine> items;
};
BOOST_DESCRIBE_STRUCT(WhoMayReply, (), (act, on, items))

struct SubstitutionLine {
  std::uint64_t index = 0;
  Substitution substitution;
  std::optional<Date> ended;  // its last day, where it ended early
};
BOOST_DESCRIBE_STRUCT(SubstitutionLine, (), (index, substitution, ended))

struct SubstitutionList {
  std::vector<SubstitutionLine> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SubstitutionList, (), (items, next))

Expected<Reply> who_may_reply(Connections const& connections, Request const& request) {
  auto const asked = who_may_asked(request);
  if (!asked) return std::unexpected<Refusal>(asked.error());
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  auto const authority = connections.pipeline.standing<Authority>();
  WhoMayReply reply{asked->question.act, asked->day, {}};
  auto const supervisions = connections.pipeline.standing<Supervisions>();
  auto const all = within_bounds(who_may(asked->question, asked->day, *authority, *organisation), asked->question,
                                 asked->day, *supervisions, *organisation);
  for (auto const& able : all) {
    auto const& mandate = able.mandate;
    reply.items.push_back({able.position->code, organisation->full_title(*able.position, asked->day),
                           organisation->holder_name(able.position->code, asked->day), mandate.source,
                           mandate.on_behalf.empty() ? std::nullopt : std::optional{mandate.on_behalf},
                           mandate.manner});
  }
  return Reply::json(to_json(reply));
}

Expected<Reply> substitutions_reply(Connections const& connections, Request const& request) {
  auto const authority = connections.pipeline.standing<Authority>();
  json::array items;
  for (auto const& given : substitutions(*authority, local_date(request.now), request.asked("state") == "over")) {
    items.push_back(to_json(SubstitutionLine{given.index, given.what, given.ended}));
  }
  return Reply::json(page::listing(request, std::move(items), std::nullopt));
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

Expected<Reply> name_reply(Connections const& connections, Request const& request) {
  auto const substitution = from_json<Substitution>(request.body);
  if (!substitution) return std::unexpected<Refusal>(substitution.error());
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  NameSubstitute const command{agency_of(substitution->absent, *organisation), *substitution};
  return performed(connections, request, NameSubstitute::name, to_json(command));
}

Expected<Reply> end_reply(Connections const& connections, Request const& request) {
  std::uint64_t named = 0;
  auto const part = request.part("index");
  auto const read = std::from_chars(part.data(), part.data() + part.size(), named);
  if (read.ec != std::errc{} || read.ptr != part.data() + part.size()) {
    return refuse(codes::unknown_substitution, "index");
  }
  auto const body = page::completed_body(request.body, {{"named", named}});
  if (!body) return std::unexpected<Refusal>(body.error());
  return performed(connections, request, EndSubstitution::name, *body);
}

page::Route act_route(std::string pattern, std::string id, std::string summary, json::object body,
                      page::Handler handler) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.request = std::move(body);
  operation.reply = page::index_schema();
  operation.status = 201;
  operation.idempotent = true;
  return {Method::post, std::move(pattern), page::Who::signed_in(), std::move(handler), std::move(operation)};
}

}  // namespace

Expected<WhoMayAsked> who_may_asked(Request const& request) {
  WhoMayAsked asked{{.act = std::string{request.asked("act")},
                     .procedure = std::string{request.asked("procedure")},
                     .unit = std::string{request.asked("unit")}},
                    local_date(request.now)};
  if (auto const on = request.asked("on"); !on.empty()) {
    auto const day = parse_date(on);
    if (!day) return refuse(congvu::codes::field_not_date, "on", {{"given", std::string{on}}});
    asked.day = *day;
  }
  return asked;
}

std::string agency_of(std::string_view position, org::Organisation const& organisation) {
  auto const* known = organisation.last_known_position(position);
  auto const* unit = known ? organisation.last_known_unit(known->unit) : nullptr;
  return unit ? unit->agency : std::string{};
}

Date last_day(Granted<Substitution> const& given) {
  return given.ended ? std::min(*given.ended, given.what.to) : given.what.to;
}

std::vector<Granted<Substitution>> substitutions(Authority const& authority, Date day, bool also_over) {
  std::vector<Granted<Substitution>> found;
  for (auto const& given : authority.substitutions) {
    bool const over = last_day(given) < day || last_day(given) < given.what.from;
    if (also_over || !over) found.push_back(given);
  }
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.what.from < b.what.from; });
  return found;
}

std::vector<page::Route> api_routes(Connections const& connections) {
  page::Operation who_may;
  who_may.id = "who_may";
  who_may.summary = "Who may do an act on a day, and by which article or decision";
  who_may.reply = schema_of<WhoMayReply>();
  who_may.parameters = {{"act", "For example `dossier.sign`"},
                        {"procedure", "Code; any when absent"},
                        {"unit", "Whose work it is; any when absent"},
                        {"on", "Day; today when absent"}};
  page::Operation list;
  list.id = "substitutions";
  list.summary = "Who stands in for whom, today and on days to come";
  list.reply = page::listing_schema(schema_of<SubstitutionList>());
  list.parameters = {{"state", "`over`: also those that are over"}};
  return {
      {Method::get, "/api/v1/authority/answers", page::Who::staff(),
       [connections](Request const& request) { return who_may_reply(connections, request); }, std::move(who_may)},
      {Method::get, "/api/v1/substitutions", page::Who::staff(),
       [connections](Request const& request) { return substitutions_reply(connections, request); }, std::move(list)},
      act_route("/api/v1/substitutions", "name_substitute", "Name who stands in for a position while it is absent",
                schema_of<Substitution>(),
                [connections](Request const& request) { return name_reply(connections, request); }),
      act_route("/api/v1/substitutions/{index}/endings", "end_substitution",
                "The absent one is back: it ends with today, or never begins",
                page::body_schema(schema_of<EndSubstitution>(), {"named"}),
                [connections](Request const& request) { return end_reply(connections, request); }),
  };
}

}  // namespace congvu::authority
