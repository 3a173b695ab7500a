// One evaluation of a program: the array of operations is walked from its root. What is read is handed on by reference,
// so that a condition over the caller's values copies none of them; depth, steps and sizes are bounded by limits.h.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/feel/builtins.h"
#include "rules/feel/comparing.h"
#include "rules/feel/program.h"

namespace congvu::feel {

class Evaluation {
 public:
  Evaluation(std::shared_ptr<Program const> const& program, std::span<Value const* const> values,
             Surroundings const& surroundings, std::vector<Warning>& warnings);
  Value whole(Index root);

  Surroundings const& surroundings() const { return surroundings_; }
  // Null, and why.
  Value nothing(std::string_view key, Position at, std::string about);
  bool spend(std::uint64_t steps);
  // False, with a warning, when there has been too much or it would be too deep.
  bool may_go_on(std::uint64_t steps, Position at);
  // The value itself, unless it is too deep or too heavy to be kept.
  Value kept(Value, Position at);
  Value apply(Function const&, std::vector<Value> arguments, Position at);

 private:
  // Where the value is: with the caller, in the program or the frame, or in `spare`.
  Value const& at(Index, Value& spare);
  Truth truth_of(Index);
  Value computed(Node const&);
  Value compound(Node const&);
  Value no_value(Node const&);

  // evaluate.cpp
  Value const& read(Node const&, Value& spare);
  Value const& member(Node const&, Value& spare);
  Value const& chosen(Node const&, Value& spare);
  Value arithmetic(Node const&);
  Value path(Node const&);
  Value list(Node const&);
  Value context(Node const&);
  Value range(Node const&);

  // evaluate_truth.cpp
  Truth logic(Node const&);
  Truth compared(Node const&);
  Truth between(Node const&);
  Truth in(Node const&);
  Truth holds(Node const& test, Value const& left);
  Truth all_of(Node const&);
  Truth any_of(Node const&);
  Truth truth_of(Value const&, Node const&);
  Truth equality(Value const&, Value const&, Node const&);
  Truth ordering(Value const& a, Value const& b, Operation, Node const&);
  Truth unknown(Value const& a, Value const& b, Node const&);

  // evaluate_loops.cpp
  struct Loop;
  Value filter(Node const&);
  Value item_at(std::vector<Value> const& items, Number const& place, Node const&);
  Value for_each(Node const&);
  Value quantified(Node const&);
  bool each(Loop&, Index iterator);
  bool each_between(Loop&, Index iterator, Value const& low, Value const& high, bool may_descend);

  // evaluate_calls.cpp
  Value call(Node const&);
  Value call_named(Node const&);
  Value call_builtin(Node const&);
  Value function(Node const&);
  Value apply_builtin(Index entry, std::span<Value const> arguments, Position at);
  Value apply_closure(Function const&, Closure const&, std::vector<Value> arguments, Position at);
  Value callee(Node const&);

  std::shared_ptr<Program const> const* program_;
  std::span<Value const* const> values_;
  Surroundings surroundings_;
  std::vector<Warning>& warnings_;
  std::vector<Value> outermost_;
  Value* frame_ = nullptr;
  int depth_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t* spent_ = nullptr;
};

}  // namespace congvu::feel
