// Views follow the events: filled as they happen, and filled anew from the whole record when a definition changes.
#pragma once

#include "pipeline/registry.h"
#include "record/store/store.h"

namespace congvu {

// Shows one event in every view that it concerns.
void project(Registry const&, record::Sql&, Happened const&);

// Those that are missing, unfinished or of another definition; each in one transaction. Throws on a broken disk.
void fill_stale_views(Registry const&, record::Store&);
void fill_all_views(Registry const&, record::Store&);

}  // namespace congvu
