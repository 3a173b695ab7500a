#include "agency/procedure/finding_pages.h"

#include "agency/procedure/procedure.h"
#include "agency/procedure/queries.h"

namespace congvu::procedure {

namespace {

page::Hit hit_of(FoundProcedure const& found, Catalogue const& catalogue, Date day) {
  page::Hit hit{.code = found.code, .link = page::url_path({"procedures", found.code}), .place = found.place};
  auto const* version = catalogue.in_force(found.code, day);
  auto const* versions = catalogue.versions(found.code);
  if (!version && versions && !versions->empty()) version = versions->back().get();
  if (!version) return hit;
  hit.title = version->facts().name;
  hit.line = found.code + " · " + version->facts().field.name;
  return hit;
}

}  // namespace

page::Finder procedure_finder(Pipeline& pipeline) {
  auto const find = [&pipeline](page::Search const& search) {
    std::vector<page::Hit> hits;
    pipeline.read([&](record::Sql& sql, States const& states) {
      auto const marks = search.as_written ? record::Marks::as_written : record::Marks::folded;
      for (auto const& found : procedures(sql, record::Sought{search.words}, marks, search.before, search.limit)) {
        hits.push_back(hit_of(found, states.standing<Catalogue>(), local_date(search.request.now)));
      }
    });
    return hits;
  };
  auto const count = [&pipeline](page::Search const& search, std::size_t most) {
    return pipeline.read(
        [&](record::Sql& sql, States const&) { return count_procedures(sql, record::Sought{search.words}, most); });
  };
  return {"procedure", find, count, false};
}

}  // namespace congvu::procedure
