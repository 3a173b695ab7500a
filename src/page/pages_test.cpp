#include "page/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/object.hpp>

#include "page/problem.h"
#include "page/shipped_pages.h"

namespace congvu::page {
namespace {

using testing::HasSubstr;
using testing::Not;

Pages pages(Surroundings surroundings = {.agency = "Sở <Giáo dục>", .sample = true}) {
  auto shown = Pages{shipped_templates(), shipped_words(), std::move(surroundings)};
  shown.watch([](std::string_view path, std::string const& name) { ADD_FAILURE() << path << " asks for " << name; });
  return shown;
}

}  // namespace

TEST(Pages, shipped_words_are_in_both_languages) {
  EXPECT_THAT(shipped_words()->missing(Language::vi), testing::IsEmpty());
  EXPECT_THAT(shipped_words()->missing(Language::en), testing::IsEmpty());
}

TEST(Pages, every_page_of_a_sample_record_says_so) {
  EXPECT_THAT(pages().broken(Request{}, "1").body, HasSubstr("BẢN GHI MẪU"));
  EXPECT_THAT(pages({.agency = "Sở"}).broken(Request{}, "1").body, Not(HasSubstr("BẢN GHI MẪU")));
}

TEST(Pages, the_frame_shows_each_role_where_it_can_go) {
  Surroundings surroundings{.agency = "Sở"};
  surroundings.destinations = {{"page.to_start", url_path({}), {}},
                               {"page.yes", url_path({"duties"}), {"officer", "head"}}};
  Request request;
  request.path = "/duties/7";
  EXPECT_THAT(pages(surroundings).broken(request, "1").body, Not(HasSubstr("href=\"/duties\"")));
  request.visitor = Visitor{.name = "Lan", .position_title = "Chuyên viên", .role = "officer"};
  auto const html = pages(surroundings).broken(request, "1").body;
  EXPECT_THAT(html, HasSubstr("<a class=\"nav-link active\" href=\"/duties\" aria-current=\"page\">"));
  EXPECT_THAT(html, HasSubstr("Lan</a><br>"));
}

TEST(Pages, a_refusal_is_a_page_with_the_status_of_its_kind) {
  Refusal refusal{Code{"list.limit", Kind::too_many}, "limit", {{"retry_after", "7"}}};
  refusal.citation = Citation{"NĐ 61/2018/NĐ-CP", "Điều 17"};
  auto const reply = pages().refused(Request{}, refusal);
  EXPECT_EQ(reply.status, 429);
  EXPECT_THAT(reply.body, HasSubstr("NĐ 61/2018/NĐ-CP, Điều 17"));
  ASSERT_EQ(reply.headers.size(), 1u);
  EXPECT_EQ(reply.headers.front().second, "7");
}

TEST(Problem, has_what_rfc_9457_asks_and_every_fault) {
  Refusal refusal{congvu::codes::field_faults};
  refusal.parts.emplace_back(congvu::codes::field_too_long, "applicant.name",
                             std::vector<Argument>{{"limit", "10"}, {"length", "60000"}});
  auto const said = problem(refusal, *shipped_words(), Language::vi, "/api/v1/dossiers");
  EXPECT_EQ(said.at("type"), "/problems/field.faults");
  EXPECT_EQ(said.at("status"), 422);
  EXPECT_EQ(said.at("instance"), "/api/v1/dossiers");
  auto const& parameter = said.at("invalidParams").at(0);
  EXPECT_EQ(parameter.at("name"), "applicant.name");
  EXPECT_EQ(parameter.at("reason"), "Dài quá: nhiều nhất 10 ký tự, hiện có 60000.");
}

TEST(Problem, arguments_never_overwrite_what_the_standard_defines) {
  Refusal const refusal{congvu::codes::field_missing, "a", {{"status", "200"}, {"who", "Trưởng phòng"}}};
  auto const said = problem(refusal, *shipped_words(), Language::vi, "/x");
  EXPECT_EQ(said.at("status"), 422);
  EXPECT_EQ(said.at("who"), "Trưởng phòng");
}

}  // namespace congvu::page
