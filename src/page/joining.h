// How a template becomes one text: partials taken in, words put in, and the places of its variables examined. Pure text
// work, done once at the start for each language; the engine that renders never sees a partial or a key.
#pragma once

#include <string>
#include <vector>

#include "base/refusal.h"
#include "page/tags.h"
#include "page/words.h"

namespace congvu::page {

// The joined pieces of files[path]; faults are added, the rest is joined all the same.
std::vector<Piece> joined(std::string const& path, Files const& files, Words const& words, Language language,
                          std::vector<Refusal>& faults);

// Variables that stand where escaping does not protect: addresses, bare attribute values, tags' names, script, style.
void examine_places(std::vector<Piece> const& pieces, std::string const& path, std::vector<Refusal>& faults);

bool names_url(std::string_view name);   // "url", "x.url", "back_url"
bool names_html(std::string_view name);  // "html", "x.html", "content_html"

}  // namespace congvu::page
