// The one file that knows pugixml: it parses, and the tree is copied into ours with lines and namespaces.
#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "rules/xml/codes.h"
#include "rules/xml/encoding.h"
#include "rules/xml/limits.h"
#include "rules/xml/wellformed.h"
#include "rules/xml/xml.h"

namespace congvu::xml {
namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

std::string_view prefix_of(std::string_view name) {
  auto const colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

class Copy {
 public:
  Copy(std::string_view text, std::string const& file) : text_(text), file_(file) {
    prefixes_.push_back({"xml", space(xml_space)});
    prefixes_.push_back({"", 0});
  }

  Expected<Document> of(pugi::xml_document const& parsed) {
    Index last = none;
    for (auto const& node : parsed.children()) {
      if (node.type() == pugi::node_declaration) {
        document_.standalone = node.attribute("standalone").value();
        continue;
      }
      auto const copied = copy(node, none);
      if (copied == none) continue;
      if (last == none) document_.first = copied;
      if (last != none) document_.nodes[last].next = copied;
      last = copied;
      if (node.type() == pugi::node_element) document_.root = copied;
    }
    if (fault_) return std::unexpected(*fault_);
    return std::move(document_);
  }

 private:
  struct Prefix {
    std::string name;
    Index space;
  };

  // Depth was bounded by fault_of().
  Index copy(pugi::xml_node const& from, Index parent) {
    if (fault_) return none;
    auto const index = static_cast<Index>(document_.nodes.size());
    Node node;
    node.parent = parent;
    node.line = line_at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(from.offset_debug(), 0)));
    node.name = from.name();
    node.text = from.value();
    switch (from.type()) {
      case pugi::node_element:
        break;
      case pugi::node_pcdata:
        node.kind = Node::Kind::text;
        break;
      case pugi::node_cdata:
        node.kind = Node::Kind::cdata;
        break;
      case pugi::node_comment:
        node.kind = Node::Kind::comment;
        break;
      case pugi::node_pi:
        node.kind = Node::Kind::instruction;
        break;
      default:
        return none;
    }
    document_.nodes.push_back(std::move(node));
    if (from.type() == pugi::node_element) copy_element(from, index);
    return index;
  }

  void copy_element(pugi::xml_node const& from, Index index) {
    auto const declared_before = prefixes_.size();
    auto const line = document_.nodes[index].line;
    for (auto const& attribute : from.attributes()) declare(attribute.name(), attribute.value());
    if (prefixes_.size() > limits::namespaces || document_.spaces.size() > limits::namespaces) {
      return refuse_at(codes::too_large, line, {"limit", std::to_string(limits::namespaces)});
    }
    std::vector<Attribute> attributes;
    std::set<std::pair<Index, std::string_view>> seen;
    for (auto const& attribute : from.attributes()) {
      std::string_view const name = attribute.name();
      auto const prefix = prefix_of(name);
      auto const where = prefix.empty() || prefix == "xmlns" ? 0 : space_of(prefix, line);
      if (!seen.insert({where, prefix == "xmlns" ? name : local_name(name)}).second) {
        refuse_at(codes::malformed, line, {"reason", "an attribute occurs twice: " + std::string{name}});
      }
      attributes.push_back({std::string{name}, attribute.value(), where});
    }
    auto const space_here = space_of(prefix_of(from.name()), line);
    document_.nodes[index].attributes = std::move(attributes);
    document_.nodes[index].space = space_here;
    Index last = none;
    for (auto const& inner : from.children()) {
      auto const copied = copy(inner, index);
      if (copied == none) continue;
      (last == none ? document_.nodes[index].first_child : document_.nodes[last].next) = copied;
      last = copied;
    }
    prefixes_.resize(declared_before);
  }

  void declare(std::string_view name, std::string_view value) {
    if (name == "xmlns") prefixes_.push_back({"", space(value)});
    if (name.starts_with("xmlns:")) prefixes_.push_back({std::string{name.substr(6)}, space(value)});
  }

  Index space(std::string_view uri) {
    auto const found = std::ranges::find(document_.spaces, uri);
    if (found != document_.spaces.end()) return static_cast<Index>(found - document_.spaces.begin());
    document_.spaces.emplace_back(uri);
    return static_cast<Index>(document_.spaces.size() - 1);
  }

  Index space_of(std::string_view prefix, std::uint32_t line) {
    auto const found =
        std::find_if(prefixes_.rbegin(), prefixes_.rend(), [&](auto& each) { return each.name == prefix; });
    if (found != prefixes_.rend()) return found->space;
    refuse_at(codes::undeclared_prefix, line, {"prefix", std::string{prefix}});
    return 0;
  }

  void refuse_at(Code code, std::uint32_t line, Argument argument) {
    if (fault_) return;
    auto const number = std::to_string(line);
    fault_ = Refusal{code, file_ + ":" + number, {{"line", number}, std::move(argument)}};
  }

  // Nodes come in document order, so lines are counted once over the whole text.
  std::uint32_t line_at(std::size_t offset) {
    for (; counted_ < std::min(offset, text_.size()); ++counted_) line_ += text_[counted_] == '\n' ? 1 : 0;
    return line_;
  }

  std::string_view text_;
  std::string const& file_;
  Document document_;
  std::vector<Prefix> prefixes_;  // innermost last
  std::optional<Refusal> fault_;
  std::size_t counted_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace

Expected<Document> read(std::string_view bytes, std::string const& file) {
  if (bytes.size() > limits::file_bytes) {
    return refuse(codes::too_large, file, {{"limit", std::to_string(limits::file_bytes)}});
  }
  auto const text = to_utf8(bytes, file);
  if (!text) return std::unexpected(text.error());
  if (auto fault = fault_of(*text, file)) return std::unexpected(std::move(*fault));
  pugi::xml_document parsed;
  auto const flags = pugi::parse_full | pugi::parse_ws_pcdata;
  auto const result = parsed.load_buffer(text->data(), text->size(), flags, pugi::encoding_utf8);
  if (!result) {
    auto const offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    return std::unexpected(refusal_at(codes::malformed, *text, offset, file, {"reason", result.description()}));
  }
  return Copy{*text, file}.of(parsed);
}

}  // namespace congvu::xml
