// The form of each act that is open on a dossier's page: what it asks, with what it is filled already, and how what
// was typed becomes the command's body. The fields are those of the command; the closed lists (grounds, outcomes, to
// whom) are the pack's and the organisation's, so nobody has to know a code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/duty/queries.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "page/form.h"
#include "work/dossier/dossier.h"
#include "work/dossier/spoken_pages.h"

namespace congvu::dossier {

// What the forms are made from.
struct ActSight {
  Dossier const& dossier;
  procedure::Version const& version;
  procedure::CommonTerms const& common;
  org::Organisation const& organisation;
  page::Form const& answers;  // of the procedure
  Speaking const& speaking;
  Date day;
  Instant now;
};

struct ActForm {
  std::string noun;    // as in the page's address: "supplement"
  std::string prefix;  // of its fields' names; no two forms of a page have the same
  bool leads = false;  // what the duty asks for, before what one may do besides
  page::Form form;
  json::object answer;
};

// "completion" for "duty.complete"; empty for a command that has no form here. And back.
std::string_view noun_of(std::string_view command);
std::string_view command_of(std::string_view noun);
// All of them, what moves a dossier forward first.
std::vector<std::string_view> all_nouns();
// Whether the act is on a duty rather than on the dossier.
bool is_on_duty(std::string_view noun);

// Whether somebody is there to whom the act could go: a duty that only its holder may do is not handed over.
bool has_takers(std::string_view noun, duty::Row const& row, ActSight const&);

std::string prefix_of(std::string_view noun, std::optional<Handle> duty);

// `row` is the duty that it serves, or would end.
ActForm act_form(std::string_view noun, duty::Row const& row, ActSight const&);

// The body of the command, the fields that the address says left out. Refused where what was typed cannot be read as
// what the procedure's form asks.
Expected<json::object> act_body(std::string_view noun, json::object answer, ActSight const&);

}  // namespace congvu::dossier
