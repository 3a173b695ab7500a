// The catalogue as open data: a table for spreadsheets and JSON, and JSON-LD in the terms of schema.org
// (GovernmentService) with those of CPSV-AP where schema.org has none. docs/formats/open-catalogue.md says what each
// column is. Pure; columns have stable names in every language.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "agency/procedure/procedure.h"

namespace congvu::procedure {

struct OpenColumn {
  std::string_view name;
  bool date = false;
};
std::vector<OpenColumn> const& open_columns();
// The values of a version in the order of the columns; dates as ISO.
std::vector<std::string> open_row(Version const&);

// `address_of` gives a path within this server: addresses are relative to the file's own.
json::object json_ld(std::vector<Version const*> const&, std::function<std::string(Version const&)> const& address_of);

}  // namespace congvu::procedure
