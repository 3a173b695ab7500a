#include "http/uploads.h"

#include "base/utf8.h"
#include "http/decode.h"
#include "http/limits.h"

namespace congvu::http {

UploadSink::UploadSink(FileStore const& store, std::string_view content_type, std::string_view content_disposition)
    : store_(store) {
  if (auto const boundary = boundary_of(content_type)) {
    multipart_.emplace(*boundary, static_cast<PartReceiver&>(*this));
  } else {
    single_name_ = bare_file_name(parameter_of(content_disposition, "filename").value_or(""));
  }
}

UploadSink::~UploadSink() {
  if (kept_ || !store_.discard) return;
  for (auto const& upload : uploads_) store_.discard(upload.blob);
}

Expected<void> UploadSink::take(std::string_view given) {
  if (multipart_) return multipart_->take(given);
  if (!storing_) {
    if (auto const begun = begin({std::string{single_field}, single_name_}); !begun) return begun;
  }
  return piece(given);
}

Expected<void> UploadSink::finish() {
  if (multipart_) return multipart_->finish();
  return storing_ ? end() : Expected<void>{};
}

Expected<void> UploadSink::begin(PartHead const& head) {
  current_ = head;
  text_.clear();
  size_ = 0;
  // A file field that was left empty is a part with an empty name and nothing in it
  if (!head.file_name || (multipart_ && head.file_name->empty())) return {};
  if (!store_.begin) return refuse(codes::uploads_closed);
  auto storing = store_.begin();
  if (!storing) return std::unexpected<Refusal>(storing.error());
  storing_ = std::move(*storing);
  return {};
}

Expected<void> UploadSink::piece(std::string_view given) {
  size_ += given.size();
  if (storing_) {
    if (size_ > limits::upload_octets) {
      return refuse(codes::upload_too_large, current_.field,
                    {{"limit", std::to_string(limits::upload_octets / (1024 * 1024))}});
    }
    return storing_->write(given);
  }
  if (size_ > limits::part_field_octets) {
    return refuse(codes::field_too_large, current_.field,
                  {{"limit", std::to_string(limits::part_field_octets / 1024)}});
  }
  text_ += given;
  return {};
}

Expected<void> UploadSink::end() {
  if (!storing_) {
    if (current_.file_name) return {};
    if (!is_utf8(text_) || text_.find('\0') != std::string::npos) {
      return refuse(codes::multipart_malformed, current_.field, {{"reason", "utf-8"}});
    }
    fields_.emplace(current_.field, text_);
    return {};
  }
  auto const stored = storing_->finish();
  storing_.reset();
  if (!stored) return std::unexpected<Refusal>(stored.error());
  uploads_.push_back({current_.field, current_.file_name.value_or(""), stored->blob, stored->media_type, stored->size});
  return {};
}

}  // namespace congvu::http
