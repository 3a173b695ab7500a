// An answer and how it came about: the value, the rules that matched with the values they were asked about, and what
// was null on the way and why. The same models, inputs and surroundings give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/feel/value.h"
#include "rules/feel/warning.h"

namespace congvu::dmn {

// The words of "dmn.several_rules" are under "warning.dmn.several_rules"; those of FEEL's keys with FEEL.
struct Warning {
  std::string_view key;
  std::string element;     // the decision or knowledge it lies in
  std::uint32_t line = 0;  // of the file where the text begins
  feel::Position at;       // in the text
  std::string about;
};

// A rule that matched: its id, and its row counted from 1.
struct MatchedRule {
  std::string id;
  std::size_t row = 0;
};

// A table that was asked on the way.
struct AskedTable {
  std::string element;
  std::string table;  // id
  std::vector<feel::Value> inputs;
  std::vector<MatchedRule> matched;
};

struct Answer {
  feel::Value value;
  std::vector<AskedTable> tables;
  std::vector<Warning> warnings;
};

// JSON text, for numbers keep all their digits: {"matched": [{"decision", "inputs": […], "rules": [{"id", "row"}],
// "table"}], "model", "result", "warnings": [{"about", "decision", "key", "line", "text_column", "text_line"}]}.
// `model` is what the caller knows the models by, such as their hash.
std::string to_json(Answer const&, std::string_view model);

}  // namespace congvu::dmn
