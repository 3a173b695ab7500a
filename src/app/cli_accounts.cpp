// congvu accounts --data DIR [--json]: the sample accounts, with passwords that follow from the record's seed
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "agency/identity/samples.h"
#include "app/cli.h"
#include "app/program.h"

namespace congvu::app {

namespace {

namespace codes {
inline constexpr Code no_samples{"cli.no_samples", Kind::conflict};
}  // namespace codes

struct Asked {
  std::string data, key;
  bool as_json = false;
};

int accounts(Asked const& asked) {
  auto program = Program::open_existing(asked.data, asked.key, true);
  if (!program) return report(program.error());
  auto const origin = (*program)->origin();
  if (!origin.sample) return report(Refusal{codes::no_samples});
  auto const held = (*program)->pipeline().standing<identity::Accounts>();
  auto const organisation = (*program)->pipeline().standing<org::Organisation>();
  auto const access = identity::sample_access(*held, *organisation, origin.seed);
  if (asked.as_json) return print(to_json(access));
  for (auto const& each : access) {
    fmt::print("{:<16}  {:<18}  {:<13}  {}\n", each.account, each.password, name_of(each.role), each.position);
  }
  return done;
}

}  // namespace

void add_accounts_command(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* command = program.add_subcommand("accounts", "the sample accounts of a demo");
  command->add_option("--data", asked->data, "the record's directory")->required();
  command->add_option("--key", asked->key, "the wrapping key's file");
  command->add_flag("--json", asked->as_json, "as JSON");
  command->callback([asked, &run] { run = [asked] { return accounts(*asked); }; });
}

}  // namespace congvu::app
