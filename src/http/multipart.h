// A form with files, multipart/form-data (RFC 7578), taken apart while it arrives. Files go on piece by piece to
// whoever stores them; nothing but a part's header and a short tail is ever held here. It knows no socket and no disk,
// so every way of cutting a body into pieces can be tried on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace congvu::http {

namespace codes {
inline constexpr Code multipart_malformed{"http.multipart", Kind::malformed};  // arguments: reason
inline constexpr Code multipart_parts{"http.multipart_parts", Kind::invalid};  // arguments: limit
}  // namespace codes

struct PartHead {
  std::string field;
  std::optional<std::string> file_name;  // present for files: without its path, controls and marks of direction
};

// What is done with the parts. A refusal ends the reading.
class PartReceiver {
 public:
  virtual ~PartReceiver() = default;
  virtual Expected<void> begin(PartHead const&) = 0;
  virtual Expected<void> piece(std::string_view) = 0;
  virtual Expected<void> end() = 0;
};

class MultipartReader {
 public:
  // `boundary` as the Content-Type names it.
  MultipartReader(std::string_view boundary, PartReceiver& receiver);

  Expected<void> take(std::string_view piece);
  // After the last piece. Refused where the closing boundary never came.
  Expected<void> finish() const;

 private:
  enum class State { preamble, after_boundary, header, body, epilogue };
  // What one step did: went on, or needs more octets.
  enum class Step { went_on, needs_more };
  Expected<Step> step();
  Expected<Step> skip_preamble();
  Expected<Step> read_boundary_end();
  Expected<Step> read_header();
  Expected<Step> read_body();

  std::string delimiter_;  // CR LF "--" boundary
  PartReceiver& receiver_;
  State state_ = State::preamble;
  std::string pending_;
  std::size_t parts_ = 0;
};

// The boundary of a multipart/form-data Content-Type; absent when there is none or it is not one.
std::optional<std::string> boundary_of(std::string_view content_type);
// The last part of a path as either system writes it, without control characters and marks of direction, cut to
// limits::file_name_octets.
std::string bare_file_name(std::string_view name);

}  // namespace congvu::http
