#include "app/backup_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/bytes.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view family = "congvu-backup/v";
constexpr std::string_view first_line = "congvu-backup/v1\n";
constexpr std::size_t piece_octets = 1U << 20U;
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_description = 64 * 1024;

[[noreturn]] void broken(fs::path const& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

class Descriptor {
 public:
  Descriptor(fs::path path, int flags)
      : path_(std::move(path)), number_(::open(path_.c_str(), flags | O_CLOEXEC, 0600)) {}
  Descriptor(Descriptor&& other) noexcept : path_(std::move(other.path_)), number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  bool open() const { return number_ >= 0; }
  fs::path const& path() const { return path_; }
  void write(std::string_view octets) {
    while (!octets.empty()) {
      auto const written = ::write(number_, octets.data(), octets.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) broken(path_);
      octets.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  // As much as there is, at most the piece's size.
  std::size_t read(std::string& piece) {
    std::size_t had = 0;
    while (had < piece.size()) {
      auto const got = ::read(number_, piece.data() + had, piece.size() - had);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) broken(path_);
      if (got == 0) break;
      had += static_cast<std::size_t>(got);
    }
    return had;
  }
  void flush() {
    if (::fsync(number_) != 0) broken(path_);
  }

 private:
  fs::path path_;
  int number_;
};

std::string number_octets(std::uint64_t number, unsigned octets) {
  std::string text;
  for (unsigned i = octets; i-- > 0;) text += static_cast<char>(number >> (8 * i));
  return text;
}

std::unexpected<Refusal> damaged(std::string reason) {
  return refuse(codes::backup_damaged, {}, {{"reason", std::move(reason)}});
}

// Names are those of a record's files: letters, digits, '.', '-' and '/', never leading out of it.
bool fit_name(std::string_view name) {
  bool const plain = std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '/' || c == '_';
  });
  return plain && !name.empty() && !name.starts_with('/') && name.find("..") == std::string_view::npos;
}

}  // namespace

struct BackupWriting::Parts {
  Descriptor file;
  fs::path place;
  Sha256 whole;
  bool finished = false;

  void put(std::string_view octets) {
    whole.add(octets);
    file.write(octets);
  }
  void head(std::string_view name, std::uint64_t size) {
    put(number_octets(name.size(), 2));
    put(name);
    put(number_octets(size, 8));
  }
};

BackupWriting::BackupWriting(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
BackupWriting::BackupWriting(BackupWriting&&) noexcept = default;
BackupWriting::~BackupWriting() {
  if (parts_ && !parts_->finished) ::unlink(parts_->file.path().c_str());
}

Expected<BackupWriting> BackupWriting::begin(fs::path const& file) {
  std::error_code failed;
  if (fs::exists(file, failed)) return refuse(codes::backup_there, {}, {{"path", file.string()}});
  Descriptor part{file.string() + ".part", O_WRONLY | O_CREAT | O_TRUNC};
  if (!part.open()) broken(part.path());
  BackupWriting writing{std::unique_ptr<Parts>(new Parts{std::move(part), file, {}})};
  writing.parts_->put(first_line);
  return writing;
}

bool BackupWriting::add_file(std::string_view name, fs::path const& file) {
  Descriptor from{file, O_RDONLY};
  if (!from.open() && errno == ENOENT) return false;
  if (!from.open()) broken(file);
  auto const size = fs::file_size(file);
  parts_->head(name, size);
  Sha256 hash;
  std::string piece(piece_octets, '\0');
  std::uint64_t left = size;
  while (left > 0) {
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_octets));
    piece.resize(wanted);
    if (from.read(piece) != wanted) throw std::runtime_error(file.string() + ": shorter than it was");
    hash.add(piece);
    parts_->put(piece);
    left -= wanted;
  }
  auto const digest = hash.finish();
  parts_->put(view_of(digest));
  return true;
}

void BackupWriting::add(std::string_view name, std::string_view content) {
  parts_->head(name, content.size());
  parts_->put(content);
  auto const digest = sha256(content);
  parts_->put(view_of(digest));
}

