// Loading a pack is issuing commands, one for each of its parts, in the order in which they rest on each other. Every
// command states only what differs from what already stands, so loading the same pack again records nothing. The record
// holds what was loaded; the folder is not needed afterwards.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/pack.h"
#include "pipeline/registry.h"

namespace congvu::app {

// One part of a pack as a command, and the files it comes from.
struct PackCommand {
  std::string file;
  std::string model;  // of a procedure: the file of its diagram; of a table: that of its decisions
  AnyCommand command;
  std::string within = {};  // where in the file its value stands: "announcements[1]"
};
std::vector<PackCommand> commands_of(Pack const&, PackFiles const&, Registry const&);

// Hands each command to `perform`, which gives how many events it came to. All refusals are told, with their lines;
// after one, later parts are still tried, so that their own faults show.
struct PackLoaded {
  std::size_t events = 0;
  Problems problems;
};
using Perform = std::function<Expected<std::size_t>(AnyCommand const&)>;
PackLoaded load_pack(Pack const&, PackFiles const&, Registry const&, Perform const& perform);

// The rooms that a pack speaks to.
void register_pack_rooms(Registry&);

}  // namespace congvu::app
