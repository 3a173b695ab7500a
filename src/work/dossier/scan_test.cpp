#include "work/dossier/scan.h"

#include <gtest/gtest.h>

#include "pipeline/told_for_tests.h"

namespace congvu::dossier {
namespace {

constexpr std::string_view card =
    "001201012345|012345678|Phạm Quốc Huy|14032001|Nam|Số 5 phố Hồ Sen, phường Cầu Đá, Hà Nội|20102021";

Code refused(std::string_view typed) {
  auto const scan = read_scan(typed);
  return scan ? Code{"(read)"} : scan.error().code;
}

std::string changed(std::string_view from, std::string_view to) {
  std::string text{card};
  return text.replace(text.find(from), from.size(), to);
}

TEST(Scan, an_identity_card_is_read_field_by_field) {
  auto const scan = read_scan(std::string{card} + "\r\n");
  ASSERT_TRUE(scan);
  auto const& read = std::get<IdentityCard>(*scan);
  EXPECT_EQ(read.number, "001201012345");
  EXPECT_EQ(read.name, "Phạm Quốc Huy");
  EXPECT_EQ(read.birth, day(2001, 3, 14));
  EXPECT_EQ(read.address, "Số 5 phố Hồ Sen, phường Cầu Đá, Hà Nội");
  EXPECT_EQ(read.issued, day(2021, 10, 20));
  EXPECT_EQ(applicant_of(read).at("birth_date"), "2001-03-14");
}

TEST(Scan, a_card_without_a_former_number_and_one_with_more_fields_are_read_too) {
  EXPECT_TRUE(read_scan(changed("|012345678|", "||")));
  EXPECT_TRUE(read_scan(std::string{card} + "|Phạm Văn An|Trần Thị Bình|"));
}

TEST(Scan, a_scan_that_is_cut_off_or_lost_its_letters_says_so) {
  EXPECT_EQ(refused(card.substr(0, 40)), codes::scan_cut_off);
  EXPECT_EQ(refused("|||||||"), codes::scan_bad_number);
  EXPECT_EQ(refused(changed("Phạm Quốc Huy", "")), codes::scan_cut_off);
  EXPECT_EQ(refused(changed("Phạm Quốc", "Ph?m Qu?c")), codes::scan_letters_lost);
  EXPECT_EQ(refused(changed("Nam|", "N\x01m|")), codes::scan_letters_lost);
  EXPECT_EQ(refused(changed("14032001", "31022001")), codes::scan_bad_date);
  EXPECT_EQ(refused(changed("001201012345", "00120101234")), codes::scan_bad_number);
}

TEST(Scan, a_slip_leads_to_its_dossier_by_bar_code_and_by_square_code) {
  DossierCodeScanned const wanted{"H26.19-241118-0042"};
  for (auto const* typed :
       {"H26.19-241118-0042", " h26.19-241118-0042\n", "https://hoso.example.vn/tracking/H26.19-241118-0042",
        "http://127.0.0.1:8080/tracking/H26.19-241118-0042/?a=b#c"}) {
    auto const scan = read_scan(typed);
    ASSERT_TRUE(scan) << typed;
    EXPECT_EQ(std::get<DossierCodeScanned>(*scan), wanted) << typed;
  }
  EXPECT_TRUE(read_scan("000.00.19.H26-240912-0007"));
}

TEST(Scan, a_numbered_blank_and_an_identity_number_are_told_apart) {
  EXPECT_EQ(std::get<BlankScanned>(*read_scan("tndp-h26.101-2025-05")).code, "TNDP-H26.101-2025-05");
  EXPECT_EQ(std::get<BlankScanned>(*read_scan("tndp-2024-05")).code, "TNDP-2024-05");
  EXPECT_EQ(std::get<IdentityNumber>(*read_scan("001201012345")).number, "001201012345");
}

// Found by fuzzing: white space within a code, or an octet of no letter, stayed in it, and the code led to nothing
TEST(Scan, a_code_with_anything_else_in_it_is_none) {
  for (std::string_view const typed : {"TNDP-\xCBTNDP-2024-05", "TNDP-\f2024-05", "TNDP- 2024-05", "TNDP-2024 -05",
                                       "H26.19- 241118-0042", "H26.19-241118\t-0042"}) {
    EXPECT_EQ(refused(typed), codes::scan_unknown) << typed;
  }
}

TEST(Scan, anything_else_is_refused_whatever_it_is) {
  EXPECT_EQ(refused(""), codes::scan_unknown);
  EXPECT_EQ(refused("8934563138164"), codes::scan_bad_number);
  EXPECT_EQ(refused("WIFI:S:x;T:WPA;P:y;;"), codes::scan_unknown);
  EXPECT_EQ(refused(std::string(2000, 'A')), codes::scan_unknown);
  EXPECT_EQ(refused("https://example.vn/"), codes::scan_unknown);
  EXPECT_EQ(refused("../../etc-241118-0042"), codes::scan_unknown);
  EXPECT_EQ(refused("\xFF\xFE"), codes::scan_unknown);
}

}  // namespace
}  // namespace congvu::dossier
