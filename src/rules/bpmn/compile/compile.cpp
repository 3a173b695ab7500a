#include "rules/bpmn/compile/compile.h"

#include <algorithm>
#include <tuple>

#include "rules/bpmn/compile/compiling.h"
#include "rules/bpmn/limits.h"

namespace congvu::bpmn {

Expected<Definition> compile(Model const& model, Surroundings const& surroundings) {
  auto compiled = compile_and_tell(model, surroundings);
  if (compiled.definition) return std::move(*compiled.definition);
  return std::unexpected(xml::refusal_of(codes::not_runnable, model.file, compiled.problems));
}

Expected<Definition> compile(std::string_view bytes, std::string const& file, Surroundings const& surroundings) {
  auto const model = read(bytes, file);
  if (!model) return std::unexpected(model.error());
  return compile(*model, surroundings);
}

Compiled compile_and_tell(Model const& model, Surroundings const& surroundings) {
  auto compiled = Compiling{model, surroundings}.whole();
  if (compiled.problems.size() > limits::problems) compiled.problems.resize(limits::problems);
  return compiled;
}

Compiled Compiling::whole() {
  std::ranges::copy_if(model_.problems, std::back_inserter(problems_), [](auto& each) { return !each.warning; });
  auto const* process = chosen();
  if (process == nullptr) return {std::nullopt, std::move(problems_)};
  result_.process = process->id;
  result_.process_name = process->name;
  index_ids();
  add_processes(*process);
  for (auto const* each : processes_) {
    what_does_not_run(*each);
    add_nodes(*each);
  }
  for (auto const* each : processes_) add_flows(*each);
  bind_incoming();
  bind_boundaries();
  bind_defaults();
  bind_links();
  bind_handlers();
  bind_scopes();
  bind_joins();
  check_conditions();
  check_ends();
  order();
  bool const runs = std::ranges::all_of(problems_, &Problem::warning);
  if (!runs) return {std::nullopt, std::move(problems_)};
  return {std::move(result_), std::move(problems_)};
}

void Compiling::index_ids() {
  auto const& document = *model_.document;
  for (xml::Index at = 0; at < document.nodes.size(); ++at) {
    if (document.nodes[at].kind != xml::Node::Kind::element) continue;
    if (document.spaces[document.nodes[at].space] != model_space) continue;
    if (auto const id = attribute(at, "id"); !id.empty()) at_of_.emplace(id, at);
  }
}

// By name; else the only executable one; else, as bpmn.io marks none, the only one there is.
Process const* Compiling::chosen() {
  auto const& all = model_.processes;
  if (!surroundings_.process.empty()) {
    auto const named = std::ranges::find(all, surroundings_.process, &Process::id);
    if (named != all.end()) return &*named;
    problems_.push_back(
        {codes::no_process, surroundings_.process, "process", {}, 0, {{"wanted", surroundings_.process}}});
    return nullptr;
  }
  std::vector<Process const*> candidates;
  for (auto const& each : all) {
    if (each.executable) candidates.push_back(&each);
  }
  if (candidates.empty()) {
    for (auto const& each : all) candidates.push_back(&each);
  }
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    problems_.push_back({codes::no_process, {}, "process", {}, 0, {{"wanted", ""}}});
    return nullptr;
  }
  std::string ids;
  for (auto const* each : candidates) ids += (ids.empty() ? "" : ", ") + each->id;
  problem(codes::several_processes, *candidates[1], {{"ids", ids}});
  return nullptr;
}

void Compiling::bind_incoming() {
  auto& nodes = result_.nodes;
  for (auto const& flow : result_.flows) ++nodes[flow.target].incoming.count;
  Index place = 0;
  for (auto& node : nodes) {
    node.incoming.first = place;
    place += node.incoming.count;
    node.incoming.count = 0;
  }
  result_.incoming.resize(place);
  for (Index i = 0; i < result_.flows.size(); ++i) {
    auto& incoming = nodes[result_.flows[i].target].incoming;
    result_.incoming[incoming.first + incoming.count++] = i;
  }
}

void Compiling::bind_boundaries() {
  auto& nodes = result_.nodes;
  for (Index i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind != NodeKind::boundary) continue;
    auto const host = node_of_.find(drawn(i).attached_to);
    if (host == node_of_.end()) continue;  // told already: it is dangling, or does not run
    if (!is_activity(nodes[host->second].kind) || nodes[host->second].scope != nodes[i].scope) {
      problem(codes::boundary_host, drawn(i), {{"host", drawn(i).attached_to}});
      continue;
    }
    nodes[i].host = host->second;
    result_.boundaries.push_back(i);
  }
  auto& boundaries = result_.boundaries;
  std::ranges::sort(boundaries, {}, [&](Index each) { return std::pair{nodes[each].host, each}; });
  for (Index place = 0; place < boundaries.size(); ++place) {
    auto& range = nodes[nodes[boundaries[place]].host].boundaries;
    if (range.count == 0) range.first = place;
    ++range.count;
  }
}

