// Laying a record: a pack is taken into it, in a place beside the one where the record will lie, and the whole is moved
// there at the end. What was interrupted is begun anew, and never served half.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/pack_load.h"
#include "app/program.h"

namespace congvu::app {

inline constexpr char const* record_name = "record.sqlite";

bool holds_record(std::filesystem::path const& data);

// The pack as this record takes it: the agency by its own name where the record has one, and, unless it is a sample,
// without the people who are marked as invented.
Pack taken_by(origin::Origin const&, Pack);

// As far as it differs from what the record holds.
PackLoaded load(Program&, PackReading const&);
// The files that would record something new.
std::vector<std::string> differing(Program&, PackReading const&);

// Everything of a record that has been laid in `from`, to its place. The database comes last: where it is, all is.
void move_in(std::filesystem::path const& from, std::filesystem::path const& to);

}  // namespace congvu::app
