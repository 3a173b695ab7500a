#include "rules/feel/value.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <numeric>
#include <unordered_map>

#include "rules/feel/function.h"
#include "rules/feel/names.h"

namespace congvu::feel {

Extent extent_of(Value const& value) {
  if (auto const* list = value.as<List>()) return list->extent();
  if (auto const* context = value.as<Context>()) return context->extent();
  if (auto const* range = value.as<Range>()) return range->extent();
  if (auto const* function = value.as<Function>()) return function->extent();
  constexpr std::size_t bytes_of_one = 64;
  auto const* text = value.as<std::string>();
  return {0, text == nullptr ? 1U : static_cast<std::uint32_t>(1 + text->size() / bytes_of_one)};
}

namespace {

// Weights add up to far beyond what is ever kept; there they stay.
void put_around(Extent& whole, Value const& part) {
  constexpr std::uint32_t most = 0x8000'0000;
  auto const inner = extent_of(part);
  whole.depth = std::max(whole.depth, inner.depth + 1);
  whole.weight = std::min(most, whole.weight + std::min(most, inner.weight));
}

}  // namespace

Extent extent_around(std::vector<Value> const& values) {
  Extent whole{1, 1};
  for (auto const& each : values) put_around(whole, each);
  return whole;
}

namespace {

Extent extent_around(std::vector<Entry> const& entries) {
  Extent whole{1, 1};
  for (auto const& each : entries) put_around(whole, each.value);
  return whole;
}

Extent extent_around(FunctionBody const& body) {
  auto const* closure = std::get_if<Closure>(&body.is);
  return closure == nullptr ? Extent{body.keeps.depth + 1, body.keeps.weight} : extent_around(closure->captured);
}

}  // namespace

List::List(std::vector<Value> items) : extent_(extent_around(items)) {
  if (!items.empty()) items_ = std::make_shared<std::vector<Value> const>(std::move(items));
}

std::vector<Value> const& List::items() const {
  static std::vector<Value> const none;
  return items_ ? *items_ : none;
}

bool operator==(List const& a, List const& b) {
  return a.items_ == b.items_ || a.items() == b.items();
}

// With many entries, their places in the order of their names, so that a name is found without asking all of them.
struct NamedEntries {
  std::vector<Entry> entries;
  std::vector<std::uint32_t> by_name;

  explicit NamedEntries(std::vector<Entry> once) : entries(std::move(once)) {
    if (entries.size() <= few) return;
    by_name.resize(entries.size());
    std::iota(by_name.begin(), by_name.end(), 0U);
    std::ranges::sort(by_name, {}, [&](std::uint32_t place) { return std::string_view{entries[place].name}; });
  }

  Value const* find(std::string_view name) const {
    if (by_name.empty()) {
      auto const found = std::ranges::find(entries, name, &Entry::name);
      return found == entries.end() ? nullptr : &found->value;
    }
    auto const named = [&](std::uint32_t place) { return std::string_view{entries[place].name}; };
    auto const found = std::ranges::lower_bound(by_name, name, {}, named);
    return found == by_name.end() || named(*found) != name ? nullptr : &entries[*found].value;
  }

