// What a value may be where a model says so: a kind of FEEL, with the values that its owner allows. A decision's inputs
// and answer, a table's columns and a function's parameters are each held against one; what does not fit is null, with
// a warning that says so, and is never passed on. DMN 1.5, clauses 7.3.2 and 10.3.2.9.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/dmn/model/model.h"
#include "rules/feel/expression.h"

namespace congvu::dmn {

struct ItemType;
using TypePointer = std::shared_ptr<ItemType const>;  // null: anything

struct Component {
  std::string name;
  TypePointer type;
};

struct ItemType {
  std::string name;  // as the model calls it; empty for FEEL's own kinds
  feel::Type kind;
  TypePointer refines;                         // what else the value must be
  TypePointer items;                           // of a collection: what each item must be
  std::vector<Component> components;           // that have something to ask beyond their kind
  std::optional<feel::Expression> allowed;     // tests on the value, or on each item of a collection
  std::optional<feel::Expression> constraint;  // tests on the value as a whole
  std::vector<TypePointer> parameters;         // of a function
  TypePointer result;                          // of a function
  bool is_function = false;
  bool asks_beyond_kind = false;  // somewhere in it there are tests
};

// The type itself, or the one it refines that says what it is made of.
ItemType const& described(ItemType const&);

// The value as the type wants it; absent where it cannot be. Null is of every type.
std::optional<feel::Value> fitted(feel::Value, ItemType const&, feel::Surroundings const&);

// The types of one model and, under their prefix, of those it imports.
class Types {
 public:
  // Types of an imported model are found as "prefix.name".
  void import(std::string const& prefix, Types const& other);
  // Reads the model's own. Faults in their tests, and types that are nowhere, become problems.
  void read(Model const&, std::vector<Problem>&);
  // Null for "Any" and for a name that is not known, which is then a problem.
  TypePointer find(std::string_view written, std::string const& inside, std::uint32_t line,
                   std::vector<Problem>&) const;
  TypePointer find(std::string_view written) const;
  // For reading FEEL: the types by their names, and names of components that hold signs or spaces.
  std::vector<feel::NamedType> const& named() const { return named_; }
  std::vector<std::string> const& members() const { return members_; }

 private:
  friend class TypeReading;
  std::unordered_map<std::string, TypePointer> by_name_;
  std::vector<feel::NamedType> named_;
  std::vector<std::string> members_;
};

}  // namespace congvu::dmn
