// congvu backup FILE --data DIR [--key FILE] [--with-keys --passphrase-file F] [--json]
// congvu restore FILE --data DIR [--keys DIR | --passphrase-file F] [--json]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "app/backup.h"
#include "app/cli.h"
#include "app/settings.h"

namespace congvu::app {

namespace {

struct Asked {
  std::string file, data, key, keys, passphrase_file;
  bool as_json = false;
};

// The first line of the file: a passphrase stands on no command line, where others could see it.
Expected<std::optional<std::string>> passphrase(Asked const& asked) {
  if (asked.passphrase_file.empty()) return std::nullopt;
  std::ifstream in{asked.passphrase_file};
  std::string line;
  if (!std::getline(in, line)) {
    return refuse(codes::no_file, "--passphrase-file", {{"path", asked.passphrase_file}});
  }
  return std::optional{line};
}

int show(Expected<BackupDescription> const& result, Asked const& asked, std::string_view said) {
  if (!result) return report(result.error());
  if (asked.as_json) return print(to_json(*result));
  fmt::print("{}\n", words_of(said, {{"file", asked.file},
                                     {"data", asked.data},
                                     {"events", std::to_string(result->events)},
                                     {"blobs", std::to_string(result->blobs)},
                                     {"head", result->head},
                                     {"made", vietnamese(result->made)}}));
  if (said == "app.backup.made")
    fmt::print("{}\n", words_of(result->keys ? "app.backup.keys_in" : "app.backup.keys_apart", {{"data", asked.data}}));
  return done;
}

int run_backup(Asked const& asked) {
  auto given = passphrase(asked);
  if (!given) return report(given.error());
  BackupOrder order{asked.data, asked.file, {}, std::move(*given)};
  if (!asked.key.empty()) order.key = asked.key;
  return show(back_up(order), asked, "app.backup.made");
}

int run_restore(Asked const& asked) {
  auto given = passphrase(asked);
  if (!given) return report(given.error());
  RestoreOrder order{asked.file, asked.data, {}, std::move(*given)};
  if (!asked.keys.empty()) order.keys = asked.keys;
  return show(restore(order), asked, "app.restore.done");
}

}  // namespace

void add_backup_commands(CLI::App& program, Run& run) {
  auto asked = std::make_shared<Asked>();
  auto* backing_up = program.add_subcommand("backup", "a backup of one moment, beside a running server; verified");
  backing_up->add_option("file", asked->file, "the backup; must not be there yet")->required();
  backing_up->add_option("--data", asked->data, "the record's directory")->required();
  backing_up->add_option("--key", asked->key, "the wrapping key's file");
  backing_up->add_option("--passphrase-file", asked->passphrase_file,
                         "the keys go into the backup, sealed under the first line of this file");
  backing_up->add_flag("--json", asked->as_json, "as JSON");
  backing_up->callback([asked, &run] { run = [asked] { return run_backup(*asked); }; });

  auto* restoring = program.add_subcommand("restore", "a backup into an empty place, checked whole");
  restoring->add_option("file", asked->file, "the backup")->required();
  restoring->add_option("--data", asked->data, "an empty or new directory")->required();
  restoring->add_option("--keys", asked->keys, "a folder with wrapping.key and log.key");
  restoring->add_option("--passphrase-file", asked->passphrase_file, "its first line opens the keys in the backup");
  restoring->add_flag("--json", asked->as_json, "as JSON");
  restoring->callback([asked, &run] { run = [asked] { return run_restore(*asked); }; });
}

}  // namespace congvu::app
