// What the room of dossiers hands to the program.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "work/dossier/dossier_api.h"

namespace congvu {
class Registry;
}

namespace congvu::dossier {

// The log's signed promise that an event has its place in the record; `app` has the key.
using Promise = std::function<std::string(Recorded const&, Digest const& leaf)>;

// Without a promise the answer to a filing carries an empty one: for a registry that only checks a pack.
void register_room(Registry&, Promise promise = {});

// /api/v1/dossiers, /api/v1/attachments
std::vector<page::Route> routes(Connections const&);

}  // namespace congvu::dossier
