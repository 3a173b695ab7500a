// congvu serve --data DIR [--pack DIR] [--listen 127.0.0.1:8080] [--settings FILE] [--demo [N]] [--seed S] [--clock T]
// [--key FILE] [--load]
#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <vector>

#include "agency/procedure/procedure.h"
#include "app/cli.h"
#include "app/pack.h"
#include "app/pack_load.h"
#include "app/season.h"
#include "app/serving.h"
#include "app/settings.h"
#include "http/server.h"

namespace congvu::app {

namespace {

namespace codes {
inline constexpr Code not_instant{"cli.not_instant"};  // arguments: given
inline constexpr Code pack_differs{"program.pack_differs", Kind::conflict};
inline constexpr Code no_pack{"program.no_pack", Kind::not_found};
inline constexpr Code other_database{"program.other_database", Kind::unavailable};  // arguments: given
}  // namespace codes

struct Asked {
  std::string data, pack, listen, database, seed = "congvu", clock, key, web, log, trusted_proxy, settings_file;
  std::optional<std::size_t> demo;
  bool load = false;
  Settings settings;  // of the file, with what the command line says instead
};

constexpr std::string_view listen_default = "127.0.0.1:8080";

constexpr std::size_t demo_default = 300;
constexpr char const* record_name = "record.sqlite";

// A line that is written over itself on a terminal, and left out where nobody watches.
class ProgressBar {
 public:
  explicit ProgressBar(std::size_t whole) : whole_(whole), watched_(::isatty(STDERR_FILENO) == 1) {}
  void at(std::size_t done) const {
    if (!watched_) return;
    constexpr std::size_t width = 40;
    std::size_t const filled = whole_ == 0 ? width : done * width / whole_;
    fmt::print(stderr, "\r[{}{}] {}", std::string(filled, '#'), std::string(width - filled, '.'),
               words_of("app.cli.filed", {{"done", std::to_string(done)}, {"all", std::to_string(whole_)}}));
    if (done == whole_) fmt::print(stderr, "\n");
    std::fflush(stderr);
  }

