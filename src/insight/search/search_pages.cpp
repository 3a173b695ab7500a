#include <algorithm>

#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/preference/preference_pages.h"
#include "base/text.h"
#include "insight/search/search_api.h"
#include "page/limits.h"
#include "page/listing.h"

namespace congvu::search {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view search_template = "insight/search/pages/search.html";
constexpr std::string_view read_act = "dossier.read";
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

// All that was found, as one list: what it is, what it is called, where it leads.
page::Table table_of(std::vector<KindHit> const& hits, Connections const& connections, Request const& request) {
  using page::ColumnKind;
  auto const word = [&](std::string const& key) { return connections.pages.word(request, key); };
  page::Table table{.name = "search",
                    .title = word("search.title"),
                    .columns = {{"kind", word("search.column.kind"), ColumnKind::text},
                                {"title", word("search.column.title"), ColumnKind::link},
                                {"line", word("search.column.line"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& [kind, hit, as_written] : hits) {
    page::Cell title = hit.link.text().empty() ? page::Cell{hit.title} : page::Cell{page::Link{hit.title, hit.link}};
    table.rows.push_back({word("search.kind." + kind), std::move(title), hit.line});
  }
  return table;
}

// Taken out by whoever may read dossiers: most of what is found here are these, and each finder shows its own rights.
Expected<Reply> hand_out(Connections const& connections, Request const& request,
                         std::vector<page::Finder> const& finders, page::TableFormat format) {
  auto const found = piece_of(finders, request, std::nullopt, limits::table_rows + 1);
  if (!found) return std::unexpected<Refusal>(found.error());
  return extract::hand_out(connections.pipeline, request, table_of(found->hits, connections, request), format,
                           read_act);
}

Expected<Reply> search_page(Connections const& connections, Request const& request) {
  auto const finders = asked_finders(connections, request);
  if (!finders) return std::unexpected<Refusal>(finders.error());
  auto const wanted = page::piecewise(request);
  if (!wanted) return std::unexpected<Refusal>(wanted.error());
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  if (*format) return hand_out(connections, request, *finders, **format);
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
  Question reading;
  reading.act = read_act;
  bool const may_take = !found.empty() && connections.pipeline.may(identity::actor_of(request.visitor), reading);
  view["exports"] = may_take ? json::value(page::exports_view(request)) : json::value(nullptr);
  view["filters"] = preference::filters_view(preference::of(connections.shelf, request), "search",
                                             page::url_path({"search"}), request);
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
