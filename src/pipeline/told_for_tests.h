// A record for rule tests: commands are decided, their events applied and answered by reactions as in life, in memory
// and in microseconds. The Gate is asked only where a test says so.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "pipeline/fold.h"
#include "pipeline/registry.h"

namespace congvu {

class Told final : public States {
 public:
  explicit Told(void (*rooms)(Registry&)) {
    rooms(registry_);
    standing_ = fresh_standing(registry_);
  }

  template <class C>
  Decision decided(C command, Actor actor = {}) const {
    auto const any = registry_.any(std::move(command));
    return any.kind->decide(any.command.get(), context(std::move(actor)), *this);
  }

  // How many events were decided; the test fails where it is refused.
  template <class C>
  std::size_t tell(C command, Actor actor = {}) {
    auto const act = context(actor);
    auto decision = decided(std::move(command), actor);
    if (!decision) throw std::runtime_error(plain(decision.error()));
    auto next = history_.size();
    for (auto const& event : decision->list) take(event, actor);
    for (; next < history_.size(); ++next) {
      Happened const happened = history_[next];  // by value: what is said to it makes the history grow
      for (auto const& reaction : registry_.reactions(happened.kind->type)) answer(reaction, happened, act);
    }
    return decision->list.size();
  }

  // What happened so far, once more from the beginning; with `erased`, every personal part gone.
  void replay(bool erased) {
    standing_ = fresh_standing(registry_);
    streams_.clear();
    for (auto happened : history_) {
      auto const skeleton = happened.kind->skeleton(happened.event.get());
      auto const personal = erased ? std::nullopt : happened.kind->personal(happened.event.get());
      auto read = happened.kind->read(skeleton, personal ? &*personal : nullptr);
      if (!read) throw std::runtime_error(plain(read.error()));
      happened.event = *read;
      apply(happened);
    }
  }

  Context context(Actor actor = {}) const {
    Context context;
    context.now = now;
    context.claimed = claimed.value_or(now);
    context.actor = std::move(actor);
    context.seed[0] = static_cast<std::uint8_t>(history_.size());
    context.seed[1] = static_cast<std::uint8_t>(history_.size() >> 8U);
    return context;
  }

  std::vector<Happened> const& history() const { return history_; }
  Instant now;
  std::optional<Instant> claimed;  // when it happened, where it is entered late

 protected:
  void const* find(std::type_index state, Handle stream) const override { return folded(state, stream).state.get(); }
  std::uint64_t version_of(std::type_index state, Handle stream) const override {
    return folded(state, stream).version;
  }
  void const* find_standing(std::type_index value) const override { return standing_.at(value).get(); }

 private:
  void answer(Reaction const& reaction, Happened const& happened, Context const& act) {
    auto const answered = reaction(happened.event.get(), happened.recorded, act, *this);
    if (!answered) throw std::runtime_error(plain(answered.error()));
    for (auto const& event : answered->list) take(event, act.actor);
  }

  void take(NewEvent const& event, Actor const& actor) {
    Recorded recorded;
    recorded.index = history_.size();
    recorded.stream = event.stream;
    recorded.subject = event.subject;
    recorded.claimed = claimed.value_or(now);
    recorded.recorded = now;
    if (!actor.position.empty()) recorded.position = handle_of("position", actor.position);
    recorded.person = actor.person;
    history_.push_back({event.kind, event.event, recorded});
    apply(history_.back());
  }

  void apply(Happened const& happened) {
    advance(registry_, standing_, happened);
    auto const state = registry_.state_of_event(happened.kind->type);
    auto& stream = folded(state, happened.recorded.stream);
    registry_.fold(state).apply.at(happened.kind->type)(stream.state.get(), happened.event.get(), happened.recorded);
    ++stream.version;
  }

  FoldedState& folded(std::type_index state, Handle stream) const {
    auto& found = streams_[{state, stream}];
    if (!found.state) found.state = registry_.fold(state).fresh();
    return found;
  }

  Registry registry_;
  StandingValues standing_;
  std::vector<Happened> history_;
  mutable std::map<std::pair<std::type_index, Handle>, FoldedState> streams_;
};

inline Date day(int year, unsigned month, unsigned of_month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

}  // namespace congvu
