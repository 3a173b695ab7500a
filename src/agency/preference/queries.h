// Where preferences lie: on the desk, one line an account.
#pragma once

#include <functional>

#include "agency/preference/preference.h"
#include "base/handle.h"
#include "record/store/desk.h"

namespace congvu::preference {

// Any thread. The desk must outlive it.
class Shelf {
 public:
  // Lays its table if it is not there.
  explicit Shelf(record::Desk&);

  // Nothing set where nothing was kept, or where what was kept is of a later version of the program.
  Preferences of(Handle account) const;
  // What `change` makes of them is kept, unless it refuses.
  Expected<void> change(Handle account, std::function<Expected<void>(Preferences&)> const& change);

 private:
  record::Desk& desk_;
};

}  // namespace congvu::preference
