// congvu, the program: reads its arguments and runs the one command they name.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/cli.h"

int main(int count, char** arguments) {
  using namespace congvu::app;
  // Last resort: a broken disk, or memory. Whatever can be caused from outside has been answered before.
  try {
    CLI::App program{"congvu", "congvu"};
    program.require_subcommand(1);
    program.set_version_flag("--version", "congvu " CONGVU_VERSION);
    Run run;
    add_pack_commands(program, run);
    add_calendar_commands(program, run);
    add_bpmn_commands(program, run);
    add_dmn_commands(program, run);
    add_serve_command(program, run);
    add_init_command(program, run);
    add_backup_commands(program, run);
    add_accounts_command(program, run);
    add_record_commands(program, run);
    add_routes_command(program, run);
    try {
      program.parse(count, arguments);
    } catch (CLI::ParseError const& asked) {
      if (asked.get_exit_code() == 0) return program.exit(asked);  // --help
      fmt::print(stderr, "congvu: {}\n", asked.what());
      return misused;
    }
    return run ? run() : misused;
  } catch (std::exception const& failure) {
    fmt::print(stderr, "congvu: {}\n", failure.what());
    return refused;
  }
}
