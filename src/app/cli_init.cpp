// congvu init --data DIR --pack DIR --name "…" --administrator "Full name" [--account NAME] [--position CODE]
// [--address https://…] [--listen …] [--mail smtp://… --mail-from …] [--key FILE] [--json]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli.h"
#include "app/founding.h"
#include "base/several.h"

namespace congvu::app {

namespace {

struct Asked {
  std::string data, pack, name, administrator, account = "quantri", position, key;
  std::string address, listen, trusted_proxy, mail, mail_from;
  bool as_json = false;
};

Founding founding_of(Asked const& asked) {
  Founding founding;
  founding.data = asked.data;
  if (!asked.key.empty()) founding.key = asked.key;
  founding.name = asked.name;
  founding.administrator = asked.administrator;
  founding.account = asked.account;
  founding.position = asked.position;
  founding.settings.address = unless_empty(asked.address);
  founding.settings.listen = unless_empty(asked.listen);
  founding.settings.trusted_proxy = unless_empty(asked.trusted_proxy);
  if (!asked.mail.empty() || !asked.mail_from.empty()) {
    founding.settings.mail = MailServer{asked.mail, asked.mail_from, {}, {}};
  }
  return founding;
}

int show(Founded const& founded, Asked const& asked) {
  if (asked.as_json) {
    return print(json::object{{"account", founded.account},
                              {"code", founded.code},
                              {"until", iso(founded.until)},
                              {"log", founded.log},
                              {"events", founded.events},
                              {"people", founded.people},
                              {"left_out", founded.left}});
  }
  std::vector<Argument> const said{{"account", founded.account},
                                   {"code", founded.code},
                                   {"until", vietnamese(founded.until)},
                                   {"log", founded.log},
                                   {"people", std::to_string(founded.people)},
                                   {"left", std::to_string(founded.left)},
                                   {"data", asked.data}};
  for (auto const* line :
       {"app.init.done", "app.init.people", "app.init.account", "app.init.code", "app.init.log", "app.init.next"}) {
    fmt::print("{}\n", words_of(line, said));
  }
  return done;
}

int init(Asked const& asked) {
  auto const founding = founding_of(asked);
  auto const reading = read_pack(asked.pack);
  report(reading.problems);
  auto const faults = faults_of(founding, reading.pack);
  for (auto const& fault : faults) report(fault);
  if (!faults.empty() || !reading.problems.empty()) return refused;
  Problems problems;
  auto const founded = found(founding, reading, problems);
  if (!problems.empty()) return report(problems);
  return founded ? show(*founded, asked) : report(founded.error());
}

}  // namespace

void add_init_command(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* command = program.add_subcommand("init", "makes a record for one's own agency");
  command->add_option("--data", asked->data, "the record's directory")->required();
  command->add_option("--pack", asked->pack, "the agency's pack")->required();
  command->add_option("--name", asked->name, "the agency's name")->required();
  command->add_option("--administrator", asked->administrator, "full name of the first administrator")->required();
  command->add_option("--account", asked->account, "account name of the first administrator");
  command->add_option("--position", asked->position, "position of the first administrator, where the pack has several");
  command->add_option("--address", asked->address, "https://HOST by which people come here; names the log for ever");
  command->add_option("--listen", asked->listen, "ADDRESS:PORT");
  command->add_option("--trusted-proxy", asked->trusted_proxy, "address or network of the proxy that speaks https");
  command->add_option("--mail", asked->mail, "smtp://HOST:PORT");
  command->add_option("--mail-from", asked->mail_from, "the address that mail comes from");
  command->add_option("--key", asked->key, "where the wrapping key is put; DIR/wrapping.key if left out");
  command->add_flag("--json", asked->as_json, "as JSON");
  command->callback([asked, &run] { run = [asked] { return init(*asked); }; });
}

}  // namespace congvu::app
