// Finding things by the words people type: without tone marks, with the last word half written, by a part of a code or
// a number. Rooms put what may be found into the index in their projections, in the transaction of the event itself;
// whoever asks gets only what they may see, because the limits of their sight are part of the question to the index.
//
// What goes into the index is folded before (base/text.h): FTS5 folds no barred d and knows nothing of where a tone may
// stand. Answers come newest first and nothing is ever sorted, so that a common word costs no more in a large record
// than in a small one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/handle.h"
#include "record/store/sql.h"

namespace congvu::record {

// By what a thing is found.
struct Findable {
  using ByField = std::map<std::string, std::string, std::less<>>;
  ByField texts;                     // names and titles, as written
  ByField codes;                     // codes and numbers: found by any part of two characters or more
  std::vector<std::string> circles;  // in whose sight it lies, as the room calls them: "1.005092/2", "of 0a1b…"
};

// The tables of an index called `name`, for a view's definition; all their names begin with it.
std::string index_tables(std::string_view name);
// The thing is now found by this, and by nothing it was found by before. `place` orders things that are new: the later
// the higher; one that was there keeps its own.
void index(Sql&, std::string_view name, Handle thing, std::uint64_t place, Findable const&);
void unindex(Sql&, std::string_view name, Handle thing);
// What it was last indexed by.
std::optional<Findable> indexed(Sql&, std::string_view name, Handle thing);

// What lies in one of these circles and in one of those too.
struct Overlap {
  std::vector<std::string> circles;
  std::vector<std::string> others;
};

// What an asker may see: the whole, or what lies in one of these circles, or in one of these overlaps.
struct Sight {
  bool whole = false;
  std::vector<std::string> circles;
  std::vector<Overlap> overlaps = {};
};

// as_written: with the marks as typed. folded: found without regard to marks, and not as written. any: both.
enum class Marks { as_written, folded, any };

// Words typed, made ready to ask with. Empty when there is nothing to look for.
class Sought {
 public:
  explicit Sought(std::string_view typed);
  bool empty() const { return folded_.empty(); }
  // The question to FTS5; absent when nothing can answer it.
  std::optional<std::string> match(Marks, Sight const&) const;

 private:
  std::vector<std::string> marked_, folded_;
  bool complete_ = true;  // the last word is ended: it was typed with a space behind it
};

struct Found {
  Handle thing;
  std::uint64_t place = 0;
};

// At most `limit`, those of lower place than `before`, highest first.
std::vector<Found> search(Sql&, std::string_view name, Sought const&, Marks, Sight const&,
                          std::optional<std::uint64_t> before, std::size_t limit);
// How many there are, counted no further than `most`.
std::size_t count_found(Sql&, std::string_view name, Sought const&, Sight const&, std::size_t most);

}  // namespace congvu::record
