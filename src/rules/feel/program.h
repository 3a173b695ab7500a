// An expression as it is evaluated: one array of operations, each naming its operands by their place in it. Names have
// become places: of a value the caller gives, or in the frame of the function it stands in.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rules/feel/types.h"
#include "rules/feel/warning.h"

namespace congvu::feel {

using Index = std::uint32_t;
inline constexpr Index none = std::numeric_limits<Index>::max();

// What `first`, `second` and `third` are is written beside each. A run is (where it begins in `operands`, how many).
enum class Operation : std::uint8_t {
  literal,       // of literals
  read,          // of reads; the builtin function of that name, or none
  local,         // of the frame
  member,        // the item of a filter, in the frame; of names; what the name means where the item lacks it
  builtin,       // of the table: the function as a value
  path,          // of what; of names
  list,          // run
  context,       // run of three: of names or none, a key to be evaluated or none, value; and their places in the frame
  call,          // callee; run of arguments
  call_named,    // callee; run of two: of names, argument
  call_builtin,  // of the table; run of arguments
  no_value,      // of names, why: what can never have a value
  negate,        // of what
  add,           // left, right; so for all up to at_least
  subtract,
  multiply,
  divide,
  power,
  equal,
  unequal,
  less,
  at_most,
  greater,
  at_least,
  both,        // run
  either,      // run
  opposite,    // of what
  choose,      // condition, then, else
  between,     // what, low, high
  in,          // what; run of tests
  item_equal,  // a test to the right of `in`: equal to, or in, the value; so for all up to item_holds
  item_unequal,
  item_less,
  item_at_most,
  item_greater,
  item_at_least,
  item_among,  // the value: equal, in that list or range
  item_holds,  // a condition on `?`
  range,       // low, high, each none where there is no end; flags
  filter,      // list; predicate; the item's place in the frame
  for_each,    // run of three per iterator: place, source, end of a range or none; body; the partial list's place
  some,        // the same, without partial
  every,
  function,     // of functions
  instance_of,  // what; of types
};

// Why a no_value is null.
enum class NoValue : Index { wrong_arguments, external, not_readable };

struct Node {
  Operation operation = Operation::literal;
  bool open_low = false;  // of a range
  bool open_high = false;
  Index first = none;
  Index second = none;
  Index third = none;
  Index fourth = none;
  Position at;
};

// A function that the text defines. Its parameters have the first places of its frame.
struct Definition {
  struct Capture {
    Index source;  // what is captured, evaluated where the function is written
    Index place;   // in the function's frame
  };
  std::vector<Parameter> parameters;
  std::vector<Capture> captures;
  Index self = none;  // the place of the function itself, where it is a context's entry that may call itself
  Index places = 0;
  Index body = none;
};

struct Program {
  std::string text;
  std::vector<Node> nodes;
  std::vector<Index> operands;
  std::vector<Value> literals;
  std::vector<std::string> names;
  std::vector<std::string> reads;
  std::vector<Position> read_at;
  std::vector<Type> types;
  std::vector<Definition> definitions;
  Index places = 0;  // of the frame of the whole
  Index root = none;
};

}  // namespace congvu::feel
