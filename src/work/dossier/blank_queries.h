// What may be asked of an agency's numbered blanks: which still lie on the counter, what became of the others; and
// which dossiers were entered late, on which ground. Both are counted, because both let a clock start before it was
// recorded. A blank printed before agencies had pads of their own is everyone's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "record/store/sql.h"

namespace congvu::dossier {

struct BlankRow {
  std::string code;
  std::string number;
  std::string state;
  Instant printed;
  std::optional<Instant> settled;
  std::optional<std::string> dossier, reason;
};

// Printed, and neither used nor voided, in the order of the pad; at most `limit`.
std::vector<BlankRow> open_blanks(record::Sql&, std::string_view agency, std::size_t limit);
// Those settled last, newest first.
std::vector<BlankRow> settled_blanks(record::Sql&, std::string_view agency, std::size_t limit);
std::optional<BlankRow> blank_of(record::Sql&, std::string_view code);
std::map<std::string, std::int64_t> blanks_by_state(record::Sql&, std::string_view agency);

struct LateRow {
  std::string code;
  std::string ground;
  std::optional<std::string> blank;
  Instant claimed;
  Instant recorded;
};
std::vector<LateRow> late_entries(record::Sql&, std::string_view agency, Instant from, std::size_t limit);
std::optional<LateRow> late_on_blank(record::Sql&, std::string_view blank);
std::map<std::string, std::int64_t> late_by_ground(record::Sql&, std::string_view agency, Instant from);

}  // namespace congvu::dossier
