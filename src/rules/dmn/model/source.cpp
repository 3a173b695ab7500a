#include "rules/dmn/model/source.h"

#include "rules/dmn/limits.h"

namespace congvu::dmn {

std::string Source::attribute(xml::Index at, std::string_view name) const {
  auto const* value = xml::attribute(document_, at, "", name);
  return value == nullptr ? std::string{} : *value;
}

std::vector<xml::Index> Source::children(xml::Index at) const {
  auto inside = xml::elements_in(document_, at);
  std::erase_if(inside, [&](auto each) { return !is_dmn(each); });
  return inside;
}

std::vector<xml::Index> Source::children(xml::Index at, std::string_view name) const {
  auto inside = xml::elements_in(document_, at);
  std::erase_if(inside, [&](auto each) { return !is(each, name); });
  return inside;
}

Text Source::text_inside(xml::Index at, std::string_view name) const {
  auto const holder = child(at, name);
  if (holder == xml::none) return {};
  auto const written = child(holder, "text");
  if (written == xml::none) return {{}, line(holder)};
  return {text(written), line(written)};
}

InformationItem Source::information_item(xml::Index at) const {
  return {attribute(at, "name"), attribute(at, "typeRef"), line(at)};
}

void Source::problem(Code code, xml::Index at, std::vector<Argument> arguments, bool warning) {
  if (problems_.size() >= limits::problems) return;
  auto id = attribute(at, "id");
  if (id.empty()) id = attribute(at, "name");
  problems_.push_back({code, std::move(id), kind(at), inside_, line(at), std::move(arguments), {}, warning});
}

}  // namespace congvu::dmn
