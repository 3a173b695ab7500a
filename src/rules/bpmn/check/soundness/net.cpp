#include "rules/bpmn/check/soundness/net.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace congvu::bpmn {
namespace {

using At = xml::Index;
using Places = std::vector<std::uint32_t>;

constexpr std::size_t most_choices = 8;  // ways of an inclusive gateway of which every selection is tried

class Building {
 public:
  explicit Building(Drawn const& drawn) : d_(drawn) {}

  Net whole() {
    for (auto const flow : d_.all("sequenceFlow")) place_of(flow, Place::Kind::flow);
    for (auto const flow : d_.all("messageFlow")) add_message_flow(flow);
    for (auto const process : d_.all("process")) add_level(process, true);
    net_.is_whole = net_.is_whole && d_.all("choreography").empty();
    return std::move(net_);
  }

 private:
  std::uint32_t place_of(At of, Place::Kind kind) {
    auto const [found, added] = place_.emplace(std::pair{of, kind}, static_cast<std::uint32_t>(net_.places.size()));
    if (added) {
      net_.places.push_back({kind, of, d_.parent(of)});
      net_.initial.push_back(0);
    }
    return found->second;
  }

  // A pool whose process is not drawn sends whenever it is asked, and takes whatever comes.
  void add_message_flow(At flow) {
    auto const source = d_.refer(flow, "sourceRef");
    auto const target = d_.refer(flow, "targetRef");
    bool const inner = source != xml::none && !d_.is(source, {"participant"});
    if (target == xml::none || d_.is(target, {"participant"})) return;
    if (!inner) {
      comes_from_outside_[target] = true;
      return;
    }
    auto const place = place_of(flow, Place::Kind::message);
    sent_by_[source].push_back(place);
    awaited_by_[target].push_back(place);
  }

  Places flows(std::vector<At> const& drawn) {
    Places places;
    for (auto const flow : drawn) places.push_back(place_of(flow, Place::Kind::flow));
    return places;
  }
  Places ways_out(At node) { return flows(d_.flows_from(node)); }
  // A node that nothing leads into, where its level has no start, has a place of its own from which it begins.
  Places ways_in(At node) {
    auto places = flows(d_.flows_to(node));
    auto const own = place_.find({node, Place::Kind::flow});
    if (own != place_.end()) places.push_back(own->second);
    return places;
  }

  // The process or sub-process: where it begins, and what moves in it. What it begins with is returned.
  Places add_level(At level, bool is_process) {
    Places begins;
    auto const inside = xml::elements_in(d_.document(), level);
    bool const has_start = d_.has(level, {"startEvent"});
    for (auto const node : inside) {
      if (d_.is(node, {"startEvent"}))
        add_start(node, is_process, begins);
      else if (!has_start && begins_by_itself(node))
        begins.push_back(place_of(node, Place::Kind::flow));
    }
    if (is_process) {
      for (auto const place : begins) net_.initial[place] = 1;
    }
    for (auto const node : inside) add_node(node, level, is_process);
    return begins;
  }

  void add_start(At start, bool is_process, Places& begins) {
    auto const out = ways_out(start);
    auto const awaited = awaited_by_.find(start);
    // Nothing comes to an event that would start a sub-process (10.3.5).
    if (!is_process && !d_.definitions(start).empty()) return;
    if (!is_process || awaited == awaited_by_.end()) {
      begins.insert(begins.end(), out.begin(), out.end());
      return;
    }
    for (auto const message : awaited->second) net_.transitions.push_back({start, {message}, out, {}, {}});
  }

  bool begins_by_itself(At node) {
    bool const can = d_.is_activity(node) || d_.kind(node).ends_with("Gateway") ||
                     d_.is(node, {"intermediateCatchEvent", "intermediateThrowEvent"});
    bool const aside = d_.is_event_sub_process(node) || d_.says(node, "isForCompensation", "true") ||
                       d_.has_definition(node, {"link"});
    bool const by_message = d_.says(node, "instantiate", "true") && awaited_by_.contains(node);
    return can && !aside && !by_message && d_.flows_to(node).empty();
  }

