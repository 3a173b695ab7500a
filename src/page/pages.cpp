#include "page/pages.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "page/listing.h"
#include "page/problem.h"

namespace congvu::page {
namespace {

bool seen_by(Destination const& destination, std::optional<Visitor> const& visitor) {
  if (destination.roles.empty()) return true;
  return visitor && std::ranges::find(destination.roles, visitor->role) != destination.roles.end();
}

// "/dossiers/x" lies under "/dossiers" but not under "/".
bool lies_under(std::string_view path, std::string_view place) {
  if (path == place) return true;
  return place != "/" && path.starts_with(place) && path[place.size()] == '/';
}

Language other_than(Language language) {
  return language == Language::vi ? Language::en : Language::vi;
}

// This very page in the other language: what it was asked for besides stays asked for.
std::string in_other_language(Request const& request) {
  Request here = request;
  auto const [first, last] = here.query.equal_range("lang");
  here.query.erase(first, last);
  return address_of(here).with("lang", tag_of(other_than(request.language))).text();
}

json::value view_of(std::optional<Visitor> const& visitor) {
  if (!visitor) return nullptr;
  return json::object{{"name", visitor->name},
                      {"position_title", visitor->position_title},
                      {"unit_name", visitor->unit_name},
                      {"role", visitor->role}};
}

}  // namespace

Pages::Pages(std::shared_ptr<Templates const> templates, std::shared_ptr<Words const> words, Surroundings surroundings)
    : templates_(std::move(templates)), words_(std::move(words)), surroundings_(std::move(surroundings)) {}

json::object Pages::frame(Request const& request) const {
  json::array destinations;
  for (auto const& destination : surroundings_.destinations) {
    if (!seen_by(destination, request.visitor)) continue;
    destinations.push_back(json::object{{"label", word(request, destination.word)},
                                        {"url", destination.to.text()},
                                        {"key", destination.key},
                                        {"current", lies_under(request.path, destination.to.text())}});
  }
  bool const staff = request.visitor && !request.visitor->position.empty();
  return {
      {"language", tag_of(request.language)},
      {"agency", surroundings_.agency},
      {"sample", surroundings_.sample},
      {"assets_url", surroundings_.assets.text()},
      {"sign_in_url", surroundings_.sign_in.text()},
      {"sign_out_url", surroundings_.sign_out.text()},
      {"other_language", tag_of(other_than(request.language))},
      {"other_language_url", in_other_language(request)},
      {"shortcuts_url", request.visitor ? json::value(surroundings_.shortcuts.text()) : json::value(nullptr)},
      {"search_url", staff ? json::value(surroundings_.search.text()) : json::value(nullptr)},
      {"destinations", std::move(destinations)},
      {"visitor", view_of(request.visitor)},
      {"bounds", surroundings_.bounds ? surroundings_.bounds(request) : std::string{}},
      {"csrf", request.csrf},
  };
}

std::string Pages::rendered(std::string_view path, json::value const& view, Language language) const {
  if (!watcher_) return templates_->render(path, view, language);
  std::vector<std::string> unknown;
  auto html = templates_->render(path, view, language, &unknown);
  for (auto const& name : unknown) watcher_(path, name);
  return html;
}

Reply Pages::show(Request const& request, std::string_view template_path, std::string_view title, json::object view,
                  int status) const {
  json::object around = frame(request);
  around["title"] = title;
  if (auto const here = view.find("here_url"); request.method == Method::post && here != view.end()) {
    around["other_language_url"] =
        std::string{here->value().as_string()} + "?lang=" + std::string{tag_of(other_than(request.language))};
  }
  around["bare"] = view.contains("bare");  // a screen on a wall: nobody goes anywhere from it
  for (auto const& [name, value] : around) view.emplace(name, value);
  around["content_html"] = rendered(template_path, view, request.language);
  return Reply::html(rendered("layout/page.html", around, request.language), status);
}

Reply Pages::refused(Request const& request, Refusal const& refusal) const {
  json::value const said = problem(refusal, *words_, request.language, request.path);
  json::array faults;
  for (auto const& part : refusal.parts) faults.emplace_back(sentence(part, *words_, request.language));
  auto const& title = said.at("title").as_string();
  Reply reply = show(request, "layout/refusal.html", title,
                     {{"heading", title},
                      {"detail", said.at("detail")},
                      {"faults", std::move(faults)},
                      {"ask_sign_in", refusal.code.kind == Kind::unauthenticated}},
                     http_status(refusal.code.kind));
  auto const after = std::ranges::find(refusal.arguments, "retry_after", &Argument::name);
  if (after != refusal.arguments.end()) reply.headers.emplace_back("Retry-After", after->value);
  return reply;
}

Reply Pages::broken(Request const& request, std::string_view incident) const {
  return show(request, "layout/broken.html", words_->word(request.language, "page.broken"), {{"incident", incident}},
              500);
}

}  // namespace congvu::page
