#include "agency/org/people_pages.h"

#include "agency/org/org.h"
#include "agency/org/people_queries.h"

namespace congvu::org {

namespace {

bool for_staff(page::Search const& search) {
  return search.request.visitor && !search.request.visitor->position.empty();
}

page::Hit hit_of(record::Found const& found, Organisation const& organisation, Date day) {
  page::Hit hit{.place = found.place};
  if (auto const* person = organisation.person(found.thing)) hit.title = person->name.value_or("");
  for (auto const* position : organisation.positions_of_person(found.thing, day)) {
    hit.line += (hit.line.empty() ? "" : "; ") + organisation.full_title(*position, day);
  }
  return hit;
}

}  // namespace

page::Finder people_finder(Pipeline& pipeline) {
  auto const find = [&pipeline](page::Search const& search) {
    std::vector<page::Hit> hits;
    if (!for_staff(search)) return hits;
    pipeline.read([&](record::Sql& sql, States const& states) {
      for (auto const& found :
           people(sql, record::Sought{search.words},
                  search.as_written ? record::Marks::as_written : record::Marks::folded, search.before, search.limit)) {
        hits.push_back(hit_of(found, states.standing<Organisation>(), local_date(search.request.now)));
      }
    });
    return hits;
  };
  auto const count = [&pipeline](page::Search const& search, std::size_t most) -> std::size_t {
    if (!for_staff(search)) return 0;
    return pipeline.read(
        [&](record::Sql& sql, States const&) { return count_people(sql, record::Sought{search.words}, most); });
  };
  return {"person", find, count, false};
}

}  // namespace congvu::org
