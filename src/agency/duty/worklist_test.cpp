// The law of the worklist, over agencies drawn by lot: a duty is in somebody's list exactly if the Gate lets them act
// on it. Only the duty of an applicant without an account is in nobody's: its secret proves whose it is.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "agency/authority/drawn_for_tests.h"
#include "agency/duty/duty_views.h"
#include "agency/duty/events.h"
#include "agency/duty/queries.h"
#include "pipeline/registry.h"
#include "record/store/temporary.h"

namespace congvu::duty {
namespace {

using authority::DrawnAgency;

std::vector<std::string> const acts{"dossier.accept", "dossier.handle", "dossier.sign"};
std::string const applicants_act = "dossier.answer_supplement";

// The view of duties alone, in a database of its own.
class Duties {
 public:
  Duties() {
    sql_.script("PRAGMA synchronous = OFF");
    add_views(registry_);
    sql_.script(registry_.views().front()->tables);
  }
  template <class E>
  void take(Handle duty, E const& event) {
    Recorded recorded;
    recorded.stream = duty;
    recorded.claimed = DrawnAgency::now;
    registry_.views().front()->projections.at(typeid(E))(sql_, &event, recorded);
  }
  record::Sql& sql() { return sql_; }

 private:
  record::TemporaryFolder folder_;
  Registry registry_;
  record::Sql sql_{folder_.path() / "duties.sqlite", record::Sql::Access::read_and_write};
};

DutyOpened drawn_duty(DrawnAgency const& agency, int number) {
  DutyOpened event{.code = "H-" + std::to_string(number), .procedure = DrawnAgency::one_of(DrawnAgency::procedures)};
  event.unit = agency.unit();
  if (DrawnAgency::once_in(2)) event.due = DrawnAgency::now + seconds{number};
  if (DrawnAgency::once_in(4)) {
    event.nature = Nature::supplement;
    event.act = applicants_act;
    event.candidates = "applicant";
  } else {
    event.act = DrawnAgency::one_of(acts);
    event.candidates = DrawnAgency::one_of({"", "officer@" + agency.unit(), "@" + agency.unit(), agency.position(),
                                            "head", "clerk@U0," + agency.position()});
  }
  if (DrawnAgency::once_in(3)) {
    auto const whose = DrawnAgency::one_of({"citizen", agency.position(), "somebody"});
    event.personal = DutyOpened::Personal{DrawnAgency::account_of(whose)};
  }
  return event;
}

void draw_duties(DrawnAgency const& agency, Duties& duties) {
  for (int number = 0; number < 40; ++number) {
    auto const duty = handle_of("duty", std::to_string(number));
    auto const event = drawn_duty(agency, number);
    duties.take(duty, event);
    if (event.candidates != "applicant" && DrawnAgency::once_in(2)) duties.take(duty, DutyAccepted{agency.position()});
    if (event.candidates != "applicant" && DrawnAgency::once_in(5))
      duties.take(duty, DutyHandedOver{.to = agency.position()});
    if (event.candidates != "applicant" && DrawnAgency::once_in(5)) duties.take(duty, DutyHandedOver{});
    if (DrawnAgency::once_in(5)) duties.take(duty, DutyCompleted{});
    if (DrawnAgency::once_in(5)) duties.take(duty, DutySuspended{});
  }
}

RC_GTEST_PROP(Worklist, a_duty_is_in_the_list_exactly_if_the_gate_lets_one_act_on_it, ()) {
  DrawnAgency const agency{acts, {applicants_act}};
  authority::AuthorityGate const gate;
  Duties duties;
  draw_duties(agency, duties);
  for (auto const& actor : agency.actors()) {
    if (actor.nature == Actor::Nature::anyone) continue;  // who is not signed in has no list
    std::vector<std::string> by_gate;
    std::map<std::string, std::int64_t> counted;
    for (int number = 0; number < 40; ++number) {
      auto const row = by_handle(duties.sql(), handle_of("duty", std::to_string(number)));
      if (!row->standing() || proved_by_secret(*row)) continue;
      if (!gate.ask(actor, question_about(*row), DrawnAgency::now, agency)) continue;
      by_gate.push_back(place_of(*row));
      ++counted[row->nature];
    }
    std::ranges::sort(by_gate);
    std::vector<std::string> listed;
    for (auto const& row : worklist(duties.sql(), actor, DrawnAgency::now, agency)) listed.push_back(place_of(row));
    RC_ASSERT(listed == by_gate);
    RC_ASSERT(worklist_and_counts(duties.sql(), actor, DrawnAgency::now, agency, {}).counts.natures == counted);
  }
}

RC_GTEST_PROP(Worklist, its_pieces_put_together_are_the_whole, ()) {
  DrawnAgency const agency{acts, {applicants_act}};
  Duties duties;
  draw_duties(agency, duties);
  for (auto const& actor : agency.actors()) {
    std::vector<Handle> whole, together;
    for (auto const& row : worklist(duties.sql(), actor, DrawnAgency::now, agency)) whole.push_back(row.duty);
    Wanted wanted;
    wanted.limit = 3;
    for (;;) {
      auto const piece = worklist(duties.sql(), actor, DrawnAgency::now, agency, wanted);
      for (auto const& row : piece) together.push_back(row.duty);
      if (piece.size() < wanted.limit) break;
      wanted.after = place_of(piece.back());
    }
    RC_ASSERT(together == whole);
  }
}

RC_GTEST_PROP(Worklist, narrowed_it_holds_exactly_those_of_the_whole_that_are_asked_for, ()) {
  DrawnAgency const agency{acts, {applicants_act}};
  Duties duties;
  draw_duties(agency, duties);
  Wanted wanted;
  wanted.procedure = DrawnAgency::one_of(DrawnAgency::procedures);
  wanted.overdue_at = DrawnAgency::now + seconds{20};
  for (auto const& actor : agency.actors()) {
    std::vector<Handle> expected, listed;
    for (auto const& row : worklist(duties.sql(), actor, DrawnAgency::now, agency)) {
      bool const overdue = !row.suspended && row.due && *row.due < *wanted.overdue_at;
      if (overdue && row.procedure == *wanted.procedure) expected.push_back(row.duty);
    }
    for (auto const& row : worklist(duties.sql(), actor, DrawnAgency::now, agency, wanted)) listed.push_back(row.duty);
    RC_ASSERT(listed == expected);
  }
}

// What has ended is never looked at, and of what stands no more than is shown: the list costs the same after ten years.
TEST(Worklist, a_kind_is_walked_by_the_index_of_what_stands_alone) {
  Duties duties;
  for (std::string const whose : {"", " AND owner IS NOT ?1"}) {
    std::string plan;
    for (auto const& row : duties.sql().rows(
             "EXPLAIN QUERY PLAN SELECT place, duty FROM duties WHERE kind = ?1 AND place > ?2 AND place < ?3" + whose +
                 " ORDER BY place LIMIT 1",
             1, "", "~")) {
      plan += row.text("detail") + "\n";
    }
    EXPECT_EQ(plan, "SEARCH duties USING COVERING INDEX duties_standing (kind=? AND place>? AND place<?)\n");
  }
}

// Numbers are kept beside the duties, and must be what counting would give.
RC_GTEST_PROP(Worklist, each_kind_says_how_many_of_it_stand, ()) {
  DrawnAgency const agency{acts, {applicants_act}};
  Duties duties;
  draw_duties(agency, duties);
  auto const numbers = [&](std::string_view statement) {
    std::map<std::string, std::int64_t> found;
    for (auto const& row : duties.sql().rows(statement)) found[row.text("kind")] = row.number("n");
    return found;
  };
  constexpr std::string_view kind =
      "holder || '/' || act || '/' || procedure || '/' || unit || '/' || candidates"
      " || '/' || nature || '/' || ";
  auto const counted = numbers("SELECT " + std::string{kind} +
                               "(owner IS NOT NULL AND owner <> zeroblob(16)) AS kind, count(*) AS n FROM duties"
                               " WHERE ended IS NULL GROUP BY 1");
  RC_ASSERT(numbers("SELECT " + std::string{kind} + "owned AS kind, standing AS n FROM duty_kinds") == counted);
}

}  // namespace
}  // namespace congvu::duty
