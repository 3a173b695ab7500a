// What may happen to a number in the queue. Public, immutable for ever; nothing of it says who the person is.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/described.h"
#include "base/handle.h"

namespace congvu::queue {

// The next number of a line on a day: a stream of its own, so that no two people hold the same.
struct NumberGiven {
  static constexpr std::string_view name = "queue.number_given";
  int number = 0;
};
BOOST_DESCRIBE_STRUCT(NumberGiven, (), (number))

struct TicketTaken {
  static constexpr std::string_view name = "queue.ticket_taken";
  std::string number;  // "A-027"
  std::string line;
  Date day{};
  std::optional<std::string> priority;
};
BOOST_DESCRIBE_STRUCT(TicketTaken, (), (number, line, day, priority))

struct TicketCalled {
  static constexpr std::string_view name = "queue.ticket_called";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(TicketCalled, (), (desk))

struct TicketRecalled {
  static constexpr std::string_view name = "queue.ticket_recalled";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(TicketRecalled, (), (desk))

struct TicketServed {
  static constexpr std::string_view name = "queue.ticket_served";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(TicketServed, (), (desk))

// Called and not there.
struct TicketMissed {
  static constexpr std::string_view name = "queue.ticket_missed";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(TicketMissed, (), (desk))

// Waits again, for another desk, before all others.
struct TicketTransferred {
  static constexpr std::string_view name = "queue.ticket_transferred";
  std::string desk;
  std::string to;
};
BOOST_DESCRIBE_STRUCT(TicketTransferred, (), (desk, to))

struct DeskTook {
  static constexpr std::string_view name = "queue.desk_took";
  std::string desk;
  Handle ticket;
};
BOOST_DESCRIBE_STRUCT(DeskTook, (), (desk, ticket))

struct DeskFreed {
  static constexpr std::string_view name = "queue.desk_freed";
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(DeskFreed, (), (desk))

}  // namespace congvu::queue
