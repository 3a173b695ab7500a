#include "base/described.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace congvu {
namespace {

struct Letter {
  Text<5, 1> title;
  std::optional<Text<5>> note;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (title, note))

std::vector<std::string> faults(std::string_view body, Unknown unknown = Unknown::refused) {
  auto const letter = from_json<Letter>(*parse_json(body), unknown);
  std::vector<std::string> told;
  if (letter) return told;
  for (auto const& part : letter.error().parts) told.push_back(part.subject + " " + std::string{part.code.key});
  return told;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Described, what_has_to_be_said_is_not_said_by_white_space) {
  EXPECT_THAT(faults(R"({"title": "  "})"), ElementsAre("title field.missing"));
  EXPECT_THAT(faults(R"({"title": "\u200b\u2003"})"), ElementsAre("title field.missing"));
  EXPECT_THAT(faults(R"({"title": "a", "note": "  "})"), IsEmpty());
}

TEST(Described, what_comes_in_has_no_control_characters) {
  EXPECT_THAT(faults(R"({"title": "a\u0000b", "note": "\u001b"})"),
              ElementsAre("title field.control_characters", "note field.control_characters"));
  EXPECT_THAT(faults(R"({"title": "a\r\n\tb"})"), IsEmpty());
  EXPECT_THAT(faults(R"({"title": "a\rb"})"), ElementsAre("title field.control_characters"));
}

TEST(Described, what_comes_in_is_kept_in_normal_form_and_measured_so) {
  auto const letter = from_json<Letter>(*parse_json("{\"title\": \"e\\u0302\\u0301e\\u0302\\u0301\"}"));
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->title.value, "\u1ebf\u1ebf");
}

TEST(Described, line_ends_are_kept_as_one_character) {
  EXPECT_EQ(from_json<Letter>(*parse_json(R"({"title": "a\r\nb"})"))->title.value, "a\nb");
}

TEST(Described, what_is_on_record_is_read_as_it_stands) {
  EXPECT_THAT(faults(R"({"title": " ", "note": "\u0007"})", Unknown::passed_over), IsEmpty());
}

}  // namespace
}  // namespace congvu
