// The one thread that writes. Acts wait here; it takes all that wait into one transaction, each under a savepoint, and
// answers them after the commit. What it cannot make durable it refuses; when the disk itself fails it stops for good.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "record/journal/journal.h"
#include "record/store/sqlite_rows.h"
#include "record/store/store.h"

namespace congvu::record {

class Writer {
 public:
  // Takes over a connection on which the tables are laid.
  Writer(std::unique_ptr<Sql> sql, WrappingKey const& wrapping, Randomness& randomness,
         std::function<void(std::string)> on_stop);
  ~Writer();  // what waits is still carried out

  void submit(Work work, Done done);
  // Runs between two transactions and waits for it. For what SQLite does not do inside one.
  void between_transactions(std::function<void(Sql&)> errand);
  bool stopped() const;

 private:
  struct Act {
    Work work;
    Done done;
    Expected<void> outcome = {};
  };
  struct Batch {
    std::vector<Act> acts;
    std::function<void(Sql&)> errand;
  };

  void run();
  bool wait_for(Batch& batch);
  void carry_out(std::vector<Act>& acts);
  void carry_out(Act& act, Transaction& transaction);
  void perform(Act& act, Transaction& transaction);
  void fold_after_erasure();
  void fail(std::vector<Act>& acts, SqlFailure const& failure);
  void stop(std::string const& why);

  std::unique_ptr<Sql> sql_;
  SqliteRows rows_;
  Journal journal_;
  Randomness& randomness_;
  std::function<void(std::string)> on_stop_;
  bool folding_due_ = false;

  std::mutex mutable mutex_;
  std::condition_variable something_to_do_;
  std::condition_variable errand_done_;
  std::vector<Act> waiting_;
  std::function<void(Sql&)> errand_;
  bool ending_ = false;
  bool stopped_ = false;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace congvu::record
