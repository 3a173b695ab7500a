#include <algorithm>

#include "base/text.h"
#include "insight/search/search_api.h"
#include "page/listing.h"

namespace congvu::search {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view search_template = "insight/search/pages/search.html";
constexpr std::size_t shown_of_a_kind = 5;  // beside other kinds; each opens to all of its own
constexpr std::size_t counted = 200;        // further than that nobody reads, and it need not be counted

json::object hit_view(page::Hit const& hit) {
  auto const& link = hit.link.text();
  return {{"title", hit.title}, {"line", hit.line}, {"url", link.empty() ? json::value(nullptr) : json::value(link)}};
}

page::Url search_url(std::string_view words, std::string_view kind) {
  auto const url = page::url_path({"search"}).with("q", words);
  return kind.empty() ? url : url.with("kind", kind);
}

// One kind's part of the page; nothing when nothing of it was found.
struct Section {
  json::object view;
  bool as_written = false;
  std::size_t named = 0;  // citizens
};

std::optional<Section> section_of(page::Finder const& finder, Connections const& connections, Request const& request) {
  auto const words = asked_words(request);
  auto const piece = piece_of({finder}, request, std::nullopt, shown_of_a_kind);
  if (!piece || piece->hits.empty()) return std::nullopt;
  json::array hits;
  for (auto const& found : piece->hits) hits.push_back(hit_view(found.hit));
  auto const number = piece->after ? finder.count({request, words}, counted + 1) : piece->hits.size();
  bool const more = piece->after.has_value();
  std::string const count = number > counted ? std::to_string(counted) + "+" : std::to_string(number);
  return Section{{{"heading", connections.pages.word(request, "search.kind." + finder.kind)},
                  {"count", count},
                  {"hits", std::move(hits)},
                  {"all_url", more ? json::value(search_url(words, finder.kind).text()) : json::value(nullptr)}},
                 piece->hits.front().as_written,
                 citizens_named({finder}, *piece)};
}

// Kinds of which something was found as it was written come first.
json::array sections(std::vector<page::Finder> const& finders, Connections const& connections, Request const& request,
                     std::size_t& named) {
  std::vector<Section> all;
  for (auto const& finder : finders) {
    if (auto section = section_of(finder, connections, request)) all.push_back(std::move(*section));
  }
  std::ranges::stable_sort(all, std::greater{}, &Section::as_written);
  json::array views;
  for (auto& section : all) {
    named += section.named;
    views.push_back(std::move(section.view));
  }
  return views;
}

// A whole code, as a scanner types it from a slip, opens what it is the code of.
std::optional<page::Url> only_one_coded(std::vector<page::Finder> const& finders, Request const& request) {
  auto const typed = folded(trimmed(request.asked("q")));
  bool const like_a_code = words_of(typed).size() > 1 && typed.find(' ') == std::string::npos &&
                           typed.find_first_of("0123456789") != std::string::npos;
  if (!like_a_code) return std::nullopt;
  for (auto const& finder : finders) {
    for (auto const& hit : finder.find({.request = request, .words = typed, .as_written = true, .limit = 2})) {
      if (!hit.code.empty() && folded(hit.code) == typed) return hit.link;
    }
  }
  return std::nullopt;
}

Expected<Reply> search_page(Connections const& connections, Request const& request) {
  auto const finders = asked_finders(connections, request);
  if (!finders) return std::unexpected<Refusal>(finders.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  bool const one_kind = !request.asked("kind").empty();
  auto const words = asked_words(request);
  json::object view{{"query", words}, {"asked", !words.empty()}, {"next_url", nullptr}, {"back_url", nullptr}};
  json::array found;
  std::size_t named = 0;
  if (one_kind) {
    auto const piece = piece_of(*finders, request, wanted->after, wanted->limit);
    if (!piece) return std::unexpected<Refusal>(piece.error());
    json::array hits;
    for (auto const& each : piece->hits) hits.push_back(hit_view(each.hit));
    named = citizens_named(*finders, *piece);
    auto const number = finders->front().count({request, words}, counted + 1);
    if (!hits.empty()) {
      found.push_back(json::object{{"heading", connections.pages.word(request, "search.kind." + finders->front().kind)},
                                   {"count", number > counted ? std::to_string(counted) + "+" : std::to_string(number)},
                                   {"hits", std::move(hits)},
                                   {"all_url", nullptr}});
    }
    if (auto const next = page::following(request, piece->after)) view["next_url"] = next->text();
    view["back_url"] = search_url(words, {}).text();
  } else if (!words.empty()) {
    if (auto const coded = only_one_coded(*finders, request)) return Reply::see_other(coded->text());
    found = sections(*finders, connections, request, named);
  }
  view["any"] = !found.empty();
  view["sections"] = std::move(found);
  return page::counted(connections.pages.show(request, search_template, connections.pages.word(request, "search.title"),
                                              std::move(view)),
                       named);
}

}  // namespace

std::vector<page::Route> page_routes(Connections const& connections) {
  return {{page::Method::get, "/search", page::Who::signed_in(),
           [connections](Request const& request) { return search_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::search
