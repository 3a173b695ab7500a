// The outbox: what must leave the house because of an act, after the act is durable. What is owed lies in the record,
// put there by the act that causes it; here it is carried out one after another, away from the writer, and what became
// of it is recorded by a command of its own. Whatever stops the program between, an errand is never lost: at the worst
// it is carried out twice, and whoever receives it can see that it is the same.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "pipeline/pipeline.h"

namespace congvu {

// Carries it out and says what is to be recorded of it; nothing when it was given up because of the stop.
using Errand = std::function<std::optional<AnyCommand>(std::stop_token)>;
// The errands that are due, longest due first.
using ErrandSource =
    std::function<std::vector<Errand>(record::Sql&, States const&, Registry const&, Instant now, std::size_t limit)>;

class Outbox {
 public:
  Outbox(Pipeline& pipeline, std::vector<ErrandSource> sources);
  ~Outbox();
  Outbox(Outbox const&) = delete;
  Outbox& operator=(Outbox const&) = delete;

  // Carries out what is due now, on the caller's thread; how many.
  std::size_t carry_out_due(std::stop_token stop = {});
  // Does so about once a second, until this goes.
  void run();

 private:
  bool record(AnyCommand const&);

  Pipeline& pipeline_;
  std::vector<ErrandSource> sources_;
  std::optional<AnyCommand> unrecorded_;  // carried out, and the record could not take it: before anything else
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;
};

}  // namespace congvu
