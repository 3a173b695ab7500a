#include "pipeline/view_filling.h"

#include <algorithm>
#include <stdexcept>

#include "pipeline/fold.h"
#include "pipeline/limits.h"
#include "record/store/view.h"

namespace congvu {

namespace {

record::View definition(View const& view) {
  return {view.name, {view.tables}, view.version};
}

void show(View const& view, record::Sql& sql, Happened const& event) {
  auto const projection = view.projections.find(event.kind->type);
  if (projection != view.projections.end()) projection->second(sql, event.event.get(), event.recorded);
}

// Only events that some view wants are read as values.
bool wanted(std::vector<View const*> const& views, EventKind const& kind) {
  return std::any_of(views.begin(), views.end(),
                     [&](View const* view) { return view->projections.contains(kind.type); });
}

void fill(Registry const& registry, record::Store& store, std::vector<View const*> const& views) {
  if (views.empty()) return;
  auto filled = store.write([&](record::Transaction& transaction) -> Expected<void> {
    record::Sql& sql = transaction.sql();
    for (auto const* view : views) {
      record::drop_view(sql, view->name);
      record::create_view(sql, definition(*view));
    }
    for (record::Index from = 0;;) {
      auto const batch = transaction.all(from, limits::replay_batch);
      if (batch.empty()) break;
      for (auto const& stored : batch) {
        auto const* kind = registry.event_named(stored.entry.type);
        if (kind && !wanted(views, *kind)) continue;
        auto const event = happened(registry, stored);
        for (auto const* view : views) show(*view, sql, event);
      }
      from = batch.back().index + 1;
    }
    for (auto const* view : views) record::mark_view(sql, definition(*view));
    return {};
  });
  if (!filled) throw std::runtime_error("the views could not be filled: " + plain(filled.error()));
}

}  // namespace

void project(Registry const& registry, record::Sql& sql, Happened const& event) {
  for (auto const& view : registry.views()) show(*view, sql, event);
}

void fill_stale_views(Registry const& registry, record::Store& store) {
  std::vector<record::View> definitions;
  for (auto const& view : registry.views()) definitions.push_back(definition(*view));
  auto const stale = store.read([&](record::Sql& sql) { return record::stale_views(sql, definitions); });
  std::vector<View const*> views;
  for (auto const& view : registry.views()) {
    if (std::find(stale.begin(), stale.end(), view->name) != stale.end()) views.push_back(view.get());
  }
  fill(registry, store, views);
}

void fill_all_views(Registry const& registry, record::Store& store) {
  std::vector<View const*> views;
  for (auto const& view : registry.views()) views.push_back(view.get());
  fill(registry, store, views);
}

}  // namespace congvu
