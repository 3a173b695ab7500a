#include "insight/today/today.h"

#include <gtest/gtest.h>

namespace congvu::today {
namespace {

Instant instant(char const* text) {
  return *parse_instant(std::string{text} + "+07:00");
}

Calendar office() {
  CalendarFacts facts{.covers_from = *parse_date("2024-01-01"), .covers_to = *parse_date("2024-12-31")};
  WeekHours week{.from = facts.covers_from};
  std::vector<OpenHours> const day{{seconds{8 * 3600}, seconds{12 * 3600}}, {seconds{13 * 3600}, seconds{17 * 3600}}};
  for (int weekday = 0; weekday < 5; ++weekday) week.days[static_cast<std::size_t>(weekday)] = day;
  facts.hours.push_back(std::move(week));
  return Calendar{std::move(facts)};
}

Stay stay(std::string work, char const* due, char const* ended = nullptr) {
  Stay stay{.work = std::move(work), .nature = "step", .unit = "QLT"};
  stay.opened = instant("2024-11-18T08:00");
  stay.due = instant(due);
  if (ended) stay.ended = instant(ended);
  return stay;
}

TEST(Share, is_told_in_tenths_of_a_per_cent) {
  EXPECT_EQ((Share{1284, 1301}.permille()), 987);
  EXPECT_EQ((Share{0, 3}.permille()), 0);
}

TEST(Share, of_nothing_is_absent_and_not_a_hundred) {
  EXPECT_EQ(Share{}.permille(), std::nullopt);
}

TEST(Share, is_a_hundred_only_when_nobody_was_kept_waiting) {
  EXPECT_EQ((Share{99'999, 100'000}.permille()), 999);
  EXPECT_EQ((Share{5, 5}.permille()), 1000);
}

TEST(Figures, are_written_as_offices_write_them) {
  EXPECT_EQ(grouped(1284, '.'), "1.284");
  EXPECT_EQ(grouped(1'284'000, '.'), "1.284.000");
  EXPECT_EQ(grouped(999, '.'), "999");
  EXPECT_EQ(grouped(0, '.'), "0");
  EXPECT_EQ(per_cent(987, ','), "98,7");
  EXPECT_EQ(per_cent(1000, ','), "100");
}

TEST(Reason, names_the_step_that_went_furthest_beyond_its_own_time) {
  std::vector const stays{stay("Assign", "2024-11-18T12:00", "2024-11-18T14:00"),
                          stay("Appraise", "2024-11-19T17:00", "2024-11-20T11:00"), stay("Sign", "2024-11-25T17:00")};
  auto const reason = reason_of(stays, office(), {}, instant("2024-11-20T11:30"));
  ASSERT_TRUE(reason.slowest);
  EXPECT_EQ(reason.slowest->work, "Appraise");
  EXPECT_EQ(reason.over, std::chrono::hours{3});
  ASSERT_TRUE(reason.now);
  EXPECT_EQ(reason.now->work, "Sign");
}

TEST(Reason, of_a_step_still_open_counts_to_now) {
  std::vector const stays{stay("Appraise", "2024-11-19T17:00")};
  EXPECT_EQ(reason_of(stays, office(), {}, instant("2024-11-20T10:00")).over, std::chrono::hours{2});
}

TEST(Reason, never_blames_the_applicant_or_a_stopped_clock) {
  std::vector stays{stay("Supplement", "2024-11-18T12:00"), stay("Appraise", "2024-11-18T12:00")};
  stays[0].applicant = true;
  stays[1].still = true;
  EXPECT_FALSE(reason_of(stays, office(), {}, instant("2024-11-20T10:00")).slowest);
}

TEST(Reason, is_the_step_in_which_the_time_ran_out_where_each_kept_its_own) {
  auto next = stay("Sign", "2024-11-25T17:00", "2024-11-25T08:20");
  next.opened = instant("2024-11-22T16:00");
  std::vector const stays{stay("Appraise", "2024-11-22T17:00", "2024-11-22T16:00"), next};
  auto const reason = reason_of(stays, office(), instant("2024-11-22T17:00"), instant("2024-11-25T08:20"));
  EXPECT_FALSE(reason.slowest);
  ASSERT_TRUE(reason.at_due);
  EXPECT_EQ(reason.at_due->work, "Sign");
}

TEST(Reason, is_never_what_came_after_the_result) {
  auto handing_over = stay("Return", "2024-11-20T12:00");
  handing_over.opened = instant("2024-11-20T08:00");
  std::vector const stays{handing_over};
  EXPECT_FALSE(reason_of(stays, office(), {}, instant("2024-11-20T08:00")).slowest);
}

TEST(Weeks, begin_on_a_monday_and_end_with_this_one) {
  EXPECT_EQ(first_week(instant("2024-11-24T23:59")), instant("2024-08-26T00:00"));  // a Sunday
  EXPECT_EQ(first_week(instant("2024-11-25T00:00")), instant("2024-09-02T00:00"));  // the Monday after
}

TEST(Scale, reaches_what_it_shows_in_round_steps) {
  EXPECT_EQ(scale_step(0), 1);
  EXPECT_EQ(scale_step(4), 1);
  EXPECT_EQ(scale_step(5), 2);
  EXPECT_EQ(scale_step(340), 100);
}

procedure::ProcedurePublished published(std::string code, procedure::ProcedureKind kind) {
  procedure::ProcedurePublished event;
  event.code = std::move(code);
  event.facts.kind = kind;
  return event;
}

void put(procedure::Catalogue& catalogue, procedure::ProcedurePublished event, char const* from) {
  procedure::Version version{.code = event.code, .from = *parse_date(from)};
  version.published = std::make_shared<procedure::ProcedurePublished const>(std::move(event));
  auto const code = version.code;
  catalogue.procedures[code].push_back(std::make_shared<procedure::Version const>(std::move(version)));
}

void announce(procedure::Catalogue& catalogue, char const* id, char const* in_force, procedure::Progress progress) {
  auto standing = std::make_shared<procedure::StandingAnnouncement>();
  standing->progress = progress;
  standing->decision.in_force = *parse_date(in_force);
  catalogue.announcements[id] = std::move(standing);
}

TEST(Catalogue, counts_what_is_in_force_that_day) {
  using procedure::ProcedureKind;
  procedure::Catalogue catalogue;
  auto delegated = published("1.005074", ProcedureKind::administrative);
  delegated.facts.delegated = {"City", "Department", {}, {}};
  put(catalogue, delegated, "2024-01-01");
  put(catalogue, published("2.001914", ProcedureKind::administrative), "2024-01-01");
  put(catalogue, published("NB-01", ProcedureKind::internal), "2024-01-01");
  put(catalogue, published("LT-01", ProcedureKind::linked), "2025-01-01");
  announce(catalogue, "past", "2024-07-01", procedure::Progress::approved);
  announce(catalogue, "today", "2024-11-25", procedure::Progress::approved);
  announce(catalogue, "coming", "2025-01-01", procedure::Progress::approved);
  announce(catalogue, "prepared", "2024-07-01", procedure::Progress::prepared);
  auto const counts = counts_of(catalogue, *parse_date("2024-11-25"));
  EXPECT_EQ(counts.announcements, 2);
  EXPECT_EQ(counts.internal, 1);
  EXPECT_EQ(counts.linked, 0);
  EXPECT_EQ(counts.delegated, 1);
}

}  // namespace
}  // namespace congvu::today
