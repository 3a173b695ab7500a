// The drawer keeps what a citizen has on the desk for a while and what is no act yet: the draft of a filing, the code
// and secret just given out, the dossiers whose secret this browser has shown. Each thing lies under a label that only
// its browser or its account leads to, and is gone when its time is over. Nothing of it is in the record.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/instant.h"
#include "base/json.h"

namespace congvu::dossier {

// `app` connects it with the desk (drawer_queries.h). Any thread.
struct Drawer {
  std::function<void(std::string const& label, json::object const& what, Instant until)> put;  // instead of what was
  std::function<std::optional<json::object>(std::string const& label, Instant now)> find;
  std::function<void(std::string const& label)> clear;
};

}  // namespace congvu::dossier