void Compiling::bind_defaults() {
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto const& wanted = drawn(i).default_flow;
    if (wanted.empty()) continue;
    auto& node = result_.nodes[i];
    for (Index flow = node.outgoing.first; flow < node.outgoing.first + node.outgoing.count; ++flow) {
      if (drawn_flow(flow).id == wanted) node.default_flow = flow;
    }
    auto const source = source_of_.find(wanted);
    bool const elsewhere = source == source_of_.end() || source->second != drawn(i).id;
    if (elsewhere) problem(codes::default_elsewhere, drawn(i), {{"flow", wanted}});
  }
}

// Conditions stand on arrows out of activities and gateways that choose; where a gateway has a choice, on each of its
// arrows but the default one (BPMN 2.0.2, 8.3.13 and 10.6.2). A parallel gateway looks at none (10.6.4), which whoever
// drew one there should know.
void Compiling::check_conditions() {
  for (Index i = 0; i < result_.flows.size(); ++i) {
    auto const& flow = result_.flows[i];
    auto const& source = result_.nodes[flow.source];
    bool const is_default = source.default_flow == i;
    bool const conditional = drawn_flow(i).condition.has_value();
    bool const gateway = source.kind == NodeKind::exclusive_gateway || source.kind == NodeKind::inclusive_gateway ||
                         source.kind == NodeKind::complex_gateway;
    if (conditional && source.kind == NodeKind::parallel_gateway) {
      problem(codes::condition_not_read, drawn_flow(i));
      problems_.back().warning = true;
      continue;
    }
    bool const may_have = gateway || is_activity(source.kind);
    if (conditional && (is_default || !may_have)) problem(codes::condition_misplaced, drawn_flow(i));
    bool const chooses = gateway && source.kind != NodeKind::complex_gateway && source.outgoing.count > 1;
    if (chooses && !conditional && !is_default) problem(codes::condition_missing, drawn_flow(i));
  }
}

void Compiling::check_ends() {
  for (Index i = 0; i < result_.nodes.size(); ++i) {
    auto const& node = result_.nodes[i];
    auto const has = [&](Trigger::Kind kind) {
      auto const all = result_.triggers_of(i);
      return std::ranges::find(all, kind, &Trigger::kind) != all.end();
    };
    bool const link = has(Trigger::Kind::link);
    bool const aside = node.kind == NodeKind::event_sub_process || node.for_compensation;
    bool const begins = node.kind == NodeKind::start || node.kind == NodeKind::boundary || node.begins_process ||
                        aside || (link && node.kind == NodeKind::catch_event);
    bool const undoes = node.kind == NodeKind::boundary && has(Trigger::Kind::compensation);
    bool const ends = node.kind == NodeKind::end || aside || undoes || (link && node.kind == NodeKind::throw_event);
    auto const wrong = [&](Index flow) {
      problem(codes::wrong_end_of_flow, drawn(i), {{"flow", drawn_flow(flow).id}});
    };
    if (begins && node.incoming.count > 0) wrong(result_.incoming[node.incoming.first]);
    if (ends && node.outgoing.count > 0) wrong(node.outgoing.first);
  }
}

void Compiling::order() {
  std::vector<Index> all(result_.nodes.size());
  for (Index i = 0; i < all.size(); ++i) all[i] = i;
  result_.id_order = all;
  std::ranges::sort(result_.id_order, {}, [&](Index each) { return std::string_view{result_.id(each)}; });
  std::vector<Index> flows(result_.flows.size());
  for (Index i = 0; i < flows.size(); ++i) flows[i] = i;
  std::ranges::sort(flows, {}, [&](Index each) { return std::string_view{result_.flow_id(each)}; });
  result_.flow_order = std::move(flows);

  double width = 0;
  double height = 0;
  for (auto const* each : drawn_) {
    if (!each->bounds) continue;
    width = std::max(width, each->bounds->x);
    height = std::max(height, each->bounds->y);
  }
  // Nodes that are not drawn come last, in the order of the file.
  std::ranges::sort(all, {}, [&](Index each) {
    auto const& bounds = drawn(each).bounds;
    if (!bounds) return std::tuple{true, 0.0, 0.0, each};
    return width >= height ? std::tuple{false, bounds->x, bounds->y, each}
                           : std::tuple{false, bounds->y, bounds->x, each};
  });
  result_.drawn_order = std::move(all);
}

Index Compiling::text(std::string const& value) {
  auto const [found, added] = text_of_.emplace(value, static_cast<Index>(result_.texts.size()));
  if (added) result_.texts.push_back(value);
  return found->second;
}

void Compiling::problem(Code code, Place const& at, std::vector<Argument> arguments) {
  problems_.push_back({code, at.id, at.kind, at.name, at.line, std::move(arguments)});
}

}  // namespace congvu::bpmn
