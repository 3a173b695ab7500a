#include "page/openapi.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <set>

#include "page/problem.h"

namespace congvu::page {
namespace {

json::object parameter(std::string_view name, std::string_view in, std::string_view description, bool required) {
  return {{"name", name},
          {"in", in},
          {"required", required},
          {"description", description},
          {"schema", json::object{{"type", "string"}}}};
}

// The names in braces, in order.
std::vector<std::string> names_in(std::string_view pattern) {
  std::vector<std::string> names;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

json::array parameters_of(Route const& route) {
  json::array parameters;
  for (auto const& name : names_in(route.pattern)) parameters.push_back(parameter(name, "path", name, true));
  for (auto const& [name, text] : route.operation->parameters) {
    parameters.push_back(parameter(name, "query", text, false));
  }
  for (auto const& [name, text] : route.operation->headers) {
    parameters.push_back(parameter(name, "header", text, false));
  }
  if (route.operation->idempotent) {
    parameters.push_back(json::object{{"$ref", "#/components/parameters/IdempotencyKey"}});
  }
  return parameters;
}

json::object content(std::string_view media_type, json::value schema, json::object const& example = {}) {
  json::object media{{"schema", std::move(schema)}};
  if (!example.empty()) media["example"] = example;
  return {{media_type, std::move(media)}};
}

json::object refusal_answer(std::string_view description) {
  return {{"description", description},
          {"content", content(problem_media_type, json::object{{"$ref", "#/components/schemas/Problem"}})}};
}

json::object answers_of(Route const& route) {
  Operation const& operation = *route.operation;
  json::object good{{"description", "As asked."}};
  if (!operation.reply.empty()) good["content"] = content("application/json", operation.reply);
  json::object answers;
  answers[std::to_string(operation.status)] = std::move(good);
  answers["400"] = refusal_answer("Not readable.");
  // A header of its own is a secret that opens in place of a session; an act may ask for more than its door does
  if (route.who.door != Who::Door::anyone || !operation.headers.empty() || route.method == Method::post) {
    answers["401"] = refusal_answer("Sign in first.");
    answers["403"] = refusal_answer("Not for you; `who` names the positions that may.");
  }
  if (!names_in(route.pattern).empty()) answers["404"] = refusal_answer("There is none.");
  if (route.method == Method::post) {
    answers["409"] = refusal_answer("Somebody was first, or it is no longer the time.");
    answers["413"] = refusal_answer("Too large.");
  }
  if (route.method == Method::post || !operation.parameters.empty()) {
    answers["422"] = refusal_answer("Readable, but not acceptable; `invalidParams` says where.");
  }
  answers["429"] = refusal_answer("Too many; see Retry-After.");
  answers["503"] = refusal_answer("Overloaded; see Retry-After.");
  answers["507"] = refusal_answer("No room to record it; what must be on record before it is shown is not shown.");
  return answers;
}

json::object body_of(Route const& route) {
  if (route.takes_uploads) {
    json::object const file{{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
    json::object const schema{{"type", "object"}, {"properties", json::object{{"file", file}}}};
    return {{"required", true}, {"content", content("multipart/form-data", schema)}};
  }
  return {{"required", true},
          {"content", content("application/json", route.operation->request, route.operation->example)}};
}

// "/api/v1/dossiers/{code}" → "dossiers".
std::string tag_of(Route const& route) {
  if (!route.operation->tag.empty()) return route.operation->tag;
  std::string_view path = route.pattern;
  if (path.starts_with("/api/v1/")) path.remove_prefix(8);
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string{path.substr(0, path.find('/'))};
}

json::object operation_of(Route const& route) {
  json::object out{{"operationId", route.operation->id},
                   {"summary", route.operation->summary},
                   {"tags", json::array{tag_of(route)}},
                   {"responses", answers_of(route)}};
  // An empty list says: no token is needed. Where one may be given all the same, more is told
  json::object const bearer{{"bearer", json::array{}}};
  out["security"] = route.who.door == Who::Door::anyone ? json::array{json::object{}, bearer} : json::array{bearer};
  if (auto parameters = parameters_of(route); !parameters.empty()) out["parameters"] = std::move(parameters);
  if (route.takes_uploads || !route.operation->request.empty()) out["requestBody"] = body_of(route);
  return out;
}

json::object components(bool any_idempotent) {
  json::object out;
  out["schemas"] = json::object{{"Problem", problem_schema()}};
  out["securitySchemes"] = json::object{{"bearer", json::object{{"type", "http"}, {"scheme", "bearer"}}}};
  if (any_idempotent) {
    auto key =
        parameter("Idempotency-Key", "header",
                  "Chosen by the asker, new for each act. The same key gives the same answer and no second act.", true);
    key["schema"] = json::object{{"type", "string"}, {"minLength", 1}, {"maxLength", 200}};
    out["parameters"] = json::object{{"IdempotencyKey", std::move(key)}};
  }
  return out;
}

}  // namespace

json::object openapi(std::vector<Route> const& routes, ApiTitle const& title) {
  json::object paths;
  std::set<std::string> tags;
  bool any_idempotent = false;
  for (auto const& route : routes) {
    if (!route.operation) continue;
    auto& path = paths[route.pattern];
    if (!path.is_object()) path = json::object{};
    path.get_object()[route.method == Method::get ? "get" : "post"] = operation_of(route);
    tags.insert(tag_of(route));
    any_idempotent = any_idempotent || route.operation->idempotent;
  }
  json::array tag_list;
  for (auto const& tag : tags)
    tag_list.push_back(json::object{{"name", tag}, {"description", "Acts and queries: " + tag + "."}});
  return {
      {"openapi", "3.1.0"},
      {"info", json::object{{"title", title.title},
                            {"version", title.version},
                            {"description", title.description},
                            {"license", json::object{{"name", title.licence}, {"identifier", title.licence}}}}},
      {"servers", json::array{json::object{{"url", "/"}, {"description", "This server"}}}},
      {"tags", std::move(tag_list)},
      {"paths", std::move(paths)},
      {"components", components(any_idempotent)},
  };
}

}  // namespace congvu::page
