#include "work/dossier/notes.h"

#include <gtest/gtest.h>

namespace congvu::dossier {
namespace {

Recorded at_index(std::uint64_t index) {
  Recorded recorded;
  recorded.index = index;
  recorded.recorded = *parse_instant("2024-11-25T10:20+07:00");
  return recorded;
}

DossierNoted said(std::string const& text) {
  DossierNoted noted{handle_of("note", text), Handle{}, "QLT-CV1", {"QLT-TP"}, {}};
  noted.personal.emplace().text.value = text;
  return noted;
}

TEST(Notes, stand_in_the_order_in_which_they_were_said_with_whom_they_are_for) {
  Notes notes;
  apply(notes, said("một"), at_index(7));
  apply(notes, said("hai"), at_index(9));
  ASSERT_EQ(notes.list.size(), 2u);
  EXPECT_EQ(notes.list[0].text, "một");
  EXPECT_EQ(notes.list[1].index, 9u);
  EXPECT_EQ(notes.list[1].mentions, std::vector<std::string>{"QLT-TP"});
}

TEST(Notes, one_taken_back_stays_with_its_reason) {
  Notes notes;
  apply(notes, said("nhầm"), at_index(7));
  NoteRetracted retracted{handle_of("note", "nhầm"), {}};
  retracted.personal.emplace().reason.value = "Ghi nhầm hồ sơ";
  apply(notes, retracted, at_index(8));
  ASSERT_EQ(notes.list.size(), 1u);
  EXPECT_EQ(notes.list[0].retracted->reason, "Ghi nhầm hồ sơ");
}

TEST(Notes, bear_that_what_was_said_is_erased) {
  Notes notes;
  auto noted = said("một");
  noted.personal.reset();
  apply(notes, noted, at_index(7));
  apply(notes, NoteRetracted{handle_of("note", "một"), {}}, at_index(8));
  EXPECT_FALSE(notes.list[0].text);
  EXPECT_TRUE(notes.list[0].retracted);
}

TEST(Notes, of_two_dossiers_are_two_streams) {
  EXPECT_NE(notes_of(handle_of("dossier", "a")), notes_of(handle_of("dossier", "b")));
}

}  // namespace
}  // namespace congvu::dossier
