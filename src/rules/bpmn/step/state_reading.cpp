// A state read back from JSON. It may come from anywhere, so all that a step relies on is looked at here: that keys
// rise, that what lies within or hangs on something does so, that each visit can wait for what it says.
#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "base/json.h"
#include "rules/bpmn/limits.h"
#include "rules/bpmn/step/state.h"
#include "rules/bpmn/step/state_names.h"

namespace congvu::bpmn {
namespace {

template <class Enumeration, std::size_t Count>
std::optional<Enumeration> named(std::array<std::string_view, Count> const& names, json::value const* value) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  auto const found = std::ranges::find(names, std::string_view{value->get_string()});
  if (found == names.end()) return std::nullopt;
  return static_cast<Enumeration>(found - names.begin());
}

std::optional<std::int64_t> whole_in(json::object const& from, std::string_view member, std::int64_t least,
                                     std::int64_t most) {
  auto const* value = from.if_contains(member);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  auto const number = value->get_int64();
  if (number < least || number > most) return std::nullopt;
  return number;
}

std::optional<Key> key_in(json::object const& from, std::string_view member) {
  auto const key = whole_in(from, member, 1, std::numeric_limits<Key>::max());
  return key ? std::optional{static_cast<Key>(*key)} : std::nullopt;
}

std::optional<std::string_view> text_in(json::object const& from, std::string_view member) {
  auto const* value = from.if_contains(member);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view{value->get_string()};
}

class Reading {
 public:
  Reading(Definition const& definition, json::object const& members) : definition_(definition), members_(members) {}

  Expected<State> whole() {
    auto const status = named<Status>(statuses, members_.if_contains("status"));
    if (!status) return fault("status");
    state_.status = *status;
    auto const next = key_in(members_, "next");
    if (!next) return fault("next");
    state_.next_key = *next;
    auto const part = [&](std::string_view member, auto const& read) {
      return each_of(member, [&](json::object const& one) { return read(one); });
    };
    if (!part("waiting", [&](auto const& one) { return waiting(one); })) return fault("waiting");
    if (!arrived()) return fault("arrived");
    if (!part("arrived_within", [&](auto const& one) { return arrived_within(one); })) return fault("arrived_within");
    if (!part("locals", [&](auto const& one) { return locals(one); })) return fault("locals");
    if (!part("instances", [&](auto const& one) { return instances(one); })) return fault("instances");
    if (!done("done", members_, state_.done)) return fault("done");
    if (!part("undoing", [&](auto const& one) { return undoing(one); })) return fault("undoing");
    if (auto const* variables = members_.if_contains("variables")) {
      auto context = feel::context_from_json(*variables);
      if (!context) return fault("variables");
      state_.variables = std::move(*context);
    }
    if (!is_consistent()) return fault("waiting");
    return std::move(state_);
  }

 private:
  static std::unexpected<Refusal> fault(std::string_view what) {
    return refuse(codes::state_unreadable, {}, {{"what", std::string{what}}});
  }

  template <class Read>
  bool each_of(std::string_view member, Read read) {
    auto const* list = members_.if_contains(member);
    if (list == nullptr) return true;
    if (!list->is_array() || list->get_array().size() > limits::remembered) return false;
    return std::ranges::all_of(list->get_array(),
                               [&](json::value const& one) { return one.is_object() && read(one.get_object()); });
  }

  std::optional<Index> node_in(json::object const& from) const {
    auto const element = text_in(from, "element");
    return element ? definition_.node(*element) : std::nullopt;
  }

  bool waiting(json::object const& from) {
    auto const key = key_in(from, "key");
    auto const node = node_in(from);
    if (!key || !node || state_.waiting.size() >= limits::tokens * 4) return false;
    Waiting each{.key = *key, .node = *node};
    each.inside = key_in(from, "in").value_or(0);
    each.host = key_in(from, "host").value_or(0);
    each.marks =
        static_cast<std::uint32_t>(whole_in(from, "marks", 1, std::numeric_limits<std::uint32_t>::max()).value_or(0));
    if (auto const via = text_in(from, "via")) {
      auto const flow = definition_.flow(*via);
      if (!flow || definition_.flows[*flow].target != *node) return false;
      each.via = *flow;
    }
    for (auto const* member : {"stuck", "for"}) {
      if (!from.contains(member)) continue;
      auto const waits_for = named<Waiting::For>(waits, from.if_contains(member));
      if (!waits_for) return false;
      each.waits_for = *waits_for;
    }
    if (!can_wait(each)) return false;
    state_.waiting.push_back(each);
    return true;
  }

