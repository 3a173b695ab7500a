#include "agency/procedure/parts.h"

#include <gtest/gtest.h>

#include "agency/procedure/open_catalogue.h"
#include "agency/procedure/search.h"

namespace congvu::procedure {

namespace {

Facts whole() {
  Facts facts;
  facts.name = "Cấp bản sao";
  facts.sequence = Sequence{{"Nộp", "Nhận"}, {}};
  facts.manner.text = "Trực tiếp";
  facts.components = {{"id", "Căn cước", "copy"}};
  facts.limit = {LimitUnit::working_days, 5, "05 ngày làm việc", {}, {}, {}};
  facts.applicants = Applicants{{}, "Cá nhân", {}};
  facts.agency = {"H26.19", "Sở", {}};
  facts.result.title = "Bản sao";
  return facts;
}

std::string marked(std::vector<Run> const& runs) {
  std::string text;
  for (auto const& run : runs) text += run.changed ? "[" + run.text + "]" : run.text;
  return text;
}

std::shared_ptr<Catalogue> catalogue_of(Facts facts) {
  auto published = std::make_shared<ProcedurePublished>();
  published->code = "1.005092";
  published->facts = std::move(facts);
  auto version = std::make_shared<Version>();
  version->code = published->code;
  version->from = Date{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}};
  version->published = std::move(published);
  auto catalogue = std::make_shared<Catalogue>();
  catalogue->procedures[version->code].push_back(version);
  return catalogue;
}

Date const today{std::chrono::year{2024}, std::chrono::November, std::chrono::day{25}};

}  // namespace

TEST(Parts, all_eight_that_the_law_asks_for_are_there_or_named) {
  EXPECT_TRUE(missing_parts(whole()).empty());
  auto facts = whole();
  facts.sequence.reset();
  facts.applicants.reset();
  EXPECT_EQ(missing_parts(facts), (std::vector<std::string_view>{"sequence", "applicants"}));
}

TEST(Comparison, marks_only_the_words_that_differ) {
  auto after = whole();
  after.limit.text = "03 ngày làm việc";
  for (auto const& part : compared(whole(), after)) {
    EXPECT_EQ(part.changed, part.key == "limit") << part.key;
    if (!part.changed) continue;
    EXPECT_EQ(marked(part.before), "[05 ]ngày làm việc ");
    EXPECT_EQ(marked(part.after), "[03 ]ngày làm việc ");
  }
}

TEST(Comparison, shows_what_only_one_of_them_has) {
  auto after = whole();
  after.fee = Fee{0, "Không thu phí", {}, {}};
  auto const parts = compared(whole(), after);
  auto const fee = std::ranges::find(parts, "fee", &Compared::key);
  ASSERT_NE(fee, parts.end());
  EXPECT_TRUE(fee->before.empty());
  EXPECT_EQ(marked(fee->after), "[Không thu phí ]");
}

TEST(Comparison, of_texts_too_long_to_compare_word_by_word_marks_them_whole) {
  auto before = whole(), after = whole();
  for (int i = 0; i < 2000; ++i) before.manner.text += " chữ";
  for (auto const& part : compared(before, after)) {
    if (part.key != "manner") continue;
    EXPECT_EQ(marked(part.after), "[Trực tiếp]");
  }
}

TEST(Search, finds_by_the_phrases_of_a_life_event) {
  auto facts = whole();
  facts.life_events = {"lost"};
  auto terms = std::make_shared<Terms>();
  terms->life_events = {{"lost", "Mất giấy tờ", {"tôi bị mất bằng"}}};
  auto const in = searchable(catalogue_of(facts), terms, {});
  EXPECT_EQ(listed(in, today, {.query = "bi mat bang"}, {}).size(), 1u);
  EXPECT_EQ(listed(in, today, {.life_event = "lost"}, {}).size(), 1u);
  EXPECT_EQ(listed(in, today, {.query = "mo truong"}, {}).size(), 0u);
  EXPECT_EQ(listed(in, today, {.kind = "internal"}, {}).size(), 0u);
  EXPECT_EQ(listed(in, today, {.delegated = true}, {}).size(), 0u);
}

TEST(Search, leaves_out_the_opening_of_a_question) {
  std::vector<std::string> const openings{"toi muon xin", "toi muon"};
  EXPECT_EQ(without_opening("Tôi muốn xin bản sao bằng", openings), "ban sao bang");
  EXPECT_EQ(without_opening("toi muon mo truong", openings), "mo truong");
  EXPECT_EQ(without_opening("bản sao", openings), "ban sao");
}

TEST(OpenCatalogue, has_a_value_for_each_column) {
  auto const catalogue = catalogue_of(whole());
  auto const& version = *catalogue->procedures.begin()->second.front();
  auto const row = open_row(version);
  ASSERT_EQ(row.size(), open_columns().size());
  EXPECT_EQ(row[0], "1.005092");
  auto const linked = json_ld({&version}, [](Version const& each) { return "/procedures/" + each.code; });
  auto const& service = linked.at("@graph").as_array().at(0).as_object();
  EXPECT_EQ(service.at("@id"), "/procedures/1.005092");
  EXPECT_EQ(service.at("name"), "Cấp bản sao");
  EXPECT_FALSE(service.contains("duration"));  // working days are no ISO duration
}

}  // namespace congvu::procedure
