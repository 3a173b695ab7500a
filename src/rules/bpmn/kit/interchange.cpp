// Models of other people's tools: what another parser counted in them must be found, and what is written back must be
// equal as XML; what is not well formed must be refused with its line.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/json.h"
#include "rules/bpmn/kit/kit.h"

namespace congvu::bpmn::kit {

Kind kind_of(json::object const& expected) {
  if (expected.contains("runs")) return Kind::exec;
  if (expected.contains("well_formed")) return Kind::interchange;
  return expected.contains("verdict") ? Kind::soundness : Kind::constraints;
}

namespace {

struct Counted {
  std::int64_t elements = 0;
  std::int64_t attributes = 0;
  std::map<std::string, std::int64_t> model_elements;
  std::map<std::string, std::int64_t> by_space;
  std::set<std::string> duplicate_ids;
};

Counted count(xml::Document const& document) {
  Counted counted;
  std::set<std::string> ids;
  for (auto const& node : document.nodes) {
    if (node.kind != xml::Node::Kind::element) continue;
    auto const& space = document.spaces[node.space];
    ++counted.elements;
    ++counted.by_space[space];
    if (space == model_space) ++counted.model_elements[std::string{xml::local_name(node.name)}];
    for (auto const& attribute : node.attributes) {
      bool const declares = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
      if (declares) continue;
      ++counted.attributes;
      if (attribute.name == "id" && !ids.insert(attribute.value).second) counted.duplicate_ids.insert(attribute.value);
    }
  }
  return counted;
}

json::object as_json(std::map<std::string, std::int64_t> const& counts) {
  json::object object;
  for (auto const& [name, number] : counts) object.emplace(name, number);
  return object;
}

class Comparing {
 public:
  explicit Comparing(json::object const& expected) : expected_(expected) {}

  void expect(std::string_view member, json::value const& found) {
    auto const* wanted = expected_.if_contains(member);
    if (wanted != nullptr && *wanted != found)
      differ(std::string{member}, json::serialize(*wanted), json::serialize(found));
  }

  void differ(std::string part, std::string wanted, std::string found) {
    verdicts_.push_back({std::move(part), false, std::move(wanted), std::move(found)});
  }

  std::vector<Verdict> verdicts() {
    if (verdicts_.empty()) verdicts_.push_back({"whole", true, {}, {}});
    return std::move(verdicts_);
  }

 private:
  json::object const& expected_;
  std::vector<Verdict> verdicts_;
};

void compare_counts(Comparing& comparing, xml::Document const& document) {
  auto const counted = count(document);
  auto const drawn = [&](std::string_view name) {
    std::int64_t number = 0;
    for (xml::Index at = 0; at < document.nodes.size(); ++at) number += xml::is(document, at, diagram_space, name);
    return number;
  };
  comparing.expect("elements", counted.elements);
  comparing.expect("attributes", counted.attributes);
  comparing.expect("model_elements", as_json(counted.model_elements));
  comparing.expect("elements_by_namespace", as_json(counted.by_space));
  comparing.expect("shapes", drawn("BPMNShape"));
  comparing.expect("edges", drawn("BPMNEdge"));
  json::array duplicates;
  for (auto const& id : counted.duplicate_ids) duplicates.emplace_back(id);
  comparing.expect("duplicate_ids", duplicates);
}

}  // namespace

std::vector<Verdict> read_and_write(std::string const& bytes, json::object const& expected) {
  Comparing comparing{expected};
  auto const model = read(bytes, "model.bpmn");
  auto const* well_formed = expected.if_contains("well_formed");
  bool const must_read = well_formed == nullptr || !well_formed->is_bool() || well_formed->get_bool();
  if (!must_read) {
    bool const told = !model && std::ranges::any_of(model.error().arguments,
                                                    [](Argument const& each) { return each.name == "line"; });
    if (!told) comparing.differ("refusal", "a line and a reason", model ? "read" : plain(model.error()));
    return comparing.verdicts();
  }
  if (!model) {
    comparing.differ("reading", "read", plain(model.error()));
    return comparing.verdicts();
  }
  compare_counts(comparing, *model->document);
  auto const again = read(write(*model), "model.bpmn");
  if (!again || !xml::equal(*model->document, *again->document)) {
    comparing.differ("writing", "equal", again ? "different" : plain(again.error()));
  }
  return comparing.verdicts();
}

}  // namespace congvu::bpmn::kit
