#include "record/blobs/media_type.h"

#include <magic.h>

#include <stdexcept>

namespace congvu::record {

struct MediaTypes::Library {
  magic_t cookie;
};

MediaTypes::MediaTypes() : library_(std::make_unique<Library>(magic_open(MAGIC_MIME_TYPE))) {
  if (!library_->cookie || magic_load(library_->cookie, nullptr) != 0) {
    throw std::runtime_error("the table of file types (libmagic) cannot be read");
  }
}

MediaTypes::~MediaTypes() {
  magic_close(library_->cookie);
}

std::string MediaTypes::of(std::string_view beginning) {
  std::lock_guard const lock(mutex_);
  char const* type = magic_buffer(library_->cookie, beginning.data(), beginning.size());
  return type ? type : "application/octet-stream";
}

}  // namespace congvu::record
