// Files that people attach. They stream from the socket into the store of blobs and never lie in memory whole; what a
// request leaves unfinished, or is refused for, is thrown away again. Which store that is, the assembly says.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "http/multipart.h"
#include "page/route.h"

namespace congvu::http {

namespace codes {
inline constexpr Code upload_too_large{"http.upload_too_large", Kind::too_large};  // subject: field; arguments: limit
inline constexpr Code uploads_closed{"http.uploads_closed", Kind::unavailable};    // no store was given
inline constexpr Code field_too_large{"http.field_too_large", Kind::too_large};    // subject: field; arguments: limit
}  // namespace codes

// What a stored file turned out to be.
struct Stored {
  std::string blob;
  std::string media_type;  // by content
  std::uint64_t size = 0;
};

// One file being stored. Dropped without `finish`, it leaves nothing.
struct Storing {
  std::function<Expected<void>(std::string_view piece)> write;
  std::function<Expected<Stored>()> finish;
};

struct FileStore {
  std::function<Expected<Storing>()> begin;
  std::function<void(std::string const& blob)> discard;
};

// Takes a multipart body, or a body that is one file, and keeps its fields and files for the handler.
class UploadSink : public Sink, private PartReceiver {
 public:
  // The field that a body has which is one file; its name comes from Content-Disposition.
  static constexpr std::string_view single_field = "file";

  UploadSink(FileStore const& store, std::string_view content_type, std::string_view content_disposition);
  ~UploadSink() override;  // discards what nobody kept

  Expected<void> take(std::string_view piece) override;
  // After the last piece.
  Expected<void> finish();

  page::Fields const& fields() const { return fields_; }
  std::vector<page::Upload> const& uploads() const { return uploads_; }
  // The handler has taken them over.
  void keep() { kept_ = true; }

 private:
  Expected<void> begin(PartHead const&) override;
  Expected<void> piece(std::string_view) override;
  Expected<void> end() override;

  FileStore const& store_;
  std::optional<MultipartReader> multipart_;
  std::string single_name_;
  bool kept_ = false;
  page::Fields fields_;
  std::vector<page::Upload> uploads_;

  PartHead current_;
  std::string text_;
  std::optional<Storing> storing_;
  std::uint64_t size_ = 0;
};

}  // namespace congvu::http
