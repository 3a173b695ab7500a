// A record that lasts as long as one function: commands are decided and their events applied as in life, but nothing is
// written and the Gate is not asked. So a pack is checked by loading it for trial, with the very rules by which it
// would be loaded.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "pipeline/fold.h"
#include "pipeline/registry.h"

namespace congvu::app {

class Rehearsal final : public States {
 public:
  Rehearsal(Registry const& registry, Instant now);

  // The events it came to, applied; or why not.
  Expected<std::size_t> perform(AnyCommand const&);
  template <class C>
  Expected<std::size_t> perform(C command) {
    return perform(registry_.any(std::move(command)));
  }

 protected:
  void const* find(std::type_index state, Handle stream) const override;
  std::uint64_t version_of(std::type_index state, Handle stream) const override;
  void const* find_standing(std::type_index value) const override;

 private:
  void record(NewEvent const&);
  FoldedState& folded(std::type_index state, Handle stream) const;

  Registry const& registry_;
  Instant now_;
  std::uint64_t next_index_ = 0;
  StandingValues standing_;
  mutable std::unordered_map<std::type_index, std::map<Handle, FoldedState>> streams_;
};

}  // namespace congvu::app
