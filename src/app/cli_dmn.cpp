// congvu dmn check FILE [--json]: what is wrong with a model before anybody relies on it.
// congvu dmn eval FILE --decision NAME --input JSON|--inputs FILE [--repeat N] [--json]: what a decision answers.
// congvu dmn tck DIR [--json]: a folder of the public kit's cases, each tried.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>

#include "app/cli.h"
#include "app/dmn_files.h"
#include "app/pack.h"
#include "app/pack_files.h"
#include "base/clock.h"
#include "rules/dmn/check/check.h"
#include "rules/dmn/codes.h"
#include "rules/dmn/decide/plain_json.h"
#include "rules/dmn/decisions.h"
#include "rules/dmn/kit/kit.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;
using Sort = dmn::Element::Sort;

feel::Surroundings here_and_now() {
  feel::Surroundings surroundings;
  surroundings.now = feel::DateTime{system_clock()->now()};
  return surroundings;
}

struct Evaluating {
  std::string file;
  std::string decision;
  std::string input;
  std::string inputs_file;
  std::size_t repeat = 1;
  bool as_json = false;
};

// The values of one asking, by the place of each input.
using Row = std::vector<std::optional<feel::Value>>;

Expected<Row> row_of(dmn::Decisions const& decisions, feel::Value const& given) {
  auto const* context = given.as<feel::Context>();
  if (context == nullptr) return refuse(dmn::codes::input_not_object, {}, {{"found", feel::shown(given)}});
  auto const& inputs = decisions.program().inputs;
  Row row(inputs.size());
  for (auto const& [name, value] : context->entries()) {
    auto const input = decisions.find(Sort::input, name);
    if (!input) return refuse(dmn::codes::unknown_input, name, {{"input", name}});
    row[input->index] = dmn::as_wanted(value, inputs[input->index].type.get());
  }
  return row;
}

Expected<std::vector<Row>> rows_of(dmn::Decisions const& decisions, Evaluating const& asked) {
  auto text = Expected<std::string>{asked.input.empty() ? "{}" : asked.input};
  if (!asked.inputs_file.empty()) {
    fs::path const path{asked.inputs_file};
    auto const folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    text = read_pack_file(folder, path.filename().string());
  }
  if (!text) return std::unexpected(text.error());
  auto const value = dmn::read_plain(*text);
  if (!value) return std::unexpected(value.error());
  std::vector<Row> rows;
  auto const* list = value->as<feel::List>();
  auto const many = asked.inputs_file.empty() || list == nullptr ? std::vector<feel::Value>{*value} : list->items();
  for (auto const& each : many) {
    auto row = row_of(decisions, each);
    if (!row) return std::unexpected(row.error());
    rows.push_back(std::move(*row));
  }
  return rows;
}

std::vector<feel::Value const*> places(Row const& row) {
  std::vector<feel::Value const*> values;
  for (auto const& each : row) values.push_back(each ? &*each : nullptr);
  return values;
}

// Evaluation alone is timed; every asking is a new one.
int evaluate_many(dmn::Decisions const& decisions, dmn::Element element, std::vector<Row> const& rows,
                  std::size_t repeat) {
  std::vector<std::vector<feel::Value const*>> askings;
  for (auto const& row : rows) askings.push_back(places(row));
  auto const surroundings = here_and_now();
  auto const begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < repeat; ++i) {
    for (auto const& each : askings) decisions.decide(element, each, surroundings, dmn::Explain::no);
  }
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  fmt::print("{{\"decisions\":{},\"seconds\":{:.6f}}}\n", rows.size() * repeat, took.count());
  return done;
}

int evaluate(Evaluating const& asked) {
  auto const files = read_dmn_files(asked.file);
  if (!files) return report(files.error());
  auto const decisions = dmn::Decisions::of(files->models);
  if (!decisions) return report(decisions.error());
  auto element = decisions->find(Sort::decision, asked.decision);
  if (!element) element = decisions->find(Sort::service, asked.decision);
  if (!element) return report(Refusal{dmn::codes::unknown_decision, asked.file, {{"decision", asked.decision}}});
  auto const rows = rows_of(*decisions, asked);
  if (!rows) return report(rows.error());
  if (!asked.inputs_file.empty()) return evaluate_many(*decisions, *element, *rows, asked.repeat);
  auto const answer = decisions->decide(*element, places(rows->front()), here_and_now(), dmn::Explain::yes);
  fmt::print("{}\n", asked.as_json ? dmn::to_json(answer, files->hash) : dmn::plain_json(answer.value));
  return done;
}

int check(std::string const& file, bool as_json) {
  auto const files = read_dmn_files(file);
  if (!files) return report(files.error());
  auto const report_of_model = dmn::check(files->models);
  auto const hinders = [](xml::Problem const& each) { return !each.warning; };
  auto const usable = std::ranges::none_of(report_of_model.problems, hinders);
  Problems problems;
  json::array list;
  for (auto const& each : report_of_model.problems) {
    auto arguments = each.arguments;
    arguments.insert(arguments.end(), {{"element", each.element}, {"kind", each.kind}, {"name", each.name}});
    problems.push_back({file, std::max<std::uint32_t>(each.line, 1), {each.code, each.element, std::move(arguments)}});
    auto entry = problem_json(problems.back());
    entry["constraint"] = each.code.key;
    entry["element"] = each.element;
    entry["decision"] = each.name;
    entry["warning"] = each.warning;
    for (auto const& argument : each.arguments) entry[argument.name] = argument.value;
    list.push_back(std::move(entry));
  }
  if (as_json) {
    print(json::object{{"file", file}, {"usable", usable}, {"tables", report_of_model.tables}, {"problems", list}});
  } else {
    report(problems);
  }
  return usable ? done : refused;
}

