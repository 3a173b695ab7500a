// A document seen as DMN of one version: its elements by name, their attributes and lines, and the problems found.
// For the two files that read; rooms include model.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/dmn/model/model.h"
#include "rules/xml/xml.h"

namespace congvu::dmn {

class Source {
 public:
  Source(xml::Document const& document, std::string_view space, std::vector<Problem>& problems)
      : document_(document), space_(space), problems_(problems) {}

  xml::Index root() const { return document_.root; }
  std::uint32_t line(xml::Index at) const { return document_.nodes[at].line; }
  std::string kind(xml::Index at) const { return std::string{xml::local_name(document_.nodes[at].name)}; }
  bool is(xml::Index at, std::string_view name) const { return xml::is(document_, at, space_, name); }
  bool is_dmn(xml::Index at) const { return document_.spaces[document_.nodes[at].space] == space_; }
  // Empty when it is not given.
  std::string attribute(xml::Index at, std::string_view name) const;
  std::string text(xml::Index at) const { return xml::text_of(document_, at); }
  xml::Index child(xml::Index at, std::string_view name) const { return xml::child(document_, at, space_, name); }
  std::vector<xml::Index> children(xml::Index at) const;  // of DMN's own
  std::vector<xml::Index> children(xml::Index at, std::string_view name) const;
  // What the element `name` inside says in its own `text`, as unary tests and input expressions are written.
  Text text_inside(xml::Index at, std::string_view name) const;
  InformationItem information_item(xml::Index at) const;
  void problem(Code, xml::Index at, std::vector<Argument> = {}, bool warning = false);
  // Problems from here on lie in this decision, knowledge or service.
  void enter(std::string name) { inside_ = std::move(name); }

 private:
  xml::Document const& document_;
  std::string space_;
  std::vector<Problem>& problems_;
  std::string inside_;
};

// The boxed expression that is `at` itself; null, and a problem, when it is none.
Boxed read_expression(Source&, xml::Index at);
// The first boxed expression directly inside; null when there is none.
Boxed expression_inside(Source&, xml::Index at);
FunctionDefinition read_function(Source&, xml::Index at);

}  // namespace congvu::dmn
