#include "work/dossier/blanks.h"

#include <gtest/gtest.h>

#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/deciding.h"
#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

FileDossier on_blank(std::string const& code) {
  auto filing = sample_filing();
  filing.late_entry = "numbered_blank";
  filing.blank = code;
  return filing;
}

// Three blanks at eight, the server down from nine, up again at two.
Told after_an_outage() {
  auto told = sample_agency();
  told.now = instant("2024-11-18T08:00");
  told.tell(PrintBlanks{3}, clerk());
  told.now = instant("2024-11-18T14:00");
  told.claimed = instant("2024-11-18T09:30");
  return told;
}

TEST(NumberedBlanks, each_has_its_own_number_of_the_register) {
  auto told = sample_agency();
  told.tell(PrintBlanks{2}, clerk());
  told.tell(PrintBlanks{1}, clerk());
  EXPECT_EQ(told.load<Blank>(blank_stream("TNDP-2024-03")).number, "03/TNDP");
  EXPECT_EQ(told.load<Blank>(blank_stream(" tndp-2024-01")).state, BlankState::printed);
  EXPECT_EQ(refusal_of(told.decided(PrintBlanks{0})), codes::blank_count);
  EXPECT_EQ(refusal_of(told.decided(PrintBlanks{101})), codes::blank_count);
}

TEST(NumberedBlanks, another_agencys_pad_is_told_by_its_code) {
  EXPECT_EQ(blank_code(5, 2025), "TNDP-2025-05");
  EXPECT_EQ(blank_code(5, 2025, "H26.101"), "TNDP-H26.101-2025-05");
}

TEST(NumberedBlanks, one_of_another_agency_is_not_used_here) {
  auto told = after_an_outage();
  BlankPrinted const theirs{"TNDP-H26.101-2024-01", "01/TNDP", "H26.101"};
  Blank blank;
  apply(blank, theirs, Recorded{});
  EXPECT_EQ(blank.agency, "H26.101");
  apply(blank, BlankPrinted{"TNDP-2024-01", "01/TNDP", {}}, Recorded{});
  EXPECT_TRUE(blank.agency.empty()) << "one printed before agencies had pads of their own is everyone's";
}

TEST(NumberedBlanks, both_clocks_of_what_was_received_on_one_start_from_the_time_on_it) {
  auto told = after_an_outage();
  Handle const handle = filed(told, on_blank("TNDP-2024-02"), clerk());
  told.tell(AcceptDossier{handle, {}}, clerk());
  auto const& dossier = told.load<Dossier>(handle);
  EXPECT_EQ(dossier.filed_at, instant("2024-11-18T09:30"));
  EXPECT_EQ(dossier.intake_due, instant("2024-11-19T09:30"));
  EXPECT_EQ(dossier.accepted_at, instant("2024-11-18T09:30"));
  EXPECT_EQ(dossier.blank, "TNDP-2024-02");
  EXPECT_EQ(told.history().back().recorded.recorded, instant("2024-11-18T14:00"));
  EXPECT_EQ(told.load<Blank>(blank_stream("TNDP-2024-02")).dossier, dossier.code);
}

TEST(NumberedBlanks, none_is_used_twice_and_none_that_was_not_issued_or_was_voided) {
  auto told = after_an_outage();
  filed(told, on_blank("TNDP-2024-02"), clerk());
  EXPECT_EQ(refusal_of(told.decided(on_blank("TNDP-2024-02"))), codes::blank_used);
  EXPECT_EQ(refusal_of(told.decided(on_blank("TNDP-2024-09"))), codes::blank_unknown);
  told.tell(VoidBlanks{{"TNDP-2024-03"}, std::string{"spoiled"}}, clerk());
  EXPECT_EQ(refusal_of(told.decided(on_blank("TNDP-2024-03"))), codes::blank_voided);
  EXPECT_EQ(refusal_of(told.decided(VoidBlanks{{"TNDP-2024-02"}, std::string{"lost"}})), codes::blank_used);
}

