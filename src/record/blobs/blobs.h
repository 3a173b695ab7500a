// Blobs are the papers of a dossier: uploaded files, kept beside the record in files of their own. Each is sealed piece
// by piece under its subject's key, so that erasing the subject erases them; it lies under a random name, says nothing
// of its owner, and its type is read from its content, never from its name. docs/formats/event.md, "Blobs".
//
// A disk that fails throws std::system_error. Threads: Blobs may be used from any thread; one Receiving or one Opened
// belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/handle.h"
#include "base/randomness.h"
#include "base/refusal.h"

namespace congvu::record {

struct Blob {
  Handle id;
  std::uint64_t size = 0;  // of the plain content
  Digest sha256{};         // of the plain content
  std::string media_type;  // "application/pdf"; "application/octet-stream" when unknown
};

// A blob being received. What is not finished leaves nothing behind.
class Receiving {
 public:
  ~Receiving();
  Receiving(Receiving&&) noexcept;
  // Refused with record.too_large beyond the limit, record.full without space; then it is over.
  Expected<void> write(std::string_view piece);
  // Durable when this returns.
  Expected<Blob> finish();

 private:
  friend class Blobs;
  struct Parts;
  explicit Receiving(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// A blob being read: pieces of at most limits::blob_chunk, each checked before it is given.
class Opened {
 public:
  ~Opened();
  Opened(Opened&&) noexcept;
  Handle key() const;
  std::uint64_t size() const;  // of the plain content
  // The next piece; empty at the end. Refused with record.blob_damaged where a bit is wrong or the end is missing.
  Expected<std::string> next();

 private:
  friend class Blobs;
  struct Parts;
  explicit Opened(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

class Blobs {
 public:
  using KeyLookup = std::function<std::optional<SecretKey>(Handle key)>;

  // Files go to DIR/blobs. `lookup` finds the key a blob was sealed under (Store::key).
  Blobs(std::filesystem::path const& directory, Randomness&, KeyLookup lookup);
  ~Blobs();

  // `key` is the octets known as `key_id` (Transaction::key_or_new).
  Expected<Receiving> receive(Handle key_id, SecretKey const& key, std::uint64_t limit);
  // Refusals: blob_missing, blob_erased, blob_damaged.
  Expected<Opened> open(Handle id) const;
  // The whole content of a small one.
  Expected<std::string> read(Handle id) const;
  void remove(Handle id);
  // Throws away what a process that ended left half received. For the one process that receives.
  void discard_unfinished();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace congvu::record
