#include "agency/preference/preference_pages.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace congvu::preference {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view shortcuts_template = "agency/preference/pages/shortcuts.html";
// Before the name of a list's field, in a form that speaks of the list as it was asked for
constexpr std::string_view field_prefix = "asked.";
// Of a list's address, what says how it is shown and not what is in it
constexpr std::array<std::string_view, 4> no_filter{"cursor", "limit", "format", "lang"};

Asked asked_of(Request const& request) {
  Asked asked;
  for (auto const& [name, value] : request.query) {
    bool const narrows = std::ranges::find(no_filter, name) == no_filter.end();
    if (narrows && !value.empty()) asked.emplace(name, value);
  }
  return asked;
}

Asked asked_in(page::Fields const& form) {
  Asked asked;
  for (auto const& [name, value] : form) {
    if (name.starts_with(field_prefix)) asked.emplace(name.substr(field_prefix.size()), value);
  }
  return asked;
}

page::Url address(page::Url url, Asked const& asked) {
  for (auto const& [name, value] : asked) url = url.with(name, value);
  return url;
}

json::array hidden_fields(Asked const& asked) {
  json::array fields;
  for (auto const& [name, value] : asked) {
    fields.push_back(json::object{{"name", std::string{field_prefix} + name}, {"value", value}});
  }
  return fields;
}

// A change of the visitor's own preferences, after which the list is shown again as `asked`.
Expected<Reply> changed(PageConnections const& connections, Request const& request, Asked const& asked,
                        std::function<Expected<void>(Preferences&, std::string const& list)> const& change) {
  std::string const list{request.field("list")};
  auto const page = connections.lists.find(list);
  if (page == connections.lists.end() || !request.visitor) return refuse(codes::unknown_list, "list");
  auto const done = connections.shelf.change(request.visitor->account,
                                             [&](Preferences& preferences) { return change(preferences, list); });
  if (!done) return std::unexpected<Refusal>(done.error());
  return Reply::see_other(address(page->second, asked).text());
}

Expected<Reply> keep_filter(PageConnections const& connections, Request const& request) {
  auto const asked = asked_in(request.form);
  return changed(connections, request, asked, [&](Preferences& preferences, std::string const& list) {
    return keep(preferences, {list, nfc(trimmed(request.field("name"))), asked});
  });
}

Expected<Reply> drop_filter(PageConnections const& connections, Request const& request) {
  return changed(connections, request, asked_in(request.form),
                 [&](Preferences& preferences, std::string const& list) -> Expected<void> {
                   drop(preferences, list, request.field("name"));
                   return {};
                 });
}

Expected<Reply> choose(PageConnections const& connections, Request const& request) {
  std::vector<std::string> columns;
  auto const [first, last] = request.form.equal_range("column");
  for (auto field = first; field != last; ++field) columns.push_back(field->second);
  return changed(connections, request, asked_in(request.form), [&](Preferences& preferences, std::string const& list) {
    return choose_columns(preferences, list, std::move(columns));
  });
}

Expected<Reply> shortcuts_page(PageConnections const& connections, Request const& request) {
  return connections.pages.show(request, shortcuts_template, connections.pages.word(request, "preference.keys.title"),
                                {});
}

}  // namespace

Preferences of(Shelf const& shelf, Request const& request) {
  return request.visitor ? shelf.of(request.visitor->account) : Preferences{};
}

json::object filters_view(Preferences const& preferences, std::string_view list, page::Url const& at,
                          Request const& request) {
  auto const asked = asked_of(request);
  json::array chips;
  bool kept_already = false;
  for (auto const& filter : preferences.filters) {
    if (filter.list != list) continue;
    bool const chosen = filter.asked == asked;
    kept_already = kept_already || chosen;
    chips.push_back(json::object{{"name", filter.name}, {"url", address(at, filter.asked).text()}, {"chosen", chosen}});
  }
  return {{"list", list},
          {"any_chip", !chips.empty()},
          {"chips", std::move(chips)},
          {"savable", !asked.empty() && !kept_already && request.visitor.has_value()},
          {"asked", hidden_fields(asked)}};
}

json::object columns_view(std::string_view list, std::vector<page::Column> const& offered,
                          std::vector<std::string> const& shown, Request const& request) {
  json::array boxes;
  for (auto const& column : offered) {
    bool const is_shown = std::ranges::find(shown, column.name) != shown.end();
    boxes.push_back(json::object{{"name", column.name}, {"title", column.title}, {"shown", is_shown}});
  }
  return {{"list", list}, {"boxes", std::move(boxes)}, {"asked", hidden_fields(asked_of(request))}};
}

std::vector<page::Route> page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const own = page::Who::signed_in();
  return {{Method::get, "/shortcuts", page::Who::anyone(), with(&shortcuts_page), std::nullopt},
          {Method::post, "/preferences/filters", own, with(&keep_filter), std::nullopt},
          {Method::post, "/preferences/filters/removals", own, with(&drop_filter), std::nullopt},
          {Method::post, "/preferences/columns", own, with(&choose), std::nullopt}};
}

}  // namespace congvu::preference
