// What may be asked of the read log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/handle.h"
#include "base/instant.h"
#include "pipeline/act.h"
#include "record/store/sql.h"

namespace congvu::reading {

struct Row {
  std::int64_t index = 0;  // in the record
  Instant at;
  Handle person;  // zeros once erased
  std::string position;
  std::string reader_unit;
  std::string code;                     // of the dossier; empty for a list
  std::string list;                     // empty for a dossier
  std::string asked_by;                 // of a list: "phase,q"
  std::optional<std::int64_t> entries;  // of a list
  std::string page;
  std::string act;
  std::string ground;
};

struct Filter {
  std::optional<std::string> code;
  std::optional<std::string> position;
  std::optional<std::string> unit;                    // the reader's
  std::optional<std::vector<std::string>> positions;  // any of these
  std::optional<Instant> from, to;                    // `to` left out
  std::optional<std::int64_t> before;                 // index in the record
  std::size_t limit = 50;
};

// The right by which the log is read.
inline constexpr std::string_view read_act = "journal.read";

// Newest first, of those readings that the Gate lets the actor know of.
std::vector<Row> readings(record::Sql&, Filter const&, Actor const&, Instant now, States const&);
// Who looked at one dossier, newest first: for the person whose it is, who has proved that to the room.
std::vector<Row> readings_of_dossier(record::Sql&, Handle dossier, std::size_t limit);

}  // namespace congvu::reading
