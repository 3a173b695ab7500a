#include "rules/feel/types.h"

#include <algorithm>
#include <array>

#include "rules/feel/function.h"

namespace congvu::feel {
namespace {

constexpr std::array<std::pair<std::string_view, Type::Kind>, 13> names{{
    {"Any", Type::Kind::any},
    {"Null", Type::Kind::null},
    {"boolean", Type::Kind::boolean},
    {"number", Type::Kind::number},
    {"string", Type::Kind::string},
    {"date", Type::Kind::date},
    {"time", Type::Kind::time},
    {"date and time", Type::Kind::date_time},
    {"days and time duration", Type::Kind::days_duration},
    {"years and months duration", Type::Kind::months_duration},
    {"dateTime", Type::Kind::date_time},
    {"dayTimeDuration", Type::Kind::days_duration},
    {"yearMonthDuration", Type::Kind::months_duration},
}};

Type with_parts(Type::Kind kind, std::vector<NamedType> parts) {
  return {kind, std::make_shared<std::vector<NamedType> const>(std::move(parts))};
}

std::vector<NamedType> const& parts_of(Type const& type) {
  static std::vector<NamedType> const none;
  return type.parts ? *type.parts : none;
}

Type::Kind kind_of_type(Value const& value) {
  static constexpr std::array kinds{
      Type::Kind::null,      Type::Kind::boolean,       Type::Kind::number,          Type::Kind::string,
      Type::Kind::date,      Type::Kind::list,          Type::Kind::context,         Type::Kind::time,
      Type::Kind::date_time, Type::Kind::days_duration, Type::Kind::months_duration, Type::Kind::range,
      Type::Kind::function,
  };
  return kinds.at(value.is.index());
}

bool is_null_or_conforms(Value const& value, Type const& type) {
  return value.is_null() || conforms(value, type);
}

}  // namespace

Type Type::list_of(Type element) {
  return with_parts(Kind::list, {{{}, std::move(element)}});
}

Type Type::range_of(Type element) {
  return with_parts(Kind::range, {{{}, std::move(element)}});
}

Type Type::context_of(std::vector<NamedType> entries) {
  return with_parts(Kind::context, std::move(entries));
}

Type Type::function_of(std::vector<NamedType> parameters, Type result) {
  parameters.push_back({{}, std::move(result)});
  return with_parts(Kind::function, std::move(parameters));
}

std::optional<Type> Type::named(std::string_view name) {
  auto const found = std::ranges::find(names, name, &std::pair<std::string_view, Kind>::first);
  if (found != names.end()) return of(found->second);
  if (name == "list" || name == "List") return list_of(Type{});
  if (name == "context") return context_of({});
  return std::nullopt;
}

namespace {

// Types share their parts: what a few definitions say of one another may be longer than any memory when written out.
constexpr std::size_t longest_text = 200;

void write_type(std::string& text, Type const& type) {
  if (text.size() > longest_text) return;
  auto const& parts = parts_of(type);
  auto const is_function = type.kind == Type::Kind::function;
  switch (type.kind) {
    case Type::Kind::list:
      text += "list<";
      break;
    case Type::Kind::range:
      text += "range<";
      break;
    case Type::Kind::context:
      text += "context<";
      break;
    case Type::Kind::function:
      text += "function<";
      break;
    default:
      text += std::ranges::find(names, type.kind, &std::pair<std::string_view, Type::Kind>::second)->first;
      return;
  }
  auto const shown = is_function && !parts.empty() ? parts.size() - 1 : parts.size();
  for (std::size_t i = 0; i < shown && text.size() <= longest_text; ++i) {
    if (i > 0) text += ", ";
    if (type.kind == Type::Kind::context) text += parts[i].name + ": ";
    write_type(text, parts[i].type);
  }
  text += '>';
  if (!is_function) return;
  text += " -> ";
  write_type(text, parts.empty() ? Type{} : parts.back().type);
}

}  // namespace

std::string text_of(Type const& type) {
  std::string text;
  write_type(text, type);
  if (text.size() <= longest_text) return text;
  auto end = longest_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // a character stays whole
  return text.substr(0, end) + "…";
}

bool conforms(Value const& value, Type const& type) {
  if (type.kind == Type::Kind::any) return !value.is_null();
  if (kind_of_type(value) != type.kind) return false;
  auto const& parts = parts_of(type);
  switch (type.kind) {
    case Type::Kind::list:
      return std::ranges::all_of(value.as<List>()->items(),
                                 [&](Value const& item) { return is_null_or_conforms(item, parts.front().type); });
    case Type::Kind::range: {
      auto const& bounds = value.as<Range>()->bounds();
      return is_null_or_conforms(bounds.low, parts.front().type) &&
             is_null_or_conforms(bounds.high, parts.front().type);
    }
    case Type::Kind::context:
      return std::ranges::all_of(parts, [&](NamedType const& part) {
        auto const* entry = value.as<Context>()->find(part.name);
        return entry != nullptr && is_null_or_conforms(*entry, part.type);
      });
    case Type::Kind::function:
      return conforms(type_of(*value.as<Function>()), type);
    default:
      return true;
  }
}

namespace {

// Two types may come to the same parts by more ways than can be gone; beyond so many comparisons they are not alike.
bool conforms(Type const& narrow, Type const& wide, int& left) {
  if (wide.kind == Type::Kind::any || narrow.kind == Type::Kind::null) return true;
  if (narrow.kind != wide.kind || --left < 0) return false;
  if (narrow.parts == wide.parts) return true;
  auto const& had = parts_of(narrow);
  auto const& wanted = parts_of(wide);
  switch (narrow.kind) {
    case Type::Kind::list:
    case Type::Kind::range:
      return conforms(had.front().type, wanted.front().type, left);
    case Type::Kind::context:
      return std::ranges::all_of(wanted, [&](NamedType const& part) {
        auto const there = std::ranges::find(had, part.name, &NamedType::name);
        return there != had.end() && conforms(there->type, part.type, left);
      });
    case Type::Kind::function: {
      if (had.size() != wanted.size()) return false;
      for (std::size_t i = 0; i + 1 < had.size(); ++i) {
        if (!conforms(wanted[i].type, had[i].type, left)) return false;  // what is handed in must fit
      }
      // A function written without saying what it answers may answer anything.
      return had.back().type.kind == Type::Kind::any || conforms(had.back().type, wanted.back().type, left);
    }
    default:
      return true;
  }
}

}  // namespace

bool conforms(Type const& narrow, Type const& wide) {
  auto left = 100'000;
  return conforms(narrow, wide, left);
}

std::optional<Value> coerced(Value value, Type const& type) {
  if (value.is_null() || conforms(value, type)) return value;
  if (auto const* list = value.as<List>(); list != nullptr && type.kind != Type::Kind::list) {
    if (list->items().size() != 1) return std::nullopt;
    auto only = list->items().front();
    if (conforms(only, type)) return only;
    return std::nullopt;
  }
  if (type.kind == Type::Kind::list) {
    if (value.as<List>() == nullptr && conforms(value, parts_of(type).front().type)) {
      return Value{List{{std::move(value)}}};
    }
    return std::nullopt;
  }
  if (auto const* date = value.as<Date>(); date != nullptr && type.kind == Type::Kind::date_time) {
    return Value{DateTime{*date, Time{0, 0, Zone::of_offset(0)}}};
  }
  return std::nullopt;
}

}  // namespace congvu::feel
