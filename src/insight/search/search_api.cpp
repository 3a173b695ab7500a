#include "insight/search/search_api.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "page/listing.h"

namespace congvu::search {

namespace {

struct ItemShown {
  std::string kind;
  std::string title;
  std::string line;
  std::optional<std::string> link;
  bool as_written = true;  // found with the marks as typed
};
BOOST_DESCRIBE_STRUCT(ItemShown, (), (kind, title, line, link, as_written))

struct ListShown {
  std::vector<ItemShown> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ListShown, (), (items, next))

// Where the last piece ended: with which marks, at which kind, below which place of it.
struct Cursor {
  bool as_written = true;
  std::string kind;
  std::optional<std::uint64_t> below;
};

std::string written(KindHit const& last) {
  return std::string{last.as_written ? "w" : "f"} + " " + last.kind + " " + std::to_string(last.hit.place);
}

std::optional<Cursor> read(std::string_view text) {
  auto const first = text.find(' ');
  auto const second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos || first != 1 || (text[0] != 'w' && text[0] != 'f')) return std::nullopt;
  std::uint64_t place = 0;
  auto const number = text.substr(second + 1);
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), place);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  return Cursor{text[0] == 'w', std::string{text.substr(first + 1, second - first - 1)}, place};
}

ItemShown shown(KindHit const& found) {
  ItemShown item{found.kind, found.hit.title, found.hit.line, {}, found.as_written};
  if (!found.hit.link.text().empty()) item.link = found.hit.link.text();
  return item;
}

}  // namespace

Expected<std::vector<page::Finder>> asked_finders(Connections const& connections, page::Request const& request) {
  auto const kind = request.asked("kind");
  auto finders = connections.finders(request);
  if (kind.empty()) return finders;
  std::string allowed;
  for (auto& finder : finders) {
    if (finder.kind == kind) return std::vector{std::move(finder)};
    allowed += (allowed.empty() ? "" : ", ") + finder.kind;
  }
  return refuse(codes::unknown_kind, "kind", {{"given", std::string{kind}}, {"allowed", allowed}});
}

std::string asked_words(page::Request const& request) {
  auto const typed = request.asked("q");
  auto const begin = trimmed(typed);
  // A space behind the last word says that it is ended.
  return std::string{begin} + (!begin.empty() && typed.ends_with(' ') ? " " : "");
}

Expected<Piece> piece_of(std::vector<page::Finder> const& finders, page::Request const& request,
                         std::optional<std::string> const& after, std::size_t limit) {
  Cursor from;
  if (after) {
    auto const read_one = read(*after);
    bool const known = read_one && std::ranges::find(finders, read_one->kind, &page::Finder::kind) != finders.end();
    if (!known) return refuse(page::codes::list_cursor, "cursor");
    from = *read_one;
  }
  auto const words = asked_words(request);
  Piece piece;
  bool begun = !after;
  for (bool const as_written : {true, false}) {
    for (auto const& finder : finders) {
      bool const here = as_written == from.as_written && finder.kind == from.kind;
      if (!begun && !here) continue;
      auto const below = begun ? std::nullopt : from.below;
      begun = true;
      auto const wanted = limit + 1 - piece.hits.size();
      for (auto& hit : finder.find({request, words, as_written, below, wanted})) {
        if (piece.hits.size() == limit) {
          piece.after = written(piece.hits.back());
          return piece;
        }
        piece.hits.push_back({finder.kind, std::move(hit), as_written});
      }
    }
  }
  return piece;
}

std::size_t citizens_named(std::vector<page::Finder> const& finders, Piece const& piece) {
  return static_cast<std::size_t>(std::ranges::count_if(piece.hits, [&](KindHit const& hit) {
    auto const finder = std::ranges::find(finders, hit.kind, &page::Finder::kind);
    return finder != finders.end() && finder->names_citizens;
  }));
}

std::vector<page::Route> api_routes(Connections const& connections) {
  auto const list = [connections](page::Request const& request) -> Expected<page::Reply> {
    auto const finders = asked_finders(connections, request);
    if (!finders) return std::unexpected<Refusal>(finders.error());
    auto const wanted = page::piecewise(request);
    if (!wanted) return std::unexpected<Refusal>(wanted.error());
    auto const piece = piece_of(*finders, request, wanted->after, wanted->limit);
    if (!piece) return std::unexpected<Refusal>(piece.error());
    json::array items;
    for (auto const& found : piece->hits) items.push_back(to_json(shown(found)));
    return page::counted(page::Reply::json(page::listing(request, std::move(items), piece->after)),
                         citizens_named(*finders, *piece));
  };
  page::Operation operation;
  operation.id = "search";
  operation.summary = "Everything the asker may see that has all these words";
  operation.reply = page::listing_schema(schema_of<ListShown>());
  operation.parameters = {{"q", "All these words; tone marks optional, the last one may be half written"},
                          {"kind", "Only things of this kind: procedure, dossier, document, person"},
                          {"limit", "At most so many items"},
                          {"cursor", "From the last answer's next"}};
  return {{page::Method::get, "/api/v1/search", page::Who::signed_in(), list, operation}};
}

}  // namespace congvu::search
