#include "page/listing.h"

#include <algorithm>
#include <charconv>

#include "base/bytes.h"
#include "base/utf8.h"
#include "page/limits.h"

namespace congvu::page {

Expected<Piecewise> piecewise(Request const& request) {
  Piecewise wanted{limits::page_items, std::nullopt};
  if (auto const limit = request.asked("limit"); !limit.empty()) {
    auto const [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), wanted.limit);
    if (error != std::errc{} || end != limit.data() + limit.size() || wanted.limit == 0 ||
        wanted.limit > limits::page_items_most) {
      return refuse(codes::list_limit, "limit", {{"most", std::to_string(limits::page_items_most)}});
    }
  }
  if (auto const cursor = request.asked("cursor"); !cursor.empty()) {
    wanted.after = parse_base64url(cursor);
    if (!wanted.after || !is_utf8(*wanted.after)) return refuse(codes::list_cursor, "cursor");
  }
  return wanted;
}

Url address_of(Request const& request) {
  // The path as it came, made anew from its segments
  Url url = url_path({});
  std::string_view path = request.path;
  while (path.size() > 1) {
    auto const end = std::min(path.find('/', 1), path.size());
    url = url.below(url_path({path.substr(1, end - 1)}));
    path.remove_prefix(end);
  }
  for (auto const& [name, value] : request.query) url = url.with(name, value);
  return url;
}

std::optional<Url> following(Request const& request, std::optional<std::string> const& after) {
  if (!after) return std::nullopt;
  Request next = request;
  auto const [first, last] = next.query.equal_range("cursor");
  next.query.erase(first, last);
  return address_of(next).with("cursor", base64url(*after));
}

json::object listing(Request const& request, json::array items, std::optional<std::string> const& after) {
  auto const next = following(request, after);
  return {{"items", std::move(items)}, {"next", next ? json::value(next->text()) : json::value(nullptr)}};
}

json::object listing_schema(json::object described) {
  described["required"] = json::array{"items", "next"};
  described["properties"].as_object()["next"] = json::object{{"type", json::array{"string", "null"}}};
  return described;
}

Reply counted(Reply reply, std::size_t entries) {
  reply.entries = static_cast<std::int64_t>(entries);
  return reply;
}

}  // namespace congvu::page
