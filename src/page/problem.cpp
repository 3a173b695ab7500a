#include "page/problem.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "page/url.h"

namespace congvu::page {
namespace {

std::string_view name_of_kind(Kind kind) {
  switch (kind) {
    case Kind::invalid:
      return "invalid";
    case Kind::malformed:
      return "malformed";
    case Kind::unauthenticated:
      return "unauthenticated";
    case Kind::forbidden:
      return "forbidden";
    case Kind::not_found:
      return "not_found";
    case Kind::conflict:
      return "conflict";
    case Kind::too_large:
      return "too_large";
    case Kind::too_many:
      return "too_many";
    case Kind::unavailable:
      return "unavailable";
    case Kind::full:
      return "full";
  }
  return "invalid";
}

std::string type_of(Refusal const& refusal) {
  return "/problems/" + std::string{refusal.code.key};
}

// Members that RFC 9457 or this page already give a meaning.
bool taken(std::string_view name) {
  static constexpr std::array<std::string_view, 7> names{"type",     "title",         "status",  "detail",
                                                         "instance", "invalidParams", "citation"};
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::string sentence(Refusal const& refusal, Words const& words, Language language) {
  std::vector<Argument> arguments = refusal.arguments;
  arguments.push_back({"subject", refusal.subject});
  std::string text = words.word(language, "refusal." + std::string{refusal.code.key}, arguments);
  if (refusal.citation) text += " (" + refusal.citation->source + ", " + refusal.citation->article + ")";
  return text;
}

std::vector<Refusal> faults_of(Refusal const& refusal) {
  return refusal.parts.empty() ? std::vector<Refusal>{refusal} : refusal.parts;
}

json::object problem(Refusal const& refusal, Words const& words, Language language, std::string_view instance) {
  json::object out{
      {"type", type_of(refusal)},
      {"title", words.word(language, "problem." + std::string{name_of_kind(refusal.code.kind)})},
      {"status", http_status(refusal.code.kind)},
      {"detail", sentence(refusal, words, language)},
      {"instance", instance},
  };
  for (auto const& [name, value] : refusal.arguments) {
    if (!taken(name)) out[name] = value;
  }
  if (refusal.citation) {
    out["citation"] = json::object{{"source", refusal.citation->source}, {"article", refusal.citation->article}};
  }
  json::array parameters;
  for (auto const& fault : faults_of(refusal)) {
    if (fault.subject.empty()) continue;
    parameters.push_back(
        json::object{{"name", fault.subject}, {"reason", sentence(fault, words, language)}, {"type", type_of(fault)}});
  }
  if (!parameters.empty()) out["invalidParams"] = std::move(parameters);
  return out;
}

Reply problem_reply(Refusal const& refusal, Words const& words, Language language, std::string_view instance) {
  Reply reply = Reply::json(problem(refusal, words, language, instance), http_status(refusal.code.kind));
  reply.media_type = problem_media_type;
  auto const after = std::ranges::find(refusal.arguments, "retry_after", &Argument::name);
  if (after != refusal.arguments.end()) reply.headers.emplace_back("Retry-After", after->value);
  if (refusal.code.kind == Kind::unauthenticated) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

json::object problem_schema() {
  json::object const text{{"type", "string"}};
  return {
      {"type", "object"},
      {"description", "A refusal, RFC 9457. `type` is stable; `detail` is for people."},
      {"required", json::array{"type", "title", "status", "detail", "instance"}},
      {"properties",
       json::object{
           {"type", text},
           {"title", text},
           {"status", json::object{{"type", "integer"}}},
           {"detail", text},
           {"instance", text},
           {"citation",
            json::object{{"type", "object"}, {"properties", json::object{{"source", text}, {"article", text}}}}},
           {"invalidParams",
            json::object{{"type", "array"},
                         {"items", json::object{{"type", "object"},
                                                {"required", json::array{"name", "reason", "type"}},
                                                {"properties",
                                                 json::object{{"name", text}, {"reason", text}, {"type", text}}}}}}},
       }},
  };
}

json::object fault_summary(std::vector<Refusal> const& faults, Words const& words, Language language,
                           Naming const& naming) {
  json::array lines;
  for (auto const& fault : faults) {
    auto const name = naming ? naming(fault.subject) : std::string{};
    auto const said = sentence(fault, words, language);
    lines.push_back(json::object{
        {"text", name.empty() ? said : name + ": " + said},
        {"url",
         fault.subject.empty() ? json::value(nullptr) : json::value(url_fragment(field_id(fault.subject)).text())},
    });
  }
  bool const any = !lines.empty();
  return {{"any", any}, {"faults", std::move(lines)}};
}

std::string field_id(std::string_view path) {
  std::string id = "f-";
  for (char const c : path) {
    if (c == '.' || c == '[') {
      id += '-';
    } else if (c != ']') {
      id += c;
    }
  }
  return id;
}

}  // namespace congvu::page
