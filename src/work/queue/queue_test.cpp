#include "work/queue/queue.h"

#include <gtest/gtest.h>

#include "agency/procedure/commands.h"
#include "agency/procedure/procedure.h"
#include "agency/procedure/room.h"
#include "pipeline/told_for_tests.h"
#include "work/queue/room.h"

namespace congvu::queue {
namespace {

procedure::Term term(std::string code) {
  procedure::Term made;
  made.code = code;
  made.title = std::move(code);
  return made;
}

void rooms(Registry& registry) {
  procedure::register_room(registry);
  register_room(registry);
}

// Two lines, two desks, at nine on a Monday.
Told office() {
  Told told{&rooms};
  told.now = *parse_instant("2024-11-18T09:00:00+07:00");
  procedure::Terms terms;
  terms.queue = procedure::QueueTerms{{term("A"), term("B")}, {term("1"), term("2")}, {term("elderly")}};
  told.tell(procedure::StateTerms{terms});
  return told;
}

Handle taken(Told& told, std::string line = "A") {
  auto const before = told.history().size();
  told.tell(TakeTicket{std::move(line), {}});
  return told.history()[before].recorded.stream;
}

Code refusal_of(Decision const& decision) {
  return decision ? Code{"(decided)"} : decision.error().code;
}

TEST(Queue, numbers_begin_anew_each_day_and_in_each_line) {
  auto told = office();
  EXPECT_EQ(told.load<Ticket>(taken(told)).number, "A-001");
  EXPECT_EQ(told.load<Ticket>(taken(told)).number, "A-002");
  EXPECT_EQ(told.load<Ticket>(taken(told, "B")).number, "B-001");
  told.now += std::chrono::hours{24};
  EXPECT_EQ(told.load<Ticket>(taken(told)).number, "A-001");
}

TEST(Queue, an_unknown_line_desk_or_priority_is_refused) {
  auto told = office();
  EXPECT_EQ(refusal_of(told.decided(TakeTicket{"Z", {}})), codes::unknown_line);
  EXPECT_EQ(refusal_of(told.decided(TakeTicket{"A", "friend"})), codes::unknown_priority);
  EXPECT_EQ(refusal_of(told.decided(CallTicket{taken(told), "9", {}})), codes::unknown_desk);
  EXPECT_EQ(refusal_of(told.decided(CallTicket{handle_of("x", "y"), "1", {}})), codes::unknown_ticket);
}

TEST(Queue, calling_the_next_serves_the_one_before) {
  auto told = office();
  Handle const first = taken(told);
  Handle const second = taken(told);
  told.tell(CallTicket{first, "1", Handle{}});
  told.tell(CallTicket{second, "1", first});
  EXPECT_EQ(told.load<Ticket>(first).state, TicketState::served);
  EXPECT_EQ(told.load<Desk>(desk_stream("1")).ticket, second);
}

TEST(Queue, two_desks_never_call_one_number_and_pressing_twice_calls_once) {
  auto told = office();
  Handle const first = taken(told);
  Handle const second = taken(told);
  told.tell(CallTicket{first, "1", Handle{}});
  EXPECT_EQ(refusal_of(told.decided(CallTicket{first, "2", Handle{}})), codes::not_waiting);
  EXPECT_EQ(refusal_of(told.decided(CallTicket{second, "1", Handle{}})), codes::moved_on);
}

TEST(Queue, a_number_not_there_is_missed_and_frees_the_desk) {
  auto told = office();
  Handle const ticket = taken(told);
  told.tell(CallTicket{ticket, "1", {}});
  told.tell(FinishTicket{"1", Outcome::missed});
  EXPECT_EQ(told.load<Ticket>(ticket).state, TicketState::missed);
  EXPECT_EQ(refusal_of(told.decided(FinishTicket{"1", Outcome::served})), codes::nobody_at_desk);
  EXPECT_EQ(refusal_of(told.decided(RecallTicket{"1"})), codes::nobody_at_desk);
}

TEST(Queue, ending_a_number_ends_no_other_that_was_called_meanwhile) {
  auto told = office();
  Handle const first = taken(told);
  Handle const second = taken(told);
  told.tell(CallTicket{first, "1", {}});
  told.tell(CallTicket{second, "1", {}});
  EXPECT_EQ(refusal_of(told.decided(FinishTicket{"1", Outcome::served, first})), codes::moved_on);
  told.tell(FinishTicket{"1", Outcome::served, second});
  EXPECT_EQ(told.load<Ticket>(second).state, TicketState::served);
}

TEST(Queue, a_transferred_number_waits_for_the_other_desk) {
  auto told = office();
  Handle const ticket = taken(told);
  told.tell(CallTicket{ticket, "1", {}});
  EXPECT_EQ(refusal_of(told.decided(TransferTicket{"1", "1"})), codes::same_desk);
  told.tell(TransferTicket{"1", "2"});
  EXPECT_EQ(told.load<Ticket>(ticket).state, TicketState::waiting);
  EXPECT_EQ(told.load<Ticket>(ticket).desk, "2");
  told.tell(CallTicket{ticket, "2", {}});
  EXPECT_EQ(told.load<Desk>(desk_stream("2")).ticket, ticket);
}

TEST(Queue, an_office_whose_pack_keeps_none_says_so) {
  Told told{&rooms};
  told.now = *parse_instant("2024-11-18T09:00:00+07:00");
  told.tell(procedure::StateTerms{procedure::Terms{}});
  EXPECT_EQ(refusal_of(told.decided(TakeTicket{"A", {}})), codes::not_kept);
}

}  // namespace
}  // namespace congvu::queue
