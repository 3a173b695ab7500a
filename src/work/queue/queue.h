// The queue in front of the counter: whoever comes takes a number for what they come for, desks call the numbers in
// turn, those who may go first before others, and a screen says which number goes to which desk. A number stays in the
// queue until somebody calls it, over a restart and over the night when the office closes early. A ticket carries no
// personal data; Hà Nội's rule of one ticket a field is the pack's lines (domain.md 1.4).
//
// Table of contents: events.h, commands.h · calling.cpp (decide, apply) · queue_views, queries.h · queue_pages (kiosk,
// ticket, desk, display) · queue_api · room.h.
#pragma once

#include <optional>
#include <string>

#include "pipeline/act.h"
#include "work/queue/commands.h"
#include "work/queue/events.h"

namespace congvu::queue {

enum class TicketState { none, waiting, called, served, missed };
BOOST_DESCRIBE_ENUM(TicketState, none, waiting, called, served, missed)

struct Ticket {
  static constexpr std::string_view stream = "queue.ticket";
  TicketState state = TicketState::none;
  std::string number;
  std::string desk;  // that called it, or that it waits for after a transfer
};
void apply(Ticket&, TicketTaken const&, Recorded const&);
void apply(Ticket&, TicketCalled const&, Recorded const&);
void apply(Ticket&, TicketRecalled const&, Recorded const&);
void apply(Ticket&, TicketServed const&, Recorded const&);
void apply(Ticket&, TicketMissed const&, Recorded const&);
void apply(Ticket&, TicketTransferred const&, Recorded const&);

// The numbers of one line on one day.
struct Numbers {
  static constexpr std::string_view stream = "queue.numbers";
  int last = 0;
};
void apply(Numbers&, NumberGiven const&, Recorded const&);

// Whom a desk is serving; zeros for nobody.
struct Desk {
  static constexpr std::string_view stream = "queue.desk";
  Handle ticket;
};
void apply(Desk&, DeskTook const&, Recorded const&);
void apply(Desk&, DeskFreed const&, Recorded const&);
Handle desk_stream(std::string_view code);

Expected<Question> question(TakeTicket const&, Context const&, States const&);
Expected<Question> question(CallTicket const&, Context const&, States const&);
Expected<Question> question(RecallTicket const&, Context const&, States const&);
Expected<Question> question(FinishTicket const&, Context const&, States const&);
Expected<Question> question(TransferTicket const&, Context const&, States const&);
Decision decide(TakeTicket const&, Context const&, States const&);
Decision decide(CallTicket const&, Context const&, States const&);
Decision decide(RecallTicket const&, Context const&, States const&);
Decision decide(FinishTicket const&, Context const&, States const&);
Decision decide(TransferTicket const&, Context const&, States const&);

namespace codes {
inline constexpr Code not_kept{"queue.not_kept", Kind::not_found};          // the pack has no queue
inline constexpr Code unknown_line{"queue.unknown_line"};                   // arguments: given
inline constexpr Code unknown_desk{"queue.unknown_desk", Kind::not_found};  // arguments: given
inline constexpr Code unknown_priority{"queue.unknown_priority"};           // arguments: given
inline constexpr Code unknown_ticket{"queue.unknown_ticket", Kind::not_found};
inline constexpr Code not_waiting{"queue.not_waiting", Kind::conflict};  // arguments: number
inline constexpr Code moved_on{"queue.moved_on", Kind::conflict};        // the desk serves another by now
inline constexpr Code nobody_at_desk{"queue.nobody_at_desk", Kind::conflict};
inline constexpr Code nobody_waits{"queue.nobody_waits", Kind::conflict};
inline constexpr Code same_desk{"queue.same_desk"};
}  // namespace codes

}  // namespace congvu::queue
