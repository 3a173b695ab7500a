// The few tables that the record itself needs in SQLite; views bring their own. Only these tables ever migrate, and
// only forward. Events can be inserted and read: the database itself refuses to change or delete one.
#pragma once

#include "base/refusal.h"
#include "record/journal/keys.h"
#include "record/store/sql.h"

namespace congvu::record {

// Lays the tables in a new database, or checks that they are of a version we know and under this wrapping key.
// Refusals: record.newer_schema, record.wrong_key.
Expected<void> lay_tables(Sql&, WrappingKey const&);
Expected<void> check_tables(Sql&, WrappingKey const&);

}  // namespace congvu::record
