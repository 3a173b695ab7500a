// Files that people attach, between the socket and the blobs: each is sealed under a key of its own while it comes in,
// told by its content what it is, and noted on the desk until a filing names it.
#pragma once

#include "app/program.h"
#include "http/uploads.h"
#include "work/dossier/filing_api.h"

namespace congvu::app {

namespace codes {
inline constexpr Code file_type{"attachment.file_type"};  // arguments: found, allowed
inline constexpr Code unknown_file{"attachment.unknown", Kind::not_found};
}  // namespace codes

// Where the server puts the files of a request. The program must outlive it.
http::FileStore file_store(Program&);
// What the room of dossiers asks of files.
dossier::Attachments attachments(Program&);
// A file as it is sent to whoever may see it, piece by piece.
Expected<page::Pieces> open_file(Program&, std::string_view blob);

}  // namespace congvu::app
