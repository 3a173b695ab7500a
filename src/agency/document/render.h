// From a template of the pack and what is known of a case to the bytes of a document. The template is Mustache: it
// escapes what it puts in, repeats a section for each line of a list, and names nothing that it is not given; a name
// that the view lacks is refused rather than left blank, because a decision with a hole in it must not be signed.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "agency/document/document.h"

namespace congvu::document {

// The text, or codes::bad_template, codes::unknown_name. `view` is an object; inner names may be dotted:
// applicant.name.
Expected<std::string> render(std::string_view mustache, json::object const& view);

// The same for a text that is no markup, a letter: what is put in stays as it is.
Expected<std::string> render_plain(std::string_view mustache, json::object const& view);

// Every name a template asks for, sections included; for checks before publishing.
Expected<std::set<std::string>> names_of(std::string_view mustache);

struct Drawn {
  Handle document;
  std::string sha256;
  Events events;  // DocumentIssued, to be joined to the act's own
};

// A document of HTML that lies in the record itself. Refused above 64 KB: codes::too_large.
Expected<Drawn> issue_html(Handle document, Handle subject, std::string kind, std::string number, std::string title,
                           std::string html);

}  // namespace congvu::document
