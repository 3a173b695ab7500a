#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "app/pack_check.h"
#include "app/pack_load.h"
#include "app/pack_paths.h"
#include "app/pack_sample.h"
#include "app/rehearsal.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

fs::path reference_pack() {
  return fs::path{CONGVU_SOURCE_DIR} / "packs/hanoi-education";
}

// The reference pack with one thing changed, gone when the test is over.
class ChangedPack {
 public:
  ChangedPack() : folder_(fs::temp_directory_path() / ("pack-" + std::to_string(counted_++) + "-" + name())) {
    fs::remove_all(folder_);
    fs::copy(reference_pack(), folder_, fs::copy_options::recursive);
  }
  ~ChangedPack() { fs::remove_all(folder_); }

  fs::path const& folder() const { return folder_; }

  // The line on which the changed text began.
  std::uint32_t replace(std::string const& file, std::string const& text, std::string const& with) {
    auto whole = read(file);
    auto const at = whole.find(text);
    if (at == std::string::npos) throw std::runtime_error("the pack has no longer: " + text);
    auto const line =
        static_cast<std::uint32_t>(std::count(whole.begin(), whole.begin() + static_cast<long>(at), '\n'));
    write(file, whole.replace(at, text.size(), with));
    return line + 1;
  }
  void write(std::string const& file, std::string const& text) { std::ofstream{folder_ / file} << text; }

  // Every problem as "file code".
  std::set<std::string> problems() const {
    std::set<std::string> all;
    for (auto const& each : check_pack(folder_)) all.insert(each.file + " " + std::string{each.refusal.code.key});
    return all;
  }
  std::uint32_t line_of(std::string_view code) const {
    for (auto const& each : check_pack(folder_)) {
      if (each.refusal.code.key == code) return each.line;
    }
    return 0;
  }

 private:
  std::string read(std::string const& file) const {
    std::ifstream in{folder_ / file};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  static std::string name() { return ::testing::UnitTest::GetInstance()->current_test_info()->name(); }

  static inline int counted_ = 0;
  fs::path folder_;
};

using Found = std::set<std::string>;

}  // namespace

TEST(PackCheck, the_reference_pack_has_no_problem) {
  for (auto const& problem : check_pack(reference_pack())) {
    ADD_FAILURE() << problem.file << ":" << problem.line << " " << plain(problem.refusal);
  }
}

TEST(PackCheck, a_step_that_nobody_can_do_is_found_in_its_diagram) {
  ChangedPack pack;
  auto const line = pack.replace("procedures/1.005092/process.bpmn", "congvu:candidates=\"officer@QLT\"",
                                 "congvu:candidates=\"director@QLT\"");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.005092/process.bpmn pack.nobody"});
  EXPECT_EQ(pack.line_of("pack.nobody"), line - 1);  // the element begins on the line above its attributes
}

TEST(PackCheck, a_step_that_leaves_nothing_is_found_in_its_diagram) {
  ChangedPack pack;
  pack.replace("procedures/1.005092/process.bpmn", " congvu:product=\"trích dẫn sổ gốc\"", "");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.005092/process.bpmn pack.no_product"});
}

TEST(PackCheck, an_unknown_unit_is_found_with_its_line) {
  ChangedPack pack;
  auto const line = pack.replace("procedures/2.001914/procedure.yaml", "handling_unit: QLT", "handling_unit: NOPE");
  EXPECT_TRUE(pack.problems().contains("procedures/2.001914/procedure.yaml pack.unknown"));
  EXPECT_EQ(pack.line_of("pack.unknown"), line);
}

TEST(PackCheck, a_field_misspelt_is_found_with_its_line) {
  ChangedPack pack;
  auto const line = pack.replace("organisation.yaml", "code: QLT-CV2, title:", "code: QLT-CV2, titel:");
  EXPECT_TRUE(pack.problems().contains("organisation.yaml field.unknown"));
  EXPECT_EQ(pack.line_of("field.unknown"), line);
}

