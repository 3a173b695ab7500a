#include "http/multipart.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "http/decode.h"
#include "http/limits.h"

namespace congvu::http {
namespace {

constexpr std::string_view line_end = "\r\n";

std::unexpected<Refusal> malformed(std::string reason) {
  return refuse(codes::multipart_malformed, {}, {{"reason", std::move(reason)}});
}

Expected<PartHead> part_head(std::string_view header) {
  PartHead head;
  bool named = false;
  while (!header.empty()) {
    auto const end = std::min(header.find(line_end), header.size());
    auto const line = header.substr(0, end);
    header.remove_prefix(std::min(end + 2, header.size()));
    bool const stray = std::ranges::any_of(line, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
    auto const colon = line.find(':');
    if (stray || colon == std::string_view::npos || line.starts_with(' ') || line.starts_with('\t')) {
      return malformed("header");
    }
    if (lower_case(line.substr(0, colon)) != "content-disposition") continue;
    auto const value = trimmed(line.substr(colon + 1));
    auto const name = parameter_of(value, "name");
    if (named || media_type_only(value) != "form-data" || !name || !is_utf8(value)) return malformed("disposition");
    named = true;
    head.field = *name;
    if (auto const file = parameter_of(value, "filename")) head.file_name = bare_file_name(*file);
  }
  if (!named) return malformed("disposition");
  return head;
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, PartReceiver& receiver)
    // The first boundary need not follow a line end; with this one it always does
    : delimiter_("\r\n--" + std::string{boundary}), receiver_(receiver), pending_(line_end) {}

Expected<void> MultipartReader::take(std::string_view piece) {
  if (state_ == State::epilogue) return {};  // what follows the closing boundary is to be ignored
  pending_ += piece;
  while (true) {
    auto const did = step();
    if (!did) return std::unexpected<Refusal>(did.error());
    if (*did == Step::needs_more) return {};
  }
}

Expected<void> MultipartReader::finish() const {
  if (state_ != State::epilogue) return malformed("end");
  return {};
}

Expected<MultipartReader::Step> MultipartReader::step() {
  switch (state_) {
    case State::preamble:
      return skip_preamble();
    case State::after_boundary:
      return read_boundary_end();
    case State::header:
      return read_header();
    case State::body:
      return read_body();
    case State::epilogue:
      pending_.clear();
      return Step::needs_more;
  }
  return Step::needs_more;
}

Expected<MultipartReader::Step> MultipartReader::skip_preamble() {
  auto const found = pending_.find(delimiter_);
  // Half a boundary may stand at the end: whatever the pieces, the same is too much
  auto const passed_over = std::min(found, pending_.size() - std::min(pending_.size(), delimiter_.size() - 1));
  if (passed_over > limits::part_header_octets) return malformed("boundary");
  if (found == std::string::npos) return Step::needs_more;
  pending_.erase(0, found + delimiter_.size());
  state_ = State::after_boundary;
  return Step::went_on;
}

Expected<MultipartReader::Step> MultipartReader::read_boundary_end() {
  if (pending_.size() < 2) return Step::needs_more;
  if (pending_.starts_with("--")) {
    state_ = State::epilogue;
    return Step::went_on;
  }
  auto const end = pending_.find(line_end);
  auto const padding = std::string_view{pending_}.substr(0, end);
  // A CR at the end may be half a line end
  auto const odd = padding.find_first_not_of(" \t");
  if (odd != std::string_view::npos && !(end == std::string::npos && padding.substr(odd) == "\r")) {
    return malformed("boundary");
  }
  if (std::min(odd, padding.size()) > limits::boundary_octets) return malformed("boundary");
  if (end == std::string::npos) return Step::needs_more;
  pending_.erase(0, end);  // the line end stays: a header that is empty begins with it
  state_ = State::header;
  return Step::went_on;
}

Expected<MultipartReader::Step> MultipartReader::read_header() {
  constexpr std::string_view header_end = "\r\n\r\n";
  auto const end = pending_.find(header_end);
  auto const begun = std::min(end, pending_.size() - std::min(pending_.size(), header_end.size() - 1));
  if (begun > limits::part_header_octets) return malformed("header");
  if (end == std::string::npos) return Step::needs_more;
  if (++parts_ > limits::parts) {
    return refuse(codes::multipart_parts, {}, {{"limit", std::to_string(limits::parts)}});
  }
  auto const header = end == 0 ? std::string_view{} : std::string_view{pending_}.substr(2, end - 2);
  auto const head = part_head(header);
  if (!head) return std::unexpected<Refusal>(head.error());
  pending_.erase(0, end + header_end.size());
  state_ = State::body;
  if (auto const opened = receiver_.begin(*head); !opened) return std::unexpected<Refusal>(opened.error());
  return Step::went_on;
}

Expected<MultipartReader::Step> MultipartReader::read_body() {
  auto const found = pending_.find(delimiter_);
  // Without a delimiter, all but what might be its beginning is content
  auto const content =
      found != std::string::npos ? found : pending_.size() - std::min(pending_.size(), delimiter_.size() - 1);
  if (content > 0) {
    auto const taken = receiver_.piece(std::string_view{pending_}.substr(0, content));
    if (!taken) return std::unexpected<Refusal>(taken.error());
  }
  if (found == std::string::npos) {
    pending_.erase(0, content);
    return Step::needs_more;
  }
  pending_.erase(0, found + delimiter_.size());
  state_ = State::after_boundary;
  if (auto const ended = receiver_.end(); !ended) return std::unexpected<Refusal>(ended.error());
  return Step::went_on;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
  if (media_type_only(content_type) != "multipart/form-data") return std::nullopt;
  auto boundary = parameter_of(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > limits::boundary_octets) return std::nullopt;
  bool const printable = std::ranges::all_of(*boundary, [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
  return printable && boundary->back() != ' ' ? boundary : std::nullopt;
}

std::string bare_file_name(std::string_view name) {
  auto const slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  // Marks of direction: with one, "cod.exe" is read as "exe.doc"
  constexpr std::array<std::string_view, 12> turning{"\u200E", "\u200F", "\u061C", "\u202A", "\u202B", "\u202C",
                                                     "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  std::string out;
  while (!name.empty()) {
    auto const mark = std::ranges::find_if(turning, [&](std::string_view each) { return name.starts_with(each); });
    char const c = name.front();
    if (mark == turning.end() && static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
    name.remove_prefix(mark == turning.end() ? 1 : mark->size());
  }
  if (out == "." || out == "..") out.clear();
  while (out.size() > limits::file_name_octets || !is_utf8(out)) out.pop_back();
  return out;
}

}  // namespace congvu::http
