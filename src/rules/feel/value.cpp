#include "rules/feel/value.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>

namespace congvu::feel {

List::List(std::vector<Value> items) {
  if (!items.empty()) items_ = std::make_shared<std::vector<Value> const>(std::move(items));
}

std::vector<Value> const& List::items() const {
  static std::vector<Value> const none;
  return items_ ? *items_ : none;
}

bool operator==(List const& a, List const& b) {
  return a.items_ == b.items_ || a.items() == b.items();
}

namespace {

void put(std::vector<Entry>& entries, Entry entry) {
  auto const same_name = std::ranges::find(entries, entry.name, &Entry::name);
  if (same_name == entries.end()) {
    entries.push_back(std::move(entry));
  } else {
    same_name->value = std::move(entry.value);
  }
}

}  // namespace

Context::Context(std::vector<Entry> entries) {
  if (entries.empty()) return;
  std::vector<Entry> once;
  once.reserve(entries.size());
  for (auto& entry : entries) put(once, std::move(entry));
  entries_ = std::make_shared<std::vector<Entry> const>(std::move(once));
}

std::vector<Entry> const& Context::entries() const {
  static std::vector<Entry> const none;
  return entries_ ? *entries_ : none;
}

Value const* Context::find(std::string_view name) const {
  auto const found = std::ranges::find(entries(), name, &Entry::name);
  return found == entries().end() ? nullptr : &found->value;
}

std::size_t Context::size() const {
  return entries().size();
}

Context Context::with(Context const& other) const {
  if (!other.entries_) return *this;
  if (!entries_) return other;
  auto merged = *entries_;
  for (auto const& entry : *other.entries_) put(merged, entry);
  Context result;
  result.entries_ = std::make_shared<std::vector<Entry> const>(std::move(merged));
  return result;
}

bool operator==(Context const& a, Context const& b) {
  if (a.entries_ == b.entries_) return true;
  return a.size() == b.size() && std::ranges::all_of(a.entries(), [&](Entry const& entry) {
           auto const* there = b.find(entry.name);
           return there != nullptr && *there == entry.value;
         });
}

std::string_view kind_of(Value const& value) {
  static constexpr std::array<std::string_view, 7> names{"null", "boolean", "number", "string",
                                                         "date", "list",    "context"};
  return names.at(value.is.index());
}

std::string shown(Value const& value) {
  constexpr std::size_t longest = 200;
  std::string text;
  if (auto const* number = std::get_if<Number>(&value.is)) {
    text = number->text();
  } else if (auto const* date = std::get_if<Date>(&value.is)) {
    text = iso(*date);
  } else {
    text = boost::json::serialize(to_json(value));
  }
  if (text.size() <= longest) return text;
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return text.substr(0, end) + "…";
}

}  // namespace congvu::feel
