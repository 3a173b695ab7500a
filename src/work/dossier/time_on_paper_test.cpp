#include "work/dossier/time_on_paper.h"

#include <gtest/gtest.h>

#include "work/dossier/sample_dossier_test.h"

namespace congvu::dossier {
namespace {

TEST(TimeOnPaper, it_is_read_as_people_write_it) {
  Date const today = day(2024, 11, 25);
  auto const at = instant("2024-11-22T09:30");
  EXPECT_EQ(time_on_paper("22/11/2024 09:30", today), at);
  EXPECT_EQ(time_on_paper(" 9h30  22-11-2024 ", today), at);
  EXPECT_EQ(time_on_paper("14:05", today), instant("2024-11-25T14:05"));
}

TEST(TimeOnPaper, what_is_no_time_is_none) {
  Date const today = day(2024, 11, 25);
  for (auto const* typed : {"", "9", "25/11/2024", "24:00", "09:60", "31/02/2024 09:30", "09:30 sáng", "-1:30",
                            "99999999999:00", "09:30:00:00"}) {
    EXPECT_FALSE(time_on_paper(typed, today)) << typed;
  }
}

}  // namespace
}  // namespace congvu::dossier
