// The command line: `congvu serve`, `congvu pack check` and the rest, each in a file of its own (cli_*.cpp) that adds
// itself here. Machine output goes to standard output as JSON with --json, everything said to people about what went
// wrong to standard error, one line each, in the words of the rooms; the exit status is 0 only on success.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/problem.h"
#include "base/json.h"

namespace CLI {
class App;
}

namespace congvu::app {

// What the program does once its arguments are read; gives the exit status.
using Run = std::function<int()>;

// Each adds its subcommand and, when that is chosen, sets `run`.
void add_pack_commands(CLI::App&, Run&);
void add_calendar_commands(CLI::App&, Run&);
void add_bpmn_commands(CLI::App&, Run&);
void add_dmn_commands(CLI::App&, Run&);
void add_serve_command(CLI::App&, Run&);
void add_init_command(CLI::App&, Run&);
void add_backup_commands(CLI::App&, Run&);
void add_accounts_command(CLI::App&, Run&);
void add_record_commands(CLI::App&, Run&);
void add_routes_command(CLI::App&, Run&);

// Exit statuses: done; refused, or problems found; asked in a way that nobody understands.
inline constexpr int done = 0, refused = 1, misused = 2;

// The words of a key in Vietnamese, filled in.
std::string words_of(std::string_view key, std::vector<Argument> const& arguments);
// One line in Vietnamese: the words of the refusal's code, filled in, after its place.
std::string sentence(Refusal const&);
// "file:line: sentence"
std::string sentence(Problem const&);
// To standard error, a line for each part; gives `refused`.
int report(Refusal const&);
int report(Problems const&);
json::object problem_json(Problem const&);
// Canonical JSON and a new line to standard output.
int print(json::value const&);

}  // namespace congvu::app
