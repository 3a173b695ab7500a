// What may be asked of decision tables: to prepare a version, to approve what another person prepared, to take one back
// before its day, and to state the one a pack brings. A table with overlapping rules, or with a cell that cannot be
// read, is refused with every fault and its line.
#pragma once

#include "agency/decision/events.h"
#include "pipeline/act.h"

namespace congvu::decision {

struct PrepareTable {
  static constexpr std::string_view name = "decision.prepare_table";
  WrittenTable table;
};
BOOST_DESCRIBE_STRUCT(PrepareTable, (), (table))

// `revision` is the one that the approver read.
struct ApproveTable {
  static constexpr std::string_view name = "decision.approve_table";
  std::string code;
  int version = 1;
  int revision = 1;
};
BOOST_DESCRIBE_STRUCT(ApproveTable, (), (code, version, revision))

struct WithdrawTable {
  static constexpr std::string_view name = "decision.withdraw_table";
  std::string code;
  int version = 1;
  Text<2000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawTable, (), (code, version, reason))

// Of a pack: decided outside, so nobody approves it here.
struct StateTable {
  static constexpr std::string_view name = "decision.state_table";
  WrittenTable table;
};
BOOST_DESCRIBE_STRUCT(StateTable, (), (table))

Expected<Question> question(PrepareTable const&, Context const&, States const&);
Expected<Question> question(ApproveTable const&, Context const&, States const&);
Expected<Question> question(WithdrawTable const&, Context const&, States const&);
Expected<Question> question(StateTable const&, Context const&, States const&);

Decision decide(PrepareTable const&, Context const&, States const&);
Decision decide(ApproveTable const&, Context const&, States const&);
Decision decide(WithdrawTable const&, Context const&, States const&);
Decision decide(StateTable const&, Context const&, States const&);

}  // namespace congvu::decision
