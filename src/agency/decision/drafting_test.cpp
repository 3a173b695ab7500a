#include <gtest/gtest.h>

#include "agency/decision/drafting_pages.h"
#include "agency/decision/sample_table_test.h"

namespace congvu::decision {
namespace {

json::array laws_of(std::string basis) {
  Draft draft;
  draft.basis = std::move(basis);
  return body_of(draft).at("legal_basis").as_array();
}

TEST(Drafting, texts_of_law_come_back_as_they_stood_also_without_a_title) {
  Version version;
  version.table = sample_table();
  version.table.legal_basis = {{.number = "23/2015", .title = "Copies", .mark = procedure::Mark{"K?"}},
                               {.number = "24/2015", .title = "", .mark = procedure::Mark{"K"}},
                               {.number = "25/2015", .title = "Fees"},
                               {.number = "26/2015"}};
  auto const body = body_of(draft_of(version));
  EXPECT_EQ(body.at("legal_basis"), to_json(version.table).as_object().at("legal_basis"));
}

TEST(Drafting, a_line_of_separators_alone_is_read_as_a_text_without_a_number) {
  EXPECT_EQ(laws_of("|"), (json::array{{{"number", ""}, {"title", ""}}}));
  EXPECT_EQ(laws_of(" \r\n\n"), json::array{});
}

}  // namespace
}  // namespace congvu::decision
