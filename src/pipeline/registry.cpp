#include "pipeline/registry.h"

namespace congvu {

View& Registry::view(std::string name, int version, std::string tables) {
  auto view = std::make_unique<View>();
  view->name = std::move(name);
  view->version = version;
  view->tables = std::move(tables);
  return *views_.emplace_back(std::move(view));
}

CommandKind const* Registry::command_named(std::string_view name) const {
  auto const found = commands_.find(name);
  return found == commands_.end() ? nullptr : found->second.get();
}

EventKind const* Registry::event_named(std::string_view name) const {
  auto const found = kinds_.find(name);
  return found == kinds_.end() ? nullptr : found->second;
}

std::vector<std::type_index> const& Registry::standing_of_event(std::type_index event) const {
  static std::vector<std::type_index> const none;
  auto const found = standing_of_event_.find(event);
  return found == standing_of_event_.end() ? none : found->second;
}

std::vector<Reaction> const& Registry::reactions(std::type_index event) const {
  static std::vector<Reaction> const none;
  auto const found = reactions_.find(event);
  return found == reactions_.end() ? none : found->second;
}

}  // namespace congvu
