// What may be asked of the read log: that a reading be noted.
#pragma once

#include <boost/describe.hpp>

#include "agency/reading/events.h"

namespace congvu::reading {

// `act` is the right by which it is read. Within the hour the same account's second reading of it changes nothing.
struct NoteDossierRead {
  static constexpr std::string_view name = "reading.note_dossier";
  Handle dossier;
  std::string code;
  std::string procedure;
  std::string unit;
  Date filed{};
  std::string page;
  std::string act;
  std::string reader_unit;
};
BOOST_DESCRIBE_STRUCT(NoteDossierRead, (), (dossier, code, procedure, unit, filed, page, act, reader_unit))

// The same question to the same list within the hour changes nothing.
struct NoteListRead {
  static constexpr std::string_view name = "reading.note_list";
  std::string list;
  std::string page;
  std::vector<std::string> asked_by;
  std::optional<std::int64_t> entries;
  Text<2000> query;
  std::string act;
  std::string reader_unit;
};
BOOST_DESCRIBE_STRUCT(NoteListRead, (), (list, page, asked_by, entries, query, act, reader_unit))

}  // namespace congvu::reading