TEST(PackCheck, a_condition_on_a_field_that_the_form_lacks_is_found) {
  ChangedPack pack;
  pack.replace("procedures/1.005092/process.bpmn", "outcome = \"found\"", "pages > 3");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.005092/process.bpmn procedure.unknown_field"});
}

TEST(PackCheck, a_form_that_is_not_there_is_found) {
  ChangedPack pack;
  fs::remove(pack.folder() / "procedures/1.005074/form.schema.json");
  EXPECT_TRUE(pack.problems().contains("procedures/1.005074/form.schema.json pack.unreadable"));
}

TEST(PackCheck, two_versions_whose_days_overlap_are_found) {
  ChangedPack pack;
  pack.replace("procedures/1.005092/procedure.yaml", "versions:",
               "versions:\n  - {version: 2, from: 2023-01-01, form: form.schema.json, process: process.bpmn}");
  EXPECT_TRUE(pack.problems().contains("procedures/1.005092/procedure.yaml procedure.dates_overlap"));
}

TEST(PackCheck, a_code_taken_twice_is_found) {
  ChangedPack pack;
  fs::copy(pack.folder() / "procedures/1.005092", pack.folder() / "procedures/copy", fs::copy_options::recursive);
  EXPECT_EQ(pack.problems(), Found{"procedures/copy/procedure.yaml pack.procedure_twice"});
}

TEST(PackCheck, steps_longer_than_the_law_allows_are_found) {
  ChangedPack pack;
  pack.replace("procedures/1.005092/process.bpmn", "congvu:limit=\"45m\"", "congvu:limit=\"2h\"");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.005092/process.bpmn pack.steps_too_long"});
}

TEST(PackCheck, a_fact_of_law_without_a_mark_is_found) {
  ChangedPack pack;
  pack.replace("procedures/2.001914/procedure.yaml", "citation: 21/2019/TT-BGDĐT, mark: K",
               "citation: 21/2019/TT-BGDĐT");
  EXPECT_EQ(pack.problems(), Found{"procedures/2.001914/procedure.yaml pack.no_mark"});
}

TEST(PackCheck, a_file_that_leads_out_of_the_pack_is_not_followed) {
  ChangedPack pack;
  pack.replace("procedures/1.005092/procedure.yaml", "form: form.schema.json", "form: ../../../../etc/hostname");
  bool refused = false;
  for (auto const& each : pack.problems())
    refused = refused || each.ends_with("pack.outside") || each.ends_with("pack.unreadable");
  EXPECT_TRUE(refused);
}

