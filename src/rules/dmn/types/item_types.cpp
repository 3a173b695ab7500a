#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "rules/dmn/codes.h"
#include "rules/dmn/limits.h"
#include "rules/dmn/table/reach.h"
#include "rules/dmn/types/item_type.h"

namespace congvu::dmn {
namespace {

using feel::Value;

// Whether the value, which is of the type's kind already, keeps to the tests of the type and of its parts.
bool keeps(Value const& value, ItemType const& type, feel::Surroundings const& surroundings) {
  if (!type.asks_beyond_kind || value.is_null()) return true;
  if (type.refines && !keeps(value, *type.refines, surroundings)) return false;
  if (auto const* list = value.as<feel::List>(); list != nullptr && type.items) {
    auto const fits = [&](Value const& item) { return keeps(item, *type.items, surroundings); };
    if (!std::ranges::all_of(list->items(), fits)) return false;
  }
  if (auto const* context = value.as<feel::Context>()) {
    for (auto const& [name, of] : type.components) {
      auto const* entry = context->find(name);
      if (entry != nullptr && of && !keeps(*entry, *of, surroundings)) return false;
    }
  }
  if (type.allowed && !holds(*type.allowed, value, surroundings)) return false;
  return !type.constraint || holds(*type.constraint, value, surroundings);
}

// FEEL's own kinds by the names that models use, those of older versions among them.
std::optional<feel::Type> kind_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> older{
      {{"dateTime", "date and time"},
       {"dayTimeDuration", "days and time duration"},
       {"yearMonthDuration", "years and months duration"},
       {"any", "Any"},
       {"null", "Null"},
       {"duration", "days and time duration"}}};
  auto const renamed = std::ranges::find(older, name, &std::pair<std::string_view, std::string_view>::first);
  if (renamed != older.end()) name = renamed->second;
  if (name == "list") return feel::Type::list_of({});
  if (name == "context") return feel::Type::context_of({});
  return feel::Type::named(name);
}

}  // namespace

ItemType const& described(ItemType const& type) {
  auto const* says = &type;
  while (says->components.empty() && !says->items && says->refines) says = says->refines.get();
  return *says;
}

std::optional<Value> fitted(Value value, ItemType const& type, feel::Surroundings const& surroundings) {
  if (value.is_null()) return value;
  auto coerced = feel::coerced(std::move(value), type.kind);
  if (!coerced || !keeps(*coerced, type, surroundings)) return std::nullopt;
  return coerced;
}

// Item definitions may name one another in any order, and themselves; a type within itself is anything there.
class TypeReading {
 public:
  TypeReading(Types& types, Model const& model, std::vector<Problem>& problems)
      : types_(types), model_(model), problems_(problems) {
    for (auto const& each : model.types) definitions_.emplace(each.name, &each);
  }

  void whole() {
    for (auto const& each : model_.types) {
      if (auto const type = named(each.name)) types_.named_.push_back({each.name, type->kind});
    }
  }

 private:
  void problem(Code code, ItemDefinition const& at, std::vector<Argument> arguments) {
    if (problems_.size() >= limits::problems) return;
    problems_.push_back(
        {code, at.id.empty() ? at.name : at.id, "itemDefinition", at.name, at.line, std::move(arguments), {}});
  }

  TypePointer named(std::string const& name) {
    if (auto const known = types_.by_name_.find(name); known != types_.by_name_.end()) return known->second;
    auto const definition = definitions_.find(name);
    if (definition == definitions_.end() || !open_.insert(name).second || open_.size() > limits::type_depth) {
      return nullptr;
    }
    auto type = read(*definition->second);
    open_.erase(name);
    types_.by_name_.emplace(name, type);
    return type;
  }

  TypePointer referred(std::string const& written, ItemDefinition const& at) {
    if (definitions_.contains(written)) return named(written);
    return types_.find(written, at.name, at.line, problems_);
  }

  TypePointer read(ItemDefinition const& definition) {
    for (auto const& each : definition.components) types_.members_.push_back(each.name);
    auto one = single(definition);
    one->allowed = tests(definition, definition.allowed);
    one->asks_beyond_kind = one->asks_beyond_kind || one->allowed.has_value();
    auto whole = definition.is_collection ? collection_of(std::move(one)) : std::move(one);
    whole->name = definition.name;
    whole->constraint = tests(definition, definition.constraint);
    whole->asks_beyond_kind = whole->asks_beyond_kind || whole->constraint.has_value();
    return whole;
  }

