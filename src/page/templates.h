// Pages are HTML files that stand beside the room they belong to; a view, a JSON value, fills them. At the start every
// template is joined once: partials are taken in, words are put in for each language, and what could let text become
// markup, script or another address is refused. A name that a template asks for and a view lacks can be listed, so that
// a test finds it before a reader does.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/refusal.h"
#include "page/words.h"

namespace congvu::page {

namespace codes {
inline constexpr Code template_faults{"template.faults"};        // the parts say which
inline constexpr Code template_partial{"template.partial"};      // subject: path; arguments: name. Unknown, or endless
inline constexpr Code template_word{"template.word"};            // subject: path; arguments: key. Nobody wrote it
inline constexpr Code template_address{"template.address"};      // subject: path; arguments: name. Not named url, *_url
inline constexpr Code template_unescaped{"template.unescaped"};  // subject: path; arguments: name. Not html, *_html
inline constexpr Code template_place{"template.place"};          // subject: path; arguments: name. Script, bare value …
inline constexpr Code template_syntax{"template.syntax"};        // subject: path; arguments: reason
}  // namespace codes

// Rules for who writes a template:
//   {{name}} is escaped; {{{name}}} only where the name is `html` or ends in `_html`: markup made by another template
//   in href, src, action and formaction only a variable named `url` or ending in `_url`, holding a page::Url
//   {{> layout/fields}} takes in layout/fields.html; {{#t}}room.key{{/t}} puts the words of a key in, and a {name}
//   within the words asks the view
// In a view null, false, "" and [] are all "no" to a section; a date or a figure is text already.
class Templates {
 public:
  // Every *.html among the files. All faults are told, not the first.
  static Expected<Templates> join(Files const& files, Words const& words);

  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  bool has(std::string_view path) const;
  std::vector<std::string> paths() const;

  // `path` as in the source tree: "work/dossier/pages/dossier.html". Throws std::out_of_range where there is none.
  // `unknown`, where given, gets each name that was asked for and not in the view, and each address that is none.
  // Any number of threads may render at once.
  std::string render(std::string_view path, json::value const& view, Language,
                     std::vector<std::string>* unknown = nullptr) const;

 private:
  struct Compiled;
  Templates();
  std::map<std::string, std::unique_ptr<Compiled>, std::less<>> vi_, en_;
};

}  // namespace congvu::page
