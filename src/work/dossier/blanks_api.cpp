// The calls of the numbered blanks: printing a pad, voiding what is left of it.
#include "work/dossier/blanks.h"

#include "agency/duty/room.h"
#include "agency/identity/room.h"
#include "page/act_body.h"
#include "work/dossier/dossier_api.h"

namespace congvu::dossier {

namespace {

using page::Request;

struct PrintedBlanks {
  std::vector<std::string> codes;
};
BOOST_DESCRIBE_STRUCT(PrintedBlanks, (), (codes))

page::Route route_of(Connections const& connections, std::string path, std::string_view command,
                     page::Operation operation) {
  operation.status = 201;
  operation.idempotent = true;
  return {page::Method::post, std::move(path), page::Who::may("dossier.keep_blanks"),
          [connections, command](Request const& request) {
            return duty::perform_act(connections.pipeline, request, command, {}, identity::actor_of(request.visitor));
          },
          std::move(operation)};
}

}  // namespace

std::vector<page::Route> blank_routes(Connections const& connections) {
  page::Operation printing;
  printing.id = "print_blanks";
  printing.summary = "Number a pad of blank receipts, for when the server is down";
  printing.request = schema_of<PrintBlanks>();
  printing.reply = schema_of<PrintedBlanks>();
  page::Operation voiding;
  voiding.id = "void_blanks";
  voiding.summary = "Account for blanks that were not used";
  voiding.request = schema_of<VoidBlanks>();
  voiding.reply = page::index_schema();
  return {route_of(connections, "/api/v1/blanks", PrintBlanks::name, std::move(printing)),
          route_of(connections, "/api/v1/blanks/voidings", VoidBlanks::name, std::move(voiding))};
}

}  // namespace congvu::dossier
