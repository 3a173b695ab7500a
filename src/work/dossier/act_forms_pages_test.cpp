#include <gtest/gtest.h>

#include "agency/duty/commands.h"
#include "work/dossier/act_forms_pages.h"

namespace congvu::dossier {
namespace {

TEST(ActForms, every_act_on_a_dossier_has_a_form_and_an_address) {
  for (std::string_view const command :
       {AcceptDossier::name, RequestSupplement::name, GiveSupplement::name, PauseClock::name, ResumeClock::name,
        CorrectDossier::name, RefuseDossier::name, ReturnResult::name, duty::AcceptDuty::name, duty::CompleteDuty::name,
        duty::HandOverDuty::name}) {
    EXPECT_FALSE(noun_of(command).empty()) << command;
    EXPECT_EQ(command_of(noun_of(command)), command);
  }
}

TEST(ActForms, a_word_that_is_no_act_leads_to_no_command) {
  EXPECT_TRUE(command_of("deletion").empty());
  EXPECT_TRUE(noun_of("pack.load").empty());
}

TEST(ActForms, the_same_act_on_two_duties_has_fields_of_two_names) {
  auto const one = parse_handle("00000000000000000000000000000001");
  auto const other = parse_handle("10000000000000000000000000000001");
  EXPECT_NE(prefix_of("completion", one), prefix_of("completion", other));
}

TEST(ActForms, an_act_on_the_dossier_is_the_same_whichever_duty_it_serves) {
  auto const one = parse_handle("10000000000000000000000000000001");
  EXPECT_EQ(prefix_of("correction", one), "correction");
}

}  // namespace
}  // namespace congvu::dossier
