#include "rules/dmn/kit/kit.h"

#include <algorithm>

#include "rules/dmn/codes.h"
#include "rules/feel/comparing.h"
#include "rules/xml/xml.h"

namespace congvu::dmn::kit {
namespace {

constexpr std::string_view space = "http://www.omg.org/spec/DMN/20160719/testcase";
constexpr std::string_view instance_space = "http://www.w3.org/2001/XMLSchema-instance";

using feel::Value;

class Reading {
 public:
  explicit Reading(xml::Document const& document) : document_(document) {}

  std::string model() const {
    auto const name = xml::child(document_, document_.root, space, "modelName");
    return name == xml::none ? std::string{} : xml::text_of(document_, name);
  }

  std::vector<Case> cases() const {
    std::vector<Case> read;
    for (auto const each : children(document_.root, "testCase")) read.push_back(one(each));
    return read;
  }

  // Depth is bounded by that of the document.
  Value value_in(xml::Index at, ItemType const* type) const {
    std::vector<feel::Entry> entries;
    if (type != nullptr) type = &described(*type);
    auto const* inner = type == nullptr ? nullptr : type->items.get();
    for (auto const each : xml::elements_in(document_, at)) {
      auto const nil = is_nil(each);
      if (xml::is(document_, each, space, "value")) return nil ? Value{} : simple(each, type);
      if (xml::is(document_, each, space, "list")) return nil ? Value{} : list(each, inner);
      if (xml::is(document_, each, space, "component")) {
        auto const name = attribute(each, "name");
        entries.push_back({name, nil ? Value{} : value_in(each, component(type, name))});
      }
    }
    return entries.empty() && is_nil(at) ? Value{} : Value{feel::Context{std::move(entries)}};
  }

 private:
  std::vector<xml::Index> children(xml::Index at, std::string_view name) const {
    auto inside = xml::elements_in(document_, at);
    std::erase_if(inside, [&](auto each) { return !xml::is(document_, each, space, name); });
    return inside;
  }

  std::string attribute(xml::Index at, std::string_view name, std::string_view in = "") const {
    auto const* value = xml::attribute(document_, at, in, name);
    return value == nullptr ? std::string{} : *value;
  }

  bool is_nil(xml::Index at) const { return attribute(at, "nil", instance_space) == "true"; }

  Case one(xml::Index at) const {
    Case read;
    read.id = attribute(at, "id");
    auto const type = attribute(at, "type");
    if (type == "decisionService") read.asked = Case::Asked::service;
    if (type == "bkm") read.asked = Case::Asked::knowledge;
    read.invocable = attribute(at, "invocableName");
    for (auto const each : children(at, "inputNode")) {
      read.inputs.push_back({attribute(each, "name"), attribute(each, "namespace"), {each}});
    }
    for (auto const each : children(at, "resultNode")) {
      auto const expected = xml::child(document_, each, space, "expected");
      read.expected.push_back({attribute(each, "name"), {expected}, attribute(each, "errorResult") == "true"});
    }
    return read;
  }

  static ItemType const* component(ItemType const* type, std::string_view name) {
    if (type == nullptr) return nullptr;
    auto const found = std::ranges::find(type->components, name, &Component::name);
    return found == type->components.end() ? nullptr : found->type.get();
  }

  Value list(xml::Index at, ItemType const* of) const {
    std::vector<Value> items;
    for (auto const each : children(at, "item")) items.push_back(value_in(each, of));
    return feel::List{std::move(items)};
  }

  Value simple(xml::Index at, ItemType const* wanted) const {
    auto const written = attribute(at, "type", instance_space);
    auto type = xml::local_name(written);
    if (type.empty() && wanted != nullptr) type = written_as(wanted->kind.kind);
    auto const text = xml::whole_text_of(document_, at);  // its white space is its own
    if (written.empty() && text.empty()) return {};       // neither a type nor a text: nothing
    if (type == "boolean") return text == "true" || text == "1";
    if (type == "date") return feel::parse_date(text);
    if (type == "time") return feel::parse_time(text);
    if (type == "dateTime") return feel::parse_date_time(text);
    if (type == "duration" || type == "dayTimeDuration" || type == "yearMonthDuration") {
      if (auto const months = feel::parse_months_duration(text)) return *months;
      return feel::parse_days_duration(text);
    }
    if (type == "string" || type.empty()) return text;
    return feel::Number::parse(text);
  }

