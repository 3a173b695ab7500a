#include "app/pack_load.h"

#include <charconv>

#include "agency/authority/room.h"
#include "agency/decision/room.h"
#include "agency/document/room.h"
#include "agency/notice/room.h"
#include "agency/org/room.h"
#include "agency/procedure/compiling.h"
#include "agency/procedure/room.h"

namespace congvu::app {

namespace {

std::string diagram_file(PackFiles const& files, procedure::PublishProcedure const& procedure) {
  auto const found = files.of_diagram.find(procedure.code + "/" + std::to_string(procedure.version));
  return found == files.of_diagram.end() ? std::string{} : found->second;
}

// A fault of a diagram has "process.bpmn:12" as its subject, one of a table "table.dmn:12"; of the facts beside it, the
// path within their file.
Problem located(PackFiles const& files, PackCommand const& part, Refusal refusal) {
  std::string_view const subject = refusal.subject;
  std::string_view name;
  for (auto const each : {procedure::diagram_name, decision::model_name}) {
    if (subject.starts_with(each)) name = each;
  }
  if (part.model.empty() || name.empty()) {
    if (!part.within.empty()) refusal.subject = part.within + (subject.empty() ? "" : ".") + refusal.subject;
    return files.located(part.file, std::move(refusal));
  }
  auto const rest = subject.substr(name.size());
  std::uint32_t line = 1;
  if (rest.starts_with(':')) std::from_chars(rest.data() + 1, rest.data() + rest.size(), line);
  refusal.subject.clear();
  return {part.model, line, std::move(refusal)};
}

}  // namespace

std::vector<PackCommand> commands_of(Pack const& pack, PackFiles const& files, Registry const& registry) {
  std::vector<PackCommand> commands;
  auto const add = [&](std::string_view file, auto command) {
    commands.push_back({std::string{file}, {}, registry.any(std::move(command))});
  };
  add(organisation_file, org::LoadOrganisation{pack.agency, pack.organisation});
  add(authority_file, authority::LoadAuthority{pack.agency, pack.authority});
  for (auto const& each : pack.authorities) add(each.file, authority::LoadAuthority{each.agency, each.section});
  add(calendar_file, procedure::StateCalendar{pack.calendar});
  add(registers_file, document::StateRegisters{pack.registers});
  add(grounds_file, procedure::StateGrounds{pack.grounds});
  add(pack_file, procedure::StateTerms{pack.terms});
  add(notices_file, notice::StateMatrix{pack.notices});
  for (auto const& each : pack.procedures) {
    add(files.folder_of(each.code) + "/" + std::string{procedure_file}, each);
    commands.back().model = diagram_file(files, each);
  }
  for (std::size_t i = 0; i < pack.announcements.size(); ++i) {
    add(announcements_file, procedure::StateAnnouncement{pack.announcements[i]});
    commands.back().within = described::element_path("announcements", i);
  }
  for (std::size_t i = 0; i < pack.tables.size(); ++i) {
    add(decisions_file, decision::StateTable{pack.tables[i].written});
    commands.back().model = pack.tables[i].model_file;
    commands.back().within = described::element_path("tables", i);
  }
  return commands;
}

PackLoaded load_pack(Pack const& pack, PackFiles const& files, Registry const& registry, Perform const& perform) {
  PackLoaded loaded;
  for (auto const& part : commands_of(pack, files, registry)) {
    auto events = perform(part.command);
    if (events) {
      loaded.events += *events;
    } else if (events.error().parts.empty()) {
      loaded.problems.push_back(located(files, part, std::move(events.error())));
    } else {
      for (auto& each : events.error().parts) loaded.problems.push_back(located(files, part, std::move(each)));
    }
  }
  return loaded;
}

void register_pack_rooms(Registry& registry) {
  org::register_room(registry);
  authority::register_room(registry);
  document::register_room(registry);
  procedure::register_room(registry);
  decision::register_room(registry);
  notice::register_room(registry);
}

}  // namespace congvu::app
