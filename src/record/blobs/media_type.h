// What a file is, read from its first octets and never from its name or its sender's word.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace congvu::record {

// Any thread may ask; one at a time is answered.
class MediaTypes {
 public:
  MediaTypes();
  ~MediaTypes();
  // "image/png", "application/pdf"; "application/octet-stream" when unknown.
  std::string of(std::string_view beginning);

 private:
  struct Library;
  std::mutex mutex_;
  std::unique_ptr<Library> library_;
};

}  // namespace congvu::record