  void add_node(At node, At level, bool is_process) {
    if (d_.is_event_sub_process(node)) {
      net_.is_whole = false;
    } else if (is_sub_process(d_.kind(node))) {
      add_sub_process(node);
    } else if (d_.is_activity(node)) {
      add_task(node);
    } else if (d_.is(node, {"endEvent"})) {
      add_end(node, level, is_process);
    } else if (d_.is(node, {"intermediateThrowEvent", "intermediateCatchEvent"})) {
      add_event(node);
    } else if (d_.is(node, {"exclusiveGateway"})) {
      for (auto const in : ways_in(node)) {
        for (auto const out : ways_out(node)) net_.transitions.push_back({node, {in}, {out}, {}, {}});
      }
    } else if (d_.is(node, {"parallelGateway"})) {
      net_.transitions.push_back({node, ways_in(node), ways_out(node), {}, {}});
    } else if (d_.is(node, {"inclusiveGateway", "complexGateway"})) {
      add_inclusive(node);
    } else if (d_.is(node, {"eventBasedGateway"})) {
      add_event_gateway(node);
    }
  }

  // With each message that it may wait for; with none where it waits for none, or for one from outside.
  void add_receiving(At node, Transition const& move) {
    auto const awaited = awaited_by_.find(node);
    bool const receives = d_.is(node, {"receiveTask", "task", "userTask", "serviceTask", "subProcess"}) ||
                          d_.has_definition(node, {"message"});
    if (awaited == awaited_by_.end() || !receives || comes_from_outside_.contains(node)) {
      net_.transitions.push_back(move);
      return;
    }
    for (auto const message : awaited->second) {
      auto with = move;
      with.takes.push_back(message);
      net_.transitions.push_back(std::move(with));
    }
  }

  Places with_messages(At node, Places places) {
    auto const sent = sent_by_.find(node);
    if (sent != sent_by_.end()) places.insert(places.end(), sent->second.begin(), sent->second.end());
    return places;
  }

  void add_task(At task) {
    net_.activities.push_back(task);
    auto const out = with_messages(task, ways_out(task));
    auto ins = ways_in(task);
    bool const begins = ins.empty() && d_.says(task, "instantiate", "true");
    if (begins) add_receiving(task, {task, {}, out, {}, {}});
    for (auto const in : ins) {
      add_receiving(task, {task, {in}, out, {}, {}});
      for (auto const event : d_.boundaries(task)) add_boundary(event, {in}, {in}, {}, out);
    }
  }

  // An event on the boundary takes what shows that the activity is open; when it does not interrupt, that stays. One
  // that waits for no message occurs once at most: together with the end of the activity.
  void add_boundary(At event, Places const& takes, Places const& stays, Places const& clears, Places const& rest) {
    if (d_.has_definition(event, {"compensate"})) return;
    auto const out = ways_out(event);
    bool const interrupts = !d_.says(event, "cancelActivity", "false");
    if (interrupts) return add_receiving(event, {event, takes, out, {}, clears});
    auto gives = out;
    bool const waits = awaited_by_.contains(event);
    auto const& other = waits ? stays : rest;
    gives.insert(gives.end(), other.begin(), other.end());
    add_receiving(event, {event, takes, gives, {}, {}});
  }

  void add_sub_process(At sub) {
    auto const open = place_of(sub, Place::Kind::open);
    auto const begins = add_level(sub, false);
    auto const within = places_within(sub);
    auto gives = begins;
    gives.push_back(open);
    bool const can_begin = !begins.empty() || !d_.has(sub, {"startEvent"});
    if (!can_begin) return;
    for (auto const in : ways_in(sub)) add_receiving(sub, {sub, {in}, gives, {}, {}});
    net_.transitions.push_back({sub, {open}, with_messages(sub, ways_out(sub)), within, {}});
    for (auto const event : d_.boundaries(sub)) {
      bool const thrown = d_.has_definition(event, {"error", "cancel", "escalation"});
      if (thrown) continue;  // the end event within says when
      if (d_.says(event, "cancelActivity", "false") && !awaited_by_.contains(event)) {
        auto both = gives;
        auto const out = ways_out(event);
        both.insert(both.end(), out.begin(), out.end());
        for (auto const in : ways_in(sub)) net_.transitions.push_back({event, {in}, both, {}, {}});
      } else {
        add_boundary(event, {open}, {open}, within, {});
      }
    }
  }