TEST(NumberedBlanks, none_was_used_before_it_was_printed) {
  auto told = after_an_outage();
  told.claimed = instant("2024-11-18T07:59");
  EXPECT_EQ(refusal_of(told.decided(on_blank("TNDP-2024-01"))), codes::blank_later);
}

TEST(LateEntry, a_time_before_now_needs_its_ground_and_a_blank_its_own) {
  auto told = after_an_outage();
  EXPECT_EQ(refusal_of(told.decided(sample_filing())), codes::late_needs_ground);
  auto filing = sample_filing();
  filing.late_entry = "numbered_blank";
  EXPECT_EQ(refusal_of(told.decided(filing)), codes::blank_needed);
  filing.late_entry = "post";
  filing.blank = "TNDP-2024-01";
  EXPECT_EQ(refusal_of(told.decided(filing)), codes::unknown_ground);
  filing.blank.reset();
  EXPECT_TRUE(told.decided(filing));
}

TEST(LateEntry, what_came_in_time_is_not_answered_as_of_an_earlier_time) {
  auto told = sample_agency();
  Handle const handle = filed(told);
  told.now = instant("2024-11-18T11:00");
  told.claimed = instant("2024-11-18T09:30");
  EXPECT_EQ(refusal_of(told.decided(AcceptDossier{handle, {}}, clerk())), codes::late_needs_ground);
}

TEST(LateEntry, it_asks_for_a_power_of_its_own) {
  auto const told = sample_agency();
  auto filing = sample_filing();
  EXPECT_EQ(question(filing, told.context(clerk()), told)->act, "dossier.file");
  filing.late_entry = "post";
  EXPECT_EQ(question(filing, told.context(clerk()), told)->act, "dossier.enter_late");
}

TEST(Reappointing, the_apology_comes_once_and_moves_no_clock) {
  auto told = sample_agency();
  Handle const handle = accepted(told);
  Instant const due = told.load<Dossier>(handle).due;
  ReappointDossier command{handle, day(2024, 11, 25), std::string{"The archive is flooded"}};
  EXPECT_EQ(refusal_of(told.decided(command)), codes::reappointed_too_early);
  command.until = day(2024, 11, 30);
  EXPECT_EQ(refusal_of(told.decided(command)), codes::not_a_working_day);
  command.until = day(2024, 11, 28);
  told.tell(command);
  auto const& dossier = told.load<Dossier>(handle);
  EXPECT_EQ(dossier.due, due);
  EXPECT_EQ(dossier.reappointment->what.slip, "01/PXL");
  EXPECT_EQ(dossier.reappointment->what.until, instant("2024-11-28T17:00"));
  EXPECT_EQ(refusal_of(told.decided(command)), codes::reappointed_once);
}

TEST(FinancialDuty, the_clock_waits_while_the_applicant_owes_it_and_goes_on_when_it_is_paid) {
  auto told = sample_agency();
  Handle const handle = accepted(told);
  told.tell(PauseClock{handle, "financial_duty", {}, std::string{"Fee of 100,000"}}, officer());
  Handle const owed = told.load<Dossier>(handle).pause_duty;
  EXPECT_EQ(told.load<duty::Duty>(owed).opened.nature, duty::Nature::payment);
  EXPECT_TRUE(told.load<duty::Duty>(owed).standing());
  told.now = instant("2024-11-19T09:12");
  told.tell(ResumeClock{handle}, officer());
  EXPECT_FALSE(told.load<duty::Duty>(owed).standing());
  EXPECT_EQ(told.load<Dossier>(handle).due, instant("2024-11-26T09:12"));
}

TEST(FinancialDuty, a_withdrawn_dossier_owes_nothing_more) {
  auto told = sample_agency();
  Handle const handle = accepted(told);
  told.tell(PauseClock{handle, "financial_duty", {}, std::string{"Fee"}}, officer());
  Handle const owed = told.load<Dossier>(handle).pause_duty;
  told.tell(WithdrawDossier{handle, {}, "applicant_request", {}}, clerk());
  EXPECT_EQ(told.load<duty::Duty>(owed).phase, duty::Phase::cancelled);
}

}  // namespace
}  // namespace congvu::dossier
