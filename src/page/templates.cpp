#include "page/templates.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <kainjow/mustache.hpp>
#include <stdexcept>

#include "page/joining.h"
#include "page/url.h"

namespace congvu::page {
namespace {

namespace mustache = kainjow::mustache;

using Unknown = std::vector<std::string>;

// A view as the engine keeps it. Null and the empty text become "no".
mustache::data converted(json::value const& value, std::string_view name, Unknown* unknown);

mustache::data text_of(std::string text, std::string_view name, Unknown* unknown) {
  if (names_url(name) && !text.empty() && !is_url(text)) {
    if (unknown) unknown->push_back(std::string{name} + " is no address");
    text = "#";
  }
  return text.empty() ? mustache::data{false} : mustache::data{text};
}

mustache::data list_of(json::array const& array, std::string_view name, Unknown* unknown) {
  mustache::data list{mustache::data::type::list};
  for (auto const& element : array) {
    list.push_back(mustache::data{false});
    // The engine only takes copies, whole subtrees at each level; what it just copied may be moved into
    const_cast<mustache::list&>(list.list_value()).back() = converted(element, name, unknown);
  }
  return list;
}

mustache::data converted(json::value const& value, std::string_view name, Unknown* unknown) {
  switch (value.kind()) {
    case json::kind::null:
      return {false};
    case json::kind::bool_:
      return {value.get_bool()};
    case json::kind::string:
      return text_of(std::string{value.get_string().begin(), value.get_string().end()}, name, unknown);
    case json::kind::array:
      return list_of(value.get_array(), name, unknown);
    case json::kind::object: {
      mustache::data object{mustache::data::type::object};
      for (auto const& [key, field] : value.get_object()) {
        object[std::string{key}] = converted(field, key, unknown);
      }
      return object;
    }
    default:
      return {json::serialize(value)};
  }
}

// Looks names up from the innermost section outwards, and remembers those that nobody knows.
class Lookup : public mustache::basic_context<std::string> {
 public:
  Lookup(mustache::data const& view, Unknown* unknown) : unknown_(unknown) { items_.push_back(&view); }

  void push(mustache::data const* data) override { items_.push_back(data); }
  void pop() override { items_.pop_back(); }

  mustache::data const* get(std::string const& name) const override {
    if (name == ".") return items_.back();
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (auto const* found = within(**item, name)) return found;
    }
    if (unknown_) unknown_->push_back(name);
    return nullptr;
  }
  mustache::data const* get_partial(std::string const&) const override { return nullptr; }

 private:
  static mustache::data const* within(mustache::data const& item, std::string const& name) {
    mustache::data const* found = &item;
    for (std::size_t begin = 0; found && begin <= name.size();) {
      auto const dot = std::min(name.find('.', begin), name.size());
      found = found->get(name.substr(begin, dot - begin));
      begin = dot + 1;
    }
    return found;
  }

  std::vector<mustache::data const*> items_;
  Unknown* unknown_;
};

struct Sink {
  std::string out;
  Sink& operator<<(std::string const& text) {
    out += text;
    return *this;
  }
};

void collect(std::vector<Refusal>& faults, std::vector<Refusal> more) {
  for (auto& fault : more) faults.push_back(std::move(fault));
}

}  // namespace

struct Templates::Compiled {
  explicit Compiled(std::string const& source) : engine(source) {}
  // Rendering changes nothing but the engine's message of an error, which no joined template can cause
  mutable mustache::mustache engine;
};

Templates::Templates() = default;
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

Expected<Templates> Templates::join(Files const& files, Words const& words) {
  Templates templates;
  std::vector<Refusal> faults;
  for (auto const& [path, _] : files) {
    if (!path.ends_with(".html")) continue;
    for (Language const language : {Language::vi, Language::en}) {
      std::vector<Refusal> found;
      auto const pieces = joined(path, files, words, language, found);
      examine_places(pieces, path, found);
      auto compiled = std::make_unique<Compiled>(source_of(pieces));
      if (!compiled->engine.is_valid()) {
        found.emplace_back(codes::template_syntax, path,
                           std::vector<Argument>{{"reason", compiled->engine.error_message()}});
      }
      if (language == Language::vi) collect(faults, std::move(found));
      (language == Language::vi ? templates.vi_ : templates.en_)[path] = std::move(compiled);
    }
  }
  if (faults.empty()) return templates;
  Refusal refusal{codes::template_faults};
  refusal.parts = std::move(faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

bool Templates::has(std::string_view path) const {
  return vi_.contains(path);
}

std::vector<std::string> Templates::paths() const {
  std::vector<std::string> all;
  for (auto const& [path, _] : vi_) all.push_back(path);
  return all;
}

std::string Templates::render(std::string_view path, json::value const& view, Language language,
                              std::vector<std::string>* unknown) const {
  auto const& compiled = language == Language::vi ? vi_ : en_;
  auto const found = compiled.find(path);
  if (found == compiled.end()) throw std::out_of_range("no template " + std::string{path});
  auto const data = converted(view, {}, unknown);
  Lookup lookup{data, unknown};
  Sink sink;
  found->second->engine.render(lookup, sink);
  return std::move(sink.out);
}

}  // namespace congvu::page
