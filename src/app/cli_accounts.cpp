// congvu accounts --data DIR [--json]: the sample accounts, with passwords that follow from the record's seed
// congvu accounts reset NAME --data DIR [--json]: a one-time code for whoever has no other way in, while nothing is
// served
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "agency/identity/passwords.h"
#include "agency/identity/samples.h"
#include "app/cli.h"
#include "app/program.h"
#include "base/crypto.h"

namespace congvu::app {

namespace {

namespace codes {
inline constexpr Code no_samples{"cli.no_samples", Kind::conflict};
}  // namespace codes

struct Asked {
  std::string data, key, account;
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

int reset(Asked const& asked) {
  auto opened = Program::open_existing(asked.data, asked.key, false);
  if (!opened) return report(opened.error());
  auto& program = **opened;
  auto const* account = identity::account_named(*program.pipeline().standing<identity::Accounts>(), asked.account);
  if (!account) return report(Refusal{identity::codes::unknown_account, asked.account});
  Handle const handle = account->handle;
  auto const code = identity::one_time_code(program.randomness().draw<12>());
  auto const hash = hash_password(identity::plain_code(code), program.randomness().draw<16>());
  Actor const system{.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
  auto const issued = program.pipeline().perform(identity::IssueCode{handle, hash}, system);
  if (!issued) return report(issued.error());
  program.sessions().close_all(handle);
  auto const accounts = program.pipeline().standing<identity::Accounts>();
  auto const& fresh = accounts->by_handle.at(handle);
  if (asked.as_json) {
    return print(json::object{{"account", fresh.name}, {"code", code}, {"until", iso(fresh.code_until)}});
  }
  fmt::print("{}\n", words_of("app.init.code", {{"code", code}, {"until", vietnamese(fresh.code_until)}}));
  return done;
}

}  // namespace

void add_accounts_command(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* command = program.add_subcommand("accounts", "the sample accounts of a demo");
  command->add_option("--data", asked->data, "the record's directory");
  command->add_option("--key", asked->key, "the wrapping key's file");
  command->add_flag("--json", asked->as_json, "as JSON");
  auto* resetting = command->add_subcommand("reset", "a one-time code for an account; the server must not run");
  resetting->add_option("account", asked->account, "its name")->required();
  resetting->add_option("--data", asked->data, "the record's directory");
  resetting->add_option("--key", asked->key, "the wrapping key's file");
  resetting->add_flag("--json", asked->as_json, "as JSON");
  command->callback([asked, resetting, &run] {
    if (asked->data.empty()) throw CLI::RequiredError("--data");
    run = [asked, resets = resetting->parsed()] { return resets ? reset(*asked) : accounts(*asked); };
  });
}

}  // namespace congvu::app
