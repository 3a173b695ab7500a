// Two versions of a procedure side by side, part by part, what differs marked word by word.
#include <charconv>

#include "agency/procedure/parts.h"
#include "agency/procedure/telling_pages.h"
#include "page/url.h"

namespace congvu::procedure {

namespace {

using page::Request;

json::array runs(std::vector<Run> const& list) {
  json::array all;
  for (auto const& run : list) all.push_back(json::object{{"text", run.text}, {"changed", run.changed}});
  return all;
}

Expected<Version const*> numbered(Catalogue const& catalogue, Request const& request, std::string_view field) {
  auto const given = request.asked(field);
  int number = 0;
  auto const read = std::from_chars(given.data(), given.data() + given.size(), number);
  auto const* version = read.ec == std::errc{} && read.ptr == given.data() + given.size()
                            ? catalogue.version(request.part("code"), number)
                            : nullptr;
  if (version) return version;
  return refuse(codes::unknown_version, std::string{field},
                {{"code", std::string{request.part("code")}}, {"version", std::string{given}}});
}

json::object side(Telling const& telling, Version const& version) {
  return {{"title", telling.word("procedure.version",
                                 {{"version", std::to_string(version.version)}, {"day", vietnamese(version.from)}})},
          {"announced_by", version.published->announced_by.value_or("")}};
}

Expected<page::Reply> comparison(Connections const& connections, Request const& request) {
  auto const catalogue = connections.catalogue();
  auto const before = numbered(*catalogue, request, "before");
  if (!before) return std::unexpected<Refusal>(before.error());
  auto const after = numbered(*catalogue, request, "after");
  if (!after) return std::unexpected<Refusal>(after.error());
  Telling const telling{connections, request};
  json::array rows;
  int changed = 0;
  for (auto const& part : compared((*before)->facts(), (*after)->facts())) {
    changed += part.changed ? 1 : 0;
    rows.push_back(json::object{{"part", telling.word("procedure.part." + std::string{part.key})},
                                {"changed", part.changed},
                                {"before", runs(part.before)},
                                {"after", runs(part.after)}});
  }
  json::object view{{"code", (*after)->code},
                    {"name", (*after)->facts().name},
                    {"procedure_url", page::url_path({"procedures", (*after)->code}).text()},
                    {"before", side(telling, **before)},
                    {"after", side(telling, **after)},
                    {"summary", telling.word("procedure.parts_changed", {{"count", std::to_string(changed)}})},
                    {"form_changed", (*before)->published->form != (*after)->published->form},
                    {"path_changed", (*before)->published->bpmn.value != (*after)->published->bpmn.value},
                    {"parts", std::move(rows)}};
  return connections.pages.show(request, "agency/procedure/pages/comparison.html", telling.word("procedure.comparison"),
                                std::move(view));
}

}  // namespace

std::vector<page::Route> comparison_routes(Connections const& connections) {
  return {{page::Method::get, "/procedures/{code}/comparison", page::Who::anyone(),
           [connections](Request const& request) { return comparison(connections, request); }, std::nullopt}};
}

}  // namespace congvu::procedure
