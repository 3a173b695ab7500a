#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace congvu {

namespace {

// "hoa" with a grave tone, on the last vowel, on the first one, and decomposed: as new, old and imported texts have it.
constexpr auto tone_on_a = "ho\u00e0";
constexpr auto tone_on_o = "h\u00f2a";
constexpr auto decomposed = "hoa\u0300";

TEST(Text, composed_and_decomposed_writing_become_the_same_bytes) {
  EXPECT_NE(std::string{tone_on_a}, std::string{decomposed});
  EXPECT_EQ(nfc(decomposed), tone_on_a);
  EXPECT_EQ(nfc(tone_on_a), tone_on_a);
}

TEST(Text, both_placements_of_a_tone_fold_to_one) {
  EXPECT_EQ(folded(tone_on_a), "hoa");
  EXPECT_EQ(folded(tone_on_o), "hoa");
  EXPECT_EQ(folded(decomposed), "hoa");
}

TEST(Text, the_barred_d_is_found_as_d_in_either_case) {
  EXPECT_EQ(folded("\u0110\u1ed7 \u0111\u00ecnh"), "do dinh");
}

TEST(Text, horns_and_hats_of_vowels_are_folded_with_their_tones) {
  EXPECT_EQ(folded("NGUY\u1ec4N TR\u01af\u1edcNG \u0102n \u00c2u"), "nguyen truong an au");
}

TEST(Text, bytes_that_are_not_utf8_are_replaced_and_not_an_error) {
  EXPECT_EQ(nfc("a\xFF"), "a\uFFFD");
  EXPECT_EQ(folded("A\xC3"), "a\uFFFD");
}

TEST(Text, what_nobody_would_see_is_blank) {
  for (std::string_view const text :
       {"", "   ", "\t\r\n", "\u00a0\u2003", "\u200b\u200d\ufeff", "\u202e\u202c", "\u3000"}) {
    EXPECT_TRUE(is_blank(text)) << text;
  }
  for (std::string_view const text : {"a", " . ", "\u0301", "\U0001F4A9", "\xFF"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Text, controls_are_told_from_line_ends_and_tabs) {
  for (std::string_view const text :
       {std::string_view{"a\0b", 3}, std::string_view{"\x1b[31m"}, std::string_view{"\x7f"}}) {
    EXPECT_TRUE(has_controls(text));
  }
  EXPECT_FALSE(has_controls("a\r\nb\tc \u202e\u00e9"));
}

TEST(Text, trimming_takes_white_space_and_no_break_spaces_from_both_ends_only) {
  EXPECT_EQ(trimmed(" \t\u00a0 a b\u00a0c \u00a0\r\n"), "a b\u00a0c");
  EXPECT_EQ(trimmed(" \u00a0 "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, a_letter_that_ends_in_the_bytes_of_a_no_break_space_is_not_cut) {
  EXPECT_EQ(trimmed("\u0820"), "\u0820");
}

RC_GTEST_PROP(Text, folding_twice_changes_nothing, (std::string const& any)) {
  RC_ASSERT(folded(folded(any)) == folded(any));
}

TEST(Text, as_written_the_two_places_of_a_tone_are_one_and_different_tones_are_not) {
  EXPECT_EQ(marked(tone_on_o), marked(tone_on_a));
  EXPECT_EQ(marked("TH\u1ee6Y"), marked("thu\u1ef7"));
  EXPECT_EQ(marked("kh\u1ecfe"), marked("kho\u1ebb"));
  EXPECT_NE(marked("ho\u00e1"), marked(tone_on_a));
  EXPECT_EQ(marked("c\u1ee7a"), "c\u1ee7a");
  EXPECT_EQ(marked("qu\u00fd"), "qu\u00fd");
}

TEST(Text, the_words_of_a_text_are_its_runs_of_letters_and_digits) {
  EXPECT_EQ(words_of("H26.19-0042"), (std::vector<std::string>{"H26", "19", "0042"}));
  EXPECT_EQ(words_of(" \u0110\u1ed7 \u2013 Lan,"), (std::vector<std::string>{"\u0110\u1ed7", "Lan"}));
  EXPECT_TRUE(words_of("\xFF\u2026 ").empty());
}

RC_GTEST_PROP(Text, what_is_equal_as_written_is_equal_folded, (std::string const& any)) {
  RC_ASSERT(marked(marked(any)) == marked(any));
  RC_ASSERT(folded(marked(any)) == folded(any));
}

RC_GTEST_PROP(Text, normalising_before_folding_changes_nothing, (std::string const& any)) {
  RC_ASSERT(folded(nfc(any)) == folded(any));
}

RC_GTEST_PROP(Text, vietnamese_letters_fold_to_ascii, ()) {
  auto const letter =
      *rc::gen::oneOf(rc::gen::inRange(0x1EA0, 0x1EFA), rc::gen::inRange(0x00E0, 0x00E4),
                      rc::gen::elementOf(std::vector<int>{0x0103, 0x0111, 0x0129, 0x0169, 0x01A1, 0x01B0}));
  std::string utf8;
  if (letter < 0x800) {
    utf8 = {static_cast<char>(0xC0 | (letter >> 6)), static_cast<char>(0x80 | (letter & 0x3F))};
  } else {
    utf8 = {static_cast<char>(0xE0 | (letter >> 12)), static_cast<char>(0x80 | ((letter >> 6) & 0x3F)),
            static_cast<char>(0x80 | (letter & 0x3F))};
  }
  auto const plain_letter = folded(utf8);
  RC_ASSERT(plain_letter.size() == 1U);
  RC_ASSERT(plain_letter[0] >= 'a');
  RC_ASSERT(plain_letter[0] <= 'z');
}

}  // namespace

}  // namespace congvu
