// Reads FEEL by recursive descent, by precedence, and finds every fault: after one it goes on behind the next bracket,
// comma or keyword that closes what it was in. Recursion is bounded by limits::nesting, the depth of what is built by
// limits::chain. DMN 1.5, clause 10.3.1.2.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/feel/expression.h"
#include "rules/feel/program.h"
#include "rules/feel/scanner.h"

namespace congvu::feel {

class Parser {
 public:
  Parser(std::string_view text, ToldNames const& names);
  Expected<Expression> expression_alone();
  Expected<Expression> tests_alone();

 private:
  // A name that stands for a place of the frame; or, in a filter, any name that the item may have as an entry.
  struct Binding {
    std::string name;
    Index place = 0;
    bool is_filter = false;
  };
  // A function's names while it is being read; the whole text is the outermost.
  struct FunctionScope {
    std::vector<Binding> bindings;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name;  // of bindings
    std::vector<std::size_t> filters;                                   // of bindings
    std::unordered_map<std::string, Index> captured;                    // names from outside, and their places
    std::unordered_set<Index> used;                                     // places that something reads
    Definition definition;
  };
  struct Arguments {
    std::vector<Index> values;
    std::vector<std::string> names;  // as many, or none
  };

  // parser.cpp: faults, tokens and nodes
  Expected<Expression> result(Index root);
  void advance();
  bool accept(std::string_view symbol_or_keyword);
  bool expect(std::string_view symbol_or_keyword);
  bool another();
  void skip_to(std::string_view wanted);
  Index fault(std::string_view expected);
  Index fault(Refusal);
  Index too_deep(int limit, Position);
  Index node(Node);
  Index node_of_run(Operation, Position, std::vector<Index> const& run, Index first = none);
  Index run(std::vector<Index> const&);
  Index literal(Value, Position);
  Index no_value(std::string const& about, NoValue why, Position);
  Index name_index(std::string const&);
  std::uint16_t depth_below(Node const&) const;
  std::uint16_t depth_of(Index) const;
  std::uint16_t depth_of_run(Index begin, Index count) const;

  // parser_names.cpp: what a name is, and what it means where it stands
  std::optional<std::string> name_here();
  std::size_t length_of_words(std::string_view text) const;
  KnownNames::Found known_at_start_of(std::string_view text) const;
  std::optional<std::string> label_here(std::string_view ends);
  Index meaning_of(std::string const& name, Position at);
  Index meaning_of(std::string const& name, Position at, std::size_t scope, std::size_t bindings);
  Index read_of(std::string const& name, Position at);
  bool is_told(std::string const& name) const;
  bool in_filter() const;
  Index bind(std::string const& name);
  void bind_filter(Index place);
  void unbind(std::size_t count);

  // parser_operators.cpp
  Index expression();
  Index disjunction();
  Index conjunction();
  Index comparison();
  Index sum();
  Index product();
  Index exponentiation();
  Index negation();
  Index postfix();
  Index instance_of(Index value);
  Index path(Index whole);
  Index filter(Index list);
  Index invocation(Index callee);
  Index between(Index value, Position);
  Index membership(Index value, Position);

  // parser_primary.cpp
  Index primary();
  Index word();
  Index at_literal();
  Index bracketed();
  Index list_or_range();
  Index open_range();
  Index one_sided_range(Position);
  Index range_from(Index low, bool open_low, Position);
  Index context();
  Index name_or_call();
  Index call_of(std::string const& name, Position);
  Index call_builtin(Index builtin, Arguments const&, std::string const& name, Position);
  Arguments arguments();
  bool context_entry(std::vector<Index>& entries, std::unordered_set<Index>& names);

  // parser_iteration.cpp
  Index choice();
  Index iteration();
  Index quantified();
  bool iterators(std::vector<Index>& sources, std::string_view ends_with, bool ranges);
  Index function();
  Index function_body(std::string const& self);
  std::vector<Parameter> parameters();

  // parser_types.cpp
  Type type();
  Type generic_type(std::string const& word);

  // parser_tests.cpp
  Index tests();
  Index test();
  Index positive_tests(Index value, Position);

  Scanner scanner_;
  Token token_;
  std::shared_ptr<Program> program_ = std::make_shared<Program>();
  std::vector<std::uint16_t> depths_;  // of each node
  std::vector<FunctionScope> scopes_{1};
  KnownNames known_;  // of the text itself
  ToldNames const& told_;
  std::unordered_map<std::string, Index> names_;
  std::unordered_map<std::string, Index> reads_;
  std::span<NamedType const> types_;
  std::vector<Refusal> faults_;
  bool lost_ = false;         // between a fault and the place where reading goes on
  bool given_up_ = false;     // too deep or too many faults: the rest is not read
  bool ends_range_ = false;   // a `[` here closes a range and begins no filter
  bool reads_input_ = false;  // `?` was named since this was last cleared
  int nesting_ = 0;
};

}  // namespace congvu::feel
