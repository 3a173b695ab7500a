#include "app/yaml.h"

#include <gtest/gtest.h>

namespace congvu::app {

TEST(Yaml, values_become_json_and_keep_their_lines) {
  auto const read = read_yaml("title: Sổ\nunits:\n  - {code: VP, size: 12}\n  - code: '01'\n    open: true\n");
  ASSERT_TRUE(read.has_value());
  auto const& root = read->value.as_object();
  EXPECT_EQ(root.at("title").as_string(), "Sổ");
  EXPECT_EQ(root.at("units").at(0).at("size").as_int64(), 12);
  EXPECT_EQ(root.at("units").at(1).at("code").as_string(), "01");
  EXPECT_TRUE(root.at("units").at(1).at("open").as_bool());
  EXPECT_EQ(read->line_of("units[1].open"), 5u);
  EXPECT_EQ(read->line_of("units[1].missing"), 4u);
  EXPECT_EQ(read->line_of("units"), 2u);
  EXPECT_EQ(read->line_of("nowhere"), 1u);
}

TEST(Yaml, a_number_with_a_leading_zero_stays_text) {
  auto const read = read_yaml("a: 01\nb: 0\nc: 0.5\nd: -3\ne: 1.005074\nf: 2024-01-01\n");
  ASSERT_TRUE(read.has_value());
  auto const& root = read->value.as_object();
  EXPECT_EQ(root.at("a").as_string(), "01");
  EXPECT_EQ(root.at("b").as_int64(), 0);
  EXPECT_DOUBLE_EQ(root.at("c").as_double(), 0.5);
  EXPECT_EQ(root.at("d").as_int64(), -3);
  EXPECT_TRUE(root.at("e").is_double());
  EXPECT_EQ(root.at("f").as_string(), "2024-01-01");
}

TEST(Yaml, a_fault_names_its_line) {
  auto const read = read_yaml("a: 1\nb: [1, 2\nc: 3\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, codes::yaml_malformed);
  EXPECT_EQ(read.error().subject, "3");
}

TEST(Yaml, a_key_said_twice_is_refused) {
  auto const read = read_yaml("a: 1\nb: 2\na: 3\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, codes::yaml_key_twice);
  EXPECT_EQ(read.error().subject, "3");
}

TEST(Yaml, aliases_that_multiply_are_refused) {
  std::string text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  char before = 'a';
  for (char name = 'b'; name < 'k'; before = name++) {
    text += std::string{name} + ": &" + name + " [";
    for (int i = 0; i < 10; ++i) text += (i ? ", *" : "*") + std::string{before};
    text += "]\n";
  }
  auto const read = read_yaml(text);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, codes::yaml_too_many);
}

TEST(Yaml, what_nests_too_deep_is_refused) {
  auto const read = read_yaml(std::string(100, '[') + std::string(100, ']'));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, codes::yaml_too_deep);
  EXPECT_FALSE(read_yaml(std::string(100'000, '[')).has_value());
}

}  // namespace congvu::app
