// From the octets that arrived to what was asked: a body as JSON, as a form's fields or as files; the language the
// reader chose. What cannot be read is refused with what would do.
#pragma once

#include <string_view>

#include "http/message.h"
#include "page/route.h"

namespace congvu::http {

bool is_api(std::string_view path);

// A page is Vietnamese unless the reader chose otherwise on it: the language of a browser's menus is nobody's choice.
// A program's Accept-Language is its own.
page::Language language_of(Head const&, bool api);
// ?lang=en on a page.
void choose_language(page::Request&);

// Fills body, form and uploads.
Expected<void> read_body(Whole const&, page::Route const&, page::Request&);

}  // namespace congvu::http
