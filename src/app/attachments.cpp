#include "app/attachments.h"

#include <array>

#include "app/uploads_queries.h"
#include "http/limits.h"

namespace congvu::app {

namespace {

// What a paper of a dossier can be: a document, or a picture of one.
constexpr std::array<std::string_view, 8> paper_types{
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "image/tiff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};

bool is_paper(std::string_view type) {
  return std::find(paper_types.begin(), paper_types.end(), type) != paper_types.end();
}

Refusal not_a_paper(std::string const& found) {
  return Refusal{codes::file_type, {}, {{"found", found}}};
}

Expected<record::Receiving> receive(Program& program) {
  Handle const key_id = fresh_handle(program.randomness());
  std::optional<SecretKey> key;
  auto made = program.store().write([&](record::Transaction& transaction) -> Expected<void> {
    auto fresh = transaction.key_or_new(key_id);
    if (!fresh) return std::unexpected(fresh.error());
    key = *fresh;
    return {};
  });
  if (!made) return std::unexpected(made.error());
  return program.blobs().receive(key_id, *key, http::limits::upload_octets);
}

Expected<dossier::KeptFile> finish(Program& program, record::Receiving& receiving, std::string name) {
  auto blob = receiving.finish();
  if (!blob) return std::unexpected(blob.error());
  dossier::KeptFile const file{hex(blob->id), std::move(name), blob->media_type, static_cast<std::int64_t>(blob->size),
                               hex(view_of(blob->sha256))};
  note_upload(program.desk(), file);
  return file;
}

void forget(Program& program, std::string const& blob) {
  forget_upload(program.desk(), blob);
  if (auto const id = parse_handle(blob)) program.blobs().remove(*id);
}

}  // namespace

http::FileStore file_store(Program& program) {
  lay_uploads(program.desk());
  auto begin = [&program]() -> Expected<http::Storing> {
    auto receiving = receive(program);
    if (!receiving) return std::unexpected(receiving.error());
    auto shared = std::make_shared<record::Receiving>(std::move(*receiving));
    return http::Storing{[shared](std::string_view piece) { return shared->write(piece); },
                         [&program, shared]() -> Expected<http::Stored> {
                           auto file = finish(program, *shared, {});
                           if (!file) return std::unexpected(file.error());
                           return http::Stored{file->blob, file->media_type, static_cast<std::uint64_t>(file->size)};
                         }};
  };
  return {begin, [&program](std::string const& blob) { forget(program, blob); }};
}

dossier::Attachments attachments(Program& program) {
  lay_uploads(program.desk());
  auto keep = [&program](std::string_view name, std::string_view,
                         std::string_view content) -> Expected<dossier::KeptFile> {
    auto receiving = receive(program);
    if (!receiving) return std::unexpected(receiving.error());
    if (auto written = receiving->write(content); !written) return std::unexpected(written.error());
    auto file = finish(program, *receiving, std::string{name});
    if (!file || is_paper(file->media_type)) return file;
    forget(program, file->blob);
    return std::unexpected(not_a_paper(file->media_type));
  };
  auto take = [&program](page::Upload const& upload) -> Expected<dossier::KeptFile> {
    auto file = noted_upload(program.desk(), upload.blob);
    if (!file) return refuse(codes::unknown_file, upload.field);
    // Told here and not while it streams in, so that a page keeps all else that came with it
    if (!is_paper(file->media_type)) return std::unexpected(not_a_paper(file->media_type));
    file->name = upload.file_name;
    name_upload(program.desk(), upload.blob, upload.file_name);
    return *file;
  };
  auto find = [&program](std::string_view id) -> Expected<dossier::KeptFile> {
    auto file = noted_upload(program.desk(), id);
    if (!file) return refuse(codes::unknown_file);
    return *file;
  };
  return {keep, take, find, [&program](std::string_view id) { forget(program, std::string{id}); }};
}

Expected<page::Pieces> open_file(Program& program, std::string_view blob) {
  auto const id = parse_handle(blob);
  if (!id) return refuse(codes::unknown_file);
  auto opened = program.blobs().open(*id);
  if (!opened) return std::unexpected(opened.error());
  auto const shared = std::make_shared<record::Opened>(std::move(*opened));
  return page::Pieces{shared->size(), [shared] { return shared->next(); }};
}

}  // namespace congvu::app
