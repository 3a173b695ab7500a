// Decision logic as it is evaluated: what a model says, with every name turned into a place in a frame. A frame holds
// the values that one decision or function sees: what it requires, its parameters, and the entries of its contexts.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rules/dmn/model/expression.h"
#include "rules/dmn/table/axis.h"
#include "rules/dmn/types/item_type.h"
#include "rules/feel/expression.h"

namespace congvu::dmn {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = std::numeric_limits<Slot>::max();

// A piece of FEEL, and where in the frame each of its reads() lies; no_slot where nobody but the item of a filter can
// give it.
struct Line {
  feel::Expression expression;
  std::vector<Slot> reads;
  std::uint32_t line = 0;                    // of the file
  Slot name = no_slot;                       // where the whole is one name
  std::optional<feel::Value> constant = {};  // where it reads nothing and says a value
};

struct Logic;
using Step = std::shared_ptr<Logic const>;  // null where the model has none: null

struct CallLogic {
  Step called;
  std::vector<std::pair<std::string, Step>> bindings;
};

struct ContextLogic {
  struct Entry {
    std::string name;  // empty: the context's result
    Slot slot = no_slot;
    TypePointer type;
    Step value;
  };
  std::vector<Entry> entries;
};

struct ListLogic {
  std::vector<Step> items;
};

struct RelationLogic {
  std::vector<std::string> columns;
  std::vector<std::vector<Step>> rows;
};

struct ParameterLogic {
  std::string name;
  Slot slot = no_slot;
  TypePointer type;
};

// The frame of a function begins with that of where it is written.
struct FunctionLogic {
  std::vector<ParameterLogic> parameters;
  Step body;
  Slot captured = 0;     // how many places of the frame it is written in
  Slot slots = 0;        // of its own frame
  bool foreign = false;  // in Java or PMML: never called
};

struct ChoiceLogic {
  Step condition;
  Step then;
  Step otherwise;
};

struct WalkLogic {
  Iteration::Kind kind = Iteration::Kind::each;
  Slot variable = no_slot;
  Slot partial = no_slot;  // what `for` has found so far
  Step in;
  Step body;
};

struct FilterLogic {
  Step in;
  Step match;
  Slot item = no_slot;
};

struct TableLogic {
  struct Input {
    Line expression;
    TypePointer type;
    std::optional<Line> allowed;
  };
  struct Output {
    std::string name;
    TypePointer type;
    std::vector<feel::Expression> ranks;  // the allowed values, the most important first
    Step by_default;
  };
  struct Row {
    std::string id;
    std::vector<std::optional<Line>> cells;  // nothing: whatever the value
    std::vector<Step> outputs;
  };
  HitPolicy policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  Slot input = no_slot;  // the place of `?`
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Row> rows;
  std::vector<Axis> axes;  // one an input
};

struct Logic {
  std::string id;
  std::uint32_t line = 0;
  TypePointer type;  // what it must answer; null: anything
  std::variant<Line, CallLogic, ContextLogic, ListLogic, RelationLogic, FunctionLogic, ChoiceLogic, WalkLogic,
               FilterLogic, TableLogic>
      is;
};

}  // namespace congvu::dmn
