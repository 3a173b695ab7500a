// Asking a table: what it answered, by which rules with which article of law, and what it was told. The answer is kept
// in the record with the version and the hash of its model, so that nobody ever has to ask again to know why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agency/decision/decision.h"
#include "rules/calendar/limit.h"

namespace congvu::decision {

struct AnsweringRule {
  std::string id;
  int row = 0;  // counted from 1
};
BOOST_DESCRIBE_STRUCT(AnsweringRule, (), (id, row))

// Something that was null on the way; `key` has its words under "warning.".
struct AnswerWarning {
  std::string key;
  std::string about;
};
BOOST_DESCRIBE_STRUCT(AnswerWarning, (), (key, about))

// As recorded: open to everybody who may see the matter. What the table was told is personal and kept apart.
struct Answer {
  Use use = Use::fee;
  std::string table;
  int version = 1;
  std::string model;  // SHA-256
  std::vector<AnsweringRule> rules;
  json::value result;  // as JSON carries a value of FEEL
  std::string article;
  std::optional<procedure::Mark> mark;
  std::vector<AnswerWarning> warnings;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (use, table, version, model, rules, result, article, mark, warnings))

struct Told {
  Answer answer;
  json::object inputs;  // those that the model asks for, as JSON carries values of FEEL
};

// Given values that the model does not ask for are left out. Each is read as its input's type wants it.
Told ask(Version const&, std::vector<dmn::Given> const&, feel::Surroundings const&);
// The same with a whole explanation, for a page that draws the table.
dmn::Answer explained(Model const&, std::vector<dmn::Given> const&, feel::Surroundings const&);
// What is recorded of inputs, as values again.
std::vector<dmn::Given> given_again(json::object const& inputs);

// A result as each use reads it. Nothing where a table answered otherwise: then the procedure's own facts hold.
struct FeeToPay {
  std::int64_t amount = 0;  // đồng
  std::string text;         // as the table says it, perhaps empty
};
std::optional<FeeToPay> fee_of(Answer const&);

struct TimeAllowed {
  Limit limit;
  std::string text;
};
std::optional<TimeAllowed> limit_of(Answer const&);

// Codes of the components that are needed.
std::optional<std::vector<std::string>> components_of(Answer const&);

struct LatenessClass {
  std::string code;   // "early", "on_time", "late" …
  std::string title;  // as the table says it
  std::string fault;  // whose it is, perhaps empty
};
std::optional<LatenessClass> lateness_of(Answer const&);

// Whether the answer is one that its use can read.
bool fits(Answer const&);

}  // namespace congvu::decision
