// congvu bpmn check FILE… [--json]: what is wrong with a diagram, whether it is sound and safe, and which rules of the
// standard it breaks.
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

// One diagram looked at. What merely breaks a rule of the standard is told, but hinders nothing.
struct Judged {
  bpmn::Report report;
  Problems problems;  // in its order
};

json::value as_json(std::optional<bool> verdict) {
  return verdict ? json::value{*verdict} : json::value{nullptr};
}

// Whether limits are kept, who does what and by four eyes belong to other judges, and are answered null here.
json::object verdict(std::string const& file, Judged const& judged) {
  json::array list;
  for (std::size_t i = 0; i < judged.problems.size(); ++i) {
    auto const& problem = judged.problems[i];
    auto entry = problem_json(problem);
    entry["element"] = nullptr;
    entry["kind"] = nullptr;
    entry["constraint"] = problem.refusal.code.key;
    for (auto const& each : problem.refusal.arguments) {
      bool const told = each.name == "element" || each.name == "kind" || each.name == "constraint";
      if (told) entry[each.name] = each.value;
    }
    json::array path;
    if (i < judged.report.problems.size()) {
      for (auto const& step : judged.report.problems[i].path) path.emplace_back(step);
    }
    entry["path"] = std::move(path);
    list.push_back(std::move(entry));
  }
  return {{"file", file},
          {"structure", judged.report.structure},
          {"sound", as_json(judged.report.sound)},
          {"safe", as_json(judged.report.safe)},
          {"timely", nullptr},
          {"owned", nullptr},
          {"four_eyed", nullptr},
          {"problems", std::move(list)}};
}

Problem placed(std::string const& file, Refusal refusal) {
  std::uint32_t line = 1;
  for (auto const& each : refusal.arguments) {
    if (each.name == "line" && !each.value.empty()) line = static_cast<std::uint32_t>(std::stoul(each.value));
  }
  return {file, line, std::move(refusal)};
}

Judged judge(std::string const& file) {
  auto const text = read_text(file);
  if (!text) return {{}, {{file, 1, text.error()}}};
  auto const model = bpmn::read(*text, file);
  if (!model) return {{}, {placed(file, model.error())}};
  Judged judged{bpmn::check(*model, procedure::surroundings()), {}};
  for (auto const& each : judged.report.problems) {
    auto arguments = each.arguments;
    arguments.push_back({"element", each.element});
    arguments.push_back({"kind", each.kind});
    arguments.push_back({"name", each.name});
    judged.problems.push_back(
        {file, std::max<std::uint32_t>(each.line, 1), {each.code, each.element, std::move(arguments)}});
  }
  return judged;
}

// To people only what hinders is told.
Problems hindering(Judged const& judged) {
  Problems all;
  for (std::size_t i = 0; i < judged.problems.size(); ++i) {
    bool const warning = i < judged.report.problems.size() && judged.report.problems[i].warning;
    if (!warning) all.push_back(judged.problems[i]);
  }
  return all;
}

int check(std::vector<std::string> const& files, bool as_json) {
  json::array verdicts;
  Problems all;
  for (auto const& file : files) {
    auto const judged = judge(file);
    verdicts.push_back(verdict(file, judged));
    std::ranges::move(hindering(judged), std::back_inserter(all));
  }
  if (as_json) print(verdicts);
  if (all.empty()) return done;
  return as_json ? refused : report(all);
}

}  // namespace

Expected<std::string> read_text(std::string const& file) {
  std::filesystem::path const path{file};
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  return read_pack_file(folder, path.filename().string());
}

std::string text_in(json::object const& from, std::string_view member) {
  auto const* value = from.if_contains(member);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

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

  struct Running {
    std::string file;
    std::string script;
  };
  auto const running = std::make_shared<Running>();
  auto* driving = bpmn->add_subcommand("run", "cases of a diagram, driven by a script");
  driving->add_option("FILE", running->file)->required();
  driving->add_option("--script", running->script, "file of inputs, one JSON object a line")->required();
  driving->callback([&run, running] { run = [running] { return run_bpmn(running->file, running->script); }; });

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
