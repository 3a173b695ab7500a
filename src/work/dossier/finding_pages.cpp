// Dossiers and their documents among everything else that can be found.
#include <memory>

#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/found_queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

record::Marks marks_of(page::Search const& search) {
  return search.as_written ? record::Marks::as_written : record::Marks::folded;
}

std::string procedure_name(Row const& row, States const& states) {
  auto const* version = states.standing<procedure::Catalogue>().version(row.procedure, row.version);
  return version ? version->facts().name : row.procedure;
}

// A citizen follows a dossier on the page of their own.
page::Url url_of(std::string const& code, page::Request const& request) {
  bool const staff = request.visitor && !request.visitor->position.empty();
  return staff ? case_url(code) : page::url_path({"tracking", code});
}

// Whoever looks, and how far they see.
struct Asker {
  PageConnections connections;
  Reach reach;
};

using Hits = std::vector<page::Hit>;

Hits find_dossiers(Asker const& asker, page::Search const& search) {
  return asker.connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    record::Sought const sought{search.words};
    Hits hits;
    for (auto const& [row, place] :
         found_dossiers(sql, sought, marks_of(search), asker.reach, search.before, search.limit)) {
      auto const phase = asker.connections.pages.word(search.request, "dossier.phase." + row.phase);
      hits.push_back({.title = row.code + (row.applicant ? " · " + *row.applicant : ""),
                      .line = procedure_name(row, states) + " · " + phase + " · " + vietnamese(local_date(row.filed)),
                      .code = row.code,
                      .link = url_of(row.code, search.request),
                      .place = place});
    }
    return hits;
  });
}

Hits find_documents(Asker const& asker, page::Search const& search) {
  return asker.connections.room.pipeline.read([&](record::Sql& sql, States const&) {
    record::Sought const sought{search.words};
    Hits hits;
    for (auto const& found : found_documents(sql, sought, marks_of(search), asker.reach, search.before, search.limit)) {
      hits.push_back({.title = found.number + " · " + found.title,
                      .line = vietnamese(local_date(found.made)) + " · " + found.dossier,
                      .code = found.number,
                      .link = page::url_path({"dossiers", found.dossier, "documents", found.document}),
                      .place = found.place});
    }
    return hits;
  });
}

}  // namespace

std::vector<page::Finder> finders(PageConnections const& connections, page::Request const& request) {
  auto const reach = connections.room.pipeline.read([&](record::Sql&, States const& states) {
    return reach_of(identity::actor_of(request.visitor), request.now, states);
  });
  auto const asker = std::make_shared<Asker const>(Asker{connections, reach});
  auto const counting = [&](auto count) {
    return [asker, count](page::Search const& search, std::size_t most) {
      return asker->connections.room.pipeline.read([&](record::Sql& sql, States const&) {
        return count(sql, record::Sought{search.words}, asker->reach, most);
      });
    };
  };
  return {{"dossier", [asker](page::Search const& search) { return find_dossiers(*asker, search); },
           counting(&count_found_dossiers)},
          {"document", [asker](page::Search const& search) { return find_documents(*asker, search); },
           counting(&count_found_documents)}};
}

}  // namespace congvu::dossier
