// The papers of a dossier read page by page where one reads the dossier. Whoever may see an attachment may see its
// pages, and nobody else. How a page becomes a picture is the program's business; here is only what a reader sees, also
// when there is no picture to be had.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/route.h"

namespace congvu::dossier {

namespace codes {
inline constexpr Code paper_unreadable{"paper.unreadable"};                       // broken, or made to exhaust
inline constexpr Code paper_locked{"paper.locked"};                               // with a password
inline constexpr Code paper_too_large{"paper.too_large", Kind::too_large};        // arguments: limit, in MB
inline constexpr Code paper_no_pictures{"paper.no_pictures", Kind::unavailable};  // the server draws none
inline constexpr Code paper_busy{"paper.busy", Kind::unavailable};                // too many are being drawn
inline constexpr Code paper_no_leaf{"paper.no_leaf", Kind::not_found};            // arguments: leaves
inline constexpr Code paper_not_drawn{"paper.not_drawn"};                         // of a kind that is not drawn
}  // namespace codes

// `app` connects these with a confined process; each takes the blob of an attachment that the asker may see.
struct PaperPictures {
  std::function<Expected<int>(std::string_view blob)> leaves;                     // how many pages it has
  std::function<Expected<std::string>(std::string_view blob, int leaf)> picture;  // PNG; leaves count from 1
};

// Whether a paper's pages are drawn, by its media type. Pictures are shown by the browser itself; HEIC and TIFF by
// neither (docs/decisions/0041-pictures-of-papers.md).
bool is_drawn(std::string_view media_type);
bool is_picture(std::string_view media_type);

struct PageConnections;
// GET /dossiers/{code}/attachments/{id}/leaves, …/leaves/{leaf}
std::vector<page::Route> paper_page_routes(PageConnections const&);

}  // namespace congvu::dossier
