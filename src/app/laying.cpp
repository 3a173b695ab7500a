#include "app/laying.h"

#include <algorithm>

namespace congvu::app {

namespace {

constexpr std::string_view invented = "example";

Actor system_actor() {
  return {.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
}

}  // namespace

bool holds_record(std::filesystem::path const& data) {
  return std::filesystem::exists(data / record_name);
}

Pack taken_by(origin::Origin const& origin, Pack pack) {
  if (origin.sample) return pack;
  std::erase_if(pack.organisation.people, [](auto const& person) { return person.mark == invented; });
  if (origin.agency.empty()) return pack;
  for (auto& agency : pack.organisation.agencies) {
    if (agency.code != pack.agency) continue;
    agency.name = origin.agency;
    agency.short_name.reset();
  }
  return pack;
}

PackLoaded load(Program& program, PackReading const& reading) {
  return load_pack(taken_by(program.origin(), reading.pack), reading.files, program.registry(),
                   [&](AnyCommand const& command) -> Expected<std::size_t> {
                     auto performed = program.pipeline().perform(command, system_actor());
                     if (!performed) return std::unexpected(performed.error());
                     return performed->events.size();
                   });
}

std::vector<std::string> differing(Program& program, PackReading const& reading) {
  Context context;
  context.now = context.claimed = program.clock().now();
  context.actor = system_actor();
  auto const pack = taken_by(program.origin(), reading.pack);
  return program.pipeline().read([&](record::Sql&, States const& states) {
    std::vector<std::string> files;
    for (auto const& part : commands_of(pack, reading.files, program.registry())) {
      auto const decision = part.command.kind->decide(part.command.command.get(), context, states);
      if (!decision || !decision->list.empty()) files.push_back(part.file);
    }
    return files;
  });
}

void move_in(std::filesystem::path const& from, std::filesystem::path const& to) {
  std::vector<std::filesystem::path> names;
  for (auto const& entry : std::filesystem::directory_iterator(from)) names.push_back(entry.path().filename());
  std::ranges::sort(names, {}, [](auto const& name) { return name == record_name; });
  for (auto const& name : names) {
    std::filesystem::remove_all(to / name);
    std::filesystem::rename(from / name, to / name);
  }
  std::filesystem::remove(from);
}

}  // namespace congvu::app
