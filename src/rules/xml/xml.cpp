#include "rules/xml/xml.h"

#include <algorithm>
#include <functional>

namespace congvu::xml {
namespace {

constexpr std::string_view white = " \t\n\r";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(white) == std::string_view::npos;
}

void append_escaped(std::string& to, std::string_view text, bool in_attribute) {
  for (auto const c : text) {
    switch (c) {
      case '&':
        to += "&amp;";
        break;
      case '<':
        to += "&lt;";
        break;
      case '>':
        to += "&gt;";
        break;
      case '\r':
        to += "&#13;";
        break;
      case '"':
        to += in_attribute ? "&quot;" : "\"";
        break;
      case '\n':
        to += in_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        to += in_attribute ? "&#9;" : "\t";
        break;
      default:
        to += c;
    }
  }
}

// Recursion is as deep as reading allowed.
void append_node(std::string& to, Document const& document, Index index) {
  auto const& node = document.nodes[index];
  switch (node.kind) {
    case Node::Kind::text:
      return append_escaped(to, node.text, false);
    case Node::Kind::cdata:
      to += "<![CDATA[" + node.text + "]]>";
      return;
    case Node::Kind::comment:
      to += "<!--" + node.text + "-->";
      return;
    case Node::Kind::instruction:
      to += "<?" + node.name + (node.text.empty() ? "" : " ") + node.text + "?>";
      return;
    case Node::Kind::element:
      break;
  }
  to += "<" + node.name;
  for (auto const& attribute : node.attributes) {
    to += " " + attribute.name + "=\"";
    append_escaped(to, attribute.value, true);
    to += '"';
  }
  if (node.first_child == none) {
    to += " />";
    return;
  }
  to += '>';
  for (auto inner = node.first_child; inner != none; inner = document.nodes[inner].next) {
    append_node(to, document, inner);
  }
  to += "</" + node.name + ">";
}

// What of a document counts, one line a part: start of an element with its attributes sorted, text, end.
class Canonical {
 public:
  explicit Canonical(Document const& document) : document_(document) {
    for (auto each = document.first; each != none; each = document.nodes[each].next) add(each);
  }
  std::vector<std::string> lines;

 private:
  void add(Index index) {
    auto const& node = document_.nodes[index];
    switch (node.kind) {
      case Node::Kind::text:
      case Node::Kind::cdata:
        text_ += node.text;
        return;
      case Node::Kind::comment:
        return put("<!--" + node.text);
      case Node::Kind::instruction:
        return put("<?" + node.name + " " + node.text);
      case Node::Kind::element:
        break;
    }
    std::vector<std::string> attributes;
    for (auto const& attribute : node.attributes) attributes.push_back(attribute.name + "=" + attribute.value);
    std::ranges::sort(attributes);
    std::string start = "<" + node.name + " {" + document_.spaces[node.space] + "}";
    for (auto const& attribute : attributes) start += "\n" + attribute;
    put(std::move(start));
    for (auto inner = node.first_child; inner != none; inner = document_.nodes[inner].next) add(inner);
    put("</");
  }

  void put(std::string line) {
    if (!is_blank(text_)) lines.push_back(text_);
    text_.clear();
    lines.push_back(std::move(line));
  }

  Document const& document_;
  std::string text_;  // runs of text and CDATA are one
};

}  // namespace

std::string write(Document const& document) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"";
  if (!document.standalone.empty()) text += " standalone=\"" + document.standalone + "\"";
  text += "?>\n";
  for (auto each = document.first; each != none; each = document.nodes[each].next) {
    append_node(text, document, each);
    text += '\n';
  }
  return text;
}

bool equal(Document const& a, Document const& b) {
  return Canonical{a}.lines == Canonical{b}.lines;
}

std::string_view local_name(std::string_view name_as_written) {
  auto const colon = name_as_written.find(':');
  return colon == std::string_view::npos ? name_as_written : name_as_written.substr(colon + 1);
}

bool is(Document const& document, Index element, std::string_view space, std::string_view name) {
  auto const& node = document.nodes[element];
  return node.kind == Node::Kind::element && local_name(node.name) == name && document.spaces[node.space] == space;
}

std::vector<Index> elements_in(Document const& document, Index element) {
  std::vector<Index> inside;
  for (auto each = document.nodes[element].first_child; each != none; each = document.nodes[each].next) {
    if (document.nodes[each].kind == Node::Kind::element) inside.push_back(each);
  }
  return inside;
}

Index child(Document const& document, Index element, std::string_view space, std::string_view name) {
  for (auto each = document.nodes[element].first_child; each != none; each = document.nodes[each].next) {
    if (is(document, each, space, name)) return each;
  }
  return none;
}

std::string const* attribute(Document const& document, Index element, std::string_view space, std::string_view name) {
  for (auto const& each : document.nodes[element].attributes) {
    if (local_name(each.name) == name && document.spaces[each.space] == space) return &each.value;
  }
  return nullptr;
}

std::string whole_text_of(Document const& document, Index element) {
  std::string text;
  for (auto each = document.nodes[element].first_child; each != none; each = document.nodes[each].next) {
    auto const kind = document.nodes[each].kind;
    if (kind == Node::Kind::text || kind == Node::Kind::cdata) text += document.nodes[each].text;
  }
  return text;
}

std::string text_of(Document const& document, Index element) {
  auto const text = whole_text_of(document, element);
  auto const first = text.find_first_not_of(white);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace congvu::xml
