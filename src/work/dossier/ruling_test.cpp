#include "work/dossier/ruling.h"

#include <gtest/gtest.h>

#include "agency/decision/commands.h"
#include "agency/duty/commands.h"
#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

// One column asked about, one rule for each line: {id, test, outputs…}.
std::string model(std::string const& input, std::string const& type, std::vector<std::string> const& outputs,
                  std::vector<std::vector<std::string>> const& rules) {
  std::string text = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="n">
<inputData id="in" name=")" +
                     input + R"("><variable id="v" name=")" + input + R"(" typeRef=")" + type + R"("/></inputData>
<decision id="d" name="D"><variable id="dv" name="D"/><informationRequirement id="r"><requiredInput href="#in"/>
</informationRequirement><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="e" typeRef=")" +
                     type + R"("><text>)" + input + "</text></inputExpression></input>";
  for (auto const& each : outputs) text += "<output id=\"o_" + each + "\" name=\"" + each + "\"/>";
  text += "<annotation name=\"article\"/>";
  for (auto const& rule : rules) {
    text +=
        "<rule id=\"" + rule[0] + "\"><inputEntry id=\"" + rule[0] + "_i\"><text>" + rule[1] + "</text></inputEntry>";
    for (std::size_t i = 2; i < rule.size(); ++i) {
      text +=
          "<outputEntry id=\"" + rule[0] + "_" + std::to_string(i) + "\"><text>" + rule[i] + "</text></outputEntry>";
    }
    text += "<annotationEntry><text>Art. 1</text></annotationEntry></rule>";
  }
  return text + "</decisionTable></decision></definitions>";
}

void state(Told& told, decision::Use use, std::string text, Date from = {}) {
  decision::WrittenTable table;
  table.code = std::string{name_of(use)};
  table.title = table.code;
  table.use = use;
  table.decision = "D";
  table.procedures = {sample_procedure};
  table.from = from == Date{} ? local_date(instant("2024-01-01T00:00")) : from;
  table.date = local_date(instant("2023-12-01T00:00"));
  table.number = "1";
  table.model = std::move(text);
  told.tell(decision::StateTable{table});
}

std::string fees(std::string const& online) {
  return model("channel", "string", {"amount"}, {{"online", "\"online\"", online}, {"other", "not(\"online\")", "9"}});
}

TEST(Ruling, without_a_table_the_procedures_own_facts_hold_and_nothing_is_recorded) {
  auto told = sample_agency();
  auto const& dossier = told.load<Dossier>(accepted(told));
  EXPECT_TRUE(dossier.rulings.empty());
  EXPECT_EQ(dossier.limit, (Limit{5, LimitUnit::working_days}));
}

TEST(Ruling, what_is_filed_keeps_the_answer_of_its_day_with_its_rule_and_its_inputs) {
  auto told = sample_agency();
  state(told, decision::Use::fee, fees("3"));
  auto const handle = filed(told);
  auto const& ruling = told.load<Dossier>(handle).rulings.at(decision::Use::fee);
  EXPECT_EQ(decision::fee_of(ruling.answer)->amount, 3);
  EXPECT_EQ(ruling.answer.rules.at(0).id, "online");
  EXPECT_EQ(ruling.inputs->at("channel").as_string(), "online");
}

TEST(Ruling, a_dossier_stays_on_the_version_of_the_day_it_was_received) {
  auto told = sample_agency();
  state(told, decision::Use::limit,
        model("channel", "string", {"unit", "amount"},
              {{"online", "\"online\"", "\"working_days\"", "3"},
               {"other", "not(\"online\")", "\"working_days\"", "4"}}));
  auto const before = filed(told);
  state(
      told, decision::Use::limit,
      model("channel", "string", {"unit", "amount"},
            {{"online", "\"online\"", "\"working_days\"", "7"}, {"other", "not(\"online\")", "\"working_days\"", "8"}}),
      local_date(instant("2024-11-19T00:00")));
  told.now = instant("2024-11-19T10:00");
  auto const after = filed(told);
  told.tell(AcceptDossier{before, {}}, clerk());
  told.tell(AcceptDossier{after, {}}, clerk());
  EXPECT_EQ(told.load<Dossier>(before).limit.amount, 3);
  EXPECT_EQ(told.load<Dossier>(after).limit.amount, 7);
  EXPECT_EQ(told.load<Dossier>(before).rulings.at(decision::Use::limit).answer.version, 1);
  EXPECT_EQ(told.load<Dossier>(after).rulings.at(decision::Use::limit).answer.version, 2);
}

TEST(Ruling, a_changed_answer_is_asked_about_again) {
  auto told = sample_agency();
  state(told, decision::Use::fee,
        model("full_name", "string", {"amount"}, {{"an", "\"An\"", "1"}, {"other", "not(\"An\")", "2"}}));
  auto const handle = filed(told);
  EXPECT_EQ(decision::fee_of(told.load<Dossier>(handle).rulings.at(decision::Use::fee).answer)->amount, 1);
  told.tell(RequestSupplement{handle, {}, {"identity"}, {}, "Unreadable"}, clerk());
  auto const secret = told.load<Dossier>(handle).content->secret;
  told.tell(GiveSupplement{handle, secret, json::object{{"full_name", "Binh"}}, {}, {}, {}});
  EXPECT_EQ(decision::fee_of(told.load<Dossier>(handle).rulings.at(decision::Use::fee).answer)->amount, 2);
}

TEST(Ruling, a_paper_that_the_table_asks_for_is_needed) {
  auto told = sample_agency();
  state(told, decision::Use::components,
        model("channel", "string", {"component"},
              {{"online", "\"online\"", "[\"proof\"]"}, {"other", "not(\"online\")", "[]"}}));
  procedure::Component proof;
  proof.code = "proof";
  proof.required = false;
  auto filing = sample_filing();
  EXPECT_TRUE(needs(told.load<Dossier>(filed(told, filing)), proof));
  filing.channel = Channel::counter;
  EXPECT_FALSE(needs(told.load<Dossier>(filed(told, filing)), proof));
}

TEST(Ruling, a_table_without_an_answer_leaves_the_limit_of_the_procedure) {
  auto told = sample_agency();
  state(told, decision::Use::limit,
        model("channel", "string", {"unit", "amount"}, {{"post", "\"post\"", "\"working_days\"", "3"}}));
  EXPECT_EQ(told.load<Dossier>(accepted(told)).limit.amount, 5);
}

TEST(Ruling, once_erased_the_answer_stays_and_what_it_was_told_is_gone) {
  auto told = sample_agency();
  state(told, decision::Use::fee, fees("3"));
  auto const handle = filed(told);
  told.replay(true);
  auto const& ruling = told.load<Dossier>(handle).rulings.at(decision::Use::fee);
  EXPECT_EQ(decision::fee_of(ruling.answer)->amount, 3);
  EXPECT_FALSE(ruling.inputs);
}

}  // namespace
}  // namespace congvu::dossier
