// One asking: the values that are known so far, and what was heard on the way.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "rules/dmn/compile/program.h"
#include "rules/dmn/decide/answer.h"
#include "rules/feel/function.h"

namespace congvu::dmn {

using Frame = std::vector<feel::Value>;

// What is on the way while a step or an element is answered, and put back after.
template <class T>
class Within {
 public:
  Within(T& place, T value) : place_(place), before_(std::exchange(place, std::move(value))) {}
  ~Within() { place_ = std::move(before_); }
  Within(Within const&) = delete;
  Within& operator=(Within const&) = delete;

 private:
  T& place_;
  T before_;
};

class Evaluation {
 public:
  // Work is counted from the beginning, or on from the asking that this one is a part of (Surroundings::steps).
  Evaluation(std::shared_ptr<Program const> program, feel::Surroundings const& surroundings, bool explain)
      : program_(std::move(program)), surroundings_(surroundings), explain_(explain) {
    if (surroundings_.steps == nullptr) surroundings_.steps = &steps_;
  }
  Evaluation(Evaluation const&) = delete;
  Evaluation& operator=(Evaluation const&) = delete;

  // The value of an element from here on, fitted to its type.
  void know(Element, feel::Value);
  void know_nothing_of(Element element) { known_.try_emplace(element); }  // unless it is known
  feel::Value value_of(Element);
  // A service as it is called from outside: its parameters are among what is known.
  feel::Value serve(OfferedUnit const&);
  feel::Value call(Unit const& knowledge, std::span<feel::Value const> arguments);

  std::vector<AskedTable> tables;
  std::vector<Warning> warnings;

 private:
  feel::Value decided(Unit const&);
  void fill(Unit const&, Frame&);
  feel::Value function_of(Element);
  // Arguments into their places; false, with a warning, when one does not fit.
  bool take(std::span<feel::Value const> arguments, std::vector<ParameterLogic> const&, Frame&);

  feel::Value run(Step const&, Frame&);
  feel::Value answer(Line const&, Frame&);
  feel::Value answer(CallLogic const&, Frame&);
  feel::Value answer(ContextLogic const&, Frame&);
  feel::Value answer(ListLogic const&, Frame&);
  feel::Value answer(RelationLogic const&, Frame&);
  // functions.cpp; `self` is where the function's own name stands, when it has one
  struct Closed;
  feel::Value answer(FunctionLogic const&, Frame&, Slot self = no_slot);
  static feel::Value made(std::shared_ptr<Closed const> const&);
  feel::Value answer(ChoiceLogic const&, Frame&);
  feel::Value answer(WalkLogic const&, Frame&);
  feel::Value answer(FilterLogic const&, Frame&);
  feel::Value answer(TableLogic const&, Frame&);

  // table.cpp
  bool ask_inputs(TableLogic const&, Frame&, std::vector<feel::Value>& inputs);
  std::vector<std::size_t> matching_rows(TableLogic const&, Frame&, std::vector<feel::Value> const& inputs);
  bool holds(Line const& cell, feel::Value const& input, TableLogic const&, Frame&);
  feel::Value outputs_of(TableLogic const&, std::vector<Step> const& row, Frame&);
  feel::Value by_default(TableLogic const&, Frame&);
  feel::Value by_policy(TableLogic const&, std::vector<std::size_t> const& rows, Frame&);
  feel::Value collected(TableLogic const&, std::vector<feel::Value> const& values);
  void sort_by_rank(TableLogic const&, std::vector<feel::Value>& values);

  // False, with a warning, when there has been too much.
  bool may_go_on(std::uint64_t steps);
  // The value itself, unless it is too deep or too heavy to be kept.
  feel::Value kept(feel::Value);
  feel::Value too_large();
  feel::Value fit(feel::Value, TypePointer const&, std::string_view key = "dmn.wrong_type");
  void warn(std::string_view key, std::string about);

  std::shared_ptr<Program const> program_;
  feel::Surroundings surroundings_;
  bool explain_;
  std::map<Element, feel::Value> known_;
  std::string const* element_ = nullptr;     // whose logic runs
  Logic const* step_ = nullptr;              // which step of it
  std::vector<feel::Context const*> items_;  // of the filters around, the innermost last
  int depth_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace congvu::dmn
