// A document as a browser is sent it: exactly the bytes whose hash is in the record, and fenced in, so that whatever
// stands in it can neither run nor load nor reach the page around it. Who may read it is the business of the room whose
// matter the document belongs to; that room has the route and asks here for the answer.
#pragma once

#include "agency/document/document.h"
#include "page/route.h"

namespace congvu::document {

// Refused: codes::unknown_document where none was issued, codes::erased where only its hash is left.
Expected<page::Reply> reply_with(Issued const&);

// The policy it is sent under: no script, no address, only the style block it brings itself, by its hash.
std::string policy_of(std::string_view html);

}  // namespace congvu::document
