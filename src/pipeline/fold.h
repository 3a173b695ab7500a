// Events read back from the record, and folded to state: the same way in life, in replay and on a reader's connection.
#pragma once

#include <memory>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "pipeline/registry.h"
#include "record/journal/journal.h"

namespace congvu {

// A stored event with its type. Throws std::runtime_error when no room knows it: the record is of a newer program.
Happened happened(Registry const&, record::Stored const&);

// What the record keeps as the personal part: the acting person beside the event's own personal fields.
std::optional<std::string> personal_payload(std::optional<Handle> person, std::optional<json::value> of_event);

struct FoldedState {
  std::shared_ptr<void> state;
  std::uint64_t version = 0;
};

// The state of a stream: fresh, with its events applied in order.
FoldedState fold_stream(Registry const&, Fold const&, std::vector<record::Stored> const&);

// Standing values by type. Shared: who changes one copies it first.
using StandingValues = std::unordered_map<std::type_index, std::shared_ptr<void>>;
StandingValues fresh_standing(Registry const&);
// Advances every standing value that this event concerns, in place.
void advance(Registry const&, StandingValues&, Happened const&);

// State as a reader sees it: one picture of the record, standing values as last committed.
class ReaderStates : public States {
 public:
  ReaderStates(Registry const& registry, record::Journal& journal, std::shared_ptr<StandingValues const> standing)
      : registry_(registry), journal_(journal), standing_(std::move(standing)) {}

 protected:
  void const* find(std::type_index state, Handle stream) const override { return folded(state, stream).state.get(); }
  std::uint64_t version_of(std::type_index state, Handle stream) const override {
    return folded(state, stream).version;
  }
  void const* find_standing(std::type_index value) const override { return standing_->at(value).get(); }

 private:
  FoldedState const& folded(std::type_index state, Handle stream) const;

  Registry const& registry_;
  record::Journal& journal_;
  std::shared_ptr<StandingValues const> standing_;
  mutable std::unordered_map<Handle, FoldedState> folded_;
};

}  // namespace congvu
