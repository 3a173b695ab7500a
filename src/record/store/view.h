// A view is what the record looks like from one side: a table or two, filled by replaying events, never written by
// hand. It has no migrations: it carries the hash of its definition, and when that changes it is dropped and filled
// anew. The replay is the pipeline's; here is known which views are stale, and how to drop and lay their tables.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "record/store/sql.h"

namespace congvu::record {

struct View {
  std::string_view name;
  std::vector<std::string_view> ddl;  // CREATE TABLE, CREATE INDEX, CREATE VIRTUAL TABLE
  int definition_version = 1;         // raised when the projection changes though its tables do not
};

Digest definition_hash(View const&);

// The views that are not there, not finished, or of another definition; in the order given.
std::vector<std::string_view> stale_views(Sql&, std::span<View const>);

// The views that are there though nobody defines them any more.
std::vector<std::string> forgotten_views(Sql&, std::span<View const>);

// Drops whatever tables the view of that name had, also one whose definition is no longer known.
void drop_view(Sql&, std::string_view name);
// Lays the tables, empty. Until it is marked, the view counts as stale.
void create_view(Sql&, View const&);
// The view now shows every event of the record.
void mark_view(Sql&, View const&);

}  // namespace congvu::record
