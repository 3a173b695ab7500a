#include <fmt/format.h>

#include "agency/procedure/procedure.h"
#include "work/queue/queue.h"

namespace congvu::queue {

namespace {

Expected<procedure::QueueTerms const*> terms_of(States const& states) {
  auto const& common = states.standing<procedure::CommonTerms>();
  if (!common.terms || !common.terms->queue) return refuse(codes::not_kept);
  return &*common.terms->queue;
}

Expected<void> must_be_desk(std::string const& desk, States const& states, std::string subject = "desk") {
  auto const terms = terms_of(states);
  if (!terms) return std::unexpected(terms.error());
  if (procedure::with_code((*terms)->desks, desk)) return {};
  return refuse(codes::unknown_desk, std::move(subject), {{"given", desk}});
}

// Whom the desk serves, or that it serves nobody.
Expected<Handle> served_at(std::string const& desk, States const& states) {
  if (auto ok = must_be_desk(desk, states); !ok) return std::unexpected(ok.error());
  Handle const ticket = states.load<Desk>(desk_stream(desk)).ticket;
  if (!ticket) return refuse(codes::nobody_at_desk, "desk");
  return ticket;
}

Question asked(std::string act) {
  Question question;
  question.act = std::move(act);
  return question;
}

}  // namespace

Handle desk_stream(std::string_view code) {
  return handle_of(Desk::stream, code);
}

void apply(Ticket& ticket, TicketTaken const& event, Recorded const&) {
  ticket.state = TicketState::waiting;
  ticket.number = event.number;
}
void apply(Ticket& ticket, TicketCalled const& event, Recorded const&) {
  ticket.state = TicketState::called;
  ticket.desk = event.desk;
}
void apply(Ticket&, TicketRecalled const&, Recorded const&) {}
void apply(Ticket& ticket, TicketServed const&, Recorded const&) {
  ticket.state = TicketState::served;
}
void apply(Ticket& ticket, TicketMissed const&, Recorded const&) {
  ticket.state = TicketState::missed;
}
void apply(Ticket& ticket, TicketTransferred const& event, Recorded const&) {
  ticket.state = TicketState::waiting;
  ticket.desk = event.to;
}
void apply(Numbers& numbers, NumberGiven const& event, Recorded const&) {
  numbers.last = event.number;
}
void apply(Desk& desk, DeskTook const& event, Recorded const&) {
  desk.ticket = event.ticket;
}
void apply(Desk& desk, DeskFreed const&, Recorded const&) {
  desk.ticket = {};
}

Expected<Question> question(TakeTicket const&, Context const&, States const&) {
  return asked("queue.take");
}
Expected<Question> question(CallTicket const&, Context const&, States const&) {
  return asked("queue.call");
}
Expected<Question> question(RecallTicket const&, Context const&, States const&) {
  return asked("queue.call");
}
Expected<Question> question(FinishTicket const&, Context const&, States const&) {
  return asked("queue.call");
}
Expected<Question> question(TransferTicket const&, Context const&, States const&) {
  return asked("queue.call");
}

Decision decide(TakeTicket const& command, Context const& context, States const& states) {
  auto const terms = terms_of(states);
  if (!terms) return std::unexpected(terms.error());
  if (!procedure::with_code((*terms)->lines, command.line)) {
    return refuse(codes::unknown_line, "line", {{"given", command.line}});
  }
  if (command.priority && !procedure::with_code((*terms)->priorities, *command.priority)) {
    return refuse(codes::unknown_priority, "priority", {{"given", *command.priority}});
  }
  Date const day = local_date(context.now);
  Handle const series = handle_of(Numbers::stream, iso(day) + "/" + command.line);
  int const number = states.load<Numbers>(series).last + 1;
  TicketTaken taken{fmt::format("{}-{:03}", command.line, number), command.line, day, command.priority};
  return Events{}.add(context.fresh_handle(0), Handle{}, std::move(taken)).add(series, Handle{}, NumberGiven{number});
}

Decision decide(CallTicket const& command, Context const&, States const& states) {
  if (auto ok = must_be_desk(command.desk, states); !ok) return std::unexpected(ok.error());
  auto const& ticket = states.load<Ticket>(command.ticket);
  if (ticket.state == TicketState::none) return refuse(codes::unknown_ticket, "ticket");
  Handle const present = states.load<Desk>(desk_stream(command.desk)).ticket;
  if (command.after && *command.after != present) return refuse(codes::moved_on, "desk");
  if (ticket.state != TicketState::waiting) return refuse(codes::not_waiting, "ticket", {{"number", ticket.number}});
  Events events;
  if (present) events.add(present, Handle{}, TicketServed{command.desk});
  return events.add(command.ticket, Handle{}, TicketCalled{command.desk})
      .add(desk_stream(command.desk), Handle{}, DeskTook{command.desk, command.ticket});
}

Decision decide(RecallTicket const& command, Context const&, States const& states) {
  auto const ticket = served_at(command.desk, states);
  if (!ticket) return std::unexpected(ticket.error());
  return Events{}.add(*ticket, Handle{}, TicketRecalled{command.desk});
}

Decision decide(FinishTicket const& command, Context const&, States const& states) {
  auto const ticket = served_at(command.desk, states);
  if (!ticket) return std::unexpected(ticket.error());
  if (command.ticket && *command.ticket != *ticket) return refuse(codes::moved_on, "desk");
  Events events;
  if (command.outcome == Outcome::served) {
    events.add(*ticket, Handle{}, TicketServed{command.desk});
  } else {
    events.add(*ticket, Handle{}, TicketMissed{command.desk});
  }
  return events.add(desk_stream(command.desk), Handle{}, DeskFreed{command.desk});
}

Decision decide(TransferTicket const& command, Context const&, States const& states) {
  auto const ticket = served_at(command.desk, states);
  if (!ticket) return std::unexpected(ticket.error());
  if (auto ok = must_be_desk(command.to, states, "to"); !ok) return std::unexpected(ok.error());
  if (command.to == command.desk) return refuse(codes::same_desk, "to");
  return Events{}
      .add(*ticket, Handle{}, TicketTransferred{command.desk, command.to})
      .add(desk_stream(command.desk), Handle{}, DeskFreed{command.desk});
}

}  // namespace congvu::queue