  static std::string_view written_as(feel::Type::Kind kind) {
    using Kind = feel::Type::Kind;
    switch (kind) {
      case Kind::boolean:
        return "boolean";
      case Kind::number:
        return "decimal";
      case Kind::date:
        return "date";
      case Kind::time:
        return "time";
      case Kind::date_time:
        return "dateTime";
      case Kind::days_duration:
      case Kind::months_duration:
        return "duration";
      default:
        return "string";
    }
  }

  xml::Document const& document_;
};

bool same(Value const& a, Value const& b) {
  if (a.is.index() != b.is.index()) return false;
  if (auto const* list = a.as<feel::List>())
    return std::ranges::equal(list->items(), b.as<feel::List>()->items(), same);
  if (auto const* context = a.as<feel::Context>()) {
    auto const& other = *b.as<feel::Context>();
    return context->size() == other.size() && std::ranges::all_of(context->entries(), [&](feel::Entry const& entry) {
             auto const* found = other.find(entry.name);
             return found != nullptr && same(entry.value, *found);
           });
  }
  return a.is_null() || feel::equal(a, b) == feel::Truth::yes;
}

ItemType const* type_of(Decisions const& decisions, std::string_view name, std::string_view space_of_model) {
  auto element = decisions.find(Element::Sort::input, name, space_of_model);
  if (!element) element = decisions.find(Element::Sort::decision, name, space_of_model);
  return element ? decisions.program().type_of(*element).get() : nullptr;
}

Value asked(Decisions const& decisions, Case const& one, std::string const& result, std::vector<Given> const& given,
            feel::Surroundings const& surroundings) {
  auto const sort = one.asked == Case::Asked::service     ? Element::Sort::service
                    : one.asked == Case::Asked::knowledge ? Element::Sort::knowledge
                                                          : Element::Sort::decision;
  auto const element = decisions.find(sort, one.asked == Case::Asked::decision ? result : one.invocable);
  if (!element) return {};
  auto answer = decisions.decide(*element, given, surroundings, Explain::no);
  if (sort != Element::Sort::service || decisions.program().services[element->index].outputs.size() == 1) {
    return answer.value;
  }
  // A service with several outputs answers with all of them
  auto const* outputs = answer.value.as<feel::Context>();
  auto const* part = outputs == nullptr ? nullptr : outputs->find(result);
  return part == nullptr ? Value{} : *part;
}

}  // namespace

Expected<Cases> read(std::string_view bytes, std::string const& file) {
  auto document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  if (!xml::is(*document, document->root, space, "testCases")) {
    auto const& root = document->nodes[document->root];
    auto const line = std::to_string(root.line);
    return refuse(codes::not_cases, file + ":" + line, {{"line", line}, {"found", root.name}});
  }
  Reading const reading{*document};
  auto model = reading.model();
  auto cases = reading.cases();
  return Cases{std::move(model), std::move(*document), std::move(cases)};
}

Verdict tried(Decisions const& decisions, Cases const& cases, Case const& one, Expectation const& expectation,
              feel::Surroundings const& surroundings) {
  Reading const reading{cases.document};
  std::vector<Given> given;
  for (auto const& each : one.inputs) {
    given.push_back(
        {each.name, reading.value_in(each.value.at, type_of(decisions, each.name, each.space)), each.space});
  }
  Value wanted;
  if (expectation.value.at != xml::none) {
    wanted = reading.value_in(expectation.value.at, type_of(decisions, expectation.name, {}));
  }
  auto found = asked(decisions, one, expectation.name, given, surroundings);
  auto const passed = expectation.error ? found.is_null() : same(found, wanted);
  return {passed, std::move(wanted), std::move(found)};
}

}  // namespace congvu::dmn::kit
