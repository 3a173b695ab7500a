#include "record/store/writer.h"

#include <algorithm>
#include <iterator>

#include "record/limits.h"
#include "record/refusals.h"

namespace congvu::record {

Writer::Writer(std::unique_ptr<Sql> sql, WrappingKey const& wrapping, Randomness& randomness,
               std::function<void(std::string)> on_stop)
    : sql_(std::move(sql)),
      rows_(*sql_),
      journal_(rows_, wrapping, randomness),
      randomness_(randomness),
      on_stop_(std::move(on_stop)),
      thread_([this] { run(); }) {}

Writer::~Writer() {
  {
    std::lock_guard const lock(mutex_);
    ending_ = true;
  }
  something_to_do_.notify_one();
  thread_.join();
}

void Writer::submit(Work work, Done done) {
  auto no = [&]() -> std::optional<Refusal> {
    std::lock_guard const lock(mutex_);
    if (stopped_ || ending_) return Refusal(codes::stopped);
    if (waiting_.size() >= limits::waiting) return Refusal(codes::overloaded);
    waiting_.push_back({std::move(work), std::move(done)});
    return std::nullopt;
  }();
  if (no) return done(std::unexpected(std::move(*no)));
  something_to_do_.notify_one();
}

void Writer::between_transactions(std::function<void(Sql&)> errand) {
  std::unique_lock lock(mutex_);
  errand_done_.wait(lock, [&] { return !errand_ || stopped_; });
  if (stopped_) return;
  errand_ = std::move(errand);
  something_to_do_.notify_one();
  errand_done_.wait(lock, [&] { return !errand_ || stopped_; });
}

bool Writer::stopped() const {
  std::lock_guard const lock(mutex_);
  return stopped_;
}

void Writer::run() {
  for (Batch batch; wait_for(batch); batch = {}) {
    if (batch.errand) {
      try {
        batch.errand(*sql_);
      } catch (SqlFailure const& failure) {
        stop(failure.what());
      }
      std::lock_guard const lock(mutex_);
      errand_ = nullptr;
      errand_done_.notify_all();
    }
    if (!batch.acts.empty()) carry_out(batch.acts);
    if (folding_due_) fold_after_erasure();
    for (auto& act : batch.acts) act.done(std::move(act.outcome));
  }
}

// False when there is nothing left to do and nothing will come.
bool Writer::wait_for(Batch& batch) {
  std::unique_lock lock(mutex_);
  auto const something = [&] { return ending_ || errand_ || !waiting_.empty(); };
  if (folding_due_) {
    something_to_do_.wait_for(lock, limits::folding_again, something);
  } else {
    something_to_do_.wait(lock, something);
  }
  batch.errand = errand_;
  auto const end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), limits::batch));
  batch.acts.assign(std::move_iterator(waiting_.begin()), std::move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return batch.errand || !batch.acts.empty() || (folding_due_ && !ending_);
}

// One transaction. Either every act that was not refused is durable when this returns, or every act is refused.
void Writer::carry_out(std::vector<Act>& acts) {
  if (stopped()) {
    for (auto& act : acts) act.outcome = refuse(codes::stopped);
    return;
  }
  Transaction transaction(*sql_, journal_, randomness_);
  try {
    sql_->run("BEGIN IMMEDIATE");
    if (acts.size() == 1) {
      perform(acts.front(), transaction);
      sql_->run(acts.front().outcome ? "COMMIT" : "ROLLBACK");
    } else {
      for (auto& act : acts) carry_out(act, transaction);
      sql_->run("COMMIT");
    }
  } catch (SqlFailure const& failure) {
    return fail(acts, failure);
  }
  folding_due_ = folding_due_ || transaction.erased_;
}

// One act of several, under its savepoint: what it refuses or breaks off leaves no trace. One alone needs none, and is
// spared what a savepoint costs: a copy of each page that is changed, and a walk over those copies at each statement.
void Writer::carry_out(Act& act, Transaction& transaction) {
  sql_->run("SAVEPOINT act");
  perform(act, transaction);
  if (!act.outcome) sql_->run("ROLLBACK TO act");
  sql_->run("RELEASE act");
}

void Writer::perform(Act& act, Transaction& transaction) {
  try {
    act.outcome = act.work(transaction);
  } catch (SqlFailure const& failure) {
    // A wrong statement or a broken constraint is this act's own fault; anything else concerns the whole batch.
    bool const own = failure.reason == SqlFailure::Reason::constraint || failure.reason == SqlFailure::Reason::other;
    if (!own || !sql_->in_transaction()) throw;
    act.outcome = refuse(codes::failed, {}, {{"reason", failure.what()}});
  } catch (std::exception const& failure) {
    act.outcome = refuse(codes::failed, {}, {{"reason", failure.what()}});
  }
}

// The old octets of a destroyed key lie in the write-ahead log until it is folded into the file and cut to nothing.
// A reader may stand in the way; the writer does not wait for it, but tries again later.
void Writer::fold_after_erasure() {
  try {
    sql_->run("PRAGMA busy_timeout = 0");
    folding_due_ = sql_->one<std::int64_t>("PRAGMA wal_checkpoint(TRUNCATE)").value_or(1) != 0;
    sql_->script("PRAGMA busy_timeout = " + std::to_string(limits::busy_milliseconds));
  } catch (SqlFailure const& failure) {
    folding_due_ = false;
    stop(failure.what());
  }
}

// Nothing of the batch is acknowledged. A full disk or a lock may pass; any other failure may have left bytes of which
// nobody knows whether they are on the disk, and is never tried again.
void Writer::fail(std::vector<Act>& acts, SqlFailure const& failure) {
  using Reason = SqlFailure::Reason;
  bool passing = failure.reason == Reason::full || failure.reason == Reason::busy;
  try {
    if (sql_->in_transaction()) sql_->run("ROLLBACK");
  } catch (SqlFailure const&) {
    passing = false;
  }
  auto const code = !passing ? codes::stopped : failure.reason == Reason::full ? codes::full : codes::overloaded;
  for (auto& act : acts) act.outcome = refuse(code, {}, {{"reason", failure.what()}});
  if (!passing) stop(failure.what());
}

void Writer::stop(std::string const& why) {
  {
    std::lock_guard const lock(mutex_);
    if (std::exchange(stopped_, true)) return;
  }
  errand_done_.notify_all();
  if (on_stop_) on_stop_(why);
}

}  // namespace congvu::record
