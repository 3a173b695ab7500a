// The calls about dossiers: handing in, asking where it stands, and every act on it as a noun under its code. A person
// without an account acts on a dossier with the secret of its slip; only wrong secrets count against whoever tries.
#pragma once

#include <string>
#include <vector>

#include "agency/duty/room.h"
#include "page/route.h"
#include "page/throttle.h"
#include "page/words.h"
#include "pipeline/pipeline.h"
#include "work/dossier/filing_api.h"

namespace congvu::dossier {

// What the routes of this room need of the program around them; held for as long as the routes are served.
struct Connections {
  Pipeline& pipeline;
  Gate const& gate;
  page::Words const& words;
  FilingReader const& reader;
  page::WrongSecrets& wrong_secrets;  // by code and by address
  page::Throttle& filings;            // by address, of those without an account
};

// Files what a body says, as the actor; the answer of FileDossier. Files kept for it are forgotten when nothing comes
// of it. A key makes a repetition give the same answer; another body under it is refused.
Expected<json::object> file(Pipeline&, FilingReader const&, json::value const& body, Actor const&, Given);

// The calls that serve a duty about a dossier, for the worklist.
duty::ActBook act_book();

std::vector<page::Route> filing_routes(Connections const&);   // dossiers, attachments, supplement answers
std::vector<page::Route> reading_routes(Connections const&);  // a dossier, its history
std::vector<page::Route> act_routes(Connections const&);      // what is done to it

// What the calls share.
// The dossier's handle; refused with codes::unknown.
Expected<Handle> handle_of_code(Pipeline&, std::string_view code);
// The secret a request carries, or nothing.
std::optional<std::string> secret_of(page::Request const&);
// What is answered: where the secret was wrong it is counted, and page.too_many said once too many were.
Refusal counted_if_wrong(Refusal, page::Request const&, Connections const&);
// A citizen who shows a secret acts by it, not by their account: the matter may have been filed without one.
Actor acting(page::Request const&, bool with_secret);

}  // namespace congvu::dossier
