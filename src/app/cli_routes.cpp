// congvu routes [--json]: every page and call there is, with who may ask for it, from the table that is served.
#include <fmt/format.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "app/cli.h"
#include "app/serving.h"

namespace congvu::app {

namespace {

using page::Route;
using page::Who;

// A record of its own for as long as the routes are asked for: they are the same whatever a record holds.
class Borrowed {
 public:
  Borrowed() {
    auto name = (std::filesystem::temp_directory_path() / "congvu-routes-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::filesystem::filesystem_error("mkdtemp", name, {});
    folder_ = name;
  }
  ~Borrowed() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Borrowed(Borrowed const&) = delete;
  Borrowed& operator=(Borrowed const&) = delete;
  std::filesystem::path const& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

std::string_view rule_of(Who const& who) {
  switch (who.door) {
    case Who::Door::anyone:
      return "anyone";
    case Who::Door::signed_in:
      return "signed_in";
    case Who::Door::staff:
      return "staff";
    case Who::Door::act:
      return "act";
  }
  return "nobody";
}

json::object line_of(Route const& route) {
  bool const post = route.method == page::Method::post;
  json::object line{{"method", post ? "POST" : "GET"},
                    {"pattern", route.pattern},
                    {"who", rule_of(route.who)},
                    {"act", route.who.act},
                    {"changes", post},
                    {"uploads", route.takes_uploads}};
  // An API route is known by its operation, whose command the same name has
  line["operation"] = route.operation ? json::value(route.operation->id) : json::value(nullptr);
  return line;
}

int routes(bool as_json) {
  Borrowed const place;
  ProgramOptions options;
  options.data = place.folder() / "record";
  options.sample = true;
  auto program = Program::open(std::move(options));
  if (!program) return report(program.error());
  auto serving = Serving::assemble(**program, {});
  if (!serving) return report(serving.error());
  json::array table;
  for (auto const& route : (*serving)->routes()) table.push_back(line_of(route));
  if (as_json) return print(table);
  for (auto const& line : table) {
    auto const text = [&](char const* name) { return std::string_view{line.at(name).as_string()}; };
    fmt::print("{:<4}  {:<10}  {:<22}  {}\n", text("method"), text("who"), text("act"), text("pattern"));
  }
  return done;
}

}  // namespace

void add_routes_command(CLI::App& program, Run& run) {
  auto as_json = std::make_shared<bool>(false);
  auto* command = program.add_subcommand("routes", "every page and call, and who may ask for it");
  command->add_flag("--json", *as_json, "as JSON");
  command->callback([as_json, &run] { run = [as_json] { return routes(*as_json); }; });
}

}  // namespace congvu::app
