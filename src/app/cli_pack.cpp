// congvu pack check DIR · congvu pack sample DIR --procedure CODE [--seed N]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli.h"
#include "app/pack_check.h"
#include "app/pack_sample.h"

namespace congvu::app {

namespace {

int check(std::string const& folder, bool as_json) {
  auto const problems = check_pack(folder);
  if (as_json) {
    json::array list;
    for (auto const& problem : problems) list.push_back(problem_json(problem));
    print(json::object{{"problems", std::move(list)}});
    return problems.empty() ? done : refused;
  }
  if (!problems.empty()) return report(problems);
  return done;
}

int sample(std::string const& folder, std::string const& procedure, std::uint64_t seed) {
  auto const reading = read_pack(folder);
  if (!reading.problems.empty()) return report(reading.problems);
  auto const body = sample_body(reading.pack, procedure, seed);
  return body ? print(*body) : report(body.error());
}

}  // namespace

void add_pack_commands(CLI::App& program, Run& run) {
  struct Asked {
    std::string folder, procedure;
    std::uint64_t seed = 1;
    bool as_json = false;
  };
  auto const asked = std::make_shared<Asked>();
  auto* pack = program.add_subcommand("pack", "an agency as data")->require_subcommand(1);

  auto* checking = pack->add_subcommand("check", "every problem of a pack, with file and line");
  checking->add_option("DIR", asked->folder)->required();
  checking->add_flag("--json", asked->as_json);
  checking->callback([&run, asked] { run = [asked] { return check(asked->folder, asked->as_json); }; });

  auto* sampling = pack->add_subcommand("sample", "a valid, invented body for POST /api/v1/dossiers");
  sampling->add_option("DIR", asked->folder)->required();
  sampling->add_option("--procedure", asked->procedure)->required();
  sampling->add_option("--seed", asked->seed);
  sampling->add_flag("--json", asked->as_json);
  sampling->callback([&run, asked] { run = [asked] { return sample(asked->folder, asked->procedure, asked->seed); }; });
}

}  // namespace congvu::app
