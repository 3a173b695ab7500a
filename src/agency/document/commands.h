// What may be asked of documents by itself: to state the agency's registers. Numbers and documents are taken and issued
// within the acts of upper rooms (document.h: take_number; render.h: issue).
#pragma once

#include "agency/document/events.h"
#include "pipeline/act.h"

namespace congvu::document {

struct StateRegisters {
  static constexpr std::string_view name = "document.state_registers";
  std::vector<Register> registers;
};
BOOST_DESCRIBE_STRUCT(StateRegisters, (), (registers))

Expected<Question> question(StateRegisters const&, Context const&, States const&);
Decision decide(StateRegisters const&, Context const&, States const&);

}  // namespace congvu::document
