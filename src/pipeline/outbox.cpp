#include "pipeline/outbox.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "pipeline/limits.h"

namespace congvu {

Outbox::Outbox(Pipeline& pipeline, std::vector<ErrandSource> sources)
    : pipeline_(pipeline), sources_(std::move(sources)) {}

Outbox::~Outbox() {
  thread_.request_stop();
  woken_.notify_all();
}

// A full disk takes nothing now and will later; any other refusal is for good, and keeping it would stop the outbox.
bool Outbox::record(AnyCommand const& command) {
  unrecorded_ = command;
  Actor const system{.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
  auto const recorded = pipeline_.perform(command, system);
  if (recorded) {
    unrecorded_.reset();
    return true;
  }
  spdlog::error("outbox: {}", plain(recorded.error()));
  auto const kind = recorded.error().code.kind;
  if (kind != Kind::full && kind != Kind::unavailable) unrecorded_.reset();
  return false;
}

std::size_t Outbox::carry_out_due(std::stop_token stop) {
  if (unrecorded_) {
    auto const before = *unrecorded_;
    if (!record(before)) return 0;
  }
  std::size_t done = 0;
  for (auto const& source : sources_) {
    auto const due = pipeline_.read([&](record::Sql& sql, States const& states) {
      return source(sql, states, pipeline_.registry(), pipeline_.now(), limits::errands_at_once);
    });
    for (auto const& errand : due) {
      if (stop.stop_requested()) return done;
      auto const command = errand(stop);
      if (!command) continue;
      if (!record(*command)) return done;
      ++done;
    }
  }
  return done;
}

void Outbox::run() {
  thread_ = std::jthread([this](std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::size_t done = 0;
      try {
        done = carry_out_due(stop);
      } catch (std::exception const& failure) {
        spdlog::error("outbox: {}", failure.what());
      }
      if (done > 0) continue;
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, stop, std::chrono::seconds{1}, [] { return false; });
    }
  });
}

}  // namespace congvu
