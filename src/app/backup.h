// Keeping a record safe. A backup is made beside the running server, of one moment; before it is called made, it has
// been restored to a scratch place and found to be the same record. Restoring goes into an empty place only, checks
// everything, and puts nothing there unless all of it is right. The keys are kept apart, or lie in the backup sealed
// under a passphrase, where that was asked for: without them nobody reads a personal word of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/backup_file.h"

namespace congvu::app {

namespace codes {
inline constexpr Code backup_differs{"backup.differs", Kind::unavailable};        // restored, it is not the same record
inline constexpr Code restore_not_empty{"restore.not_empty", Kind::conflict};     // arguments: path
inline constexpr Code restore_no_keys{"restore.no_keys", Kind::invalid};          // neither in it nor given
inline constexpr Code restore_passphrase{"restore.passphrase", Kind::forbidden};  // not the one it was sealed under
inline constexpr Code restore_faults{"restore.faults", Kind::malformed};          // arguments: count, first
inline constexpr Code passphrase_short{"backup.passphrase_short", Kind::invalid};  // arguments: least
}  // namespace codes

struct BackupOrder {
  std::filesystem::path data;
  std::filesystem::path file;
  std::optional<std::filesystem::path> key;  // the wrapping key, where it does not lie in `data`
  std::optional<std::string> passphrase;     // the keys go into the backup, sealed under it
};
// What the backup holds, once it has been verified.
Expected<BackupDescription> back_up(BackupOrder const&);

struct RestoreOrder {
  std::filesystem::path file;
  std::filesystem::path data;
  std::optional<std::filesystem::path> keys;  // a folder with wrapping.key and log.key
  std::optional<std::string> passphrase;
};
Expected<BackupDescription> restore(RestoreOrder const&);

}  // namespace congvu::app
