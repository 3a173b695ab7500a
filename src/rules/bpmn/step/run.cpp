#include "rules/bpmn/step/run.h"

#include <algorithm>

#include "rules/bpmn/limits.h"

namespace congvu::bpmn {
namespace {

constexpr Key none_of_them = -1;

}  // namespace

// In turns: tokens move until none can; then a join that nothing more can reach is passed, or what has become empty is
// closed, or one signal is thrown, and tokens move again.
void Run::settle() {
  do {
    look_at_conditions();
    while (next_ < tokens_.size()) {
      auto const token = tokens_[next_++];
      if (++moves_ > limits::moves_per_step) {
        stuck({.node = token.node, .inside = token.inside, .via = token.via, .waits_for = Waiting::For::entry},
              reasons::too_many_moves);
      } else {
        enter(token);
      }
      look_at_conditions();
    }
    tokens_.clear();
    next_ = 0;
  } while (state.status == Status::running && (pass_a_join(*this) || close_what_is_empty() || publish_next()));
  finish();
}

void Run::finish() {
  if (state.status != Status::running || !is_empty(0)) return;
  auto const starved = std::ranges::find(state.arrived, Key{0}, &Arrived::inside);
  if (starved != state.arrived.end()) {
    outputs.emplace_back(Incident{0, definition.flows[starved->flow].target, reasons::join_starved});
    return;
  }
  end_contents(0);
  state.status = Status::completed;
  outputs.emplace_back(Completed{last_end != none ? last_end : last_left_});
}

void Run::enter(Token token) {
  auto const& at = node(token.node);
  switch (at.kind) {
    case NodeKind::start:
    case NodeKind::boundary:
      return take_all(*this, token.node, token.inside);
    case NodeKind::end:
    case NodeKind::throw_event:
      return pass_throw_event(*this, token);
    case NodeKind::exclusive_gateway:
      return pass_exclusive_gateway(*this, token);
    case NodeKind::parallel_gateway:
      return pass_parallel_gateway(*this, token);
    case NodeKind::inclusive_gateway:
      return pass_inclusive_gateway(*this, token);
    case NodeKind::complex_gateway:
      return pass_complex_gateway(*this, token);
    case NodeKind::event_gateway:
      return enter_event_gateway(*this, token);
    case NodeKind::catch_event:
      return wait_for_event(*this, token);
    default:
      return enter_activity(*this, token);
  }
}

Key Run::wait(Waiting waiting) {
  waiting.key = state.next_key++;
  state.waiting.push_back(waiting);
  return waiting.key;
}

Waiting* Run::find(Key key) {
  return const_cast<Waiting*>(std::as_const(state).find(key));
}

void Run::forget(Key key) {
  auto const found = std::ranges::lower_bound(state.waiting, key, {}, &Waiting::key);
  if (found == state.waiting.end() || found->key != key) return;
  touch(found->inside);
  last_left_ = found->node;
  state.waiting.erase(found);
}

void Run::take(Index flow, Key inside) {
  taken.push_back(flow);
  arrive({definition.flows[flow].target, flow, inside});
}

bool Run::has_room_for(std::size_t more, Index at, Key inside) {
  auto const moving = tokens_.size() - next_;
  if (more <= 1 || moving + state.waiting.size() + more <= limits::tokens) return true;
  stuck({.node = at, .inside = inside, .waits_for = Waiting::For::exit}, reasons::too_many_tokens);
  return false;
}

void Run::stuck(Waiting waiting, std::string_view reason, std::string about,
                std::vector<std::pair<std::string, std::string>> values) {
  auto const at = waiting.node;
  auto const key = wait(waiting);
  outputs.emplace_back(Incident{key, at, reason, std::move(about), std::move(values)});
}

void Run::changed(feel::Context const& variables) {
  for (auto const& [name, value] : variables.entries()) changed_.push_back(name);
}

// Only conditions that read what has changed.
void Run::look_at_conditions() {
  while (!changed_.empty()) {
    auto const names = std::exchange(changed_, {});
    std::vector<Key> concerned;
    for (auto const& each : state.waiting) {
      if (each.waits_for != Waiting::For::outside) continue;
      for (auto const& trigger : definition.triggers_of(each.node)) {
        if (trigger.kind != Trigger::Kind::conditional) continue;
        auto const& reads = definition.conditions[trigger.expression].reads();
        bool const reads_it =
            std::ranges::any_of(reads, [&](auto const& name) { return std::ranges::find(names, name) != names.end(); });
        if (reads_it) concerned.push_back(each.key);
      }
    }
    for (auto const key : concerned) look_at_condition(*this, key);
  }
}

// Whether nothing is left within a visit but events that are merely awaited beside its flow.
bool Run::is_empty(Key inside) const {
  auto const lives = [&](Waiting const& each) {
    if (each.inside != inside) return false;
    bool const beside = node(each.node).kind == NodeKind::start || node(each.node).kind == NodeKind::boundary;
    return !beside || each.stuck();
  };
  return std::ranges::none_of(state.waiting, lives) &&
         std::ranges::none_of(publishing_, [&](Token const& each) { return each.inside == inside; });
}

// One sub-process at a time, the innermost first: its end sets other tokens going.
bool Run::close_what_is_empty() {
  while (!touched_.empty()) {
    auto const innermost = std::ranges::max_element(touched_);
    auto const key = *innermost;
    std::erase(touched_, key);
    auto const* visit = find(key);
    if (visit == nullptr || visit->waits_for != Waiting::For::inside) continue;
    if (!is_empty(key) && !is_enough(*this, *visit)) continue;
    if (node(visit->node).kind == NodeKind::ad_hoc) {
      go_on_ad_hoc(*this, key);
      return true;
    }
    auto const starved = std::ranges::find(state.arrived, key, &Arrived::inside);
    if (starved != state.arrived.end()) {
      outputs.emplace_back(Incident{0, definition.flows[starved->flow].target, reasons::join_starved});
      continue;
    }
    close_scope(*this, key);
    return true;
  }
  return false;
}

bool Run::publish_next() {
  if (publishing_.empty()) return false;
  auto const token = publishing_.front();
  publishing_.erase(publishing_.begin());
  publish(*this, token);
  return true;
}

void Run::take_back(Waiting const& each) {
  if (each.waits_for != Waiting::For::outside) return;
  auto const& at = node(each.node);
  if (at.kind == NodeKind::user_task) outputs.emplace_back(CloseTask{each.key, each.node});
  if (at.kind == NodeKind::service_task || at.kind == NodeKind::script_task) {
    outputs.emplace_back(CancelEffect{each.key, each.node});
  }
  if (at.kind != NodeKind::boundary && at.kind != NodeKind::catch_event && at.kind != NodeKind::start) return;
  for (auto const& trigger : definition.triggers_of(each.node)) {
    if (trigger.kind == Trigger::Kind::timer) {
      outputs.emplace_back(CancelTimer{each.key, each.node});
      return;
    }
  }
}

// What lies within a visit has a greater key, so one pass finds all.
void Run::end_contents(Key whole) {
  std::vector<Key> gone{whole};
  auto const is_gone = [&](Key key) { return std::ranges::binary_search(gone, key); };
  std::vector<Waiting> left;
  for (auto const& each : state.waiting) {
    bool const hosted = each.host != 0 && each.host != whole && is_gone(each.host);
    if (each.key != whole && (is_gone(each.inside) || hosted)) {
      gone.push_back(each.key);
      take_back(each);
    } else {
      left.push_back(each);
    }
  }
  state.waiting = std::move(left);
  drop_tokens_in(gone);
  forget_done_in(gone, whole);
  std::erase_if(state.arrived, [&](Arrived const& each) { return is_gone(each.inside); });
  std::erase_if(state.locals, [&](Local const& each) { return each.key != whole && is_gone(each.key); });
  std::erase_if(state.instances, [&](Instances const& each) { return each.key != whole && is_gone(each.key); });
  std::erase_if(state.undoing, [&](Undoing const& each) { return each.key != whole && is_gone(each.key); });
  touch(whole);
}

void Run::drop_tokens_in(std::vector<Key> const& gone) {
  auto const is_gone = [&](Token const& token) { return std::ranges::binary_search(gone, token.inside); };
  auto const from = tokens_.begin() + static_cast<std::ptrdiff_t>(next_);
  tokens_.erase(std::remove_if(from, tokens_.end(), is_gone), tokens_.end());
  std::erase_if(publishing_, is_gone);
}

// What was done within a visit that is no more cannot be undone; what was done directly in `but` still can.
void Run::forget_done_in(std::vector<Key>& gone, Key but) {
  auto const is_gone = [&](Done const& each) {
    return each.inside != but && std::ranges::binary_search(gone, each.inside);
  };
  for (auto found = std::ranges::find_if(state.done, is_gone); found != state.done.end();
       found = std::ranges::find_if(state.done, is_gone)) {
    gone.insert(std::ranges::lower_bound(gone, found->key), found->key);
    state.done.erase(found);
  }
}

void Run::end_whole(Key key) {
  auto const* found = find(key);
  if (found == nullptr) return;
  auto const visit = *found;
  take_back(visit);
  end_contents(key);
  auto const attached = [&](Waiting const& each) { return each.host == key; };
  for (auto const& each : state.waiting) {
    if (attached(each)) take_back(each);
  }
  std::erase_if(state.waiting, attached);
  forget(key);
  std::vector<Key> gone{key};
  forget_done_in(gone, none_of_them);
  std::erase_if(state.locals, [&](Local const& each) { return std::ranges::binary_search(gone, each.key); });
  std::erase_if(state.instances, [&](Instances const& each) { return each.key == key; });
  std::erase_if(state.undoing, [&](Undoing const& each) { return each.key == key; });
}

}  // namespace congvu::bpmn
