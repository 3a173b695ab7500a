// One row of the screen on which a stack of numbered blanks is entered: the blank, the procedure by words or code, who
// applies, the time that was written on the paper, and, once the procedure is known, whatever else it asks. A row is
// saved by itself and says by itself what stands against it; what was typed in it stays until it is saved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/form.h"
#include "page/problem.h"
#include "work/dossier/blank_queries.h"
#include "work/dossier/counter_view_pages.h"

namespace congvu::dossier {

struct BlankRowTyped {
  std::string prefix;     // of the names of its fields: "r3."
  std::string blank;      // its code
  std::string procedure;  // as typed: "1.005092", "1.005092 Cấp bản sao …", some words of the name
  page::Fields fields;    // without the prefix
  bool opened = false;    // its procedure's own fields were on the page
  bool duplicates_seen = false;
  std::optional<CounterDesk> desk;  // once the procedure is known
  CounterEntry entry;
  std::vector<Refusal> faults;  // subjects with the prefix
  std::vector<Row> duplicates;
  bool empty() const;  // nothing was typed
};

// The rows as they were posted, in their order; at most `most`.
std::vector<BlankRowTyped> typed_rows(page::Fields const& posted, std::size_t most);
BlankRowTyped fresh_row(std::string const& blank, std::size_t place);

// Takes the row's fields into its entry. The first time that a procedure is known, its papers are ticked and its usual
// answers given; from then on what was posted holds.
void take_row(BlankRowTyped&, CounterDesk, Instant begun);

// A fault of the counter's form as a fault of this row.
void add_fault(BlankRowTyped&, Refusal);

// What a fault's field is called, with the blank before it.
page::Naming naming_of(std::vector<BlankRowTyped> const&, Speaking const&);

// For pages/blank_stack.html; `stored` is how the record knows the blank, once it is settled.
json::object row_view(BlankRowTyped const&, std::optional<BlankRow> const& stored, std::optional<LateRow> const& late,
                      Speaking const&);

}  // namespace congvu::dossier
