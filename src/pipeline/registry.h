// What the rooms hand over, and all that the machinery knows of them: streams with their events, standing values,
// commands with the question they put to the Gate, reactions, views and timers. What is registered is what exists;
// the house checks and the page /about/how read this table.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "pipeline/act.h"
#include "record/store/sql.h"

namespace congvu {

// An event as it lies in the record.
struct Happened {
  EventKind const* kind;
  std::shared_ptr<void const> event;
  Recorded recorded;
  Digest leaf_hash{};

  // The event, if it is an E.
  template <class E>
  E const* as() const {
    return kind->type == typeid(E) ? static_cast<E const*>(event.get()) : nullptr;
  }
};

// A value folded from events: of one stream, or of the whole record (standing).
struct Fold {
  std::string name;
  std::function<std::shared_ptr<void>()> fresh;
  std::function<std::shared_ptr<void>(void const*)> copy;
  std::unordered_map<std::type_index, std::function<void(void*, void const*, Recorded const&)>> apply;
};

// A command with its type forgotten, so that pages, API, timers and imports can all hand one in.
struct CommandKind;
struct AnyCommand {
  CommandKind const* kind = nullptr;
  std::shared_ptr<void const> command;
};

struct CommandKind {
  std::string name;  // "dossier.accept"
  std::function<Expected<Question>(void const*, Context const&, States const&)> question;
  std::function<Decision(void const*, Context const&, States const&)> decide;
  std::function<json::object(std::vector<Happened> const&)> answer;  // computed again for a repeated key: same bytes
  std::function<Expected<std::shared_ptr<void const>>(json::value const&)> read;
  std::function<json::value(void const*)> write;
  json::object schema;
};

struct View {
  std::string name;
  int version = 1;     // raised when a projection computes something else from the same events
  std::string tables;  // DDL; its tables' names begin with the view's name
  std::unordered_map<std::type_index, std::function<void(record::Sql&, void const*, Recorded const&)>> projections;

  template <class E>
  View& on(void (*project)(record::Sql&, E const&, Recorded const&)) {
    projections[typeid(E)] = [project](record::Sql& sql, void const* event, Recorded const& recorded) {
      project(sql, *static_cast<E const*>(event), recorded);
    };
    return *this;
  }
};

using Reaction = std::function<Decision(void const*, Recorded const&, Context const&, States const&)>;
// Commands that have become due; asked again until it gives none.
using TimerSource = std::function<std::vector<AnyCommand>(record::Sql&, Instant now, std::size_t limit)>;

class Registry {
 public:
  // A stream: State is default-constructible, has `static constexpr std::string_view stream`, and for each event E
  // there is `void apply(State&, E const&, Recorded const&)`. An event belongs to one stream.
  template <class State, class... E>
  void stream() {
    Fold& fold = folds_[typeid(State)] = fold_of<State, E...>(std::string{State::stream});
    for (auto const& [type, apply] : fold.apply) stream_of_event_.emplace(type, std::type_index{typeid(State)});
    (kinds_.emplace(std::string{E::name}, &events::kind_of<E>()), ...);
  }

  // A value of the whole record, advanced by these events wherever they lie.
  template <class Value, class... E>
  void standing() {
    standing_[typeid(Value)] = fold_of<Value, E...>(std::string{Value::standing});
    (standing_of_event_[typeid(E)].push_back(typeid(Value)), ...);
  }

  // C has `static constexpr std::string_view name`. `answer` says what the asker is told; by default the index of the
  // first event.
  template <class C>
  CommandKind& command(Expected<Question> (*question)(C const&, Context const&, States const&),
                       Decision (*decide)(C const&, Context const&, States const&)) {
    auto kind = std::make_unique<CommandKind>();
    kind->name = C::name;
    kind->question = [question](void const* command, Context const& context, States const& states) {
      return question(*static_cast<C const*>(command), context, states);
    };
    kind->decide = [decide](void const* command, Context const& context, States const& states) {
      return decide(*static_cast<C const*>(command), context, states);
    };
    kind->read = [](json::value const& body) -> Expected<std::shared_ptr<void const>> {
      auto command = from_json<C>(body);
      if (!command) return std::unexpected<Refusal>(std::move(command.error()));
      return std::make_shared<C const>(std::move(*command));
    };
    kind->write = [](void const* command) { return to_json(*static_cast<C const*>(command)); };
    kind->schema = schema_of<C>();
    CommandKind& added = *kind;
    command_of_type_[typeid(C)] = kind.get();
    commands_[added.name] = std::move(kind);
    return added;
  }

  template <class E>
  void react(Decision (*reaction)(E const&, Recorded const&, Context const&, States const&)) {
    reactions_[typeid(E)].push_back(
        [reaction](void const* event, Recorded const& recorded, Context const& context, States const& states) {
          return reaction(*static_cast<E const*>(event), recorded, context, states);
        });
  }

  View& view(std::string name, int version, std::string tables);
  void timers(TimerSource source) { timers_.push_back(std::move(source)); }

  template <class C>
  AnyCommand any(C command) const {
    return {command_of_type_.at(typeid(C)), std::make_shared<C const>(std::move(command))};
  }

  CommandKind const* command_named(std::string_view name) const;
  EventKind const* event_named(std::string_view name) const;
  // The fold of the stream that an event of this type belongs to, and the type of its state.
  std::type_index state_of_event(std::type_index event) const { return stream_of_event_.at(event); }
  Fold const& fold(std::type_index state) const { return folds_.at(state); }
  Fold const& standing_fold(std::type_index value) const { return standing_.at(value); }
  std::vector<std::type_index> const& standing_of_event(std::type_index event) const;
  std::vector<Reaction> const& reactions(std::type_index event) const;
  std::unordered_map<std::type_index, Fold> const& standing_values() const { return standing_; }
  std::vector<std::unique_ptr<View>> const& views() const { return views_; }
  std::vector<TimerSource> const& timer_sources() const { return timers_; }
  std::map<std::string, std::unique_ptr<CommandKind>, std::less<>> const& commands() const { return commands_; }
  std::map<std::string, EventKind const*, std::less<>> const& event_kinds() const { return kinds_; }

 private:
  template <class Value, class... E>
  static Fold fold_of(std::string name) {
    Fold fold;
    fold.name = std::move(name);
    fold.fresh = [] { return std::make_shared<Value>(); };
    fold.copy = [](void const* value) { return std::make_shared<Value>(*static_cast<Value const*>(value)); };
    ((fold.apply[typeid(E)] =
          [](void* value, void const* event, Recorded const& recorded) {
            apply(*static_cast<Value*>(value), *static_cast<E const*>(event), recorded);
          }),
     ...);
    return fold;
  }

  std::unordered_map<std::type_index, Fold> folds_, standing_;
  std::unordered_map<std::type_index, std::type_index> stream_of_event_;
  std::unordered_map<std::type_index, std::vector<std::type_index>> standing_of_event_;
  std::unordered_map<std::type_index, std::vector<Reaction>> reactions_;
  std::unordered_map<std::type_index, CommandKind const*> command_of_type_;
  std::map<std::string, std::unique_ptr<CommandKind>, std::less<>> commands_;
  std::map<std::string, EventKind const*, std::less<>> kinds_;
  std::vector<std::unique_ptr<View>> views_;
  std::vector<TimerSource> timers_;
};

}  // namespace congvu
