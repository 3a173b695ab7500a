// What may happen to a case, a procedure being run. The engine's state is kept in the event whole: it is small, and so
// a case replays the same under any later version of the engine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"

namespace congvu::casework {

struct CaseStarted {
  static constexpr std::string_view name = "case.started";
  Handle matter;  // the dossier
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::optional<std::string> agency;  // which of those that perform the procedure; absent: the procedure's own
};
BOOST_DESCRIBE_STRUCT(CaseStarted, (), (matter, code, procedure, procedure_version, agency))

struct CaseStepped {
  static constexpr std::string_view name = "case.stepped";
  std::string cause;                     // "start", "task", "effect", "timer"
  std::string element;                   // the element that was done; empty at the start
  json::value state;                     // of the engine, after it
  std::map<std::string, Handle> opened;  // duties opened, by the engine's key of their task
  std::vector<int> closed;               // keys of tasks that are over
};
BOOST_DESCRIBE_STRUCT(CaseStepped, (), (cause, element, state, opened, closed))

// A service task asks for one of the closed list of recorded effects.
struct EffectRequested {
  static constexpr std::string_view name = "case.effect_requested";
  Handle matter;
  int key = -1;
  std::string element;
  std::string effect;    // "render-document"
  std::string document;  // code of the document it is about
  std::string number;    // the number taken for it, when there is one
};
BOOST_DESCRIBE_STRUCT(EffectRequested, (), (matter, key, element, effect, document, number))

struct EffectDone {
  static constexpr std::string_view name = "case.effect_done";
  int key = -1;
  std::string element;
  std::string effect;
  std::string product;  // "15/QĐ-SGDĐT", a hash, the code of a notice
};
BOOST_DESCRIBE_STRUCT(EffectDone, (), (key, element, effect, product))

struct TimerStarted {
  static constexpr std::string_view name = "case.timer_started";
  int key = -1;
  std::string element;
  Instant due;
};
BOOST_DESCRIBE_STRUCT(TimerStarted, (), (key, element, due))

struct TimerFired {
  static constexpr std::string_view name = "case.timer_fired";
  int key = -1;
  std::string element;
  Instant due;  // when it should have; the event's own time is when it did
};
BOOST_DESCRIBE_STRUCT(TimerFired, (), (key, element, due))

struct TimerCancelled {
  static constexpr std::string_view name = "case.timer_cancelled";
  int key = -1;
};
BOOST_DESCRIBE_STRUCT(TimerCancelled, (), (key))

// The engine cannot go on; what it names is shown to the procedure's owner.
struct IncidentRaised {
  static constexpr std::string_view name = "case.incident_raised";
  int key = 0;
  std::string element;
  std::string reason;  // key of its words: "bpmn.no_flow"
  std::string about;   // the expression, or what the effect said
  std::map<std::string, std::string> values;
};
BOOST_DESCRIBE_STRUCT(IncidentRaised, (), (key, element, reason, about, values))

struct CaseEnded {
  static constexpr std::string_view name = "case.ended";
  Handle matter;
  std::string element;  // the end event reached; empty when it was cancelled
  std::string reason;   // "completed", "withdrawn"
};
BOOST_DESCRIBE_STRUCT(CaseEnded, (), (matter, element, reason))

}  // namespace congvu::casework
