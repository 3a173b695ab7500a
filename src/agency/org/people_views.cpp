#include "agency/org/people_views.h"

#include "agency/org/events.h"
#include "record/store/search.h"

namespace congvu::org {

namespace {

void show(record::Sql& sql, PersonStated const& event, Recorded const& recorded) {
  if (!event.personal) return record::unindex(sql, "people_found", event.person);
  record::index(sql, "people_found", event.person, recorded.index,
                {.texts = {{"name", event.personal->name}}, .codes = {{"code", event.personal->code}}, .circles = {}});
}

}  // namespace

void add_views(Registry& registry) {
  registry.view("people_found", 1, record::index_tables("people_found")).on<PersonStated>(&show);
}

}  // namespace congvu::org