  Places places_within(At level) {
    Places found;
    for (std::uint32_t i = 0; i < net_.places.size(); ++i) {
      auto const& place = net_.places[i];
      if (place.kind != Place::Kind::flow && place.kind != Place::Kind::open) continue;
      for (auto at = place.scope; at != xml::none; at = d_.parent(at)) {
        if (at == level) found.push_back(i);
      }
    }
    return found;
  }

  void add_end(At end, At level, bool is_process) {
    auto gives = with_messages(end, {});
    if (is_process) gives.push_back(place_of(end, Place::Kind::ended));
    Places clears;
    auto takes_too = Places{};
    if (d_.has_definition(end, {"terminate"})) clears = places_within(level);
    for (auto const event : d_.boundaries(level)) {
      for (auto const* kind : {"error", "cancel", "escalation"}) {
        if (!d_.has_definition(end, {kind}) || !d_.has_definition(event, {kind})) continue;
        auto const out = ways_out(event);
        gives.insert(gives.end(), out.begin(), out.end());
        if (d_.says(event, "cancelActivity", "false")) continue;
        clears = places_within(level);
        takes_too.push_back(place_of(level, Place::Kind::open));
      }
    }
    for (auto const in : ways_in(end)) {
      Transition move{end, {in}, gives, {}, clears};
      move.takes.insert(move.takes.end(), takes_too.begin(), takes_too.end());
      net_.transitions.push_back(std::move(move));
    }
  }

  void add_event(At event) {
    auto out = with_messages(event, ways_out(event));
    bool const catches = d_.is(event, {"intermediateCatchEvent"});
    if (!catches && d_.has_definition(event, {"link"})) {
      auto const caught = link_target(event);
      if (!caught) return;  // it leads nowhere: a token stays before it
      out = *caught;
    }
    for (auto const in : ways_in(event)) {
      // After an event gateway the gateway itself moves.
      if (catches && comes_from_event_gateway(event)) return;
      Transition const move{event, {in}, out, {}, {}};
      catches ? add_receiving(event, move) : net_.transitions.push_back(move);
    }
  }

  bool comes_from_event_gateway(At node) const {
    return std::ranges::any_of(d_.flows_to(node),
                               [&](At flow) { return d_.is(d_.refer(flow, "sourceRef"), {"eventBasedGateway"}); });
  }

  std::optional<Places> link_target(At thrown) {
    auto const link = d_.first(thrown, "linkEventDefinition");
    auto const target = d_.refer(link, "target");
    auto const name = d_.attribute(link, "name");
    for (auto const event : d_.all("intermediateCatchEvent")) {
      auto const caught = d_.first(event, "linkEventDefinition");
      if (caught == xml::none || d_.parent(event) != d_.parent(thrown)) continue;
      bool const by_name = target == xml::none && !name.empty() && d_.attribute(caught, "name") == name;
      if (by_name || target == caught) return ways_out(event);
    }
    return std::nullopt;
  }

  void add_event_gateway(At gateway) {
    for (auto const in : ways_in(gateway)) {
      for (auto const flow : d_.flows_from(gateway)) {
        auto const event = d_.refer(flow, "targetRef");
        if (d_.is_activity(event)) net_.activities.push_back(event);
        add_receiving(event, {event, {in}, with_messages(event, ways_out(event)), {}, {}});
      }
    }
  }

