// Duties as other programs see them: the worklist with, for each duty, the acts that are open to the asker, and the
// acts themselves. A subject whose duty is ended by an act of its own (a dossier is accepted, its result handed over)
// tells through its act book which calls those are, so that nobody has to know more than what the worklist says.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/duty/queries.h"
#include "page/route.h"
#include "pipeline/pipeline.h"

namespace congvu::duty {

// One call that would serve a duty: POST to `path` with a body of `schema`. `question` is what the Gate is asked.
struct OpenAct {
  std::string name;  // the command's: "dossier.accept"
  std::string path;
  json::object schema;
  Question question;
};

// A subject's acts on a duty of its matters, whether or not the asker may do them; none for the duties of others.
using ActBook = std::function<std::vector<OpenAct>(Row const&, States const&)>;

// What the routes of this room need of the program around them; held for as long as the routes are served.
struct Connections {
  Pipeline& pipeline;
  Gate const& gate;
  std::vector<ActBook> books;
};

// The acts that would serve a duty as it stands now, whoever may do them: this room's own, then those of the books.
std::vector<OpenAct> possible_acts(Row const&, Connections const&, Instant now, States const&);
// Those of them that the actor may do.
std::vector<OpenAct> open_acts(Row const&, Connections const&, Actor const&, Instant now, States const&);

// Performs what was asked in a request's body, with the fields that its path says; 201 and the command's answer.
Expected<page::Reply> perform_act(Pipeline&, page::Request const&, std::string_view command, json::object const& said,
                                  Actor const&);

std::vector<page::Route> api_routes(Connections const&);

}  // namespace congvu::duty