TEST(PackCheck, hostile_yaml_is_a_problem_and_nothing_worse) {
  for (auto const& text :
       {std::string(200'000, '['), std::string("a: \x01\x02"), std::string("\xff\xfe"), std::string()}) {
    ChangedPack pack;
    pack.write("grounds.yaml", text);
    EXPECT_FALSE(pack.problems().empty());
  }
}

TEST(PackCheck, a_standard_path_that_the_pack_lacks_is_found_with_its_line) {
  ChangedPack pack;
  auto const line = pack.replace("procedures/1.005067/procedure.yaml", "path: site-visit", "path: site-visits");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.005067/procedure.yaml pack.unknown"});
  EXPECT_EQ(pack.line_of("pack.unknown"), line);
}

TEST(PackCheck, performers_that_the_pack_lacks_are_found_with_their_line) {
  ChangedPack pack;
  auto const line =
      pack.replace("procedures/1.004438/procedure.yaml", "performed_by: commune", "performed_by: communes");
  EXPECT_EQ(pack.problems(), Found{"procedures/1.004438/procedure.yaml pack.unknown"});
  EXPECT_EQ(pack.line_of("pack.unknown"), line);
}

TEST(PackCheck, a_commune_that_performs_before_it_exists_is_found) {
  ChangedPack pack;
  pack.replace("procedures/1.004438/procedure.yaml", "performed_by: district", "performed_by: commune");
  EXPECT_TRUE(pack.problems().contains("procedures/1.004438/procedure.yaml pack.unknown"));
}

TEST(PackCheck, a_position_that_a_person_holds_and_the_pack_lacks_is_found) {
  ChangedPack pack;
  pack.replace("organisation.yaml", "holds: [{position: GDMN-TP,", "holds: [{position: GDMN-XX,");
  EXPECT_TRUE(pack.problems().contains("organisation.yaml org.unknown_position"));
}

TEST(PackCheck, a_step_that_no_arrow_leads_to_is_found_in_its_diagram) {
  ChangedPack pack;
  pack.replace("procedures/1.005144/process.bpmn", "sourceRef=\"assign\" targetRef=\"check\"",
               "sourceRef=\"assign\" targetRef=\"draft\"");
  bool found = false;
  for (auto const& each : pack.problems()) found = found || each.starts_with("procedures/1.005144/process.bpmn bpmn.");
  EXPECT_TRUE(found);
}

TEST(PackCheck, a_path_too_long_for_one_of_its_procedures_is_found_in_the_path) {
  ChangedPack pack;
  pack.replace("paths/transfer/process.bpmn", "congvu:limit=\"2h\"", "congvu:limit=\"9h\"");
  EXPECT_EQ(pack.problems(), Found{"paths/transfer/process.bpmn pack.steps_too_long"});
}

TEST(PackCheck, a_fault_of_a_path_is_told_once_however_many_procedures_take_it) {
  ChangedPack pack;
  pack.replace("paths/appraisal/path.yaml", "trực tuyến.\n    mark: K\n", "trực tuyến.\n");
  auto const problems = check_pack(pack.folder());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().file, "paths/appraisal/path.yaml");
  EXPECT_EQ(problems.front().refusal.code, codes::pack_no_mark);
  EXPECT_GT(problems.front().line, 1U);
}

TEST(PackCheck, what_only_follows_from_a_broken_file_is_counted_and_not_listed) {
  ChangedPack pack;
  pack.replace("authority.yaml", "\nmatrix:", "\nmatrixx:");
  auto const problems = check_pack(pack.folder());
  ASSERT_EQ(problems.size(), 2U);
  std::set<std::string> found;
  for (auto const& each : problems) found.insert(each.file + " " + std::string{each.refusal.code.key});
  EXPECT_EQ(found, (Found{"authority.yaml field.unknown", "authority.yaml pack.follow_on"}));
}

TEST(PackPaths, steps_keep_their_proportions_to_the_legal_limit) {
  std::string const drawn = R"(congvu:limit="4h" x congvu:limit="3d" congvu:limit="15m")";
  Limit const twenty{20, LimitUnit::working_days};
  EXPECT_EQ(fitted(drawn, twenty, twenty), drawn);
  EXPECT_EQ(fitted(drawn, twenty, {5, LimitUnit::working_days}),
            R"(congvu:limit="1h" x congvu:limit="6h" congvu:limit="15m")");
  EXPECT_EQ(fitted(drawn, twenty, {40, LimitUnit::working_days}),
            R"(congvu:limit="1d" x congvu:limit="6d" congvu:limit="30m")");
}

TEST(PackPaths, a_procedures_own_questions_come_after_those_of_its_path) {
  auto const reading = read_pack(reference_pack());
  auto const& form = reading.pack.procedure("1.005053")->form;
  EXPECT_TRUE(form.at("properties").as_object().contains("languages"));
  EXPECT_TRUE(form.at("properties").as_object().contains("school_name"));
  EXPECT_EQ(form.at("required").as_array().back(), json::value("languages"));
}

TEST(PackPaths, a_procedure_of_the_commune_was_the_districts_until_there_were_none) {
  auto const reading = read_pack(reference_pack());
  std::size_t communes = 0;
  for (auto const& each : reading.pack.procedures) {
    if (each.facts.level != "commune") continue;
    ++communes;
    EXPECT_EQ(each.from, (Date{std::chrono::year{2025}, std::chrono::month{7}, std::chrono::day{1}})) << each.code;
    EXPECT_EQ(each.facts.performers.size(), 3u) << each.code;
  }
  EXPECT_EQ(communes, 36u);
}

TEST(PackCheck, the_reference_pack_has_what_the_department_counts) {
  auto const reading = read_pack(reference_pack());
  std::map<procedure::ProcedureKind, std::set<std::string>> of_kind;
  std::set<std::string> delegated;
  for (auto const& each : reading.pack.procedures) {
    of_kind[each.facts.kind].insert(each.code);
    if (each.facts.delegated) delegated.insert(each.code);
  }
  EXPECT_EQ(reading.pack.announcements.size(), 2u);
  EXPECT_EQ(of_kind[procedure::ProcedureKind::internal].size(), 37u);
  EXPECT_EQ(of_kind[procedure::ProcedureKind::linked].size(), 7u);
  EXPECT_EQ(delegated.size(), 17u);
}

TEST(PackCheck, an_announcement_of_a_procedure_that_is_not_there_is_found) {
  ChangedPack pack;
  auto const line = pack.replace("announcements.yaml", "{code: \"1.005108\"", "{code: \"1.999999\"");
  auto const problems = check_pack(pack.folder());
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().file, "announcements.yaml");
  EXPECT_EQ(problems.front().line, line);
}

TEST(PackCheck, a_step_of_an_internal_procedure_by_an_unknown_unit_is_found_with_its_line) {
  ChangedPack pack;
  auto const line = pack.replace("procedures/NB-14/procedure.yaml", "- {name: \"Tiếp nhận, đăng ký\", unit: VP",
                                 "- {name: \"Tiếp nhận, đăng ký\", unit: XX");
  EXPECT_EQ(pack.problems(), Found{"procedures/NB-14/procedure.yaml pack.unknown"});
  EXPECT_EQ(pack.line_of("pack.unknown"), line);
}

TEST(PackLoad, loading_the_same_pack_again_records_nothing) {
  auto const reading = read_pack(reference_pack());
  Registry registry;
  register_pack_rooms(registry);
  Rehearsal record{registry, at(Date{std::chrono::year{2024}, std::chrono::month{1}, std::chrono::day{1}}, seconds{0})};
  auto const perform = [&](AnyCommand const& command) { return record.perform(command); };
  auto const first = load_pack(reading.pack, reading.files, registry, perform);
  auto const second = load_pack(reading.pack, reading.files, registry, perform);
  EXPECT_GT(first.events, 50u);
  EXPECT_EQ(second.events, 0u);
  EXPECT_TRUE(first.problems.empty() && second.problems.empty());
}

TEST(PackSample, another_seed_is_another_body_and_the_same_seed_the_same) {
  auto const reading = read_pack(reference_pack());
  std::set<std::string> all;
  for (auto const& each : reading.pack.procedures) {
    if (each.facts.kind == procedure::ProcedureKind::administrative) all.insert(each.code);
  }
  EXPECT_EQ(all.size(), 77u);  // two of them are over
  for (auto const& code : all) {
    std::set<std::string> bodies;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      auto const body = sample_body(reading.pack, code, seed);
      ASSERT_TRUE(body.has_value());
      EXPECT_EQ(canonical(*body), canonical(*sample_body(reading.pack, code, seed)));
      bodies.insert(canonical(*body));
      for (auto const& required : reading.pack.procedure(code)->form.at("required").as_array()) {
        EXPECT_TRUE(body->at("answers").as_object().contains(required.as_string())) << required;
      }
    }
    EXPECT_EQ(bodies.size(), 6u) << code;
  }
  EXPECT_EQ(sample_body(reading.pack, "9", 1).error().code, codes::sample_unknown_procedure);
}

}  // namespace congvu::app