struct Tally {
  std::size_t passed = 0;
  std::size_t total = 0;
  void count(bool good) {
    passed += good ? 1 : 0;
    ++total;
  }
};

struct Trial {
  Tally all;
  Tally hard;  // cases that expect an answer, not null
  std::map<std::string, Tally> by_folder;
  json::array failures;
};

void tell(Trial& trial, fs::path const& file, dmn::kit::Case const& one, std::string const& result,
          std::string const& wanted, std::string const& found) {
  trial.failures.push_back({{"file", file.filename().string()},
                            {"case", one.id},
                            {"result", result},
                            {"expected", wanted},
                            {"found", found}});
}

void try_cases(fs::path const& file, dmn::kit::Cases const& cases, Trial& trial) {
  auto const files = read_dmn_files(file.parent_path() / cases.model);
  auto const program = files ? dmn::compile(files->models).program : nullptr;
  for (auto const& one : cases.cases) {
    bool passed = program != nullptr;
    bool hard = false;
    if (!program) tell(trial, file, one, {}, {}, files ? "dmn.not_usable" : plain(files.error()));
    for (auto const& expectation : one.expected) {
      if (!program) continue;
      auto const verdict = dmn::kit::tried(dmn::Decisions{program}, cases, one, expectation, here_and_now());
      hard = hard || !verdict.wanted.is_null();
      passed = passed && verdict.passed;
      if (verdict.passed) continue;
      tell(trial, file, one, expectation.name, dmn::plain_json(verdict.wanted), dmn::plain_json(verdict.found));
    }
    trial.all.count(passed);
    trial.by_folder[file.parent_path().filename().string()].count(passed);
    if (hard) trial.hard.count(passed);
  }
}

int print(Trial const& trial, bool as_json) {
  if (as_json) {
    json::object folders;
    for (auto const& [name, tally] : trial.by_folder) {
      folders[name] = {{"passed", tally.passed}, {"failed", tally.total - tally.passed}, {"total", tally.total}};
    }
    return app::print(json::object{{"passed", trial.all.passed},
                                   {"failed", trial.all.total - trial.all.passed},
                                   {"total", trial.all.total},
                                   {"by_folder", std::move(folders)},
                                   {"hard", {{"passed", trial.hard.passed}, {"total", trial.hard.total}}},
                                   {"failures", trial.failures}});
  }
  for (auto const& each : trial.failures) {
    auto const& failure = each.as_object();
    auto const said = [&](std::string_view key) { return std::string_view{failure.at(key).as_string()}; };
    fmt::print("{} {} {}: expected {}, found {}\n", said("file"), said("case"), said("result"), said("expected"),
               said("found"));
  }
  fmt::print("{} of {} cases, {} of {} that expect an answer\n", trial.all.passed, trial.all.total, trial.hard.passed,
             trial.hard.total);
  return done;
}

int try_kit(std::string const& folder, bool as_json) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator each{folder, error}, end; !error && each != end; each.increment(error)) {
    if (each->path().extension() == ".xml") files.push_back(each->path());
  }
  if (error) return report(Refusal{codes::pack_unreadable, folder, {{"path", folder}}});
  std::ranges::sort(files);
  Trial trial;
  for (auto const& file : files) {
    auto const text = read_pack_file(file.parent_path(), file.filename().string());
    auto const cases = text ? dmn::kit::read(*text, file.string()) : std::unexpected(text.error());
    if (!cases) return report(cases.error());
    try_cases(file, *cases, trial);
  }
  return print(trial, as_json);
}

}  // namespace

void add_dmn_commands(CLI::App& program, Run& run) {
  auto* dmn = program.add_subcommand("dmn", "decision models: rules as tables")->require_subcommand(1);

  struct Checking {
    std::string file;
    bool as_json = false;
  };
  auto const checked = std::make_shared<Checking>();
  auto* checking = dmn->add_subcommand("check", "rules that meet, inputs without a rule, cells of the wrong kind");
  checking->add_option("FILE", checked->file)->required();
  checking->add_flag("--json", checked->as_json);
  checking->callback([&run, checked] { run = [checked] { return check(checked->file, checked->as_json); }; });

  auto const asked = std::make_shared<Evaluating>();
  auto* evaluating = dmn->add_subcommand("eval", "what a decision answers, and by which rules");
  evaluating->add_option("FILE", asked->file)->required();
  evaluating->add_option("--decision", asked->decision, "name of the decision or decision service")->required();
  auto* one = evaluating->add_option("--input", asked->input, "values of the inputs as a JSON object");
  evaluating->add_option("--inputs", asked->inputs_file, "file of a JSON list of such objects; only timed")
      ->excludes(one);
  evaluating->add_option("--repeat", asked->repeat, "how often the list is gone through")->check(CLI::PositiveNumber);
  evaluating->add_flag("--json", asked->as_json);
  evaluating->callback([&run, asked] { run = [asked] { return evaluate(*asked); }; });

  struct Kit {
    std::string folder;
    bool as_json = false;
  };
  auto const kit = std::make_shared<Kit>();
  auto* trying = dmn->add_subcommand("tck", "a folder of the public compatibility kit's cases, each tried");
  trying->add_option("DIR", kit->folder)->required();
  trying->add_flag("--json", kit->as_json);
  trying->callback([&run, kit] { run = [kit] { return try_kit(kit->folder, kit->as_json); }; });
}

}  // namespace congvu::app
