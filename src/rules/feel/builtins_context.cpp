// Contexts. DMN 1.5, clause 10.3.4.11.
#include <algorithm>

#include "rules/feel/builtins.h"

namespace congvu::feel {
namespace {

Context const* context_at(Call const& call, std::size_t place) {
  return call.argument(place).as<Context>();
}

// A value that is no list stands for the list of it alone.
std::span<Value const> listed(Value const& value) {
  if (auto const* list = value.as<List>()) return list->items();
  return {&value, 1};
}

Answer get_value(Call const& call) {
  auto const* context = context_at(call, 0);
  auto const* key = call.argument(1).as<std::string>();
  if (context == nullptr || key == nullptr) return std::nullopt;
  auto const* value = context->find(*key);
  return value == nullptr ? call.warn("feel.unknown_name", *key) : Answer{*value};
}

Answer get_entries(Call const& call) {
  auto const* context = context_at(call, 0);
  if (context == nullptr || !call.spend(context->size())) return std::nullopt;
  std::vector<Value> entries;
  for (auto const& [name, value] : context->entries()) {
    entries.emplace_back(Context{{{"key", name}, {"value", value}}});
  }
  return Value{List{std::move(entries)}};
}

// Of entries {key, value}; a key may not occur twice.
Answer context_of(Call const& call) {
  if (call.argument(0).is_null()) return std::nullopt;
  auto const given = listed(call.argument(0));
  if (!call.spend(given.size())) return std::nullopt;
  std::vector<Entry> entries;
  for (auto const& each : given) {
    auto const* entry = each.as<Context>();
    auto const* key = entry == nullptr ? nullptr : entry->find("key");
    auto const* value = entry == nullptr ? nullptr : entry->find("value");
    auto const* name = key == nullptr ? nullptr : key->as<std::string>();
    if (name == nullptr || value == nullptr) return std::nullopt;
    entries.push_back({*name, *value});
  }
  Context context{entries};
  if (context.size() != entries.size()) return std::nullopt;
  return Value{std::move(context)};
}

// A way of names through contexts in contexts. All but the last must be there.
Answer put(Context const& context, std::span<Value const> way, Value const& value) {
  auto const* name = way.front().as<std::string>();
  if (name == nullptr) return std::nullopt;
  if (way.size() == 1) return Value{context.with(Context{{{*name, value}}})};
  auto const* inner = context.find(*name);
  auto const* next = inner == nullptr ? nullptr : inner->as<Context>();
  if (next == nullptr) return std::nullopt;
  auto changed = put(*next, way.subspan(1), value);
  if (!changed) return std::nullopt;
  return Value{context.with(Context{{{*name, std::move(*changed)}}})};
}

Answer context_put(Call const& call) {
  auto const* context = context_at(call, 0);
  auto const& key = call.argument(1);
  if (context == nullptr || key.is_null()) return std::nullopt;
  auto const way = listed(key);
  constexpr std::size_t longest = 100;
  if (way.empty() || way.size() > longest || !call.spend(context->size())) return std::nullopt;
  return put(*context, way, call.argument(2));
}

// By its parameter's name, a key is one name and no way.
Answer context_put_at_key(Call const& call) {
  return call.argument(1).as<std::string>() == nullptr ? std::nullopt : context_put(call);
}

Answer context_merge(Call const& call) {
  if (call.argument(0).is_null()) return std::nullopt;
  std::vector<Entry> entries;
  for (auto const& each : listed(call.argument(0))) {
    auto const* context = each.as<Context>();
    if (context == nullptr || !call.spend(context->size())) return std::nullopt;
    entries.insert(entries.end(), context->entries().begin(), context->entries().end());
  }
  return Value{Context{std::move(entries)}};
}

}  // namespace

std::span<Builtin const> context_functions() {
  static constexpr std::array table{
      Builtin{"get value", {"m", "key"}, 2, 2, get_value},
      Builtin{"get entries", {"m"}, 1, 1, get_entries},
      Builtin{"context", {"entries"}, 1, 1, context_of},
      Builtin{"context put", {"context", "keys", "value"}, 3, 3, context_put},
      Builtin{"context put", {"context", "key", "value"}, 3, 3, context_put_at_key},
      Builtin{"context merge", {"contexts"}, 1, 1, context_merge},
  };
  return table;
}

}  // namespace congvu::feel
