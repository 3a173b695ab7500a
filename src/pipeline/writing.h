// The writer's side of an act: its picture of state while commands of one batch follow each other, and the way back
// when one of them is refused. Everything here runs on the writer's thread.
#pragma once

#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/fold.h"
#include "pipeline/limits.h"
#include "record/store/store.h"

namespace congvu {

// State in the writer: folded streams are kept between commands, standing values are copied before they are changed.
class WriterStates : public States {
 public:
  explicit WriterStates(Registry const& registry) : registry_(registry), standing_(fresh_standing(registry)) {}

  StandingValues& standing_values() { return standing_; }

  // The bounds of one command. After `undo` the states are as before `begin`.
  void begin(record::Transaction&);
  void keep();
  void undo();
  // What was kept since the last commit is now durable, or lost: forget it and take the committed values.
  bool standing_changed() const { return standing_changed_; }
  StandingValues committed();
  void lost(StandingValues const& committed);

  // The version of an event's stream before it is appended. Folds the stream if it is not at hand, so that the event is
  // then applied to what was before it, and is not read back from the record.
  std::uint64_t version_before(EventKind const&, Handle stream) const;
  // Applies an event of this act, just appended, to its stream and to the standing values.
  void apply(Happened const&);

 protected:
  void const* find(std::type_index state, Handle stream) const override { return folded(state, stream).state.get(); }
  std::uint64_t version_of(std::type_index state, Handle stream) const override {
    return folded(state, stream).version;
  }
  void const* find_standing(std::type_index value) const override { return standing_.at(value).get(); }

 private:
  FoldedState& folded(std::type_index state, Handle stream) const;

  Registry const& registry_;
  record::Transaction* transaction_ = nullptr;
  mutable std::unordered_map<Handle, FoldedState> streams_;
  std::unordered_set<Handle> touched_;
  StandingValues standing_;
  StandingValues before_;  // those that this command changed, as they were
  bool standing_changed_ = false;
};

}  // namespace congvu
