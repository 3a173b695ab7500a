// The catalogue as files that anybody may take: /open/procedures.csv, .json, .jsonld. What is asked of the list on the
// page may be asked here too.
#include <boost/json/serialize.hpp>

#include "agency/procedure/catalogue_api.h"
#include "agency/procedure/open_catalogue.h"
#include "page/table.h"

namespace congvu::procedure {

namespace {

using page::Reply;
using page::Request;

page::Table table_of(std::vector<Version const*> const& versions) {
  page::Table table{"procedures", "procedures", {}, {}};
  for (auto const& column : open_columns()) {
    std::string const name{column.name};
    table.columns.push_back({name, name, column.date ? page::ColumnKind::date : page::ColumnKind::text});
  }
  for (auto const* version : versions) {
    std::vector<page::Cell> cells;
    auto const values = open_row(*version);
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto const day = open_columns()[i].date ? parse_date(values[i]) : std::nullopt;
      if (day) {
        cells.emplace_back(*day);
      } else if (values[i].empty()) {
        cells.emplace_back(std::monostate{});
      } else {
        cells.emplace_back(values[i]);
      }
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

page::Route file_route(std::string path, std::shared_ptr<Finder const> finder, auto write) {
  auto const handler = [finder = std::move(finder), write](Request const& request) -> Expected<Reply> {
    auto asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    return write(finder->find(*asked).versions, request);
  };
  return {page::Method::get, std::move(path), page::Who::anyone(), handler, std::nullopt};
}

}  // namespace

std::vector<page::Route> open_catalogue_routes(Connections const&, std::shared_ptr<Finder const> finder) {
  auto const as = [](page::TableFormat format) {
    return [format](std::vector<Version const*> const& versions, Request const& request) {
      return page::file_of(table_of(versions), format, request.now);
    };
  };
  auto const linked = [](std::vector<Version const*> const& versions, Request const&) -> Expected<Reply> {
    Reply reply;
    reply.media_type = "application/ld+json";
    reply.body = json::serialize(
        json_ld(versions, [](Version const& version) { return page::url_path({"procedures", version.code}).text(); }));
    return reply;
  };
  return {file_route("/open/procedures.csv", finder, as(page::TableFormat::csv)),
          file_route("/open/procedures.json", finder, as(page::TableFormat::json)),
          file_route("/open/procedures.jsonld", finder, linked)};
}

}  // namespace congvu::procedure
