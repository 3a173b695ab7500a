#include "pipeline/writing.h"

namespace congvu {

void WriterStates::begin(record::Transaction& transaction) {
  if (streams_.size() > limits::states_kept) streams_.clear();
  transaction_ = &transaction;
  touched_.clear();
  before_.clear();
}

void WriterStates::keep() {
  standing_changed_ = standing_changed_ || !before_.empty();
  transaction_ = nullptr;
  before_.clear();
}

void WriterStates::undo() {
  // The savepoint takes the events back; the streams they touched are folded again when next asked for.
  for (auto const& stream : touched_) streams_.erase(stream);
  for (auto& [type, value] : before_) standing_[type] = std::move(value);
  transaction_ = nullptr;
  before_.clear();
}

StandingValues WriterStates::committed() {
  standing_changed_ = false;
  return standing_;
}

void WriterStates::lost(StandingValues const& committed) {
  streams_.clear();
  standing_ = committed;
  standing_changed_ = false;
}

FoldedState& WriterStates::folded(std::type_index state, Handle stream) const {
  auto const found = streams_.find(stream);
  if (found != streams_.end()) return found->second;
  return streams_[stream] = fold_stream(registry_, registry_.fold(state), transaction_->stream(stream));
}

std::uint64_t WriterStates::version_before(EventKind const& kind, Handle stream) const {
  return folded(registry_.state_of_event(kind.type), stream).version;
}

void WriterStates::apply(Happened const& event) {
  auto const type = event.kind->type;
  auto const state = registry_.state_of_event(type);
  Handle const stream = event.recorded.stream;
  FoldedState& folded_state = streams_.at(stream);
  touched_.insert(stream);
  registry_.fold(state).apply.at(type)(folded_state.state.get(), event.event.get(), event.recorded);
  folded_state.version = event.recorded.version;
  for (auto const value : registry_.standing_of_event(type)) {
    auto& standing = standing_.at(value);
    if (before_.emplace(value, standing).second) standing = registry_.standing_fold(value).copy(standing.get());
    registry_.standing_fold(value).apply.at(type)(standing.get(), event.event.get(), event.recorded);
  }
}

}  // namespace congvu
