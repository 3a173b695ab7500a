// The line: which unit lies below which, who heads it, and who answers. A loader refuses units that lie above
// themselves; the bound here is for a record that holds one all the same, so that a page still ends.
#include "agency/org/limits.h"
#include "agency/org/org.h"

namespace congvu::org {

namespace {

bool heads(Position const& position) {
  return position.kind == PositionKind::director || position.kind == PositionKind::head;
}

// The unit and all above it, nearest first.
std::vector<Unit const*> upward(Organisation const& organisation, std::string_view unit, Date day) {
  std::vector<Unit const*> line;
  Unit const* next = organisation.unit_on(unit, day);
  while (next && line.size() < limits::unit_depth) {
    line.push_back(next);
    next = next->parent ? organisation.unit_on(*next->parent, day) : nullptr;
  }
  return line;
}

Organisation::Positions heads_of(Organisation const& organisation, std::string_view unit, std::string_view left_out,
                                 Date day) {
  Organisation::Positions answering;
  for (auto const* each : upward(organisation, unit, day)) {
    Position const* head = organisation.head_of(each->code, day);
    if (head && head->code != left_out && organisation.holder_of(head->code, day)) answering.push_back(head);
  }
  return answering;
}

}  // namespace

bool Organisation::lies_within(std::string_view unit, std::string_view above, Date day) const {
  for (auto const* each : upward(*this, unit, day)) {
    if (each->code == above) return true;
  }
  return false;
}

Position const* Organisation::head_of(std::string_view unit, Date day) const {
  for (auto const* position : positions_of_unit(unit, day)) {
    if (heads(*position)) return position;
  }
  return nullptr;
}

Organisation::Positions Organisation::who_answers(std::string_view position, Date day) const {
  Position const* asked = position_on(position, day);
  // Of a position that has ended since, the heads above where it lay answer.
  if (!asked) asked = last_known_position(position);
  return asked ? heads_of(*this, asked->unit, position, day) : Positions{};
}

Organisation::Positions Organisation::who_answers_for_unit(std::string_view unit, Date day) const {
  return heads_of(*this, unit, {}, day);
}

}  // namespace congvu::org
