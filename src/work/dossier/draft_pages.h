// What somebody is filling in: every answer as it was typed, right or wrong, and the files sent so far. It is kept
// after each step, so that nothing is lost by a fault, a closed window or a slow day; from it the body of a filing is
// made, the same that the API takes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "page/form.h"
#include "page/route.h"
#include "work/dossier/citizen_pages.h"
#include "work/dossier/spoken_pages.h"

namespace congvu::dossier {

struct DraftFile {
  std::string component;
  std::string id;
  Text<255> name;
  std::string media_type;
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(DraftFile, (), (component, id, name, media_type, size))

struct Draft {
  Instant begun;
  Instant saved;
  json::object applicant, filer, receiver, answers;
  std::map<std::string, std::string> forms;  // in which form a paper is handed in, by component
  std::vector<DraftFile> files;
  std::optional<std::string> agency;  // of several that perform the procedure
};
BOOST_DESCRIBE_STRUCT(Draft, (), (begun, saved, applicant, filer, receiver, answers, forms, files, agency))

// The forms of the three parties, in one language.
struct PartyForms {
  page::Form applicant, filer, receiver;
};
// `kinds`: who may apply; with one kind alone nothing is asked.
PartyForms party_forms(Speaking const&, std::vector<procedure::ApplicantKind> const& kinds);

// Puts what was posted into the draft; the faults of what the parties typed, by field. The answers are checked when
// they are handed in.
std::vector<Refusal> take_fields(Draft&, page::Fields const& posted, PartyForms const&, page::Form const& answers);

// The body of POST /api/v1/dossiers. A paper that must be there and has no file yet is brought to the counter.
json::object body_of(Draft const&, procedure::Version const&);

// The fault of a body led to the page's field: "components[2].attachment" to "paper.identity".
Refusal at_field(Refusal, json::object const& body);

// One key for one filled-in form: sending it twice files it once.
std::string key_of(Draft const&, json::object const& body, page::Request const&);

// Answers that the form takes from the applicant and that nobody has given yet.
void prefill_answers(Draft&, procedure::Version const&);
// A fresh draft with what the procedure's form and the applicant's last dossier already say.
Draft fresh_draft(procedure::Version const&, json::object applicant, Instant now);

// Keeping.
std::optional<Draft> kept_draft(PageConnections const&, page::Request const&, std::string_view procedure);
void keep(PageConnections const&, page::Request const&, std::string_view procedure, Draft&);
void drop_draft(PageConnections const&, page::Request const&, std::string_view procedure);

}  // namespace congvu::dossier
