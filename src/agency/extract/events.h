// What may happen to an extract. Public, immutable for ever; docs/formats/events.md lists them with their bytes.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/described.h"

namespace congvu::extract {

// Somebody took a list away as a file. The filter may name a person, and so is personal.
struct ExtractTaken {
  static constexpr std::string_view name = "extract.taken";
  std::string table;      // "register"
  std::string act;        // by which right it was read: "dossier.read"
  std::string format;     // "csv", "xlsx", "json"
  std::int64_t rows = 0;  // how many there were in it
  struct Personal {
    Text<2000> filter;  // as it was asked for: "phase=filed&q=Lan"
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(ExtractTaken::Personal, (), (filter))
BOOST_DESCRIBE_STRUCT(ExtractTaken, (), (table, act, format, rows, personal))

}  // namespace congvu::extract
