#include "agency/preference/preference.h"

#include <algorithm>

#include "base/utf8.h"

namespace congvu::preference {

namespace {

bool fits(std::string_view text, std::size_t most) {
  return is_utf8(text) && code_points(text) <= most;
}

}  // namespace

Expected<void> keep(Preferences& preferences, SavedFilter filter) {
  if (filter.asked.empty()) return refuse(codes::empty_filter);
  if (filter.name.empty()) return refuse(congvu::codes::field_missing, "name");
  if (!fits(filter.name, limits::name_characters)) return refuse(codes::too_long, "name");
  if (filter.asked.size() > limits::fields_of_a_filter) return refuse(codes::too_long, "asked");
  for (auto const& [name, value] : filter.asked) {
    if (!fits(name, limits::name_characters) || !fits(value, limits::field_characters)) {
      return refuse(codes::too_long, name);
    }
  }
  auto const same = std::ranges::find_if(preferences.filters, [&](SavedFilter const& each) {
    return each.list == filter.list && each.name == filter.name;
  });
  if (same != preferences.filters.end()) {
    same->asked = std::move(filter.asked);
    return {};
  }
  auto const of_list = std::ranges::count(preferences.filters, filter.list, &SavedFilter::list);
  if (static_cast<std::size_t>(of_list) >= limits::filters_of_a_list) {
    return refuse(codes::too_many_filters, {}, {{"most", std::to_string(limits::filters_of_a_list)}});
  }
  preferences.filters.push_back(std::move(filter));
  return {};
}

void drop(Preferences& preferences, std::string_view list, std::string_view name) {
  std::erase_if(preferences.filters, [&](SavedFilter const& each) { return each.list == list && each.name == name; });
}

Expected<void> choose_columns(Preferences& preferences, std::string const& list, std::vector<std::string> columns) {
  bool const short_enough =
      std::ranges::all_of(columns, [](std::string const& column) { return fits(column, limits::name_characters); });
  if (columns.size() > limits::columns_of_a_list || !short_enough) return refuse(codes::too_long, "column");
  if (columns.empty()) {
    preferences.columns.erase(list);
  } else {
    preferences.columns[list] = std::move(columns);
  }
  return {};
}

std::vector<std::string> shown_columns(Preferences const& preferences, std::string_view list,
                                       std::vector<std::string> const& all, std::vector<std::string> const& usual) {
  auto const chosen = preferences.columns.find(std::string{list});
  auto const& wanted = chosen == preferences.columns.end() ? usual : chosen->second;
  std::vector<std::string> shown;
  for (auto const& column : all) {
    if (std::ranges::find(wanted, column) != wanted.end()) shown.push_back(column);
  }
  return shown.empty() ? usual : shown;
}

}  // namespace congvu::preference
