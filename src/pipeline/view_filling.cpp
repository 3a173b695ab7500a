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

void write(record::Store& store, record::Work work) {
  auto const written = store.write(std::move(work));
  if (!written) throw std::runtime_error("the views could not be filled: " + plain(written.error()));
}

// Shows the views some events from an index on; gives where the next are, nothing when there are none.
std::optional<record::Index> show_some(Registry const& registry, record::Transaction& transaction,
                                       std::vector<View const*> const& views, record::Index from) {
  auto const batch = transaction.all(from, limits::filling_batch);
  if (batch.empty()) return std::nullopt;
  for (auto const& stored : batch) {
    auto const* kind = registry.event_named(stored.entry.type);
    if (kind && !wanted(views, *kind)) continue;
    auto const event = happened(registry, stored);
    for (auto const* view : views) show(*view, transaction.sql(), event);
  }
  return batch.back().index + 1;
}

// Some thousand events a commit: until a view is marked it counts as stale, so that one half filled is begun anew. All
// of them in one act would keep, for taking it back, each page that was touched.
void fill(Registry const& registry, record::Store& store, std::vector<View const*> const& views) {
  if (views.empty()) return;
  write(store, [&](record::Transaction& transaction) -> Expected<void> {
    for (auto const* view : views) {
      record::drop_view(transaction.sql(), view->name);
      record::create_view(transaction.sql(), definition(*view));
    }
    return {};
  });
  for (std::optional<record::Index> from = 0; from;) {
    write(store, [&](record::Transaction& transaction) -> Expected<void> {
      from = show_some(registry, transaction, views, *from);
      if (from) return {};
      for (auto const* view : views) record::mark_view(transaction.sql(), definition(*view));
      return {};
    });
  }
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
