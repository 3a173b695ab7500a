#include "app/rehearsal.h"

namespace congvu::app {

Rehearsal::Rehearsal(Registry const& registry, Instant now)
    : registry_(registry), now_(now), standing_(fresh_standing(registry)) {}

Expected<std::size_t> Rehearsal::perform(AnyCommand const& command) {
  Context context;
  context.now = now_;
  context.claimed = now_;
  context.actor.nature = Actor::Nature::system;
  auto decided = command.kind->decide(command.command.get(), context, *this);
  if (!decided) return std::unexpected<Refusal>(std::move(decided.error()));
  for (auto const& event : decided->list) record(event);
  return decided->list.size();
}

void Rehearsal::record(NewEvent const& event) {
  auto& state = folded(registry_.state_of_event(event.kind->type), event.stream);
  Recorded recorded;
  recorded.index = next_index_++;
  recorded.stream = event.stream;
  recorded.version = ++state.version;
  recorded.subject = event.subject;
  recorded.claimed = now_;
  recorded.recorded = now_;
  auto const& fold = registry_.fold(registry_.state_of_event(event.kind->type));
  fold.apply.at(event.kind->type)(state.state.get(), event.event.get(), recorded);
  advance(registry_, standing_, {event.kind, event.event, recorded});
}

FoldedState& Rehearsal::folded(std::type_index state, Handle stream) const {
  auto& found = streams_[state][stream];
  if (!found.state) found.state = registry_.fold(state).fresh();
  return found;
}

void const* Rehearsal::find(std::type_index state, Handle stream) const {
  return folded(state, stream).state.get();
}

std::uint64_t Rehearsal::version_of(std::type_index state, Handle stream) const {
  return folded(state, stream).version;
}

void const* Rehearsal::find_standing(std::type_index value) const {
  return standing_.at(value).get();
}

}  // namespace congvu::app
