#include "app/backup.h"

#include <array>
#include <fstream>

#include "app/laying.h"
#include "app/program.h"
#include "app/settings.h"
#include "record/store/snapshot.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

constexpr char const* desk_name = "desk.sqlite";
constexpr char const* wrapping_key_name = "wrapping.key";
constexpr char const* log_key_name = "log.key";
constexpr std::string_view sealed_keys_name = "keys.sealed";
constexpr std::string_view blobs_folder = "blobs/";
constexpr std::size_t key_octets = 32;
constexpr std::size_t passphrase_least = 16;

// A folder beside the backup that goes when its owner does.
class Scratch {
 public:
  explicit Scratch(fs::path path) : path_(std::move(path)) {
    fs::remove_all(path_);
    fs::create_directories(path_);
    fs::permissions(path_, fs::perms::owner_all);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(Scratch const&) = delete;
  fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

std::string content_of(fs::path const& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_private(fs::path const& file, std::string_view content) {
  std::ofstream out{file, std::ios::binary};
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  out << content;
  out.flush();
  if (!out) throw std::system_error(std::make_error_code(std::errc::io_error), file.string());
}

// --- the keys under a passphrase: salt, nonce, sealed octets -------------------------------------------------------

using Salt = std::array<std::uint8_t, 16>;

SecretKey key_under(std::string_view passphrase, Salt const& salt) {
  return SecretKey{sha256(hash_password(passphrase, salt))};
}

std::string sealed_keys(std::string_view passphrase, std::string const& both, Randomness& chance) {
  auto const salt = chance.draw<16>();
  auto const nonce = chance.draw<24>();
  return std::string{view_of(salt)} + std::string{view_of(nonce)} +
         seal(key_under(passphrase, salt), nonce, both, sealed_keys_name);
}

std::optional<std::string> opened_keys(std::string_view passphrase, std::string_view sealed) {
  Salt salt{};
  Nonce nonce{};
  if (sealed.size() < salt.size() + nonce.size()) return std::nullopt;
  std::copy_n(sealed.begin(), salt.size(), salt.begin());
  std::copy_n(sealed.begin() + salt.size(), nonce.size(), nonce.begin());
  return unseal(key_under(passphrase, salt), nonce, sealed.substr(salt.size() + nonce.size()), sealed_keys_name);
}

// --- what a record is, to be compared ------------------------------------------------------------------------------

void describe_record(BackupDescription& description, Program& program) {
  auto const origin = program.origin();
  description.sample = origin.sample;
  description.agency = origin.agency;
  description.log = program.log_name();
  auto const size = program.store().size();
  description.events = static_cast<std::int64_t>(size);
  auto const last = size == 0 ? std::vector<record::Stored>{} : program.store().read_all(size - 1, 1);
  description.head = last.empty() ? std::string{} : hex(view_of(last.front().leaf_hash));
}

Expected<BackupDescription> described(fs::path const& data) {
  auto program = Program::open_existing(data, {}, true);
  if (!program) return std::unexpected<Refusal>(program.error());
  BackupDescription description;
  describe_record(description, **program);
  return description;
}

// Every leaf, commitment and chain of what was restored, and that it is the record that was described.
Expected<void> check_restored(fs::path const& data, BackupDescription const& promised) {
  auto program = Program::open_existing(data, {}, true);
  if (!program) return std::unexpected<Refusal>(program.error());
  auto const faults = (*program)->store().verify();
  if (!faults.empty()) {
    return refuse(codes::restore_faults, {},
                  {{"count", std::to_string(faults.size())}, {"first", std::to_string(faults.front().index)}});
  }
  BackupDescription found;
  describe_record(found, **program);
  if (found.events != promised.events || found.head != promised.head || found.sample != promised.sample) {
    return refuse(codes::backup_differs);
  }
  return {};
}

// --- reading the parts into a folder ---------------------------------------------------------------------------------

class Laying {
 public:
  explicit Laying(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_ / "blobs"); }

  void take(std::string_view name, std::string_view piece) {
    if (name == sealed_keys_name) {
      sealed_ += piece;
      return;
    }
    bool const known = name == record_name || name == desk_name || name.starts_with(blobs_folder);
    if (!known) return;  // of a later program of the same format
    if (!out_.is_open()) {
      out_.open(folder_ / name, std::ios::binary);
      fs::permissions(folder_ / name, fs::perms::owner_read | fs::perms::owner_write);
      if (name.starts_with(blobs_folder)) ++blobs_;
    }
    out_ << piece;
    if (piece.empty()) out_.close();
    if (!out_) throw std::system_error(std::make_error_code(std::errc::io_error), std::string{name});
  }
  std::string const& sealed() const { return sealed_; }
  std::int64_t blobs() const { return blobs_; }

 private:
  fs::path folder_;
  std::ofstream out_;
  std::string sealed_;
  std::int64_t blobs_ = 0;
};

Expected<void> lay_keys(RestoreOrder const& order, std::string const& sealed, fs::path const& folder) {
  if (order.keys) {
    for (auto const* name : {wrapping_key_name, log_key_name}) {
      auto const content = content_of(*order.keys / name);
      if (content.size() != key_octets) return refuse(codes::no_key, {}, {{"path", (*order.keys / name).string()}});
      write_private(folder / name, content);
    }
    return {};
  }
  if (sealed.empty() || !order.passphrase) return refuse(codes::restore_no_keys);
  auto const both = opened_keys(*order.passphrase, sealed);
  if (!both || both->size() != 2 * key_octets) return refuse(codes::restore_passphrase);
  write_private(folder / wrapping_key_name, both->substr(0, key_octets));
  write_private(folder / log_key_name, both->substr(key_octets));
  return {};
}

// Checked to its end first, then laid into the folder, and held against what it says of itself.
Expected<BackupDescription> lay(RestoreOrder const& order, fs::path const& folder) {
  if (auto const checked = read_backup(order.file); !checked) return checked;
  Laying laying{folder};
  auto description =
      read_backup(order.file, [&](std::string_view name, std::string_view piece) { laying.take(name, piece); });
  if (!description) return description;
  if (laying.blobs() != description->blobs) return refuse(codes::backup_differs);
  if (auto const keys = lay_keys(order, laying.sealed(), folder); !keys) return std::unexpected<Refusal>(keys.error());
  if (auto const same = check_restored(folder, *description); !same) return std::unexpected<Refusal>(same.error());
  return description;
}

bool is_empty_place(fs::path const& data) {
  if (!fs::exists(data)) return true;
  if (!fs::is_directory(data)) return false;
  for (auto const& entry : fs::directory_iterator(data)) {
    auto const name = entry.path().filename();
    if (name != settings_file && name != "laying") return false;
  }
  return true;
}

std::int64_t add_blobs(BackupWriting& writing, fs::path const& data) {
  std::int64_t count = 0;
  std::error_code failed;
  for (fs::directory_iterator entry{data / "blobs", failed}, end; !failed && entry != end; entry.increment(failed)) {
    if (!entry->is_regular_file()) continue;
    auto const name = std::string{blobs_folder} + entry->path().filename().string();
    // One that was sent and thrown away meanwhile is no event's, or it would not have gone.
    if (writing.add_file(name, entry->path())) ++count;
  }
  return count;
}

}  // namespace

Expected<BackupDescription> back_up(BackupOrder const& order) {
  auto const key_file = order.key.value_or(order.data / wrapping_key_name);
  if (!holds_record(order.data)) return refuse(codes::no_record, {}, {{"path", order.data.string()}});
  if (!fs::exists(key_file)) return refuse(codes::no_key, {}, {{"path", key_file.string()}});
  if (order.passphrase && code_points(*order.passphrase) < passphrase_least) {
    return refuse(codes::passphrase_short, {}, {{"least", std::to_string(passphrase_least)}});
  }
  auto writing = BackupWriting::begin(order.file);
  if (!writing) return std::unexpected<Refusal>(writing.error());
  Scratch const scratch{order.file.string() + ".scratch"};
  // The database first: whatever it speaks of is on the disk by then.
  auto const moment = scratch.path() / "moment";
  fs::create_directories(moment);
  record::snapshot(order.data / record_name, moment / record_name);
  record::snapshot(order.data / desk_name, moment / desk_name);
  auto const wrapping_key = content_of(key_file);
  auto const log_key = content_of(order.data / log_key_name);
  write_private(moment / wrapping_key_name, wrapping_key);
  write_private(moment / log_key_name, log_key);
  auto description = described(moment);
  if (!description) return description;
  writing->add_file(record_name, moment / record_name);
  writing->add_file(desk_name, moment / desk_name);
  description->blobs = add_blobs(*writing, order.data);
  description->keys = order.passphrase.has_value();
  if (order.passphrase) {
    auto const chance = system_randomness();
    writing->add(sealed_keys_name, sealed_keys(*order.passphrase, wrapping_key + log_key, *chance));
  }
  description->made = system_clock()->now();
  writing->finish(*description);
  RestoreOrder trial{order.file, {}, moment, {}};
  if (auto const restored = lay(trial, scratch.path() / "restored"); !restored) {
    fs::remove(order.file);
    return restored;
  }
  return description;
}

Expected<BackupDescription> restore(RestoreOrder const& order) {
  if (!is_empty_place(order.data)) return refuse(codes::restore_not_empty, {}, {{"path", order.data.string()}});
  fs::create_directories(order.data);
  Scratch const scratch{order.data / "laying"};
  auto const whole = scratch.path() / "whole";
  auto description = lay(order, whole);
  if (description) move_in(whole, order.data);
  return description;
}

}  // namespace congvu::app
