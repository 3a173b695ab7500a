// What is kept of a reading. Public, immutable for ever; docs/formats/events.md lists them with their bytes.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/handle.h"
#include "base/instant.h"

namespace congvu::reading {

// Somebody in office looked at the personal data of one dossier; said once an hour, however often they looked.
struct DossierRead {
  static constexpr std::string_view name = "reading.dossier_read";
  Handle dossier;
  std::string code;
  std::string procedure;
  std::string unit;         // whose work the dossier is
  Date filed{};             // the day on which it came in
  std::string page;         // the first they opened: "/dossiers/{code}"
  std::string act;          // by which right: "dossier.read"
  std::string ground;       // as the authority words it; empty where the right needs none
  std::string position;     // from which they looked
  std::string reader_unit;  // that position's unit on the day
  struct Personal {
    Handle account;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DossierRead::Personal, (), (account))
BOOST_DESCRIBE_STRUCT(DossierRead, (),
                      (dossier, code, procedure, unit, filed, page, act, ground, position, reader_unit, personal))

// Somebody in office looked at a list that shows the personal data of many. What they looked for may name a person, and
// so is personal; by which fields they looked is open.
struct ListRead {
  static constexpr std::string_view name = "reading.list_read";
  std::string list;                     // "register", "search"
  std::string page;                     // "/dossiers"
  std::vector<std::string> asked_by;    // names of the fields of the question: "phase", "q"
  std::optional<std::int64_t> entries;  // how many were shown; absent where the page cannot say
  std::string act;
  std::string ground;
  std::string position;
  std::string reader_unit;
  struct Personal {
    Handle account;
    Text<2000> query;  // as it was asked for: "phase=filed&q=Lan"
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(ListRead::Personal, (), (account, query))
BOOST_DESCRIBE_STRUCT(ListRead, (), (list, page, asked_by, entries, act, ground, position, reader_unit, personal))

}  // namespace congvu::reading
