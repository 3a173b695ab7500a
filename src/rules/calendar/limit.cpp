#include "rules/calendar/limit.h"

#include "rules/limits.h"

namespace congvu {

std::optional<Refusal> fault_of(Limit limit, std::string const& path) {
  int const most = limits::limit_amount;
  if (limit.unit == LimitUnit::in_day || (limit.amount >= 1 && limit.amount <= most)) return std::nullopt;
  return Refusal{codes::limit_amount,
                 path,
                 {{"least", "1"}, {"most", std::to_string(most)}, {"given", std::to_string(limit.amount)}}};
}

}  // namespace congvu
