// The desk holds what lies there for now and is not yet, or never will be, part of the record: drafts, sessions, counts
// of wrong passwords. Losing its last moments in a power cut is no harm; it has no events and no proofs.
// Any thread may write or read; one at a time does.
#pragma once

#include <filesystem>
#include <mutex>
#include <type_traits>

#include "record/store/sql.h"

namespace congvu::record {

class Desk {
 public:
  // Opens or creates DIR/desk.sqlite. Throws SqlFailure.
  explicit Desk(std::filesystem::path const& directory);

  // All that `change(Sql&)` does, or nothing when it throws.
  template <class Change>
  auto write(Change&& change) {
    std::lock_guard const lock(mutex_);
    Whole whole(sql_);
    if constexpr (std::is_void_v<decltype(change(sql_))>) {
      change(sql_);
      whole.keep();
    } else {
      auto result = change(sql_);
      whole.keep();
      return result;
    }
  }
  template <class Ask>
  auto read(Ask&& ask) {
    std::lock_guard const lock(mutex_);
    return ask(sql_);
  }

 private:
  // A transaction that is undone unless kept.
  class Whole {
   public:
    explicit Whole(Sql& sql) : sql_(sql) { sql_.run("BEGIN IMMEDIATE"); }
    ~Whole();
    void keep();

   private:
    Sql& sql_;
    bool kept_ = false;
  };

  std::mutex mutex_;
  Sql sql_;
};

}  // namespace congvu::record
