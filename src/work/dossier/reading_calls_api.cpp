// Asking where a dossier stands: all of it for those who may read it or show its secret, state and due time for others.
#include "agency/casework/casework.h"
#include "agency/identity/room.h"
#include "page/guessing.h"
#include "page/listing.h"
#include "work/dossier/deciding.h"
#include "work/dossier/dossier_api.h"
#include "work/dossier/queries.h"
#include "work/dossier/reading_api.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct Story {
  std::vector<HistoryLine> items;
  std::optional<std::string> next;  // a dossier's history is given whole
};
BOOST_DESCRIBE_STRUCT(Story, (), (items, next))

// Whether the asker sees all of it; a secret that does not fit is refused.
Expected<bool> may_see(Dossier const& dossier, Connections const& connections, Request const& request,
                       States const& states) {
  if (auto const secret = secret_of(request)) {
    auto const may = page::may_guess(connections.wrong_secrets, request.address, request.now);
    if (!may) return std::unexpected<Refusal>(may.error());
    if (secret_matches(dossier, *secret)) return true;
    Refusal const wrong{codes::secret_wrong, "Congvu-Secret"};
    return std::unexpected<Refusal>(counted_if_wrong(wrong, request, connections));
  }
  if (!request.visitor) return false;
  auto const question = question_about(dossier, "dossier.read", states);
  return connections.gate.ask(identity::actor_of(request.visitor), question, request.now, states).has_value();
}

Expected<json::value> whole_of(Dossier const& dossier, Connections const& connections, Request const& request,
                               record::Sql& sql, States const& states) {
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected<Refusal>(version.error());
  auto const calendar = handling_calendar(dossier, states);
  auto const of_intake = calendar_of((*version)->facts().intake_unit, states);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  if (!of_intake) return std::unexpected<Refusal>(of_intake.error());
  Sight const sight{.version = **version,
                    .common = states.standing<procedure::CommonTerms>(),
                    .calendar = **calendar,
                    .of_intake = **of_intake,
                    .organisation = states.standing<org::Organisation>(),
                    .words = connections.words,
                    .language = request.language,
                    .now = request.now};
  auto shown = whole(dossier, duty::standing_of(sql, dossier.handle), sight);
  shown.notices = notices_shown(notice::of_matter(sql, dossier.handle), states.standing<notice::Matrix>());
  return to_json(shown);
}

Expected<Reply> dossier_call(Connections const& connections, Request const& request) {
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    auto const all = may_see(dossier, connections, request, states);
    if (!all) return std::unexpected<Refusal>(all.error());
    if (!*all) return page::counted(Reply::json(to_json(brief(dossier))), 0);  // nobody is named in it
    auto const shown = whole_of(dossier, connections, request, sql, states);
    if (!shown) return std::unexpected<Refusal>(shown.error());
    return Reply::json(*shown);
  });
}

// The streams in which a dossier's story lies: its own, its case's, its duties'.
Expected<std::vector<Handle>> streams_of(Connections const& connections, Request const& request) {
  return connections.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<std::vector<Handle>> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    auto const all = may_see(dossier, connections, request, states);
    if (!all) return std::unexpected<Refusal>(all.error());
    if (!*all && !request.visitor) return refuse(codes::secret_needed, "Congvu-Secret");
    if (!*all) {
      auto const question = question_about(dossier, "dossier.read", states);
      auto const asked = connections.gate.ask(identity::actor_of(request.visitor), question, request.now, states);
      if (!asked) return std::unexpected<Refusal>(asked.error());
    }
    std::vector<Handle> streams{dossier.handle, casework::case_of(dossier.handle)};
    for (auto const& duty : duty::of_matter(sql, dossier.handle)) streams.push_back(duty.duty);
    return streams;
  });
}

Expected<Reply> events_call(Connections const& connections, Request const& request) {
  auto const streams = streams_of(connections, request);
  if (!streams) return std::unexpected<Refusal>(streams.error());
  std::vector<Happened> events;
  for (auto const stream : *streams) {
    for (auto& event : connections.pipeline.history(stream)) events.push_back(std::move(event));
  }
  auto const organisation = connections.pipeline.standing<org::Organisation>();
  json::array items;
  for (auto const& line : history(events, *organisation, connections.words, request.language)) {
    items.push_back(to_json(line));
  }
  return Reply::json(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

json::object story_schema() {
  return page::listing_schema(schema_of<Story>());
}

page::Operation operation(std::string id, std::string summary, json::object reply) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.reply = std::move(reply);
  operation.headers = {{"Congvu-Secret", "The 6 characters printed on the slip, for those without an account"}};
  return operation;
}

}  // namespace

std::vector<page::Route> reading_routes(Connections const& connections) {
  // Arrays that are empty for a brief answer are absent in it, so both shapes are told.
  json::object const either{{"anyOf", json::array{schema_of<Whole>(), schema_of<Brief>()}}};
  return {
      {Method::get, "/api/v1/dossiers/{code}", page::Who::anyone(),
       [connections](Request const& request) { return dossier_call(connections, request); },
       operation("dossier", "Where a dossier stands; to those who may not read it, its state and due time", either)},
      {Method::get, "/api/v1/dossiers/{code}/events", page::Who::anyone(),
       [connections](Request const& request) { return events_call(connections, request); },
       operation("dossier_events", "Its history, each event with its index in the record", story_schema())},
  };
}

}  // namespace congvu::dossier
