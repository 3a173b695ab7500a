// An XML document as a value: everything its author wrote, in order, so that writing it back loses nothing. Reading
// is strict (what is not well formed is refused with its line), resolves namespaces, and refuses document types, so
// that no entity is ever expanded and no file or address is ever fetched. XML 1.0, fifth edition; Namespaces 1.0.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace congvu::xml {

using Index = std::uint32_t;
inline constexpr Index none = std::numeric_limits<Index>::max();

struct Attribute {
  std::string name;  // as written: "camunda:assignee"
  std::string value;
  Index space = 0;  // of Document::spaces; without a prefix there is none
};

struct Node {
  enum class Kind : std::uint8_t { element, text, cdata, comment, instruction };
  Kind kind = Kind::element;
  std::uint32_t line = 0;
  Index space = 0;  // of an element
  Index parent = none;
  Index first_child = none;
  Index next = none;  // sibling
  std::string name;   // of an element as written, "bpmn:userTask"; of an instruction
  std::string text;
  std::vector<Attribute> attributes;
};

struct Document {
  std::vector<Node> nodes;  // in document order
  Index first = none;       // beside the root there may be comments and instructions
  Index root = none;
  std::vector<std::string> spaces{""};  // namespaces; 0 is no namespace
  std::string standalone;               // of the declaration, when given
};

// Reads UTF-8, UTF-16, ISO-8859-1, Windows-1252 or ASCII, as the text declares.
Expected<Document> read(std::string_view bytes, std::string const& file);
// Always UTF-8. Reading what was written gives an equal document, only lines may differ.
std::string write(Document const&);
// Equal as Canonical XML is, once white space between elements is left out and CDATA is taken as text.
bool equal(Document const&, Document const&);

std::string_view local_name(std::string_view name_as_written);
bool is(Document const&, Index element, std::string_view space, std::string_view local_name);
// The elements directly inside, in order.
std::vector<Index> elements_in(Document const&, Index element);
// The first element directly inside of this name, or none.
Index child(Document const&, Index element, std::string_view space, std::string_view local_name);
// Null pointer when it is not given. An empty namespace is an attribute without a prefix.
std::string const* attribute(Document const&, Index element, std::string_view space, std::string_view local_name);
// All text directly inside, as it stands.
std::string whole_text_of(Document const&, Index element);
// The same without white space at its ends.
std::string text_of(Document const&, Index element);

}  // namespace congvu::xml
