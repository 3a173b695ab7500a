#include "agency/decision/revising.h"

namespace congvu::decision {

void ask_again(Effect& effect, PastAnswer const& past, Version const& other, Calendar const* calendar) {
  ++effect.asked;
  feel::Surroundings surroundings;
  surroundings.now = feel::DateTime{past.at};
  surroundings.calendar = calendar;
  auto told = ask(other, given_again(past.inputs), surroundings);
  if (canonical(told.answer.result) == canonical(past.answer.result)) return;
  effect.others.push_back({past.matter, past.answer, std::move(told.answer)});
}

}  // namespace congvu::decision
