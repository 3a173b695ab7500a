#include "rules/bpmn/check/soundness/soundness.h"

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>

#include "rules/bpmn/check/soundness/net.h"

namespace congvu::bpmn {
namespace {

using Marking = std::string;  // tokens by place, one byte each
using State = std::uint32_t;

constexpr std::size_t most_states = 200'000;
constexpr char most_tokens = 3;  // in one place: beyond, a drawing is unsafe and has no end of states

class Exploring {
 public:
  explicit Exploring(Net const& net) : net_(net) {
    find_consumers();
    find_reach();
    reducible_.resize(net_.transitions.size());
    for (std::size_t i = 0; i < net_.transitions.size(); ++i) reducible_[i] = is_undisturbed(net_.transitions[i]);
    fired_.resize(net_.transitions.size());
  }

  void whole() {
    state_of({net_.initial.begin(), net_.initial.end()}, 0, xml::none);
    for (State state = 0; state < markings_.size() && markings_.size() < most_states; ++state) expand(state);
    complete_ = markings_.size() < most_states && !overflowed_;
  }

  bool complete() const { return complete_; }
  std::size_t states() const { return markings_.size(); }

  // The first unsafe state, if any.
  std::optional<State> unsafe() const {
    return first([&](Marking const& marking) { return any(marking, Place::Kind::flow, 2); });
  }
  std::optional<State> ended_twice() const {
    return first([&](Marking const& marking) { return any(marking, Place::Kind::ended, 2); });
  }

  bool is_ended(State state) const {
    auto const& marking = markings_[state];
    return next_[state].empty() && !any(marking, Place::Kind::flow, 1) && !any(marking, Place::Kind::open, 1);
  }

  // The first state from which no end can be reached.
  std::optional<State> lost() const {
    std::vector<std::vector<State>> before(markings_.size());
    std::vector<State> frontier;
    std::vector<bool> ends(markings_.size(), false);
    for (State state = 0; state < markings_.size(); ++state) {
      for (auto const after : next_[state]) before[after].push_back(state);
      if (is_ended(state)) {
        ends[state] = true;
        frontier.push_back(state);
      }
    }
    while (!frontier.empty()) {
      auto const state = frontier.back();
      frontier.pop_back();
      for (auto const each : before[state]) {
        if (ends[each]) continue;
        ends[each] = true;
        frontier.push_back(each);
      }
    }
    auto const found = std::ranges::find(ends, false);
    return found == ends.end() ? std::nullopt : std::optional{static_cast<State>(found - ends.begin())};
  }

  // A state in which nothing can move though tokens are left.
  std::optional<State> stuck() const {
    for (State state = 0; state < expanded_; ++state) {
      if (next_[state].empty() && !is_ended(state) && !overflows(markings_[state])) return state;
    }
    return std::nullopt;
  }

  bool leaves_messages() const {
    for (State state = 0; state < markings_.size(); ++state) {
      if (is_ended(state) && any(markings_[state], Place::Kind::message, 1)) return true;
    }
    return false;
  }

  bool has_moved(xml::Index node) const {
    for (std::size_t i = 0; i < fired_.size(); ++i) {
      if (fired_[i] && net_.transitions[i].node == node) return true;
    }
    return false;
  }

  std::vector<xml::Index> path_to(State state) const {
    std::vector<xml::Index> path;
    for (; by_[state] != xml::none; state = from_[state]) path.push_back(by_[state]);
    std::ranges::reverse(path);
    return path;
  }

 private:
  void find_consumers() {
    consumers_.resize(net_.places.size());
    watched_.resize(net_.places.size(), false);
    for (auto const& each : net_.transitions) {
      for (auto const place : each.takes) ++consumers_[place];
      for (auto const place : each.absent) watched_[place] = true;
      for (auto const place : each.clears) watched_[place] = true;
    }
  }

  // From which places a token can come to which.
  void find_reach() {
    reach_.assign(net_.places.size(), std::vector<bool>(net_.places.size(), false));
    std::vector<std::vector<std::uint32_t>> next(net_.places.size());
    for (auto const& each : net_.transitions) {
      for (auto const from : each.takes) next[from].insert(next[from].end(), each.gives.begin(), each.gives.end());
    }
    for (std::uint32_t start = 0; start < net_.places.size(); ++start) {
      std::vector<std::uint32_t> frontier{start};
      while (!frontier.empty()) {
        auto const place = frontier.back();
        frontier.pop_back();
        for (auto const after : next[place]) {
          if (reach_[start][after]) continue;
          reach_[start][after] = true;
          frontier.push_back(after);
        }
      }
    }
  }

  // Nothing else takes its tokens, watches or clears its places: whatever happens meanwhile, it can still happen.
  bool is_undisturbed(Transition const& each) const {
    if (each.takes.empty() || !each.absent.empty() || !each.clears.empty()) return false;
    bool const alone = std::ranges::all_of(each.takes, [&](auto place) { return consumers_[place] == 1; });
    auto const watched = [&](auto place) { return watched_[place]; };
    return alone && std::ranges::none_of(each.takes, watched) && std::ranges::none_of(each.gives, watched);
  }

  // And no other token can come to where it takes its own, so that no second token there is overlooked.
  bool may_go_first(Transition const& each, Marking const& marking) const {
    for (auto const place : each.takes) {
      if (marking[place] != 1) return false;
      for (std::size_t other = 0; other < marking.size(); ++other) {
        bool const own = std::ranges::find(each.takes, other) != each.takes.end();
        if (marking[other] > 0 && !own && reach_[other][place]) return false;
      }
    }
    return true;
  }

