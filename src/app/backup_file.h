// The file that a backup is: named parts one after the other, each with its hash, a description at the end, and over
// all of it one hash, so that a single wrong or missing octet is found before anything is restored from it. It is
// written beside its place and moved there whole. The format is docs/formats/backup.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/described.h"

namespace congvu::app {

namespace codes {
inline constexpr Code backup_unreadable{"backup.unreadable", Kind::not_found};  // arguments: path
inline constexpr Code backup_foreign{"backup.foreign", Kind::malformed};        // it is no backup of this program
inline constexpr Code backup_newer{"backup.newer", Kind::malformed};            // arguments: found, known
inline constexpr Code backup_damaged{"backup.damaged", Kind::malformed};        // arguments: reason
inline constexpr Code backup_there{"backup.there", Kind::conflict};             // arguments: path
}  // namespace codes

// What is said of the record in it.
struct BackupDescription {
  int format = 1;
  Instant made;
  bool sample = false;
  std::string agency;
  std::string log;
  std::int64_t events = 0;
  std::string head;  // leaf hash of the last event, hexadecimal
  std::int64_t blobs = 0;
  bool keys = false;  // the record's keys are in it, sealed under a passphrase
};
BOOST_DESCRIBE_STRUCT(BackupDescription, (), (format, made, sample, agency, log, events, head, blobs, keys))

class BackupWriting {
 public:
  // Into FILE.part. Refused where FILE is there already.
  static Expected<BackupWriting> begin(std::filesystem::path const& file);
  ~BackupWriting();
  BackupWriting(BackupWriting&&) noexcept;

  // False where there is no such file any more.
  bool add_file(std::string_view name, std::filesystem::path const& file);
  void add(std::string_view name, std::string_view content);
  // Durable, and at its place, when this returns.
  void finish(BackupDescription const&);

 private:
  struct Parts;
  explicit BackupWriting(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Reads it to the end, hashing; nothing of it is believed before that. `part` is told each name and is given its
// content piece by piece, the empty one at the end; without it the file is only checked.
using TakePart = std::function<void(std::string_view name, std::string_view piece)>;
Expected<BackupDescription> read_backup(std::filesystem::path const& file, TakePart const& part = {});

}  // namespace congvu::app
