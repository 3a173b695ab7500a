// Which names a text may use. FEEL's names have spaces and may have signs ("tài sản - nợ", "date and time"), so a text
// can only be read knowing what there is to be named; names of plain words are also taken without having been told.
// DMN 1.5, clause 10.3.1.4: where several known names begin at a place, the longest is meant.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/feel/types.h"

namespace congvu::feel {

// What a caller tells before its text is read.
struct Names {
  std::vector<std::string> variables;
  std::vector<std::string> members;  // entries of the variables' contexts, as far as their names hold signs or keywords
  std::vector<NamedType> types;      // the model's own
};

bool is_space(std::string_view text, std::size_t at, std::size_t& length);  // FEEL's, beyond ASCII too
bool starts_word(char);
bool continues_word(char);
// Of the word, or the digits, that the text begins with; 0 when it begins with neither.
std::size_t word_length(std::string_view text);
bool is_keyword(std::string_view word);

// A name as written, with single spaces.
std::string normal_name(std::string_view);

// Names found by what they begin with. A name told twice stays until it is forgotten twice.
class KnownNames {
 public:
  void tell(std::string_view normal);
  void forget(std::string_view normal);
  // The longest known name at the start of the text; how many bytes of the text it takes. Empty when there is none.
  struct Found {
    std::string_view name;
    std::size_t length = 0;
  };
  Found at_start_of(std::string_view text) const;

 private:
  struct Known {
    std::string name;
    int told = 0;
  };
  std::unordered_map<std::string, std::vector<Known>> by_beginning_;
};

// What a caller tells, made ready for many texts that may use the same names: a table's cells are read by the thousand.
class ToldNames {
 public:
  ToldNames() = default;
  explicit ToldNames(Names const&);
  void tell_variable(std::string_view normal);
  void forget_variable(std::string_view normal);
  void tell_member(std::string_view normal) { known_.tell(normal); }

  std::vector<NamedType> types;

  bool is_variable(std::string const& normal) const { return variables_.contains(normal); }
  KnownNames::Found at_start_of(std::string_view text) const { return known_.at_start_of(text); }

 private:
  KnownNames known_;
  std::unordered_map<std::string, int> variables_;  // how often each was told
};

}  // namespace congvu::feel
