#include "app/attachments.h"

#include <array>

#include "app/packed_paper.h"
#include "app/scanner.h"
#include "app/uploads_queries.h"
#include "http/limits.h"
#include "http/multipart.h"
#include "work/dossier/file_queries.h"

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
  dossier::KeptFile const file{hex(blob->id),
                               std::move(name),
                               blob->media_type,
                               static_cast<std::int64_t>(blob->size),
                               hex(view_of(blob->sha256)),
                               false};
  note_upload(program.desk(), file, program.clock().now());
  return file;
}

Expected<void> check_inside(Program& program, Handle id, std::uint64_t size) {
  auto opened = program.blobs().open(id);
  if (!opened) return std::unexpected(opened.error());
  auto const start = opened->next();
  if (!start) return std::unexpected(start.error());
  if (!is_packed(*start)) return {};
  if (size > packed_most) {
    return refuse(codes::packed_too_large, {}, {{"limit", std::to_string(packed_most / (1024 * 1024))}});
  }
  auto const content = program.blobs().read(id);
  return content ? check_packed(*content) : Expected<void>{std::unexpected(content.error())};
}

// What is in a file before anybody opens it: bombs first, for a scanner can be hurt by one too, then what it is.
Expected<void> look_into(Program& program, dossier::KeptFile& file, std::optional<std::string> const& scanner) {
  auto const id = parse_handle(file.blob);
  if (!id) return refuse(codes::unknown_file);
  if (auto const inside = check_inside(program, *id, static_cast<std::uint64_t>(file.size)); !inside) return inside;
  if (scanner) {
    auto opened = program.blobs().open(*id);
    if (!opened) return std::unexpected(opened.error());
    if (auto const clean = scan(*scanner, [&] { return opened->next(); }); !clean) return clean;
    note_scanned(program.desk(), file.blob);
    file.scanned = true;
  }
  return is_paper(file.media_type) ? Expected<void>{} : std::unexpected(not_a_paper(file.media_type));
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

dossier::Attachments attachments(Program& program, std::optional<std::string> scanner) {
  lay_uploads(program.desk());
  auto keep = [&program, scanner](std::string_view name, std::string_view,
                                  std::string_view content) -> Expected<dossier::KeptFile> {
    auto receiving = receive(program);
    if (!receiving) return std::unexpected(receiving.error());
    if (auto written = receiving->write(content); !written) return std::unexpected(written.error());
    auto file = finish(program, *receiving, http::bare_file_name(name));
    if (!file) return file;
    if (auto const good = look_into(program, *file, scanner); !good) {
      forget(program, file->blob);
      return std::unexpected(good.error());
    }
    return file;
  };
  auto take = [&program, scanner](page::Upload const& upload) -> Expected<dossier::KeptFile> {
    auto file = noted_upload(program.desk(), upload.blob, program.clock().now());
    if (!file) return refuse(codes::unknown_file, upload.field);
    // Told here and not while it streams in, so that a page keeps all else that came with it
    if (auto const good = look_into(program, *file, scanner); !good) {
      forget(program, upload.blob);
      return std::unexpected(good.error());
    }
    file->name = upload.file_name;
    name_upload(program.desk(), upload.blob, upload.file_name);
    return *file;
  };
  auto find = [&program](std::string_view id) -> Expected<dossier::KeptFile> {
    auto file = noted_upload(program.desk(), id, program.clock().now());
    if (!file) return refuse(codes::unknown_file);
    return *file;
  };
  return {keep, take, find, [&program](std::string_view id) { forget(program, std::string{id}); }};
}

std::size_t sweep_unfiled(Program& program) {
  constexpr std::size_t at_once = 200;
  Instant const before = program.clock().now() - unfiled_kept;
  std::size_t swept = 0;
  std::string after;
  for (auto blobs = untouched_uploads(program.desk(), before, after, at_once); !blobs.empty();
       blobs = untouched_uploads(program.desk(), before, after, at_once)) {
    for (auto const& blob : blobs) {
      bool const filed = program.store().read([&](record::Sql& sql) { return dossier::is_file_of_one(sql, blob); });
      // Asked again as it is taken off the desk: a filing under way has just had to do with it
      if (filed || !forget_untouched(program.desk(), blob, before)) continue;
      if (auto const id = parse_handle(blob)) program.blobs().remove(*id);
      ++swept;
    }
    after = blobs.back();
  }
  return swept;
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