  bool can_wait(Waiting const& each) const {
    auto const& at = definition_.nodes[each.node];
    switch (each.waits_for) {
      case Waiting::For::outside:
        return can_wait_outside(each.node);
      case Waiting::For::entry:
      case Waiting::For::exit:
        return true;
      case Waiting::For::inside:
        return at.opens != none;
      case Waiting::For::instances:
        return at.loop != none;
      case Waiting::For::compensation:
        return at.kind == NodeKind::transaction || at.kind == NodeKind::throw_event || at.kind == NodeKind::end;
      case Waiting::For::reset:
        return at.kind == NodeKind::complex_gateway;
    }
    return false;
  }

  bool can_wait_outside(Index node) const {
    auto const& at = definition_.nodes[node];
    switch (at.kind) {
      case NodeKind::user_task:
      case NodeKind::service_task:
      case NodeKind::receive_task:
      case NodeKind::event_gateway:
        return true;
      case NodeKind::script_task:
        return definition_.scripts[at.details].expression == none;
      case NodeKind::boundary:
      case NodeKind::catch_event:
      case NodeKind::start:
        return at.triggers.count > 0;
      default:
        return false;
    }
  }

  bool arrived() {
    auto const* arrived = members_.if_contains("arrived");
    if (arrived == nullptr) return true;
    if (!arrived->is_object()) return false;
    for (auto const& [id, count] : arrived->get_object()) {
      if (!arrived_by({}, id, count)) return false;
    }
    return true;
  }

  bool arrived_within(json::object const& from) {
    auto const inside = key_in(from, "in");
    auto const flow = text_in(from, "flow");
    auto const* count = from.if_contains("count");
    return inside && flow && count != nullptr && arrived_by(*inside, *flow, *count);
  }

