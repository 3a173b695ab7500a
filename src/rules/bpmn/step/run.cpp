#include "rules/bpmn/step/run.h"

#include <algorithm>

#include "rules/bpmn/limits.h"

namespace congvu::bpmn {

void Run::settle() {
  std::uint32_t moves = 0;
  for (; next_ < tokens_.size(); ++next_) {
    auto const token = tokens_[next_];
    if (++moves > limits::moves_per_step) {
      stuck({.node = token.node, .via = token.via, .waits_for = Waiting::For::entry}, reasons::too_many_moves);
    } else {
      enter(token);
    }
  }
  tokens_.clear();
  next_ = 0;
  if (!state.waiting.empty() || state.status != Status::running) return;
  if (state.arrived.empty()) {
    state.status = Status::completed;
    outputs.emplace_back(Completed{last_end});
  } else {
    auto const join = definition.flows[state.arrived.front().flow].target;
    outputs.emplace_back(Incident{0, join, reasons::join_starved});
  }
}

void Run::enter(Token token) {
  switch (definition.nodes[token.node].kind) {
    case NodeKind::start:
    case NodeKind::timer_boundary:
      return take_all(*this, token.node);
    case NodeKind::end:
      return end(*this, token);
    case NodeKind::user_task:
      return enter_user_task(*this, token);
    case NodeKind::service_task:
      return enter_service_task(*this, token);
    case NodeKind::exclusive_gateway:
      return pass_exclusive_gateway(*this, token);
    case NodeKind::parallel_gateway:
      return pass_parallel_gateway(*this, token);
  }
}

Key Run::wait(Waiting waiting) {
  waiting.key = state.next_key++;
  state.waiting.push_back(waiting);
  return waiting.key;
}

void Run::forget(Key key) {
  auto const found = std::ranges::find(state.waiting, key, &Waiting::key);
  if (found != state.waiting.end()) state.waiting.erase(found);
}

void Run::take(Index flow) {
  taken.push_back(flow);
  arrive({definition.flows[flow].target, flow});
}

bool Run::has_room_for(std::size_t more, Index node) {
  auto const moving = tokens_.size() - std::min(next_ + 1, tokens_.size());
  if (more <= 1 || moving + state.waiting.size() + more <= limits::tokens) return true;
  stuck({.node = node, .waits_for = Waiting::For::exit}, reasons::too_many_tokens);
  return false;
}

void Run::stuck(Waiting waiting, std::string_view reason, std::string about,
                std::vector<std::pair<std::string, std::string>> values) {
  auto const node = waiting.node;
  auto const key = wait(waiting);
  outputs.emplace_back(Incident{key, node, reason, std::move(about), std::move(values)});
}

}  // namespace congvu::bpmn
