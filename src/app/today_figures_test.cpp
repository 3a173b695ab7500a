// The figures over a small record: the views of dossiers and duties, told a few events.
#include "insight/today/today_queries.h"

#include <gtest/gtest.h>

#include "agency/decision/room.h"
#include "agency/duty/events.h"
#include "agency/duty/room.h"
#include "agency/procedure/room.h"
#include "pipeline/registry.h"
#include "record/store/temporary.h"
#include "work/dossier/events.h"
#include "work/dossier/room.h"

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

constexpr char const* diploma = "2.001914";  // of QLT
constexpr char const* school = "1.005074";   // of GDPT
constexpr char const* department = "H26.19";

// A procedure as an agency performs it.
std::string at(char const* procedure, char const* agency = department) {
  return std::string{procedure} + "@" + agency;
}

// Monday 25 November 2024, 10:20.
class Today : public testing::Test {
 protected:
  Today() {
    procedure::register_room(registry_);
    decision::register_room(registry_);
    dossier::register_room(registry_);
    duty::register_room(registry_);
    for (auto const& view : registry_.views()) sql.script(view->tables);
    whole.procedures = {at(school), at(diploma)};
    whole.units = {"QLT", "GDPT"};
  }

  template <class E>
  void happens(E const& event, Handle stream, char const* when) {
    Recorded recorded;
    recorded.stream = stream;
    recorded.claimed = recorded.recorded = instant(when);
    for (auto const& view : registry_.views()) {
      auto const found = view->projections.find(typeid(E));
      if (found != view->projections.end()) found->second(sql, &event, recorded);
    }
  }

  Handle accepted(std::string code, char const* procedure, char const* when, char const* due,
                  char const* agency = department) {
    auto const dossier = handle_of("dossier", code);
    happens(dossier::DossierFiled{.code = code, .procedure = procedure, .agency = agency}, dossier, when);
    happens(dossier::DossierAccepted{.first_due = instant(due)}, dossier, when);
    return dossier;
  }
  void settled(Handle dossier, char const* when, char const* due, bool on_time) {
    happens(dossier::ResultReady{.due = instant(due), .on_time = on_time}, dossier, when);
  }
  std::vector<std::string> codes_behind(Figure figure, Sight const& sight) {
    std::vector<std::string> codes;
    for (auto const& row : dossier::dossiers(sql, behind(figure, sight, calendar, now))) codes.push_back(row.code);
    return codes;
  }

  record::TemporaryFolder folder_;
  Registry registry_;
  record::Sql sql{folder_.path() / "views.sqlite", record::Sql::Access::read_and_write};
  Calendar calendar = office();
  Instant now = instant("2024-11-25T10:20");
  Sight whole;
};

using Codes = std::vector<std::string>;

TEST_F(Today, the_share_counts_what_was_settled_in_thirty_days_and_what_is_overdue) {
  settled(accepted("A", diploma, "2024-11-11T08:00", "2024-11-18T17:00"), "2024-11-15T10:00", "2024-11-18T17:00", true);
  settled(accepted("B", diploma, "2024-11-11T09:00", "2024-11-18T17:00"), "2024-11-19T10:00", "2024-11-18T17:00",
          false);
  settled(accepted("C", diploma, "2024-10-01T08:00", "2024-10-08T17:00"), "2024-10-09T08:00", "2024-10-08T17:00",
          false);
  accepted("D", school, "2024-10-21T08:00", "2024-11-18T17:00");  // overdue
  accepted("E", school, "2024-11-18T08:00", "2024-12-16T17:00");  // on its way: counts only once it is settled or late
  auto const found = figures(sql, whole, calendar, now);
  EXPECT_EQ(found.on_time.on_time, 1);
  EXPECT_EQ(found.on_time.all, 3);
  EXPECT_EQ(codes_behind(Figure::on_time, whole), (Codes{"B", "A", "D"}));
  EXPECT_EQ(found.overdue, 1);
  EXPECT_EQ(codes_behind(Figure::overdue, whole), Codes{"D"});
}

TEST_F(Today, of_the_first_of_the_thirty_days_the_share_counts_what_came_after_that_hour) {
  settled(accepted("A", diploma, "2024-10-21T08:00", "2024-10-28T17:00"), "2024-10-26T10:19", "2024-10-28T17:00", true);
  settled(accepted("B", diploma, "2024-10-21T08:00", "2024-10-28T17:00"), "2024-10-26T10:21", "2024-10-28T17:00", true);
  EXPECT_EQ(figures(sql, whole, calendar, now).on_time.all, 1);
  EXPECT_EQ(codes_behind(Figure::on_time, whole), Codes{"B"});
}

TEST_F(Today, due_soon_is_within_eight_working_hours_to_the_second) {
  accepted("SOON", diploma, "2024-11-18T08:00", "2024-11-26T10:20");
  accepted("LATER", diploma, "2024-11-18T08:00", "2024-11-26T10:21");
  accepted("OVER", diploma, "2024-11-18T08:00", "2024-11-25T10:19");
  EXPECT_EQ(codes_behind(Figure::due_soon, whole), Codes{"SOON"});
  EXPECT_EQ(figures(sql, whole, calendar, now).due_soon, 1);
}

