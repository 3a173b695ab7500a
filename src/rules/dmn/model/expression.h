// What a rule owner writes down to say how an answer is found: a line of FEEL, a table, a context of named steps, a
// function and its use, a choice, a walk over a list. DMN calls these boxed expressions; they are kept here as they
// were written, each with its id and line, and nothing is judged. DMN 1.5, clauses 7.3 to 10.2.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace congvu::dmn {

struct Expression;
using Boxed = std::shared_ptr<Expression const>;  // null where the model has none

// A piece of FEEL and where it stands in the file.
struct Text {
  std::string text;
  std::uint32_t line = 0;
};

// A name with its type, as a variable, a parameter or a column declares it.
struct InformationItem {
  std::string name;
  std::string type;  // as written, "tns:tLoan" or "number"; empty: any
  std::uint32_t line = 0;
};

struct Literal {
  Text text;
  std::string language;  // empty: the model's
};

struct Binding {
  InformationItem parameter;
  Boxed value;
};

struct Invocation {
  Boxed called;
  std::vector<Binding> bindings;
};

enum class HitPolicy : std::uint8_t { unique, any, first, priority, rule_order, output_order, collect };
enum class Aggregation : std::uint8_t { none, sum, count, min, max };

struct InputClause {
  std::string id;
  std::string label;
  Text expression;
  std::string type;
  Text allowed;  // unary tests, empty when not given
};

struct OutputClause {
  std::string id;
  std::string name;
  std::string label;
  std::string type;
  Text allowed;      // in the order of their priority
  Boxed by_default;  // null when not given
};

struct Rule {
  std::string id;
  std::uint32_t line = 0;
  std::string description;
  std::vector<Text> inputs;
  std::vector<Boxed> outputs;
  std::vector<std::string> annotations;
};

struct Table {
  HitPolicy policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::string output_label;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<std::string> annotations;  // names of the columns
  std::vector<Rule> rules;
};

struct ContextEntry {
  InformationItem variable;  // without a name, the entry is the context's result
  Boxed value;
};

struct BoxedContext {
  std::vector<ContextEntry> entries;
};

struct BoxedList {
  std::vector<Boxed> items;
};

struct Relation {
  std::vector<InformationItem> columns;
  std::vector<std::vector<Boxed>> rows;
};

struct FunctionDefinition {
  enum class Kind : std::uint8_t { feel, java, pmml } kind = Kind::feel;
  std::vector<InformationItem> parameters;
  Boxed body;
};

struct Conditional {
  Boxed condition;
  Boxed then;
  Boxed otherwise;
};

struct Iteration {
  enum class Kind : std::uint8_t { each, every, some } kind = Kind::each;
  std::string variable;
  Boxed in;
  Boxed body;  // what `for` returns, or what is to be satisfied
};

struct Filter {
  Boxed in;
  Boxed match;
};

struct Expression {
  std::string id;
  std::string type;  // as written; empty: any
  std::uint32_t line = 0;
  std::variant<Literal, Invocation, Table, BoxedContext, BoxedList, Relation, FunctionDefinition, Conditional,
               Iteration, Filter>
      is;
};

}  // namespace congvu::dmn
