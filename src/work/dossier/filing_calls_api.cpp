// Handing in: a dossier, a file for it, and what was missing.
#include "agency/identity/room.h"
#include "base/crypto.h"
#include "page/act_body.h"
#include "page/guessing.h"
#include "work/dossier/deciding.h"
#include "work/dossier/dossier_api.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

struct FilingAnswer {
  std::string code;
  std::string secret;
  Instant intake_due;
  std::int64_t index = 0;
  Text<2000> promise;
};
BOOST_DESCRIBE_STRUCT(FilingAnswer, (), (code, secret, intake_due, index, promise))

struct FileTaken {
  std::string id;
  Text<255> name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(FileTaken, (), (id, name, media_type, size, sha256))

// Performs it, and lets go of the files that nothing came of.
template <class Command>
Expected<Performed> perform(Pipeline& pipeline, FilingReader const& reader, Prepared<Command> prepared,
                            Actor const& actor, Given const& given) {
  auto performed = pipeline.perform(std::move(prepared.command), actor, given);
  if (!performed || performed->repeated) {
    for (auto const& id : prepared.kept) reader.attachments().forget(id);
  }
  return performed;
}

// A repetition is told by what was sent: its files get other names each time they are kept.
Given given_by(json::value const& body, std::string key) {
  return {std::move(key), {}, sha256(canonical(body))};
}

Expected<Reply> file_call(Connections const& connections, Request const& request) {
  if (!request.visitor) {
    if (auto admitted = connections.filings.admit(request.address, request.now); !admitted) {
      return std::unexpected<Refusal>(admitted.error());
    }
  }
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto answer = file(connections.pipeline, connections.reader, request.body, identity::actor_of(request.visitor),
                     Given{*key, {}, {}});
  if (!answer) return std::unexpected<Refusal>(answer.error());
  return Reply::json(*answer, 201);
}

Expected<Reply> attachment_call(Connections const& connections, Request const& request) {
  if (request.uploads.size() != 1) return refuse(codes::one_file, "file");
  auto const kept = connections.reader.attachments().take(request.uploads.front());
  if (!kept) return std::unexpected<Refusal>(kept.error());
  return Reply::json(to_json(FileTaken{kept->blob, kept->name, kept->media_type, kept->size, kept->sha256}), 201);
}

Expected<Prepared<GiveSupplement>> brought(Connections const& connections, Request const& request, Handle handle) {
  return connections.pipeline.read([&](record::Sql&, States const& states) -> Expected<Prepared<GiveSupplement>> {
    auto const dossier = existing(handle, states);
    if (!dossier) return std::unexpected<Refusal>(dossier.error());
    auto const version = version_of(**dossier, states);
    if (!version) return std::unexpected<Refusal>(version.error());
    return connections.reader.supplement(request.body, **dossier, **version);
  });
}

Expected<Reply> supplement_call(Connections const& connections, Request const& request) {
  auto const handle = handle_of_code(connections.pipeline, request.part("code"));
  if (!handle) return std::unexpected<Refusal>(handle.error());
  auto const secret = secret_of(request);
  if (secret) {
    auto const may = page::may_guess(connections.wrong_secrets, request.address, request.now);
    if (!may) return std::unexpected<Refusal>(may.error());
  }
  auto const key = page::idempotency_key(request);
  if (!key) return std::unexpected<Refusal>(key.error());
  auto prepared = brought(connections, request, *handle);
  if (!prepared) return std::unexpected<Refusal>(prepared.error());
  prepared->command.secret = secret;
  auto const performed = perform(connections.pipeline, connections.reader, std::move(*prepared),
                                 acting(request, secret.has_value()), given_by(request.body, *key));
  if (!performed) return std::unexpected<Refusal>(counted_if_wrong(performed.error(), request, connections));
  return Reply::json(performed->answer, 201);
}

page::Operation operation(std::string id, std::string summary, json::object request, json::object reply) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.request = std::move(request);
  operation.reply = std::move(reply);
  operation.status = 201;
  return operation;
}

}  // namespace

Expected<json::object> file(Pipeline& pipeline, FilingReader const& reader, json::value const& body, Actor const& actor,
                            Given given) {
  auto const day = local_date(given.claimed.value_or(pipeline.now()));
  auto prepared = reader.filing(body, *pipeline.standing<procedure::Catalogue>(), day);
  if (!prepared) return std::unexpected<Refusal>(prepared.error());
  given.asked = sha256(canonical(body));
  if (prepared->claimed) given.claimed = prepared->claimed;
  auto const performed = perform(pipeline, reader, std::move(*prepared), actor, given);
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return performed->answer;
}

std::vector<page::Route> filing_routes(Connections const& connections) {
  auto filing =
      operation("file_dossier", "Hand in a dossier; no account needed", filing_schema(), schema_of<FilingAnswer>());
  filing.idempotent = true;
  auto attachment = operation("send_attachment", "Send one file, in the field `file`; its id is named in a filing", {},
                              schema_of<FileTaken>());
  auto supplement = operation("bring_supplement", "Bring what was asked for; only what is new", supplement_schema(),
                              page::index_schema());
  supplement.idempotent = true;
  supplement.headers = {{"Congvu-Secret", "The 6 characters printed on the slip, for those without an account"}};
  auto const file_handler = [connections](Request const& request) { return file_call(connections, request); };
  auto const attachment_handler = [connections](Request const& request) {
    return attachment_call(connections, request);
  };
  auto const supplement_handler = [connections](Request const& request) {
    return supplement_call(connections, request);
  };
  return {
      {Method::post, "/api/v1/dossiers", page::Who::anyone(), file_handler, std::move(filing)},
      {Method::post, "/api/v1/attachments", page::Who::anyone(), attachment_handler, std::move(attachment), true},
      {Method::post, "/api/v1/dossiers/{code}/supplement-answers", page::Who::anyone(), supplement_handler,
       std::move(supplement)},
  };
}

}  // namespace congvu::dossier