 private:
  std::size_t whole_;
  bool watched_;
};

// Standard output is for "listening on" alone: what is logged goes to standard error, or to a file.
void choose_log(std::string const& file) {
  spdlog::set_default_logger(file.empty() ? spdlog::stderr_logger_mt("congvu")
                                          : spdlog::basic_logger_mt("congvu", file));
  spdlog::flush_on(spdlog::level::warn);
  spdlog::flush_every(std::chrono::seconds{1});
}

void record_stopped(std::string const& why) {
  spdlog::critical("the record has stopped: {}", why);
}

Actor system_actor() {
  return {.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
}

// The pack as far as it differs from what the record holds.
PackLoaded load(Program& program, PackReading const& reading) {
  return load_pack(reading.pack, reading.files, program.registry(),
                   [&](AnyCommand const& command) -> Expected<std::size_t> {
                     auto performed = program.pipeline().perform(command, system_actor());
                     if (!performed) return std::unexpected(performed.error());
                     return performed->events.size();
                   });
}

// The files of the pack that would record something new.
std::vector<std::string> differing(Program& program, PackReading const& reading) {
  Context context;
  context.now = context.claimed = program.clock().now();
  context.actor = system_actor();
  return program.pipeline().read([&](record::Sql&, States const& states) {
    std::vector<std::string> files;
    for (auto const& part : commands_of(reading.pack, reading.files, program.registry())) {
      auto const decision = part.command.kind->decide(part.command.command.get(), context, states);
      if (!decision || !decision->list.empty()) files.push_back(part.file);
    }
    return files;
  });
}

// The agency whose procedures the record holds.
std::string agency_of(Program& program) {
  auto const catalogue = program.pipeline().standing<procedure::Catalogue>();
  for (auto const& [code, versions] : catalogue->procedures) return versions.back()->facts().agency.code;
  return {};
}

// Three months before the season's last day, so that what is in force then is in force from the beginning.
Instant start_of_season(Instant now) {
  return at(local_date(now - std::chrono::days{100}), std::chrono::hours{7});
}

int lay_demo(Program& program, Pack const& pack, Asked const& asked, Instant now) {
  if (auto accounts = lay_accounts(program, pack, asked.seed); !accounts) return report(accounts.error());
  if (*asked.demo == 0) return done;
  SeasonPlan const plan{*asked.demo, previous_day(local_date(now)), asked.seed};
  ProgressBar const bar{plan.dossiers};
  auto const laid = lay_season(program, pack, plan, [&](std::size_t filed) { bar.at(filed); });
  return laid ? done : report(laid.error());
}

// Everything of a record that has been laid elsewhere, to its place. The database comes last: where it is, all is.
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

// A sample is laid beside its place and moved there whole: one that was interrupted is begun anew, never served.
int lay_sample(Asked const& asked, PackReading const& reading, std::optional<Instant> clock, Instant now) {
  std::filesystem::path const data = asked.data;
  auto const laying = data / "laying";
  std::filesystem::remove_all(laying);
  ProgramOptions options;
  options.data = laying;
  if (!asked.key.empty()) options.key = asked.key;
  options.sample = true;
  options.seed = asked.seed;
  options.pack = reading.pack.code;
  options.clock = start_of_season(now);
  options.on_stop = record_stopped;
  {
    auto program = Program::open(std::move(options));
    if (!program) return report(program.error());
    auto const loaded = load(**program, reading);
    if (!loaded.problems.empty()) return report(loaded.problems);
    if (int const laid = lay_demo(**program, reading.pack, asked, now); laid != done) return laid;
    (*program)->go_live(clock);
  }
  move_in(laying, data);
  return done;
}

int serve_program(Program& program, Asked const& asked, std::string const& agency) {
  ServingOptions options;
  if (!asked.web.empty()) options.web = asked.web;
  options.agency = agency;
  options.settings = asked.settings;
  auto serving = Serving::assemble(program, options);
  if (!serving) return report(serving.error());
  auto const endpoint = http::endpoint_of(*asked.settings.listen);
  if (!endpoint) return report(endpoint.error());
  http::ServerSettings settings;
  settings.endpoint = *endpoint;
  if (asked.settings.trusted_proxy) {
    auto const network = http::network_of(*asked.settings.trusted_proxy);
    if (!network) return report(network.error());
    settings.trusted_proxy = *network;
  }
  auto server = http::Server::open(settings, (*serving)->answering());
  if (!server) return report(server.error());
  server->stop_on_signals();
  (*serving)->run_timers();
  bool const six = endpoint->address.find(':') != std::string::npos;
  fmt::print("listening on http://{}:{}\n", six ? "[" + endpoint->address + "]" : endpoint->address, server->port());
  std::fflush(stdout);
  server->run();
  return done;
}

int begin_or_go_on(Asked const& asked, std::optional<Instant> clock) {
  bool const fresh = !std::filesystem::exists(std::filesystem::path(asked.data) / record_name);
  std::optional<PackReading> reading;
  if (!asked.pack.empty()) {
    reading = read_pack(asked.pack);
    if (!reading->problems.empty()) return report(reading->problems);
  } else if (fresh) {
    return report(Refusal{codes::no_pack});
  }
  bool const sample = fresh && asked.demo.has_value();
  if (sample) {
    Instant const now = clock.value_or(system_clock()->now());
    if (int const laid = lay_sample(asked, *reading, clock, now); laid != done) return laid;
  }
  ProgramOptions options;
  options.data = asked.data;
  if (!asked.key.empty()) options.key = asked.key;
  options.pack = reading ? reading->pack.code : "";
  options.clock = clock;
  options.on_stop = record_stopped;
  auto program = Program::open(std::move(options));
  if (!program) return report(program.error());
  if (reading && !sample) {
    auto const files = fresh ? std::vector<std::string>{} : differing(**program, *reading);
    if (!files.empty() && !asked.load) {
      for (auto const& file : files) fmt::print(stderr, "{}\n", file);
      return report(Refusal{codes::pack_differs});
    }
    if (fresh || asked.load) {
      auto const loaded = load(**program, *reading);
      if (!loaded.problems.empty()) return report(loaded.problems);
    }
  }
  if (asked.key.empty() && !(*program)->origin().sample) {
    spdlog::warn("the wrapping key lies beside the record; name another place with --key");
  }
  std::string const agency = reading ? reading->pack.agency : agency_of(**program);
  return serve_program(**program, asked, agency);
}

// What the file says, and the command line instead where it says something; every fault of either is told.
int settle(Asked& asked) {
  auto const file = asked.settings_file.empty() ? std::filesystem::path{asked.data} / settings_file
                                                : std::filesystem::path{asked.settings_file};
  auto reading = read_settings(file);
  if (!reading.problems.empty()) return report(reading.problems);
  asked.settings = std::move(reading.settings);
  if (!asked.listen.empty()) asked.settings.listen = asked.listen;
  if (!asked.settings.listen) asked.settings.listen = listen_default;
  if (!asked.trusted_proxy.empty()) asked.settings.trusted_proxy = asked.trusted_proxy;
  auto faults = faults_of(asked.settings);
  if (faults.empty()) return done;
  for (auto const& fault : faults) report(fault);
  return refused;
}

int serve(Asked asked) {
  choose_log(asked.log);
  // Refused before anything is begun: settings that cannot be used, a database that is not there yet.
  if (int const settled = settle(asked); settled != done) return settled;
  if (!asked.database.empty() && !asked.database.starts_with("sqlite:")) {
    return report(Refusal{codes::other_database, {}, {{"given", asked.database.substr(0, asked.database.find(':'))}}});
  }
  std::optional<Instant> clock;
  if (!asked.clock.empty()) {
    clock = parse_instant(asked.clock);
    if (!clock) return report(Refusal{codes::not_instant, "--clock", {{"given", asked.clock}}});
  }
  return begin_or_go_on(asked, clock);
}

}  // namespace

void add_serve_command(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* command = program.add_subcommand("serve", "serves a record over http");
  command->add_option("--data", asked->data, "the record's directory")->required();
  command->add_option("--pack", asked->pack, "the agency's pack; needed for a new record");
  command->add_option("--listen", asked->listen, "ADDRESS:PORT, 127.0.0.1:8080 if left out; port 0 takes a free one");
  command->add_option("--database", asked->database, "sqlite:…");
  command->add_option("--demo", asked->demo, "a new record becomes a sample with so many dossiers")
      ->expected(0, 1)
      ->default_str(std::to_string(demo_default));
  command->add_option("--seed", asked->seed, "of a sample record");
  command->add_option("--clock", asked->clock, "where the clock of a sample record starts");
  command->add_option("--key", asked->key, "the wrapping key's file");
  command->add_option("--web", asked->web, "templates and words from a source tree");
  command->add_option("--log", asked->log, "a file for the log; standard error when left out");
  command->add_flag("--load", asked->load, "takes a changed pack");
  command->add_option("--settings", asked->settings_file, "the installation's settings; DIR/settings.yaml if left out");
  command->add_option("--trusted-proxy", asked->trusted_proxy,
                      "address or network whose X-Forwarded-For and -Proto are believed");
  command->callback([asked, &run] { run = [asked] { return serve(*asked); }; });
}

}  // namespace congvu::app
