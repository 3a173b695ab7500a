#include "agency/notice/matrix.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace congvu::notice {
namespace {

Section good() {
  Section section;
  section.sending.tell_within = {8, LimitUnit::working_hours};
  procedure::Term term;
  term.code = "phone";
  section.told = {term};
  term.code = "none";
  section.reasons = {term};
  section.wordings = {{"w", "Title", "Dossier {{code}}", "{{name}}{{#items}}{{.}}{{/items}}"}};
  section.matrix = {{{"received"}, {Audience::applicant}, {Way::email}, "w", {}}};
  return section;
}

bool has(std::vector<Refusal> const& faults, Code code, std::string const& subject) {
  return std::ranges::any_of(faults, [&](Refusal const& each) { return each.code == code && each.subject == subject; });
}

TEST(a_matrix, in_order_has_no_fault) {
  EXPECT_TRUE(faults(good()).empty());
}

TEST(a_matrix, says_a_wording_or_a_reason_and_not_both) {
  auto section = good();
  section.matrix[0].reason = "none";
  EXPECT_TRUE(has(faults(section), codes::wording_or_reason, "matrix[0]"));
  section.matrix[0].reason.reset();
  section.matrix[0].wording.reset();
  EXPECT_TRUE(has(faults(section), codes::wording_or_reason, "matrix[0]"));
}

TEST(a_matrix, names_wordings_and_reasons_that_there_are) {
  auto section = good();
  section.matrix[0].wording = "x";
  EXPECT_TRUE(has(faults(section), codes::unknown_wording, "matrix[0].wording"));
}

TEST(a_matrix, says_each_cell_once) {
  auto section = good();
  section.matrix.push_back(section.matrix[0]);
  EXPECT_TRUE(has(faults(section), codes::cell_twice, "matrix[1]"));
}

TEST(a_wording, names_only_what_there_is_and_never_a_secret) {
  auto section = good();
  section.wordings[0].text = "{{secret}}";
  EXPECT_TRUE(has(faults(section), codes::unknown_name, "wordings[0].text"));
}

TEST(a_wording, has_a_subject_of_one_line) {
  auto section = good();
  section.wordings[0].subject = "a\nBcc: b";
  EXPECT_TRUE(has(faults(section), codes::subject_lines, "wordings[0].subject"));
}

TEST(a_matrix, has_at_least_one_way_to_tell_otherwise_and_honest_numbers) {
  auto section = good();
  section.told.clear();
  section.sending.attempts = 0;
  EXPECT_TRUE(has(faults(section), codes::nothing_told, "told"));
  EXPECT_TRUE(has(faults(section), codes::bad_number, "sending.attempts"));
}

TEST(a_matrix, says_what_overtakes_a_notice_and_only_of_states_that_there_are) {
  auto section = good();
  section.overtaken = {{{"received"}, {"ready"}}};
  EXPECT_TRUE(has(gaps(section, {"received"}), codes::unknown_state, "overtaken[0].by"));
  Matrix const matrix{std::make_shared<Section const>(section)};
  EXPECT_TRUE(matrix.overtaken("received", "ready"));
  EXPECT_FALSE(matrix.overtaken("ready", "received")) << "what came later stands";
  EXPECT_FALSE(matrix.overtaken("received", "received"));
}

TEST(a_wording, in_english_names_only_what_there_is) {
  auto section = good();
  section.wordings[0].english = "{{secret}}";
  EXPECT_TRUE(has(faults(section), codes::unknown_name, "wordings[0].english"));
}

}  // namespace
}  // namespace congvu::notice