  static bool is_enabled(Transition const& each, Marking const& marking) {
    return std::ranges::all_of(each.takes, [&](auto place) { return marking[place] > 0; }) &&
           std::ranges::all_of(each.absent, [&](auto place) { return marking[place] == 0; });
  }

  Marking after(Transition const& each, Marking marking) const {
    for (auto const place : each.takes) --marking[place];
    for (auto const place : each.clears) marking[place] = 0;
    for (auto const place : each.gives) {
      bool const counts = net_.places[place].kind == Place::Kind::ended;
      if (!counts || marking[place] < 2) ++marking[place];
    }
    return marking;
  }

  bool overflows(Marking const& marking) const {
    return std::ranges::any_of(marking, [](char tokens) { return tokens > most_tokens; });
  }

  void expand(State state) {
    expanded_ = state + 1;
    auto const marking = markings_[state];
    if (overflows(marking)) {
      overflowed_ = true;
      return;
    }
    for (std::size_t i = 0; i < net_.transitions.size(); ++i) {
      auto const& each = net_.transitions[i];
      if (!reducible_[i] || !is_enabled(each, marking) || !may_go_first(each, marking)) continue;
      // Only to where nothing has been yet: else what waits could be put off for ever.
      auto next = after(each, marking);
      if (known_.contains(next)) continue;
      fired_[i] = true;
      auto const found = state_of(std::move(next), state, each.node);
      next_[state].push_back(found);
      return;
    }
    for (std::size_t i = 0; i < net_.transitions.size(); ++i) {
      auto const& each = net_.transitions[i];
      if (!is_enabled(each, marking)) continue;
      fired_[i] = true;
      auto const next = state_of(after(each, marking), state, each.node);
      next_[state].push_back(next);
    }
  }

  State state_of(Marking marking, State from, xml::Index by) {
    auto const [found, added] = known_.emplace(std::move(marking), static_cast<State>(markings_.size()));
    if (added) {
      markings_.push_back(found->first);
      from_.push_back(from);
      by_.push_back(by);
      next_.emplace_back();
    }
    return found->second;
  }

  bool any(Marking const& marking, Place::Kind kind, char least) const {
    for (std::size_t place = 0; place < marking.size(); ++place) {
      if (net_.places[place].kind == kind && marking[place] >= least) return true;
    }
    return false;
  }

  template <class Holds>
  std::optional<State> first(Holds holds) const {
    auto const found = std::ranges::find_if(markings_, holds);
    return found == markings_.end() ? std::nullopt : std::optional{static_cast<State>(found - markings_.begin())};
  }

  Net const& net_;
  std::vector<std::uint32_t> consumers_;
  std::vector<bool> watched_;
  std::vector<std::vector<bool>> reach_;
  std::vector<bool> reducible_;
  std::vector<bool> fired_;
  std::unordered_map<Marking, State> known_;
  std::vector<Marking> markings_;
  std::vector<State> from_;
  std::vector<xml::Index> by_;
  std::vector<std::vector<State>> next_;
  State expanded_ = 0;
  bool overflowed_ = false;
  bool complete_ = false;
};

// What was found is found, however far one looked; that there is nothing to find needs all.
std::optional<bool> is_free(bool found, bool looked_at_all) {
  if (found) return false;
  return looked_at_all ? std::optional{true} : std::nullopt;
}

}  // namespace

std::optional<bool> Soundness::sound() const {
  auto const parts = {option_to_complete, proper_completion, no_dead_activities};
  if (std::ranges::any_of(parts, [](auto const& part) { return part && !*part; })) return false;
  bool const known = std::ranges::all_of(parts, [](auto const& part) { return part.has_value(); });
  return known ? std::optional{true} : std::nullopt;
}

Soundness soundness_of(Model const& model) {
  Drawn const drawn{*model.document};
  auto const net = net_of(drawn);
  Soundness told;
  if (!net.is_whole) return told;
  Exploring exploring{net};
  exploring.whole();
  told.states = exploring.states();
  bool const all = exploring.complete();
  auto const unsafe = exploring.unsafe();
  auto const lost = all ? exploring.lost() : exploring.stuck();
  told.safe = is_free(unsafe.has_value(), all);
  told.option_to_complete = is_free(lost.has_value(), all);
  told.proper_completion = is_free(exploring.ended_twice().has_value(), all);
  std::set<std::string> dead;
  for (auto const activity : net.activities) {
    if (!exploring.has_moved(activity)) dead.insert(drawn.attribute(activity, "id"));
  }
  told.dead.assign(dead.begin(), dead.end());
  if (all) {
    told.no_dead_activities = dead.empty();
    told.no_message_left = !exploring.leaves_messages();
  } else if (dead.empty()) {
    told.no_dead_activities = true;
  }
  // Best seen is where nothing moves any more; else where the end is out of reach.
  auto const stuck = lost ? exploring.stuck() : std::nullopt;
  auto const shown = stuck ? stuck : lost ? lost : unsafe;
  if (shown) {
    for (auto const node : exploring.path_to(*shown)) told.path.push_back(drawn.attribute(node, "id"));
  }
  return told;
}

}  // namespace congvu::bpmn