  static void each_selection(Places const& all, std::function<void(Places, Places)> const& visit) {
    for (std::uint32_t bits = 1; bits < 1U << all.size(); ++bits) {
      Places chosen;
      Places others;
      for (std::size_t i = 0; i < all.size(); ++i) (bits >> i & 1U ? chosen : others).push_back(all[i]);
      visit(std::move(chosen), std::move(others));
    }
  }

  // Joins those that have come once no more can come to the others (BPMN 2.0.2, 13.4.3), then goes on by any selection.
  void add_inclusive(At gateway) {
    auto const ins = ways_in(gateway);
    auto const outs = ways_out(gateway);
    if (ins.size() > most_choices || outs.size() > most_choices) {
      net_.is_whole = false;
      return;
    }
    each_selection(ins, [&](Places const& come, Places const& missing) {
      Places absent = missing;
      for (auto const flow : d_.all("sequenceFlow")) {
        auto const from = place_of(flow, Place::Kind::flow);
        bool const here = std::ranges::find(ins, from) != ins.end();
        if (!here && can_come(flow, missing, gateway) && !can_come(flow, come, gateway, false)) absent.push_back(from);
      }
      auto const open = open_that_hold_up(gateway, missing, come);
      absent.insert(absent.end(), open.begin(), open.end());
      add_ways_on(gateway, come, absent);
    });
  }

  // Any selection of its ways; the default one only when it is the only one.
  void add_ways_on(At gateway, Places const& come, Places const& absent) {
    auto const fallback = d_.find(d_.attribute(gateway, "default"));
    Places outs;
    for (auto const flow : d_.flows_from(gateway)) {
      if (flow != fallback) outs.push_back(place_of(flow, Place::Kind::flow));
    }
    if (fallback != xml::none) {
      net_.transitions.push_back({gateway, come, {place_of(fallback, Place::Kind::flow)}, absent, {}});
    } else if (outs.empty()) {
      net_.transitions.push_back({gateway, come, {}, absent, {}});
    }
    each_selection(outs, [&](Places const& taken, Places const&) {
      net_.transitions.push_back({gateway, come, taken, absent, {}});
    });
  }

  // Sub-processes beside the gateway, from the end or boundary of which a token can still come.
  Places open_that_hold_up(At gateway, Places const& missing, Places const& come) {
    Places open;
    for (auto const node : xml::elements_in(d_.document(), d_.parent(gateway))) {
      if (!is_sub_process(d_.kind(node)) || d_.is_event_sub_process(node)) continue;
      auto const from = d_.flows_to(node);
      bool const holds_up = std::ranges::any_of(
          from, [&](At flow) { return can_come(flow, missing, gateway) && !can_come(flow, come, gateway, false); });
      if (holds_up) open.push_back(place_of(node, Place::Kind::open));
    }
    return open;
  }

  bool can_come(At from, Places const& to, At gateway, bool by_boundaries = true) {
    std::vector<At> frontier{from};
    std::vector<At> seen{from};
    while (!frontier.empty()) {
      auto const flow = frontier.back();
      frontier.pop_back();
      if (std::ranges::find(to, place_of(flow, Place::Kind::flow)) != to.end()) return true;
      auto const node = d_.refer(flow, "targetRef");
      if (node == gateway || node == xml::none) continue;
      auto next = d_.flows_from(node);
      for (auto const event : by_boundaries ? d_.boundaries(node) : std::vector<At>{}) {
        for (auto const each : d_.flows_from(event)) next.push_back(each);
      }
      for (auto const each : next) {
        if (std::ranges::find(seen, each) != seen.end()) continue;
        seen.push_back(each);
        frontier.push_back(each);
      }
    }
    return false;
  }

  Drawn const& d_;
  Net net_;
  std::map<std::pair<At, Place::Kind>, std::uint32_t> place_;
  std::map<At, Places> sent_by_;
  std::map<At, Places> awaited_by_;
  std::map<At, bool> comes_from_outside_;
};

}  // namespace

Net net_of(Drawn const& drawn) {
  return Building{drawn}.whole();
}

}  // namespace congvu::bpmn
