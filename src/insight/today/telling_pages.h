// How "today" speaks: figures as Vietnamese offices write them, units and people as they stood that day, grounds by
// their titles. The overview and the lists behind its figures say the same thing with the same words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agency/duty/time_left_pages.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "insight/today/today.h"
#include "page/pages.h"

namespace congvu::today {

class Telling {
 public:
  Telling(page::Pages const&, page::Request const&, States const&, Calendar const&);

  std::string word(std::string_view key, std::vector<Argument> const& arguments = {}) const;
  std::string number(std::int64_t) const;
  std::string share(Share const&) const;  // "98,7%"; a dash where nothing counts
  std::string working_time(seconds) const;
  std::string day_and_time() const;  // "Thứ Hai, 25/11/2024 · 10:20"
  std::string unit(std::string_view code) const;
  std::string person(std::string_view position) const;  // "Trưởng phòng Nguyễn Văn An"
  // Whose turn it is: who holds it; who alone may take it; or who answers for the unit in whose pool it lies.
  std::string turn(Stay const&) const;
  std::string work(Stay const&) const;
  std::string procedure(std::string_view code, int version) const;
  std::string ground(std::string_view code) const;
  duty::TimeLeft left(Instant from, std::optional<Instant> due, bool still) const;

  Instant now() const { return request_.now; }
  Calendar const& calendar() const { return calendar_; }
  org::Organisation const& organisation() const { return organisation_; }

 private:
  page::Words const& words_;
  page::Request const& request_;
  org::Organisation const& organisation_;
  procedure::Catalogue const& catalogue_;
  procedure::CommonTerms const& terms_;
  Calendar const& calendar_;
};

}  // namespace congvu::today
