// The queue in front of the counter, as the counter's pages see it: who is being served at the clerk's desk, and that
// their number is served once their dossier is in. Another room keeps the queue and this one does not know it; the
// program connects the two (app/routes.cpp), and where a pack keeps no queue there is nothing to show.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "page/route.h"

namespace congvu::dossier {

struct CounterQueue {
  // The strip of the counter's page; `number` is of the person at the desk, empty while it is free.
  std::function<std::optional<json::object>(page::Request const&)> strip;
  std::function<void(page::Request const&, std::string_view number)> served;
};

}  // namespace congvu::dossier
