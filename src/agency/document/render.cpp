#include "agency/document/render.h"

#include <kainjow/mustache.hpp>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::document {

namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view begins = "{{";
constexpr std::string_view ends = "}}";
constexpr std::size_t most_html = 64 * 1024;

enum class TagKind { variable, section, closing, comment };
struct Tag {
  TagKind kind;
  std::string name;
};

std::string trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  auto const from = text.find_first_not_of(blank);
  if (from == std::string_view::npos) return {};
  return std::string{text.substr(from, text.find_last_not_of(blank) - from + 1)};
}

std::unexpected<Refusal> bad_template(std::string reason, std::string subject = {}) {
  return refuse(codes::bad_template, std::move(subject), {{"reason", std::move(reason)}});
}

// Partials and other delimiters are not part of a pack's templates: what a tag is can be seen from the tag alone.
Expected<Tag> tag_of(std::string_view inside) {
  auto const sign = inside.empty() ? ' ' : inside.front();
  auto const rest = inside.substr(inside.empty() ? 0 : 1);
  switch (sign) {
    case '#':
    case '^':
      return Tag{TagKind::section, trimmed(rest)};
    case '/':
      return Tag{TagKind::closing, trimmed(rest)};
    case '!':
      return Tag{TagKind::comment, {}};
    case '{':
    case '&':
      // A document is signed: nothing that somebody typed may become its markup.
      return bad_template("unescaped", trimmed(rest));
    case '>':
      return bad_template("partial", trimmed(rest));
    case '=':
      return bad_template("delimiters");
    default:
      return Tag{TagKind::variable, trimmed(inside)};
  }
}

Expected<std::vector<Tag>> tags_of(std::string_view text) {
  std::vector<Tag> tags;
  for (auto at = text.find(begins); at != std::string_view::npos; at = text.find(begins, at)) {
    auto const end = text.find(ends, at);
    if (end == std::string_view::npos) return bad_template("unclosed");
    auto tag = tag_of(text.substr(at + begins.size(), end - at - begins.size()));
    if (!tag) return std::unexpected<Refusal>(std::move(tag.error()));
    tags.push_back(std::move(*tag));
    at = end + ends.size();
  }
  return tags;
}

mustache::data data_of(json::value const& value) {
  switch (value.kind()) {
    case json::kind::object: {
      mustache::data object{mustache::data::type::object};
      for (auto const& field : value.get_object()) object.set(std::string{field.key()}, data_of(field.value()));
      return object;
    }
    case json::kind::array: {
      mustache::data list{mustache::data::type::list};
      for (auto const& each : value.get_array()) list.push_back(data_of(each));
      return list;
    }
    case json::kind::string:
      // An empty text is no text: a section around it is left out.
      if (value.get_string().empty()) return mustache::data{false};
      return mustache::data{std::string{value.get_string()}};
    case json::kind::bool_:
      return mustache::data{value.get_bool()};
    case json::kind::null:
      return mustache::data{false};
    default:
      return mustache::data{canonical(value)};
  }
}

// Looks names up as Mustache does, and remembers the variables that nothing answers to.
class Asked final : public mustache::context<std::string> {
 public:
  Asked(mustache::data const* root, std::set<std::string> const& variables)
      : mustache::context<std::string>(root), variables_(variables) {}

  mustache::data const* get(std::string const& name) const override {
    auto const* found = mustache::context<std::string>::get(name);
    if (!found && variables_.contains(name)) missing_.insert(name);
    return found;
  }
  std::set<std::string> const& missing() const { return missing_; }

 private:
  std::set<std::string> const& variables_;
  mutable std::set<std::string> missing_;
};

}  // namespace

Expected<std::set<std::string>> names_of(std::string_view text) {
  auto tags = tags_of(text);
  if (!tags) return std::unexpected<Refusal>(std::move(tags.error()));
  if (mustache::mustache const parsed{std::string{text}}; !parsed.is_valid()) {
    return bad_template(parsed.error_message());
  }
  std::set<std::string> names;
  for (auto const& tag : *tags) {
    if (tag.kind == TagKind::variable || tag.kind == TagKind::section) names.insert(tag.name);
  }
  return names;
}

namespace {

enum class Escaping { markup, none };

Expected<std::string> filled(std::string_view text, json::object const& view, Escaping escaping) {
  auto tags = tags_of(text);
  if (!tags) return std::unexpected<Refusal>(std::move(tags.error()));
  mustache::mustache parsed{std::string{text}};
  if (!parsed.is_valid()) return bad_template(parsed.error_message());
  if (escaping == Escaping::none) parsed.set_custom_escape([](std::string const& typed) { return typed; });
  // What a section asks about first may be absent; everything else must be there.
  std::set<std::string> variables;
  for (auto const& tag : *tags) {
    if (tag.kind == TagKind::variable) variables.insert(tag.name);
  }
  for (auto const& tag : *tags) {
    if (tag.kind == TagKind::section) variables.erase(tag.name);
  }
  auto const data = data_of(view);
  Asked asked{&data, variables};
  auto result = parsed.render(asked);
  if (!asked.missing().empty()) {
    return refuse(codes::unknown_name, *asked.missing().begin(), {{"name", *asked.missing().begin()}});
  }
  return result;
}

}  // namespace

Expected<std::string> render(std::string_view text, json::object const& view) {
  return filled(text, view, Escaping::markup);
}

Expected<std::string> render_plain(std::string_view text, json::object const& view) {
  return filled(text, view, Escaping::none);
}

Expected<Drawn> issue_html(Handle document, Handle subject, std::string kind, std::string number, std::string title,
                           std::string html) {
  if (html.size() > most_html) {
    return refuse(codes::too_large, {}, {{"limit", std::to_string(most_html)}, {"size", std::to_string(html.size())}});
  }
  Drawn drawn;
  drawn.document = document;
  auto const digest = sha256(html);
  drawn.sha256 = hex(view_of(digest));
  DocumentIssued issued;
  issued.document = document;
  issued.subject = subject;
  issued.kind = std::move(kind);
  issued.number = std::move(number);
  issued.sha256 = drawn.sha256;
  issued.media_type = "text/html; charset=utf-8";
  issued.personal = DocumentIssued::Personal{std::move(title), std::move(html), {}};
  drawn.events.add(document, subject, std::move(issued));
  return drawn;
}

}  // namespace congvu::document