void BackupWriting::finish(BackupDescription const& description) {
  auto const text = canonical(to_json(description));
  parts_->put(number_octets(0, 2));
  parts_->put(number_octets(text.size(), 4));
  parts_->put(text);
  auto const digest = parts_->whole.finish();
  parts_->file.write(view_of(digest));
  parts_->file.flush();
  fs::rename(parts_->file.path(), parts_->place);
  parts_->finished = true;
  auto const folder = parts_->place.has_parent_path() ? parts_->place.parent_path() : fs::path{"."};
  Descriptor{folder, O_RDONLY | O_DIRECTORY}.flush();
}

namespace {

// Reads what is promised, or finds that it is not there.
class Reading {
 public:
  explicit Reading(Descriptor file) : file_(std::move(file)) {}

  bool take(std::string& piece, std::size_t octets) {
    piece.resize(octets);
    if (file_.read(piece) != octets) return false;
    whole_.add(piece);
    return true;
  }
  std::optional<std::uint64_t> number(std::size_t octets) {
    std::string piece;
    if (!take(piece, octets)) return std::nullopt;
    return get_big_endian(piece);
  }
  // The closing hash, which nothing may follow.
  bool closes_rightly() {
    auto const digest = whole_.finish();
    std::string closing(digest.size(), '\0');
    if (file_.read(closing) != closing.size() || closing != view_of(digest)) return false;
    std::string more(1, '\0');
    return file_.read(more) == 0;
  }

 private:
  Descriptor file_;
  Sha256 whole_;
};

Expected<void> read_first_line(Reading& reading) {
  std::string line;
  if (!reading.take(line, first_line.size())) return refuse(codes::backup_foreign);
  if (line == first_line) return {};
  if (!line.starts_with(family)) return refuse(codes::backup_foreign);
  return refuse(
      codes::backup_newer, {},
      {{"found", line.substr(family.size(), 1)}, {"known", std::string{first_line.substr(family.size(), 1)}}});
}

Expected<void> read_part(Reading& reading, std::string const& name, TakePart const& part) {
  auto const size = reading.number(8);
  if (!size) return damaged(name);
  Sha256 hash;
  std::string piece;
  for (std::uint64_t left = *size; left > 0; left -= piece.size()) {
    if (!reading.take(piece, static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_octets))))
      return damaged(name);
    hash.add(piece);
    if (part) part(name, piece);
  }
  auto const digest = hash.finish();
  if (!reading.take(piece, digest.size()) || piece != view_of(digest)) return damaged(name);
  if (part) part(name, {});
  return {};
}

}  // namespace

Expected<BackupDescription> read_backup(fs::path const& file, TakePart const& part) {
  Descriptor descriptor{file, O_RDONLY};
  std::error_code failed;
  if (!descriptor.open() || !fs::is_regular_file(file, failed)) {
    return refuse(codes::backup_unreadable, {}, {{"path", file.string()}});
  }
  Reading reading{std::move(descriptor)};
  if (auto const first = read_first_line(reading); !first) return std::unexpected<Refusal>(first.error());
  std::string name;
  while (true) {
    auto const length = reading.number(2);
    if (!length || *length > longest_name) return damaged("parts");
    if (*length == 0) break;
    if (!reading.take(name, static_cast<std::size_t>(*length)) || !fit_name(name)) return damaged("parts");
    if (auto const read = read_part(reading, name, part); !read) return std::unexpected<Refusal>(read.error());
  }
  auto const length = reading.number(4);
  std::string text;
  if (!length || *length > longest_description || !reading.take(text, static_cast<std::size_t>(*length))) {
    return damaged("description");
  }
  if (!reading.closes_rightly()) return damaged("end");
  auto const parsed = parse_json(text);
  if (!parsed) return damaged("description");
  auto description = from_json<BackupDescription>(*parsed, Unknown::passed_over);
  if (!description) return damaged("description");
  return std::move(*description);
}

}  // namespace congvu::app
