// Files that people attach, between the socket and the blobs: each is sealed under a key of its own while it comes in,
// looked into and shown to the virus scanner, told by its content what it is, and noted on the desk until a filing
// names it. One that no filing has named for a month is thrown away.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/program.h"
#include "http/uploads.h"
#include "work/dossier/filing_api.h"

namespace congvu::app {

namespace codes {
inline constexpr Code file_type{"attachment.file_type"};  // arguments: found, allowed
inline constexpr Code unknown_file{"attachment.unknown", Kind::not_found};
}  // namespace codes

// Longer than a draft is kept, so that none loses its files.
inline constexpr std::chrono::hours unfiled_kept{24 * 31};

// Where the server puts the files of a request. The program must outlive it.
http::FileStore file_store(Program&);
// What the room of dossiers asks of files. `scanner` is the clamd's place; without it nothing is scanned.
dossier::Attachments attachments(Program&, std::optional<std::string> scanner);
// Throws away what nobody has had to do with for unfiled_kept and no dossier names; gives how many.
std::size_t sweep_unfiled(Program&);
// A file as it is sent to whoever may see it, piece by piece.
Expected<page::Pieces> open_file(Program&, std::string_view blob);

}  // namespace congvu::app
