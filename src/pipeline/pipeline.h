// The one way in: page, API, command line, timer and import all perform a command here. The writer loads state, asks
// the Gate, lets the room decide, lets other rooms react, appends every event with its views in one transaction, and
// answers after the commit. All of an act is durable together, or none of it is. ARCHITECTURE.md section 3.
//
// Threads: every member from any thread, `perform` never from within a command.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "pipeline/fold.h"
#include "pipeline/registry.h"
#include "record/store/store.h"

namespace congvu {

namespace codes {
inline constexpr Code act_unknown{"act.unknown", Kind::not_found};      // arguments: command
inline constexpr Code act_too_deep{"act.too_deep", Kind::unavailable};  // arguments: event
inline constexpr Code act_too_large{"act.too_large", Kind::too_large};  // arguments: limit
inline constexpr Code act_late_entry{"act.late_entry", Kind::invalid};  // the claimed time lies ahead of the recorded
}  // namespace codes

// What comes with a command besides itself.
struct Given {
  std::string idempotency_key;     // empty: every call is a new act
  std::optional<Instant> claimed;  // when it happened, where an act is entered late on a ground
  std::optional<Digest> asked;     // of what the asker sent, where the command holds more: names drawn for its files
};

struct Performed {
  json::object answer;
  std::vector<Happened> events;  // empty when it was a repetition, or when there was nothing to do
  bool repeated = false;
};

class Pipeline {
 public:
  struct Parts {
    record::Store& store;
    Registry const& registry;
    Gate const& gate;
    Clock const& clock;
    Randomness& randomness;
  };

  // Rebuilds the views whose definition has changed and folds the standing values.
  explicit Pipeline(Parts);
  ~Pipeline();
  Pipeline(Pipeline const&) = delete;
  Pipeline& operator=(Pipeline const&) = delete;

  template <class C>
  Expected<Performed> perform(C command, Actor const& actor, Given const& given = {}) {
    return perform(parts_.registry.any(std::move(command)), actor, given);
  }
  // Waits until it is durable, or refused.
  Expected<Performed> perform(AnyCommand, Actor const&, Given const& = {});
  // A command by its name, its body read and checked here.
  Expected<Performed> perform(std::string_view command, json::value const& body, Actor const&, Given const& = {});

  // Whether the actor might do this now: the Gate's answer on the state last committed.
  Expected<Mandate> may(Actor const&, Question const&);

  // The standing value as last committed. Holds for as long as it is held.
  template <class Value>
  std::shared_ptr<Value const> standing() const {
    auto const values = published();
    return {values, static_cast<Value const*>(values->at(typeid(Value)).get())};
  }

  // Calls ask(Sql&, States const&) on one picture of the record.
  template <class Ask>
  auto read(Ask&& ask) {
    auto reader = parts_.store.borrow();
    ReaderStates const states{parts_.registry, reader.journal(), published()};
    return ask(reader.sql(), static_cast<States const&>(states));
  }
  // The events of a stream, in order.
  std::vector<Happened> history(Handle stream);

  // Performs what has become due, as the system; gives how many.
  std::size_t run_due_timers();
  // Drops and fills every view anew.
  void rebuild_views();

  Instant now() const { return parts_.clock.now(); }
  record::Store& store() { return parts_.store; }
  Registry const& registry() const { return parts_.registry; }

 private:
  class Writing;
  std::shared_ptr<StandingValues const> published() const;

  Parts parts_;
  std::unique_ptr<Writing> writing_;
};

}  // namespace congvu
