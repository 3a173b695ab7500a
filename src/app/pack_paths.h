// Most procedures of an agency run alike: a dossier is appraised and signed, a place is visited, a council meets, money
// is paid. Such a standard path is drawn once in the pack, with a form and documents of its own; a procedure names its
// path, adds what it alone asks for, and the limits of the drawn steps are stretched or shortened to its legal limit.
// What is published is whole: the record never needs to know that two procedures share a path.
// Pure. docs/formats/pack.md, "paths/KIND".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/facts.h"

namespace congvu::app {

// Those who perform procedures of one kind: the department itself, each commune, each district as long as there were.
struct PerformerGroup {
  std::string code;   // "commune"
  std::string level;  // of government
  std::string text;   // as the catalogue words it: "Ủy ban nhân dân cấp xã"
  std::optional<procedure::Mark> mark;
  std::vector<procedure::Performer> agencies;
};
BOOST_DESCRIBE_STRUCT(PerformerGroup, (), (code, level, text, mark, agencies))

// path.yaml. `facts` are fields of procedure.yaml that hold wherever the procedure says nothing else.
struct PathFile {
  std::string title;
  Limit drawn_for;  // the legal limit that the limits of the drawn steps are for
  json::object facts;
};
BOOST_DESCRIBE_STRUCT(PathFile, (), (title, drawn_for, facts))

struct StandardPath {
  std::string folder;  // "paths/appraisal"
  PathFile file;
  std::string bpmn;
  json::object form;
};

// procedure.yaml as one of its versions says it: what the version changes, what its path adds, and who performs it.
// A group that is not there is left for the reader of the facts to miss.
json::object facts_of_version(json::object const& procedure, json::object const& version, StandardPath const* path,
                              std::vector<PerformerGroup> const& groups);

// The form of a path with the procedure's own questions behind its own, under the title of its application.
json::object form_of_procedure(StandardPath const&, json::object const& questions, std::string_view title);

// The drawing with every congvu:limit in proportion to the legal limit: rounded down to a quarter of an hour, and never
// less than one. A limit in calendar days counts five working days a week.
std::string fitted(std::string bpmn, Limit drawn_for, Limit legal);

}  // namespace congvu::app
