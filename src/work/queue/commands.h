// What may be asked of the queue.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/described.h"
#include "base/handle.h"

namespace congvu::queue {

struct TakeTicket {
  static constexpr std::string_view name = "queue.take";
  std::string line;
  std::optional<std::string> priority;
};
BOOST_DESCRIBE_STRUCT(TakeTicket, (), (line, priority))

// Whom the desk has been serving is served by it. `after` is the ticket that the desk was seen to serve, zeros for
// none: pressing twice calls once.
struct CallTicket {
  static constexpr std::string_view name = "queue.call";
  Handle ticket;
  std::string desk;
  std::optional<Handle> after;
};
BOOST_DESCRIBE_STRUCT(CallTicket, (), (ticket, desk, after))

struct RecallTicket {
  static constexpr std::string_view name = "queue.recall";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(RecallTicket, (), (desk))

enum class Outcome { served, missed };
BOOST_DESCRIBE_ENUM(Outcome, served, missed)

struct FinishTicket {
  static constexpr std::string_view name = "queue.finish";
  std::string desk;
  Outcome outcome = Outcome::served;
  std::optional<Handle> ticket;  // which the desk was seen to serve; any where none is named
};
BOOST_DESCRIBE_STRUCT(FinishTicket, (), (desk, outcome, ticket))

struct TransferTicket {
  static constexpr std::string_view name = "queue.transfer";
  std::string desk;
  std::string to;
};
BOOST_DESCRIBE_STRUCT(TransferTicket, (), (desk, to))

}  // namespace congvu::queue
