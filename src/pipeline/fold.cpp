#include "pipeline/fold.h"

#include <stdexcept>

namespace congvu {

namespace {

json::value parsed(std::string const& payload, std::string const& what) {
  auto value = parse_json(payload);
  if (!value) throw std::runtime_error("the record's " + what + " cannot be read: " + plain(value.error()));
  return std::move(*value);
}

}  // namespace

Happened happened(Registry const& registry, record::Stored const& stored) {
  auto const* kind = registry.event_named(stored.entry.type);
  if (!kind) throw std::runtime_error("no room knows the event " + stored.entry.type + "; a newer program wrote it");
  Recorded recorded{.index = stored.index,
                    .stream = stored.entry.stream,
                    .version = stored.entry.version,
                    .subject = stored.entry.subject,
                    .claimed = std::chrono::floor<seconds>(stored.entry.claimed),
                    .recorded = std::chrono::floor<seconds>(stored.entry.recorded),
                    .position = stored.entry.position,
                    .person = {},
                    .authority_index = stored.entry.authority};
  std::optional<json::value> of_event;
  if (stored.personal) {
    json::value const personal = parsed(*stored.personal, stored.entry.type);
    if (auto const* actor = personal.as_object().if_contains("actor"))
      recorded.person = parse_handle(actor->as_string());
    if (auto const* part = personal.as_object().if_contains("of")) of_event = *part;
  }
  json::value const skeleton = parsed(stored.skeleton, stored.entry.type);
  auto event = kind->read(skeleton, of_event ? &*of_event : nullptr);
  if (!event) throw std::runtime_error(stored.entry.type + " cannot be read: " + plain(event.error()));
  return {kind, std::move(*event), recorded, stored.leaf_hash};
}

std::optional<std::string> personal_payload(std::optional<Handle> person, std::optional<json::value> of_event) {
  if (!person && !of_event) return std::nullopt;
  json::object payload;
  if (person) payload["actor"] = hex(*person);
  if (of_event) payload["of"] = std::move(*of_event);
  return canonical(payload);
}

FoldedState fold_stream(Registry const& registry, Fold const& fold, std::vector<record::Stored> const& stream) {
  FoldedState folded{fold.fresh(), 0};
  for (auto const& stored : stream) {
    auto const event = happened(registry, stored);
    auto const apply = fold.apply.find(event.kind->type);
    if (apply == fold.apply.end()) throw std::runtime_error(stored.entry.type + " lies in a stream of " + fold.name);
    apply->second(folded.state.get(), event.event.get(), event.recorded);
    folded.version = event.recorded.version;
  }
  return folded;
}

StandingValues fresh_standing(Registry const& registry) {
  StandingValues values;
  for (auto const& [type, fold] : registry.standing_values()) values[type] = fold.fresh();
  return values;
}

void advance(Registry const& registry, StandingValues& values, Happened const& event) {
  for (auto const type : registry.standing_of_event(event.kind->type)) {
    registry.standing_fold(type).apply.at(event.kind->type)(values.at(type).get(), event.event.get(), event.recorded);
  }
}

FoldedState const& ReaderStates::folded(std::type_index state, Handle stream) const {
  auto const found = folded_.find(stream);
  if (found != folded_.end()) return found->second;
  return folded_[stream] = fold_stream(registry_, registry_.fold(state), journal_.stream(stream));
}

}  // namespace congvu
