#include "page/act_body.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/described.h"

namespace congvu::page {

namespace {

struct ActDone {
  std::optional<std::int64_t> index;
};
BOOST_DESCRIBE_STRUCT(ActDone, (), (index))

}  // namespace

json::object index_schema() {
  return schema_of<ActDone>();
}

json::object body_schema(json::object schema, std::initializer_list<std::string_view> said_elsewhere) {
  auto& properties = schema["properties"].as_object();
  for (auto const name : said_elsewhere) properties.erase(name);
  if (properties.empty()) return {};
  auto* const required = schema.if_contains("required");
  if (!required) return schema;
  json::array kept;
  for (auto const& name : required->as_array()) {
    if (properties.contains(name.as_string())) kept.push_back(name);
  }
  if (kept.empty()) {
    schema.erase("required");
  } else {
    *required = std::move(kept);
  }
  return schema;
}

Expected<json::value> completed_body(json::value const& body, json::object const& said_elsewhere) {
  if (body.is_null()) return said_elsewhere;
  auto const* given = body.if_object();
  if (!given) return refuse(congvu::codes::field_type, {}, {{"expected", "object"}});
  json::object whole = *given;
  Refusal refusal{congvu::codes::field_faults};
  for (auto const& field : said_elsewhere) {
    if (given->contains(field.key()))
      refusal.parts.emplace_back(congvu::codes::field_unknown, std::string{field.key()});
    whole[field.key()] = field.value();
  }
  if (!refusal.parts.empty()) return std::unexpected<Refusal>(std::move(refusal));
  return whole;
}

Expected<std::string> idempotency_key(Request const& request) {
  auto const key = request.header("idempotency-key");
  // Whoever sends the header believes to be safe from doing it twice; without a key they would not be
  if (key.empty() && request.headers.contains("idempotency-key")) return refuse(codes::key_empty, "Idempotency-Key");
  if (code_points(key) > idempotency_key_longest) {
    return refuse(codes::key_length, "Idempotency-Key", {{"most", std::to_string(idempotency_key_longest)}});
  }
  return std::string{key};
}

}  // namespace congvu::page
