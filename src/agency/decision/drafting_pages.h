// A table while its owner works on it: what was typed into the form, read as far as it can be. The page says of it what
// is wrong and in which row, what differs from the version in force, and what it would have changed for dossiers that
// are decided. Nothing of it is kept before it is handed in for approval.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/decision/table_pages.h"

namespace congvu::decision {

// As it stands in the form; every field as it was typed.
struct Draft {
  std::string code, title, use, decision, procedures, from, number, date, basis, mark, model;
};

// The version that the owner begins with; an empty table where there is none.
Draft draft_of(Version const&);
Draft fresh_draft();
// What was posted: the model with the cells that were typed beside it.
Draft draft_of(page::Request const&);

// The draft's model, read and compiled once a request; or what hinders its use.
using Compiled = Expected<std::shared_ptr<Model const>>;

// The command's body. Texts of law are one a line: "23/2015/NĐ-CP | title | mark".
json::object body_of(Draft const&);
// A version that answers as the draft says; nothing while its model cannot be used.
std::optional<Version> trial_version(Draft const&, Compiled const&);

// {any, problems: [{text, grave}]}
json::object problems_view(Draft const&, Compiled const&, Speaking const&);
// What the draft says otherwise than the version in force: {any, rows: [{kind, row, cells}], …}; null without one.
json::value changes_view(Expected<dmn::Model> const&, Version const* in_force, Speaking const&);
// {asked, whole, any, others: [{matter, url, before, after}]}
json::object effect_view(Effect const&, Speaking const&);
// The cells of the asked table as fields: {any, head: […], rows: [{number, cells: [{name, value, label}]}]}
json::object cells_view(Draft const&, Expected<dmn::Model> const&, Speaking const&);

}  // namespace congvu::decision
