// What is asked of a record from the command line: `show CODE`, `rebuild`, `log verify`.
#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include <CLI/CLI.hpp>
#include <memory>

#include "agency/casework/casework.h"
#include "agency/duty/queries.h"
#include "app/cli.h"
#include "app/program.h"
#include "work/dossier/clocks.h"
#include "work/dossier/queries.h"

namespace congvu::app {

namespace {

namespace codes {
inline constexpr Code unknown_dossier{"cli.unknown_dossier", Kind::not_found};  // arguments: code
}  // namespace codes

struct Asked {
  std::string data, code, key;
  bool as_json = false;
  bool whole = false;
};

void show_events(std::vector<Happened> const& events) {
  for (auto const& event : events) {
    fmt::print("#{:<7} {}  {:<32} {}\n", event.recorded.index, iso(event.recorded.recorded), event.kind->name,
               canonical(event.kind->skeleton(event.event.get())));
  }
}

void show_clock(Program& program, Handle handle) {
  program.pipeline().read([&](record::Sql&, States const& states) {
    auto const& dossier = states.load<dossier::Dossier>(handle);
    auto const calendar = dossier::handling_calendar(dossier, states);
    if (!calendar) return 0;
    auto const clock = dossier::statutory(dossier, **calendar, program.clock().now());
    if (!clock) return 0;
    fmt::print("\nfirst due {}  present due {}{}\n", iso(clock->first), iso(clock->present),
               clock->paused ? "  (paused)" : "");
    for (auto const& line : clock->explanation) {
      fmt::print("  {}  {:<22} {}\n", iso(line.at), name_of(line.kind), canonical(to_json(line)));
    }
    return 0;
  });
}

int show(Asked const& asked) {
  auto program = Program::open_existing(asked.data, asked.key, true);
  if (!program) return report(program.error());
  auto const row = (*program)->store().read([&](record::Sql& sql) { return dossier::by_code(sql, asked.code); });
  if (!row) return report(Refusal{codes::unknown_dossier, {}, {{"code", asked.code}}});
  fmt::print("{}  {}  {}\n\n", row->code, row->procedure, row->phase);
  show_events((*program)->pipeline().history(row->handle));
  fmt::print("\n");
  show_events((*program)->pipeline().history(casework::case_of(row->handle)));
  auto const duties = (*program)->store().read([&](record::Sql& sql) { return duty::of_matter(sql, row->handle); });
  fmt::print("\n");
  for (auto const& duty : duties) {
    fmt::print("{}  {:<16} {:<10} {}{}\n", iso(duty.opened), duty.step, duty.phase,
               duty.holder.empty() ? "@" + duty.unit : duty.holder, duty.due ? "  due " + iso(*duty.due) : "");
  }
  show_clock(**program, row->handle);
  return done;
}

int rebuild(Asked const& asked) {
  auto program = Program::open_existing(asked.data, asked.key, false);
  if (!program) return report(program.error());
  (*program)->pipeline().rebuild_views();
  return done;
}

// Leaves, commitments and chains. Replaying every event through the rules comes with --whole.
int verify(Asked const& asked) {
  auto program = Program::open_existing(asked.data, asked.key, true);
  if (!program) return report(program.error());
  auto const faults = (*program)->store().verify();
  for (auto const& fault : faults) fmt::print(stderr, "#{}: {}\n", fault.index, fault.what);
  json::object const told{{"events", static_cast<std::int64_t>((*program)->store().size())},
                          {"faults", static_cast<std::int64_t>(faults.size())}};
  if (int const printed = print(told); printed != done) return printed;
  return faults.empty() ? done : refused;
}

}  // namespace

void add_record_commands(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* showing = program.add_subcommand("show", "a dossier's events, state and clock as text");
  showing->add_option("code", asked->code, "the dossier's code")->required();
  showing->add_option("--data", asked->data, "the record's directory")->required();
  showing->add_option("--key", asked->key, "the wrapping key's file");
  showing->callback([asked, &run] { run = [asked] { return show(*asked); }; });

  auto* rebuilding = program.add_subcommand("rebuild", "drops and fills every view anew");
  rebuilding->add_option("--data", asked->data, "the record's directory")->required();
  rebuilding->add_option("--key", asked->key, "the wrapping key's file");
  rebuilding->callback([asked, &run] { run = [asked] { return rebuild(*asked); }; });

  auto* log = program.add_subcommand("log", "the record as a log");
  log->require_subcommand(1);
  auto* verifying = log->add_subcommand("verify", "recomputes every leaf, commitment and chain");
  verifying->add_option("--data", asked->data, "the record's directory")->required();
  verifying->add_option("--key", asked->key, "the wrapping key's file");
  verifying->add_flag("--json", asked->as_json, "as JSON");
  verifying->callback([asked, &run] { run = [asked] { return verify(*asked); }; });
}

}  // namespace congvu::app
