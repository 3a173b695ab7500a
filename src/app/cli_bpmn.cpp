// congvu bpmn check FILE… [--json]: what is wrong with a diagram, and the verdicts there are so far.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "agency/procedure/compiling.h"
#include "app/cli.h"
#include "app/cli_bpmn.h"
#include "app/pack_files.h"
#include "rules/bpmn/check/check.h"

namespace congvu::app {

namespace {

// Verdicts beyond the structure are not decided yet, and say so: null.
json::object verdict(std::string const& file, Problems const& problems) {
  json::array list;
  for (auto const& problem : problems) {
    auto entry = problem_json(problem);
    entry["element"] = nullptr;
    for (auto const& each : problem.refusal.arguments) {
      if (each.name == "element") entry["element"] = each.value;
    }
    entry["constraint"] = problem.refusal.code.key;
    entry["path"] = json::array{};
    list.push_back(std::move(entry));
  }
  return {{"file", file},         {"structure", problems.empty()},
          {"sound", nullptr},     {"safe", nullptr},
          {"timely", nullptr},    {"owned", nullptr},
          {"four_eyed", nullptr}, {"problems", std::move(list)}};
}

Problem placed(std::string const& file, Refusal refusal) {
  std::uint32_t line = 1;
  for (auto const& each : refusal.arguments) {
    if (each.name == "line" && !each.value.empty()) line = static_cast<std::uint32_t>(std::stoul(each.value));
  }
  return {file, line, std::move(refusal)};
}

Problems problems_of(std::string const& file) {
  std::filesystem::path const path{file};
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  auto const text = read_pack_file(folder, path.filename().string());
  if (!text) return {{file, 1, text.error()}};
  auto const model = bpmn::read(*text, file);
  if (!model) return {placed(file, model.error())};
  Problems problems;
  for (auto const& each : bpmn::check(*model, procedure::surroundings()).problems) {
    if (each.warning) continue;
    auto arguments = each.arguments;
    arguments.push_back({"element", each.element});
    arguments.push_back({"name", each.name});
    problems.push_back({file, std::max<std::uint32_t>(each.line, 1), {each.code, each.element, std::move(arguments)}});
  }
  return problems;
}

int check(std::vector<std::string> const& files, bool as_json) {
  json::array verdicts;
  Problems all;
  for (auto const& file : files) {
    auto problems = problems_of(file);
    verdicts.push_back(verdict(file, problems));
    std::ranges::move(problems, std::back_inserter(all));
  }
  if (as_json) print(verdicts);
  if (all.empty()) return done;
  return as_json ? refused : report(all);
}

}  // namespace

void add_bpmn_commands(CLI::App& program, Run& run) {
  struct Asked {
    std::vector<std::string> files;
    bool as_json = false;
  };
  auto const asked = std::make_shared<Asked>();
  auto* bpmn = program.add_subcommand("bpmn", "diagrams of procedures")->require_subcommand(1);
  auto* checking = bpmn->add_subcommand("check", "every problem of a diagram, with its line");
  checking->add_option("FILE", asked->files)->required();
  checking->add_flag("--json", asked->as_json);
  checking->callback([&run, asked] { run = [asked] { return check(asked->files, asked->as_json); }; });

  struct Kit {
    std::string folder;
    bool as_json = false;
  };
  auto const kit = std::make_shared<Kit>();
  auto* trying = bpmn->add_subcommand("tck", "a folder of the public conformance kit's cases, each tried");
  trying->add_option("DIR", kit->folder)->required();
  trying->add_flag("--json", kit->as_json);
  trying->callback([&run, kit] { run = [kit] { return try_bpmn_kit(kit->folder, kit->as_json); }; });
}

}  // namespace congvu::app
