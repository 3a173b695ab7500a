// The names that a piece of a model may use, each with its place in the frame; and FEEL read with them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/dmn/compile/logic.h"

namespace congvu::dmn {

class NameScope {
 public:
  NameScope(Types const& types, std::string element, std::vector<Problem>& problems);

  // A place for a name that hides others of the same name until it is forgotten.
  Slot add(std::string const& name);
  void forget(std::size_t count = 1);
  bool is_read(Slot slot) const { return read_[slot]; }
  Slot slots() const { return next_; }  // how large the frame must be
  // A name that a value of the scope has within it: of an imported model.
  void may_have_member(std::string const& name) { for_feel_.tell_member(feel::normal_name(name)); }
  void item_begins() { ++items_; }  // names may be an item's entries, which nobody can know before
  void item_ends() { --items_; }

  std::optional<Line> expression(Text const&);
  std::optional<Line> tests(Text const&);
  TypePointer type(std::string const& written, std::uint32_t line);
  void problem(Code, std::string element, std::string_view kind, std::uint32_t line, std::vector<Argument> = {},
               bool warning = false);

 private:
  struct Known {
    std::string name;
    Slot slot = no_slot;
  };
  Slot find(std::string_view name);
  std::optional<Line> placed(Expected<feel::Expression>, Text const&);

  Types const& types_;
  std::string element_;
  std::vector<Problem>& problems_;
  std::vector<Known> names_;  // the innermost last
  feel::ToldNames for_feel_;  // the same, as FEEL is told them
  std::vector<bool> read_;    // by place
  Slot next_ = 0;
  int items_ = 0;
};

// The step that a boxed expression is; null for none.
Step compiled(Boxed const&, NameScope&);
FunctionLogic compiled_function(FunctionDefinition const&, NameScope&);

}  // namespace congvu::dmn
