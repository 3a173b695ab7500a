// What may happen to a duty. Public, immutable for ever; docs/formats/events.md lists them with their bytes.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "rules/calendar/limit.h"

namespace congvu::duty {

enum class Nature {
  intake,      // answer the arrival of a dossier: accept, ask a supplement, refuse
  step,        // a user task of a procedure
  supplement,  // the applicant brings what was missing
  payment,     // the applicant pays what the law asks
  notice,      // a notice reached nobody: tell the person otherwise
};
BOOST_DESCRIBE_ENUM(Nature, intake, step, supplement, payment, notice)

struct DutyOpened {
  static constexpr std::string_view name = "duty.opened";
  Nature nature = Nature::step;
  Handle matter;  // the dossier, whose key seals the personal parts of the duty too
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  Handle case_handle;                 // zeros when no procedure runs yet
  int task = -1;                      // the engine's key of the task in that case
  std::string step;                   // element id in the drawing
  Text<300> work;                     // the step's name as drawn
  std::string act;                    // what doing it is called in the authority matrix
  std::string candidates;             // who the drawing names: "officer@QLT"; "applicant"
  std::string unit;                   // whose work it is
  std::string product;                // what it must leave: the code of a document, "slip-01", "supplement", or words
  std::vector<std::string> outcomes;  // the closed list of how it may end
  std::string own_act;                // the command that alone completes it, where "complete" says too little
  std::optional<Limit> limit;
  std::optional<Instant> due;
  struct Personal {
    Handle owner;  // the citizen's account, where there is one
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DutyOpened::Personal, (), (owner))
BOOST_DESCRIBE_STRUCT(DutyOpened, (),
                      (nature, matter, code, procedure, procedure_version, case_handle, task, step, work, act,
                       candidates, unit, product, outcomes, own_act, limit, due, personal))

struct DutyAccepted {
  static constexpr std::string_view name = "duty.accepted";
  std::string holder;
};
BOOST_DESCRIBE_STRUCT(DutyAccepted, (), (holder))

struct DutyHandedOver {
  static constexpr std::string_view name = "duty.handed_over";
  std::string from;  // position; empty from the unit's pool
  std::string to;    // position; empty back into the unit's pool
  struct Personal {
    Text<2000> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DutyHandedOver::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(DutyHandedOver, (), (from, to, personal))

struct DutySuspended {
  static constexpr std::string_view name = "duty.suspended";
  Handle matter;
};
BOOST_DESCRIBE_STRUCT(DutySuspended, (), (matter))

struct DutyResumed {
  static constexpr std::string_view name = "duty.resumed";
  std::optional<Instant> due;
};
BOOST_DESCRIBE_STRUCT(DutyResumed, (), (due))

struct DutyCompleted {
  static constexpr std::string_view name = "duty.completed";
  Nature nature = Nature::step;
  Handle matter;
  Handle case_handle;
  int task = -1;
  std::string step;
  std::string act;
  std::string product;
  std::string outcome;
  std::string ground;  // code of the pack's refusal ground, where the outcome says no to the applicant
  std::string position;
  struct Personal {
    Text<4000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(DutyCompleted::Personal, (), (note))
BOOST_DESCRIBE_STRUCT(DutyCompleted, (),
                      (nature, matter, case_handle, task, step, act, product, outcome, ground, position, personal))

struct DutyCancelled {
  static constexpr std::string_view name = "duty.cancelled";
  std::string reason;  // "timer", "withdrawn", "ended"
};
BOOST_DESCRIBE_STRUCT(DutyCancelled, (), (reason))

}  // namespace congvu::duty
