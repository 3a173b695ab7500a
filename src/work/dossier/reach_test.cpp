// The law of what is found: over agencies drawn by lot, register and search show somebody a dossier exactly if the Gate
// lets them read it, and count no other.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "agency/authority/drawn_for_tests.h"
#include "agency/org/people_views.h"
#include "agency/procedure/procedure.h"
#include "agency/procedure/procedure_views.h"
#include "record/store/temporary.h"
#include "work/dossier/dossier_views.h"
#include "work/dossier/events.h"
#include "work/dossier/found_queries.h"
#include "work/dossier/found_views.h"

namespace congvu::dossier {
namespace {

using authority::DrawnAgency;

std::string const act = "dossier.read";
constexpr std::size_t most = 1000;

procedure::Catalogue drawn_catalogue(DrawnAgency const& agency) {
  procedure::Catalogue catalogue;
  for (auto const& code : DrawnAgency::procedures) {
    for (int version = 1; version <= 2; ++version) {
      auto published = std::make_shared<procedure::ProcedurePublished>();
      published->code = code;
      published->version = version;
      published->facts.handling_unit = agency.unit();
      procedure::Version const made{.code = code, .version = version, .published = published};
      catalogue.procedures[code].push_back(std::make_shared<procedure::Version const>(made));
    }
  }
  return catalogue;
}

// Every view of this room, in a database of its own.
class Views {
 public:
  Views() {
    sql_.script("PRAGMA synchronous = OFF");
    procedure::add_views(registry_);
    add_views(registry_);
    add_found_views(registry_);
    for (auto const& view : registry_.views()) sql_.script(view->tables);
  }
  template <class Event>
  void take(Event const& event, Handle stream, std::uint64_t index, Instant when) {
    Recorded recorded;
    recorded.stream = stream;
    recorded.index = index;
    recorded.claimed = when;
    for (auto const& view : registry_.views()) {
      auto const projection = view->projections.find(typeid(Event));
      if (projection != view->projections.end()) projection->second(sql_, &event, recorded);
    }
  }
  record::Sql& sql() { return sql_; }

 private:
  record::TemporaryFolder folder_;
  Registry registry_;
  record::Sql sql_{folder_.path() / "dossiers.sqlite", record::Sql::Access::read_and_write};
};

DossierFiled drawn_dossier(DrawnAgency const& agency, int number) {
  DossierFiled event{.code = "H26-" + std::to_string(1000 + number)};
  event.procedure = DrawnAgency::one_of(DrawnAgency::procedures);
  event.procedure_version = *rc::gen::inRange(1, 3);
  event.personal = DossierFiled::Personal{};
  event.personal->applicant.name.value = "Tr\u1ea7n V\u0103n H\u00f2a";
  if (DrawnAgency::once_in(2)) {
    event.personal->account = DrawnAgency::account_of(DrawnAgency::one_of({"citizen", agency.position(), "somebody"}));
  }
  return event;
}

RC_GTEST_PROP(Reach, what_is_listed_found_and_counted_is_what_the_gate_lets_one_read, ()) {
  DrawnAgency agency{{act}, {act}};
  auto const catalogue = drawn_catalogue(agency);
  agency.hold(&catalogue);
  authority::AuthorityGate const gate;
  Views views;
  std::uint64_t published = 1000;
  for (auto const& [code, versions] : catalogue.procedures) {
    for (auto const& version : versions) {
      views.take(*version->published, handle_of("procedure", code), ++published, DrawnAgency::now);
    }
  }
  std::vector<DossierFiled> dossiers_filed;
  std::map<std::string, Date> days;
  for (int number = 0; number < 30; ++number) {
    dossiers_filed.push_back(drawn_dossier(agency, number));
    auto const filed = DrawnAgency::now - std::chrono::days{*rc::gen::inRange(0, 400)};
    days[dossiers_filed.back().code] = local_date(filed);
    views.take(dossiers_filed.back(), handle_of("dossier", std::to_string(number)), static_cast<std::uint64_t>(number),
               filed);
  }
  for (auto const& actor : agency.actors()) {
    std::set<std::string> by_gate, listed, found;
    for (auto const& filed : dossiers_filed) {
      Question question{.act = act, .procedure = filed.procedure};
      question.unit = catalogue.version(filed.procedure, filed.procedure_version)->facts().handling_unit;
      if (filed.personal->account) question.owner = *filed.personal->account;
      question.filed = days.at(filed.code);
      if (gate.ask(actor, question, DrawnAgency::now, agency)) by_gate.insert(filed.code);
    }
    auto const reach = reach_of(actor, DrawnAgency::now, agency);
    Filter filter;
    filter.reach = reach;
    for (auto const& row : dossiers(views.sql(), filter)) listed.insert(row.code);
    RC_ASSERT(listed == by_gate);
    filter.text = "hoa tran";
    listed.clear();
    for (auto const& row : dossiers(views.sql(), filter)) listed.insert(row.code);
    RC_ASSERT(listed == by_gate);
    record::Sought const sought{"hoa"};
    for (auto const& each : found_dossiers(views.sql(), sought, record::Marks::any, reach, std::nullopt, most)) {
      found.insert(each.dossier.code);
    }
    RC_ASSERT(found == by_gate);
    RC_ASSERT(count_found_dossiers(views.sql(), sought, reach, most) == by_gate.size());
  }
}

// Each statement of the register must find its rows by an index: 100,000 dossiers are ten years of an office.
TEST(Register, no_list_or_figure_reads_every_dossier) {
  Views views;
  auto const plan_of = [&](Filter const& filter) {
    std::string plan;
    for (auto const& line : plan_of_dossiers(views.sql(), filter)) plan += line + "\n";
    return plan;
  };
  std::vector<Filter> filters(7);
  filters[1].phase = "filed";
  filters[2].text = "hoa";
  filters[3].due_before = DrawnAgency::now;
  filters[4].waiting = true;
  filters[5].account = DrawnAgency::account_of("citizen");
  filters[6].reach = Reach{};
  for (auto const& filter : filters) {
    auto const plan = plan_of(filter);
    EXPECT_EQ(plan.find("SCAN dossiers\n"), std::string::npos) << plan;
    EXPECT_FALSE(plan.empty());
  }
}

// Figures are counted from the index alone: no dossier's row is read.
TEST(Register, figures_of_what_stands_open_are_counted_from_an_index) {
  Views views;
  auto const plan_of = [&](std::string const& condition) {
    std::string plan;
    for (auto const& row :
         views.sql().rows("EXPLAIN QUERY PLAN SELECT count(*) FROM dossiers WHERE 1 AND " + condition +
                          " AND procedure || '@' || agency IN (SELECT value FROM json_each('[]'))")) {
      plan += row.text("detail") + "\n";
    }
    return plan;
  };
  auto const overdue = plan_of("phase = 'handling' AND paused IS NULL AND due < 1");
  EXPECT_NE(overdue.find("USING COVERING INDEX dossiers_open (phase=? AND due<?)"), std::string::npos) << overdue;
  auto const waiting = plan_of("phase IN ('filed', 'handling') AND waiting IS NOT NULL");
  EXPECT_NE(waiting.find("USING COVERING INDEX dossiers_waiting (phase=?)"), std::string::npos) << waiting;
}

}  // namespace
}  // namespace congvu::dossier
