// congvu bpmn tck DIR [--json]: a folder of the public conformance kit's cases, each tried; of which kind a case is,
// its expectations tell.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "app/cli.h"
#include "app/cli_bpmn.h"
#include "app/pack.h"
#include "rules/bpmn/kit/kit.h"

namespace congvu::app {
namespace {

namespace fs = std::filesystem;
namespace kit = bpmn::kit;

struct Tally {
  int passed = 0;
  int total = 0;
};

struct Trial {
  Tally all;
  std::map<std::string, Tally> by_group;
  json::array failures;
};

void count(Trial& trial, std::string const& group, std::string const& id, kit::Verdict const& verdict) {
  for (auto* tally : {&trial.all, &trial.by_group[group]}) {
    ++tally->total;
    tally->passed += verdict.passed ? 1 : 0;
  }
  if (verdict.passed) return;
  trial.failures.push_back(
      json::object{{"case", id}, {"part", verdict.part}, {"expected", verdict.wanted}, {"found", verdict.found}});
}

// As it is: a model may be in any encoding.
std::optional<std::string> bytes_of(fs::path const& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

// The model beside its expectations: "expect.json" goes with "model.bpmn", any other with the file of its name.
fs::path model_beside(fs::path const& expectations) {
  if (expectations.filename() == "expect.json") return expectations.parent_path() / "model.bpmn";
  return fs::path{expectations}.replace_extension(".bpmn");
}

// What lies beside the model, for those that import it.
kit::Files files_beside(fs::path const& model) {
  kit::Files files;
  std::error_code error;
  for (fs::recursive_directory_iterator each{model.parent_path(), error}, end; !error && each != end;
       each.increment(error)) {
    if (!each->is_regular_file() || each->path().extension() == ".json") continue;
    auto const name = fs::relative(each->path(), model.parent_path(), error).generic_string();
    if (auto text = bytes_of(each->path())) files.emplace(name, std::move(*text));
  }
  return files;
}

std::vector<kit::Verdict> verdicts_on(std::string const& model, fs::path const& file, json::object const& expected) {
  switch (kit::kind_of(expected)) {
    case kit::Kind::exec:
      return kit::run(model, expected);
    case kit::Kind::interchange:
      return kit::read_and_write(model, expected);
    case kit::Kind::constraints:
      return kit::judge_constraints(model, files_beside(file), expected);
    case kit::Kind::soundness:
      return kit::judge_soundness(model, expected);
  }
  return {};
}

void try_case(fs::path const& expectations, Trial& trial) {
  auto const file = model_beside(expectations);
  auto const told = bytes_of(expectations);
  auto const model = bytes_of(file);
  if (!told || !model) return;
  boost::system::error_code wrong;
  auto const expected = json::parse(*told, wrong);
  if (wrong || !expected.is_object()) return;
  auto const& members = expected.get_object();
  for (auto const& verdict : verdicts_on(*model, file, members)) {
    count(trial, text_in(members, "group"), text_in(members, "id"), verdict);
  }
}

int tell(Trial const& trial, bool as_json) {
  if (as_json) {
    json::object groups;
    for (auto const& [name, tally] : trial.by_group) {
      groups[name] = {{"passed", tally.passed}, {"failed", tally.total - tally.passed}, {"total", tally.total}};
    }
    return print(json::object{{"passed", trial.all.passed},
                              {"failed", trial.all.total - trial.all.passed},
                              {"total", trial.all.total},
                              {"by_group", std::move(groups)},
                              {"failures", trial.failures}});
  }
  for (auto const& each : trial.failures) {
    auto const& failure = each.as_object();
    auto const said = [&](std::string_view key) { return std::string_view{failure.at(key).as_string()}; };
    fmt::print("{} {}: expected {}, found {}\n", said("case"), said("part"), said("expected"), said("found"));
  }
  fmt::print("{} of {}\n", trial.all.passed, trial.all.total);
  return done;
}

}  // namespace

int try_bpmn_kit(std::string const& folder, bool as_json) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator each{folder, error}, end; !error && each != end; each.increment(error)) {
    if (each->path().extension() == ".json" && fs::exists(model_beside(each->path()))) files.push_back(each->path());
  }
  if (error) return report(Refusal{codes::pack_unreadable, folder, {{"path", folder}}});
  std::ranges::sort(files);
  Trial trial;
  for (auto const& file : files) try_case(file, trial);
  return tell(trial, as_json);
}

}  // namespace congvu::app
