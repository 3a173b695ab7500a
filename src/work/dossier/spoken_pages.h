// Times as people say them: the day of the week with the date, working time in days, hours and minutes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/pages.h"

namespace congvu::dossier {

// The words of one request's language.
class Speaking {
 public:
  Speaking(page::Pages const& pages, page::Request const& request)
      : words_(pages.words()), language_(request.language) {}

  std::string word(std::string_view key) const { return std::string{words_.word(language_, key)}; }
  std::string word(std::string_view key, std::vector<Argument> const& arguments) const {
    return words_.word(language_, key, arguments);
  }
  // "thứ Tư, 18/12/2024, 09:25" in Vietnamese.
  std::string instant(Instant) const;
  // Working time: eight hours are a day.
  std::string working_time(std::int64_t minutes) const;
  std::string refusal(Refusal const&) const;

  page::Words const& words() const { return words_; }
  page::Language language() const { return language_; }

 private:
  page::Words const& words_;
  page::Language language_;
};

}  // namespace congvu::dossier
