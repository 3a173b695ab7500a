// The queue as it is seen from the counter's page: who waits, whom the clerk's own desk is serving, and the next number
// called by one key. Nobody says which desk is theirs: it is the one from which their position last called that day.
// Once the dossier of the person at the desk is taken in, their number is served and the desk is free.
#pragma once

#include <optional>
#include <string_view>

#include "work/queue/queue_pages.h"

namespace congvu::queue {

// For the counter's page: {desk_title, desk_url, number, line, waiting_count, longest, any_next, next: [{number}],
// calls: [{label, mine, after, url}]}. Nothing where the pack keeps no queue. `number` is empty while the desk is free.
std::optional<json::object> strip_at_counter(PageConnections const&, page::Request const&);

// The clerk is done with this number; nothing happens where their desk has moved on.
void served_at_counter(PageConnections const&, page::Request const&, std::string_view number);

}  // namespace congvu::queue
