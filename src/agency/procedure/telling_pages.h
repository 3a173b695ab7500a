// The words for the catalogue's pages: what a mark means, what a code of the pack is called, how a level was named on a
// day.
#pragma once

#include <string>
#include <vector>

#include "agency/procedure/catalogue_api.h"
#include "page/table.h"

namespace congvu::procedure {

// The words for pages of one request.
class Telling {
 public:
  Telling(Connections const& connections, page::Request const& request)
      : connections_(connections), request_(request) {}

  std::string word(std::string_view key) const { return connections_.pages.word(request_, key); }
  std::string word(std::string_view key, std::vector<Argument> const& arguments) const {
    return connections_.pages.words().word(request_.language, key, arguments);
  }

  bool has(std::string_view key) const { return connections_.pages.words().has(request_.language, key); }

  // What was found in a text of law is shown plainly; anything less sure says so beside it.
  std::string mark(std::optional<Mark> const& mark) const {
    if (!mark || mark->value.empty() || mark->value == "F") return {};
    return word("procedure.mark." + mark->value);
  }

  json::object fact(std::string_view text, std::optional<Mark> const& marked,
                    std::optional<std::string> const& citation = {}) const {
    return {{"text", text}, {"mark", mark(marked)}, {"citation", citation.value_or("")}};
  }

  std::string title_of(std::vector<Term> const& list, std::string_view code) const {
    auto const* term = with_code(list, code);
    return term ? term->title : std::string{code};
  }

 private:
  Connections const& connections_;
  page::Request const& request_;
};

// What a level of government was called on the day.
std::string level_of(org::Organisation const&, std::string_view code, Date);

// A list of what is public, as a file. What a member of the staff takes out is recorded as every extract is; whoever
// has no position takes what is open data anyway, and could fill the record by asking for it.
Expected<page::Reply> open_file(Connections const&, page::Request const&, page::Table const&, page::TableFormat);

}  // namespace congvu::procedure
