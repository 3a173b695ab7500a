#include "page/route.h"

#include <boost/json/serialize.hpp>

namespace congvu::page {
namespace {

std::string_view first_of(Fields const& fields, std::string_view name) {
  auto const found = fields.lower_bound(name);
  return found == fields.end() || found->first != name ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

std::string_view Request::part(std::string_view name) const {
  auto const found = parts.find(name);
  return found == parts.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view Request::asked(std::string_view name) const {
  return first_of(query, name);
}

std::string_view Request::field(std::string_view name) const {
  return first_of(form, name);
}

std::string_view Request::header(std::string_view name) const {
  return first_of(headers, name);
}

Reply Reply::html(std::string body, int status) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

Reply Reply::json(json::value const& body, int status) {
  Reply reply;
  reply.status = status;
  reply.media_type = "application/json";
  reply.body = boost::json::serialize(body);
  return reply;
}

Reply Reply::see_other(std::string location) {
  Reply reply;
  reply.status = 303;
  reply.headers.emplace_back("Location", std::move(location));
  return reply;
}

}  // namespace congvu::page