  static std::shared_ptr<ItemType> collection_of(std::shared_ptr<ItemType> one) {
    auto many = std::make_shared<ItemType>();
    many->kind = feel::Type::list_of(one->kind);
    many->asks_beyond_kind = one->asks_beyond_kind;
    many->items = std::move(one);
    return many;
  }

  std::shared_ptr<ItemType> single(ItemDefinition const& definition) {
    auto type = std::make_shared<ItemType>();
    if (definition.is_function) return function(definition, std::move(type));
    if (definition.components.empty()) {
      type->refines = definition.type.empty() ? nullptr : referred(definition.type, definition);
      if (type->refines) {
        type->kind = type->refines->kind;
        type->asks_beyond_kind = type->refines->asks_beyond_kind;
      }
      return type;
    }
    std::vector<feel::NamedType> entries;
    for (auto const& each : definition.components) {
      auto component = read(each);
      entries.push_back({each.name, component->kind});
      type->asks_beyond_kind = type->asks_beyond_kind || component->asks_beyond_kind;
      type->components.push_back({each.name, std::move(component)});
    }
    type->kind = feel::Type::context_of(std::move(entries));
    return type;
  }

  std::shared_ptr<ItemType> function(ItemDefinition const& definition, std::shared_ptr<ItemType> type) {
    std::vector<feel::NamedType> parameters;
    for (auto const& each : definition.parameters) {
      auto of = each.type.empty() ? nullptr : referred(each.type, definition);
      parameters.push_back({each.name, of ? of->kind : feel::Type{}});
      type->parameters.push_back(std::move(of));
    }
    type->result = definition.output_type.empty() ? nullptr : referred(definition.output_type, definition);
    type->kind = feel::Type::function_of(std::move(parameters), type->result ? type->result->kind : feel::Type{});
    type->is_function = true;
    return type;
  }

  std::optional<feel::Expression> tests(ItemDefinition const& definition, Text const& text) {
    if (text.text.empty() || text.text == "-") return std::nullopt;
    auto compiled = feel::compile_tests(text.text);
    if (compiled) return std::move(*compiled);
    problem(codes::cell_unreadable, definition, {{"text", text.text}, {"reason", plain(compiled.error())}});
    return std::nullopt;
  }

  Types& types_;
  Model const& model_;
  std::vector<Problem>& problems_;
  std::unordered_map<std::string, ItemDefinition const*> definitions_;
  std::set<std::string> open_;  // types that are being read
};

void Types::import(std::string const& prefix, Types const& other) {
  for (auto const& [name, type] : other.by_name_) by_name_.emplace(prefix + "." + name, type);
  for (auto const& [name, type] : other.named_) named_.push_back({prefix + "." + name, type});
  members_.insert(members_.end(), other.members_.begin(), other.members_.end());
}

void Types::read(Model const& model, std::vector<Problem>& problems) {
  TypeReading{*this, model, problems}.whole();
}

TypePointer Types::find(std::string_view written) const {
  if (auto const known = by_name_.find(std::string{written}); known != by_name_.end()) return known->second;
  // DMN 1.1 writes names with a prefix of the file's own: "feel:number", "tns:tLoan"
  if (auto const colon = written.find(':'); colon != std::string_view::npos) return find(written.substr(colon + 1));
  auto const kind = kind_named(written);
  if (!kind || kind->kind == feel::Type::Kind::any) return nullptr;
  auto type = std::make_shared<ItemType>();
  type->kind = *kind;
  return type;
}

TypePointer Types::find(std::string_view written, std::string const& inside, std::uint32_t line,
                        std::vector<Problem>& problems) const {
  if (written.empty()) return nullptr;
  auto found = find(written);
  auto const local = written.substr(written.find(':') == std::string_view::npos ? 0 : written.find(':') + 1);
  if (!found && !kind_named(local) && problems.size() < limits::problems) {
    problems.push_back({codes::unknown_type,
                        std::string{written},
                        "typeRef",
                        inside,
                        line,
                        {{"type", std::string{written}}},
                        {},
                        true});
  }
  return found;
}

}  // namespace congvu::dmn