  bool arrived_by(Key inside, std::string_view id, json::value const& count) {
    auto const flow = definition_.flow(id);
    if (!flow || !count.is_int64() || count.get_int64() < 1 || count.get_int64() > 1'000'000'000) return false;
    Arrived const one{inside, *flow, static_cast<std::uint32_t>(count.get_int64())};
    auto const place = std::ranges::lower_bound(state_.arrived, std::pair{inside, *flow}, {},
                                                [](Arrived const& each) { return std::pair{each.inside, each.flow}; });
    if (place != state_.arrived.end() && place->inside == inside && place->flow == *flow) return false;
    state_.arrived.insert(place, one);
    return true;
  }

  bool locals(json::object const& from) {
    auto const key = key_in(from, "key");
    auto const* variables = from.if_contains("variables");
    if (!key || variables == nullptr) return false;
    if (!state_.locals.empty() && state_.locals.back().key >= *key) return false;
    auto context = feel::context_from_json(*variables);
    if (!context) return false;
    state_.locals.push_back({*key, std::move(*context)});
    return true;
  }

  std::optional<feel::List> list_in(json::object const& from, std::string_view member, std::uint32_t size) const {
    auto const* value = from.if_contains(member);
    if (value == nullptr) return std::nullopt;
    auto const read = feel::value_from_json(*value);
    auto const* list = read ? read->as<feel::List>() : nullptr;
    return list != nullptr && list->items().size() == size ? std::optional{*list} : std::nullopt;
  }

  bool instances(json::object const& from) {
    auto const key = key_in(from, "key");
    auto const total = whole_in(from, "total", 0, limits::loop_times);
    if (!key || !total) return false;
    auto const begun = whole_in(from, "begun", 0, *total);
    auto const done = begun ? whole_in(from, "done", 0, *begun) : std::nullopt;
    auto const* visit = state_.find(*key);
    bool const loops = visit != nullptr && visit->waits_for == Waiting::For::instances;
    bool const first = state_.instances.empty() || state_.instances.back().key < *key;
    if (!done || !loops || !first) return false;
    Instances each{*key, static_cast<std::uint32_t>(*total), static_cast<std::uint32_t>(*begun),
                   static_cast<std::uint32_t>(*done)};
    if (from.contains("items")) {
      auto const items = list_in(from, "items", each.total);
      if (!items) return false;
      each.items = *items;
      each.is_over_items = true;
    }
    auto const& loop = definition_.loops[definition_.nodes[visit->node].loop];
    if (loop.collected != none && each.total > 0) {
      auto const results = list_in(from, "results", each.total);
      if (!results) return false;
      each.results = results->items();
    }
    state_.instances.push_back(std::move(each));
    return true;
  }

  bool done(std::string_view member, json::object const& from, std::vector<Done>& into) const {
    auto const* list = from.if_contains(member);
    if (list == nullptr) return true;
    if (!list->is_array() || list->get_array().size() > limits::remembered) return false;
    for (auto const& one : list->get_array()) {
      if (!one.is_object()) return false;
      auto const key = key_in(one.get_object(), "key");
      auto const node = node_in(one.get_object());
      if (!key || !node || *key >= state_.next_key) return false;
      auto const inside = key_in(one.get_object(), "in").value_or(0);
      if (inside >= *key) return false;
      into.push_back({*key, *node, inside});
    }
    return true;
  }

  bool undoing(json::object const& from) {
    auto const key = key_in(from, "key");
    auto const* visit = key ? state_.find(*key) : nullptr;
    if (visit == nullptr || visit->waits_for != Waiting::For::compensation) return false;
    if (!state_.undoing.empty() && state_.undoing.back().key >= *key) return false;
    Undoing each{*key, {}, {}};
    if (!done("left", from, each.left) || !done("begun", from, each.begun)) return false;
    state_.undoing.push_back(std::move(each));
    return true;
  }

  // Which scope is open within this visit; none where nothing can lie in it.
  Index scope_within(Key key) const {
    if (key == 0) return 0;
    auto const of = [&](auto const& all) -> Index {
      auto const found = std::ranges::find(all, key, &Done::key);
      return found == all.end() ? none : definition_.nodes[found->node].opens;
    };
    if (auto const* visit = state_.find(key)) {
      bool const open = visit->waits_for == Waiting::For::inside || visit->waits_for == Waiting::For::compensation;
      return open ? definition_.nodes[visit->node].opens : none;
    }
    if (auto const scope = of(state_.done); scope != none) return scope;
    for (auto const& undoing : state_.undoing) {
      if (auto const scope = of(undoing.begun); scope != none) return scope;
    }
    return none;
  }

  bool is_instance_of(Waiting const& each, Waiting const* around) const {
    if (around == nullptr || around->waits_for != Waiting::For::instances || around->node != each.node) return false;
    auto const counted = std::ranges::find(state_.instances, around->key, &Instances::key);
    bool const standard = definition_.loops[definition_.nodes[each.node].loop].kind == Loop::Kind::standard;
    if (standard) return each.marks > 0 && counted == state_.instances.end();
    return counted != state_.instances.end() && each.marks > 0 && each.marks <= counted->begun;
  }

  bool lies_well(Waiting const& each) const {
    if (each.inside >= each.key || each.host >= each.key) return false;
    auto const& at = definition_.nodes[each.node];
    bool const loops = at.loop != none && each.waits_for != Waiting::For::instances;
    auto const* around = state_.find(each.inside);
    if (loops && is_instance_of(each, around)) return true;
    // One of a loop that could not even count its instances may be stuck beside it.
    if (loops && !each.stuck()) return false;
    return scope_within(each.inside) == at.scope || (at.kind == NodeKind::start && is_event_start(each));
  }

  // Start events of event sub-processes are awaited in the scope around.
  bool is_event_start(Waiting const& each) const {
    auto const scope = scope_within(each.inside);
    if (scope == none) return false;
    auto const starts = definition_.event_starts_of(scope);
    return std::ranges::find(starts, each.node) != starts.end();
  }

  bool hangs_well(Waiting const& each) const {
    auto const& at = definition_.nodes[each.node];
    bool const boundary = at.kind == NodeKind::boundary && !each.stuck();
    if (each.host == 0) return !boundary;
    auto const* host = state_.find(each.host);
    if (host == nullptr) return false;
    if (boundary) return host->node == at.host && host->inside == each.inside;
    bool const after_gateway = definition_.nodes[host->node].kind == NodeKind::event_gateway;
    if (after_gateway) return at.kind == NodeKind::catch_event || at.kind == NodeKind::receive_task;
    return host->waits_for == Waiting::For::compensation && (at.for_compensation || at.opens != none);
  }

  bool has_its_record(Waiting const& each) const {
    if (each.waits_for == Waiting::For::compensation) {
      return std::ranges::find(state_.undoing, each.key, &Undoing::key) != state_.undoing.end();
    }
    if (each.waits_for != Waiting::For::instances) return true;
    bool const counted = std::ranges::find(state_.instances, each.key, &Instances::key) != state_.instances.end();
    return counted == (definition_.loops[definition_.nodes[each.node].loop].kind != Loop::Kind::standard);
  }

  bool is_consistent() const {
    Key last = 0;
    for (auto const& each : state_.waiting) {
      if (each.key <= last || each.key >= state_.next_key) return false;
      last = each.key;
      if (!lies_well(each) || !hangs_well(each) || !has_its_record(each)) return false;
    }
    return std::ranges::all_of(state_.arrived, [&](Arrived const& each) {
      auto const target = definition_.flows[each.flow].target;
      return scope_within(each.inside) == definition_.nodes[target].scope;
    });
  }

  Definition const& definition_;
  json::object const& members_;
  State state_;
};

}  // namespace

Expected<State> state_from_json(Definition const& definition, json::value const& from) {
  if (!from.is_object()) return refuse(codes::state_unreadable, {}, {{"what", "state"}});
  return Reading{definition, from.get_object()}.whole();
}

}  // namespace congvu::bpmn