  static constexpr std::size_t few = 12;
};

Context::Context(std::vector<Entry> entries) {
  if (entries.empty()) return;
  std::vector<Entry> once;
  once.reserve(entries.size());
  std::unordered_map<std::string, std::size_t> places;
  for (auto& entry : entries) {
    auto const [had, is_new] = places.try_emplace(entry.name, once.size());
    if (is_new) {
      once.push_back(std::move(entry));
    } else {
      once[had->second].value = std::move(entry.value);
    }
  }
  named_ = std::make_shared<NamedEntries const>(std::move(once));
  extent_ = extent_around(named_->entries);
}

std::vector<Entry> const& Context::entries() const {
  static std::vector<Entry> const none;
  return named_ ? named_->entries : none;
}

Value const* Context::find(std::string_view name) const {
  return named_ ? named_->find(name) : nullptr;
}

std::size_t Context::size() const {
  return entries().size();
}

Context Context::with(Context const& other) const {
  if (!other.named_) return *this;
  if (!named_) return other;
  auto merged = named_->entries;
  merged.insert(merged.end(), other.entries().begin(), other.entries().end());
  return Context{std::move(merged)};
}

bool operator==(Context const& a, Context const& b) {
  if (a.named_ == b.named_) return true;
  return a.size() == b.size() && std::ranges::all_of(a.entries(), [&](Entry const& entry) {
           auto const* there = b.find(entry.name);
           return there != nullptr && *there == entry.value;
         });
}

Range::Range(Bounds bounds)
    : bounds_(std::make_shared<Bounds const>(std::move(bounds))),
      extent_(extent_around(std::vector{bounds_->low, bounds_->high})) {}

Function::Function(std::shared_ptr<FunctionBody const> body) : body_(std::move(body)), extent_(extent_around(*body_)) {}

bool operator==(Range const& a, Range const& b) {
  return a.bounds_ == b.bounds_ || *a.bounds_ == *b.bounds_;
}

std::string_view kind_of(Value const& value) {
  static constexpr std::array<std::string_view, 13> names{"null",
                                                          "boolean",
                                                          "number",
                                                          "string",
                                                          "date",
                                                          "list",
                                                          "context",
                                                          "time",
                                                          "date and time",
                                                          "days and time duration",
                                                          "years and months duration",
                                                          "range",
                                                          "function"};
  return names.at(value.is.index());
}

namespace {

std::string quoted(std::string const& text) {
  std::string result = "\"";
  for (auto const c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

// A name that could not stand without quotes before a colon has them.
std::string key(std::string const& name) {
  constexpr std::string_view signs = " ./-'+*";
  bool const plain = !name.empty() && starts_word(name.front()) && std::ranges::all_of(name, [&](char c) {
    return continues_word(c) || signs.find(c) != std::string_view::npos;
  });
  return plain ? name : quoted(name);
}

// Values within lists and contexts are written as FEEL reads them, so a text there has its quotes.
struct Writer {
  std::string operator()(Null) const { return "null"; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(Number const& number) const { return number.text(); }
  std::string operator()(std::string const& text) const { return quoted(text); }
  std::string operator()(Function const&) const { return "function"; }
  std::string operator()(Range const& range) const {
    auto const& bounds = range.bounds();
    if (!bounds.has_low) return (bounds.high_included ? "<=" : "<") + inner(bounds.high);
    if (!bounds.has_high) return (bounds.low_included ? ">=" : ">") + inner(bounds.low);
    return (bounds.low_included ? "[" : "(") + inner(bounds.low) + ".." + inner(bounds.high) +
           (bounds.high_included ? "]" : ")");
  }
  std::string operator()(List const& list) const {
    std::string text;
    for (auto const& item : list.items()) text += (text.empty() ? "" : ", ") + inner(item);
    return "[" + text + "]";
  }
  std::string operator()(Context const& context) const {
    std::string text;
    for (auto const& [name, value] : context.entries()) {
      text += (text.empty() ? "" : ", ") + key(name) + ": " + inner(value);
    }
    return "{" + text + "}";
  }
  std::string operator()(auto const& temporal) const { return text_of(temporal); }

  static std::string inner(Value const& value) { return std::visit(Writer{}, value.is); }
};

}  // namespace

std::string text_of(Value const& value) {
  if (value.is_null()) return {};
  if (auto const* text = value.as<std::string>()) return *text;
  return Writer::inner(value);
}

std::string shown(Value const& value) {
  constexpr std::size_t longest = 200;
  auto const is_compound = value.as<std::string>() || value.as<List>() || value.as<Context>() || value.is_null();
  auto const text = is_compound ? boost::json::serialize(to_json(value)) : text_of(value);
  if (text.size() <= longest) return text;
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return text.substr(0, end) + "…";
}

}  // namespace congvu::feel
