#include "record/blobs/blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "record/blobs/media_type.h"
#include "record/blobs/sealed_file.h"
#include "record/limits.h"
#include "record/refusals.h"

namespace congvu::record {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void broken(fs::path const& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

// An open file; closed when it goes.
class File {
 public:
  File(fs::path path, int flags)
      : path_(std::move(path)), descriptor_(::open(path_.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;

  bool open() const { return descriptor_ >= 0; }
  fs::path const& path() const { return path_; }

  // False when there is no space.
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0 && (errno == ENOSPC || errno == EDQUOT)) return false;
      if (written <= 0) broken(path_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  // Fewer octets than asked for only at the end of the file.
  std::string read(std::size_t octets) {
    std::string bytes(octets, '\0');
    std::size_t filled = 0;
    while (filled < octets) {
      auto const got = ::read(descriptor_, bytes.data() + filled, octets - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) broken(path_);
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
  }
  std::uint64_t size() const {
    struct stat about;
    if (::fstat(descriptor_, &about) != 0) broken(path_);
    return static_cast<std::uint64_t>(about.st_size);
  }
  void flush() const {
    if (::fsync(descriptor_) != 0) broken(path_);
  }

 private:
  fs::path path_;
  int descriptor_;
};

void flush_folder(fs::path const& folder) {
  File const file(folder, O_RDONLY | O_DIRECTORY);
  if (!file.open()) broken(folder);
  file.flush();
}

}  // namespace

struct Receiving::Parts {
  MediaTypes& types;
  fs::path final_path;
  File file;
  Handle id;
  SecretKey key;
  SealedHeader header;
  std::uint64_t limit;
  std::string waiting = {};  // plain octets not sealed yet, at most one piece
  std::uint64_t pieces = 0;
  Blob blob = {};
  Sha256 hash = {};

  ~Parts() {
    if (file.open()) ::unlink(file.path().c_str());  // already renamed away when it was finished
  }

  Expected<void> seal_waiting(bool last) {
    if (pieces == 0) blob.media_type = types.of(waiting);
    auto const sealed = seal_piece(key, header, id, pieces++, last, waiting);
    wipe(waiting);
    if (!file.write(sealed)) return refuse(codes::full);
    return {};
  }
};

Receiving::Receiving(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Receiving::Receiving(Receiving&&) noexcept = default;
Receiving::~Receiving() = default;

Expected<void> Receiving::write(std::string_view piece) {
  auto& parts = *parts_;
  parts.blob.size += piece.size();
  if (parts.blob.size > parts.limit) return refuse(codes::too_large, {}, {{"limit", std::to_string(parts.limit)}});
  parts.hash.add(piece);
  while (!piece.empty()) {
    // A full piece is sealed only when more comes: the last one is sealed as the last.
    if (parts.waiting.size() == limits::blob_chunk) {
      if (auto sealed = parts.seal_waiting(false); !sealed) return sealed;
    }
    auto const taken = std::min(piece.size(), limits::blob_chunk - parts.waiting.size());
    parts.waiting += piece.substr(0, taken);
    piece.remove_prefix(taken);
  }
  return {};
}

Expected<Blob> Receiving::finish() {
  auto& parts = *parts_;
  if (auto sealed = parts.seal_waiting(true); !sealed) return std::unexpected(sealed.error());
  parts.file.flush();
  if (::rename(parts.file.path().c_str(), parts.final_path.c_str()) != 0) broken(parts.final_path);
  flush_folder(parts.final_path.parent_path());
  parts.blob.id = parts.id;
  parts.blob.sha256 = parts.hash.finish();
  return parts.blob;
}

struct Opened::Parts {
  std::unique_ptr<File> file;
  Handle id;
  SecretKey key;
  SealedHeader header;
  SealedShape shape;
  std::uint64_t next = 0;
};

Opened::Opened(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Opened::Opened(Opened&&) noexcept = default;
Opened::~Opened() = default;

Handle Opened::key() const {
  return parts_->header.key;
}

std::uint64_t Opened::size() const {
  return parts_->shape.plain_octets;
}

Expected<std::string> Opened::next() {
  auto& parts = *parts_;
  if (parts.next == parts.shape.pieces) return std::string();
  auto const number = parts.next++;
  bool const last = parts.next == parts.shape.pieces;
  auto const sealed = parts.file->read(sealed_piece_octets);
  auto plain = unseal_piece(parts.key, parts.header, parts.id, number, last, sealed);
  if (!plain) return refuse(codes::blob_damaged, hex(parts.id));
  return std::move(*plain);
}

struct Blobs::Parts {
  fs::path folder;
  fs::path incoming;
  Randomness& randomness;
  KeyLookup lookup;
  MediaTypes types = {};
};

Blobs::Blobs(fs::path const& directory, Randomness& randomness, KeyLookup lookup)
    : parts_(new Parts{directory / "blobs", directory / "blobs" / "incoming", randomness, std::move(lookup)}) {
  fs::create_directories(parts_->incoming);
}

Blobs::~Blobs() = default;

Expected<Receiving> Blobs::receive(Handle key_id, SecretKey const& key, std::uint64_t limit) {
  auto const id = fresh_handle(parts_->randomness);
  SealedHeader const header{key_id, parts_->randomness.draw<15>()};
  auto receiving = std::unique_ptr<Receiving::Parts>(
      new Receiving::Parts{.types = parts_->types,
                           .final_path = parts_->folder / hex(id),
                           .file = File(parts_->incoming / hex(id), O_WRONLY | O_CREAT | O_EXCL),
                           .id = id,
                           .key = key,
                           .header = header,
                           .limit = limit});
  if (!receiving->file.open() && (errno == ENOSPC || errno == EDQUOT)) return refuse(codes::full);
  if (!receiving->file.open()) broken(receiving->file.path());
  if (!receiving->file.write(header_bytes(header))) return refuse(codes::full);
  return Receiving(std::move(receiving));
}

Expected<Opened> Blobs::open(Handle id) const {
  auto file = std::make_unique<File>(parts_->folder / hex(id), O_RDONLY);
  if (!file->open() && errno == ENOENT) return refuse(codes::blob_missing, hex(id));
  if (!file->open()) broken(file->path());
  auto const header = read_header(file->read(sealed_header_octets));
  auto const shape = shape_of(file->size());
  if (!header || !shape) return refuse(codes::blob_damaged, hex(id));
  auto const key = parts_->lookup(header->key);
  if (!key) return refuse(codes::blob_erased, hex(id));
  return Opened(std::unique_ptr<Opened::Parts>(new Opened::Parts{std::move(file), id, *key, *header, *shape}));
}

Expected<std::string> Blobs::read(Handle id) const {
  auto opened = open(id);
  if (!opened) return std::unexpected(opened.error());
  std::string content;
  content.reserve(opened->size());
  while (true) {
    auto piece = opened->next();
    if (!piece) return piece;
    if (piece->empty()) return content;
    content += *piece;
  }
}

void Blobs::remove(Handle id) {
  if (fs::remove(parts_->folder / hex(id))) flush_folder(parts_->folder);
}

void Blobs::discard_unfinished() {
  for (auto const& left : fs::directory_iterator(parts_->incoming)) fs::remove(left);
}

}  // namespace congvu::record