TEST_F(Today, a_dossier_that_waits_for_its_applicant_is_not_overdue) {
  auto const dossier = accepted("W", diploma, "2024-11-11T08:00", "2024-11-18T17:00");
  happens(dossier::SupplementRequested{.ground = "supplement", .at_intake = false}, dossier, "2024-11-14T08:00");
  happens(dossier::ClockPaused{.ground = "supplement"}, dossier, "2024-11-14T08:00");
  auto const found = figures(sql, whole, calendar, now);
  EXPECT_EQ(found.waiting, 1);
  EXPECT_EQ(found.overdue, 0);
  EXPECT_EQ(found.on_time.all, 0);
}

TEST_F(Today, a_head_sees_the_dossiers_of_their_own_unit) {
  accepted("Q", diploma, "2024-11-11T08:00", "2024-11-18T17:00");
  accepted("G", school, "2024-10-21T08:00", "2024-11-18T17:00");
  Sight own;
  own.procedures = {at(diploma)};
  EXPECT_EQ(codes_behind(Figure::overdue, own), Codes{"Q"});
  EXPECT_EQ(figures(sql, own, calendar, now).overdue, 1);
  EXPECT_EQ(figures(sql, Sight{}, calendar, now).overdue, 0);
}

TEST_F(Today, a_wards_leader_counts_the_dossiers_of_that_ward_alone) {
  accepted("A", school, "2024-11-11T08:00", "2024-11-18T17:00", "WARD-A");
  accepted("B", school, "2024-11-11T08:00", "2024-11-18T17:00", "WARD-B");
  Sight ward;
  ward.procedures = {at(school, "WARD-B")};
  EXPECT_EQ(codes_behind(Figure::overdue, ward), Codes{"B"});
  EXPECT_EQ(figures(sql, ward, calendar, now).overdue, 1);
  EXPECT_EQ(weeks(sql, ward, now).at(weeks_shown - 3).received, 1) << "what came in, too";
}

TEST_F(Today, a_late_dossier_tells_its_step_unit_and_holder) {
  auto const dossier = accepted("D", school, "2024-10-21T08:00", "2024-11-18T17:00");
  auto const duty = handle_of("duty", "D");
  happens(duty::DutyOpened{.matter = dossier,
                           .code = "D",
                           .procedure = school,
                           .work = "Appraise",
                           .candidates = "officer@GDPT",
                           .unit = "GDPT",
                           .due = instant("2024-11-22T17:00")},
          duty, "2024-11-18T08:00");
  happens(duty::DutyAccepted{"GDPT-CV1"}, duty, "2024-11-18T09:00");
  auto const list = lines(sql, behind(Figure::overdue, whole, calendar, now), calendar, now);
  ASSERT_EQ(list.size(), 1u);
  auto const& reason = list.front().reason;
  ASSERT_TRUE(reason.slowest && reason.now);
  EXPECT_EQ(reason.slowest->work, "Appraise");
  EXPECT_EQ(reason.slowest->unit, "GDPT");
  EXPECT_EQ(reason.slowest->holder, "GDPT-CV1");
  EXPECT_EQ(reason.over, minutes{140});
}

TEST_F(Today, what_an_applicant_owes_is_nobodys_load) {
  happens(duty::DutyOpened{.nature = duty::Nature::supplement, .code = "W", .candidates = "applicant", .unit = "QLT"},
          handle_of("duty", "W"), "2024-11-18T08:00");
  happens(duty::DutyOpened{.code = "Q", .candidates = "officer@QLT", .unit = "QLT"}, handle_of("duty", "Q"),
          "2024-11-18T08:00");
  happens(duty::DutyOpened{.code = "G", .candidates = "officer@GDPT", .unit = "GDPT"}, handle_of("duty", "G"),
          "2024-11-18T08:00");
  Sight own;
  own.units = {"QLT"};
  auto const loads = load_of_units(sql, own, {});
  ASSERT_EQ(loads.size(), 1u);
  EXPECT_EQ(loads.front().unit, "QLT");
  EXPECT_EQ(loads.front().pool, 1);
}

TEST_F(Today, weeks_tell_what_came_was_settled_and_ran_over) {
  settled(accepted("A", diploma, "2024-11-11T08:00", "2024-11-18T17:00"), "2024-11-19T10:00", "2024-11-18T17:00",
          false);
  accepted("B", diploma, "2024-11-25T08:00", "2024-12-02T17:00");
  auto const list = weeks(sql, whole, now);
  ASSERT_EQ(list.size(), 13u);
  EXPECT_EQ(list[12].monday, *parse_date("2024-11-25"));
  EXPECT_EQ(list[12].received, 1);
  EXPECT_EQ(list[11].settled, 1);
  EXPECT_EQ(list[11].overrun, 1);
  EXPECT_EQ(list[10].received, 1);
}

}  // namespace
}  // namespace congvu::today
