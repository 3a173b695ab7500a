// Whom a drawn step names, in the few forms that a drawing may use.
#include <algorithm>

#include "agency/org/org.h"

namespace congvu::org {

namespace {

// One name of the list, as written.
struct Named {
  std::string_view what;  // a kind or a position's code; empty: all of the unit
  std::optional<std::string_view> unit;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<Named> parts_of(std::string_view candidates) {
  std::vector<Named> parts;
  while (true) {
    auto const comma = candidates.find(',');
    auto const part = trimmed(candidates.substr(0, comma));
    auto const at_sign = part.find('@');
    Named named{part.substr(0, at_sign), {}};
    if (at_sign != std::string_view::npos) named.unit = part.substr(at_sign + 1);
    parts.push_back(named);
    if (comma == std::string_view::npos) return parts;
    candidates.remove_prefix(comma + 1);
  }
}

bool well_formed(Named const& named) {
  if (!named.unit) return !named.what.empty();
  bool const kind_or_all = named.what.empty() || congvu::named<PositionKind>(named.what);
  return kind_or_all && !named.unit->empty() && named.unit->find('@') == std::string_view::npos;
}

bool names(Named const& named, Position const& position) {
  if (named.unit && position.unit != *named.unit) return false;
  if (named.what.empty()) return named.unit.has_value();
  if (auto const kind = congvu::named<PositionKind>(named.what)) return position.kind == *kind;
  return !named.unit && position.code == named.what;
}

}  // namespace

bool well_formed_candidates(std::string_view candidates) {
  auto const parts = parts_of(candidates);
  return std::all_of(parts.begin(), parts.end(), well_formed);
}

std::vector<std::string> Organisation::resolve(std::string_view candidates, Date day) const {
  std::vector<std::string> codes;
  auto const parts = parts_of(candidates);
  for (auto const* position : positions_on(day)) {
    if (std::any_of(parts.begin(), parts.end(), [&](Named const& named) { return names(named, *position); })) {
      codes.push_back(position->code);
    }
  }
  return codes;
}

bool Organisation::is_named(std::string_view position, std::string_view candidates, Date day) const {
  auto const* stated = position_on(position, day);
  if (!stated) return false;
  auto const parts = parts_of(candidates);
  return std::any_of(parts.begin(), parts.end(), [&](Named const& named) { return names(named, *stated); });
}

}  // namespace congvu::org
