#include "page/table.h"

#include <gmock/gmock.h>

#include "page/limits.h"

namespace congvu::page {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Table dossiers() {
  Table table{.name = "register",
              .title = "Sổ hồ sơ: mới/cũ",
              .columns = {{"code", "Mã", ColumnKind::link},
                          {"name", "Người nộp", ColumnKind::text},
                          {"copies", "Số bản", ColumnKind::number},
                          {"day", "Ngày", ColumnKind::date},
                          {"filed", "Nộp lúc", ColumnKind::instant}},
              .rows = {}};
  table.rows.push_back({Link{"H26.19-1", url_path({"dossiers", "H26.19-1"})}, std::string{"Nguyễn Thị Đào"},
                        std::int64_t{1200}, *parse_date("2024-11-25"), *parse_instant("2024-11-25T10:20+07:00")});
  table.rows.push_back(
      {std::monostate{}, std::string{"=HYPERLINK(\"x\",\"y\")"}, std::monostate{}, std::monostate{}, std::monostate{}});
  return table;
}

Request asking(std::string const& path, Fields query) {
  Request request;
  request.path = path;
  request.query = std::move(query);
  return request;
}

TEST(Csv, begins_with_a_mark_and_its_lines_end_as_rfc_4180_says) {
  EXPECT_EQ(csv_of(dossiers()),
            "\xEF\xBB\xBFMã,Người nộp,Số bản,Ngày,Nộp lúc\r\n"
            "H26.19-1,Nguyễn Thị Đào,1200,2024-11-25,2024-11-25 10:20\r\n"
            ",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",,,\r\n");
}

TEST(Csv, nothing_in_it_is_taken_for_a_formula) {
  for (auto const* typed : {"=1+1", "+84912", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}) {
    Table table{.name = "t", .title = "t", .columns = {{"a", "a", ColumnKind::text}}, .rows = {{std::string{typed}}}};
    EXPECT_THAT(csv_of(table), HasSubstr(std::string{"'"} + *typed)) << typed;
  }
}

TEST(Csv, nothing_is_taken_for_a_formula_where_semicolons_part_the_cells) {
  Table table{.name = "t", .title = "t", .columns = {{"a", "a", ColumnKind::text}}, .rows = {{std::string{}}}};
  auto const written = [&](std::string const& typed) {
    table.rows[0][0] = typed;
    return csv_of(table).substr(
        std::string_view{"\xEF\xBB\xBF"
                         "a\r\n"}
            .size());
  };
  EXPECT_EQ(written("An;=cmd"), "An;'=cmd\r\n");
  EXPECT_EQ(written("An\t@x"), "An\t'@x\r\n");
  EXPECT_EQ(written("An\r\n=x\nBình"), "\"An\r\n'=x\nBình\"\r\n");
  EXPECT_EQ(written("＝1"), "'＝1\r\n");
  EXPECT_EQ(written("1=1; 2-1"), "1=1; 2-1\r\n");
}

TEST(Csv, a_number_below_nothing_stays_a_number) {
  Table table{.name = "t", .title = "t", .columns = {{"a", "a", ColumnKind::number}}, .rows = {{std::int64_t{-5}}}};
  EXPECT_THAT(csv_of(table), HasSubstr("\r\n-5\r\n"));
}

TEST(Workbook, is_one_whose_cells_hold_no_formula) {
  auto const bytes = xlsx_of(dossiers());
  ASSERT_TRUE(bytes);
  EXPECT_THAT(*bytes, StartsWith("PK"));
  EXPECT_THAT(*bytes, HasSubstr("xl/worksheets/sheet1.xml"));
}

TEST(Workbook, a_cell_longer_than_excel_keeps_is_cut_between_characters) {
  std::string long_text;
  while (long_text.size() < 40'000) long_text += "ế";
  Table table{.name = "t", .title = "t", .columns = {{"a", "a", ColumnKind::text}}, .rows = {{long_text}}};
  EXPECT_TRUE(xlsx_of(table));
}

TEST(Json, of_a_table_names_its_columns_and_links) {
  auto const json = json_of(dossiers());
  auto const& row = json.at("rows").as_array()[0].as_object();
  EXPECT_EQ(row.at("code").at("url").as_string(), "/dossiers/H26.19-1");
  EXPECT_EQ(row.at("copies").as_int64(), 1200);
  EXPECT_EQ(row.at("filed").as_string(), "2024-11-25T10:20:00+07:00");
  EXPECT_TRUE(json.at("rows").as_array()[1].at("day").is_null());
}

TEST(File, has_a_name_and_is_not_shown_but_kept) {
  auto const reply = file_of(dossiers(), TableFormat::csv, *parse_instant("2024-11-25T10:20+07:00"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->headers.front().second, "attachment; filename=\"register-2024-11-25.csv\"");
  EXPECT_THAT(reply->media_type, StartsWith("text/csv"));
}

TEST(File, beyond_the_limit_of_rows_is_refused_and_never_cut_short_in_silence) {
  auto table = dossiers();
  table.rows.resize(limits::table_rows + 1, table.rows.front());
  auto const reply = file_of(table, TableFormat::csv, Instant{});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, codes::table_too_long);
}

TEST(Exports, lead_to_the_list_with_its_filter_and_without_its_piece) {
  auto const view = exports_view(asking("/dossiers", {{"q", "Lan Đào"}, {"cursor", "abc"}, {"lang", "en"}}));
  EXPECT_EQ(view.at("excel_url").as_string(), "/dossiers?q=Lan%20%C4%90%C3%A0o&format=xlsx");
}

TEST(Exports, the_filter_is_told_without_what_is_no_filter) {
  EXPECT_EQ(filter_of(asking("/dossiers", {{"phase", "filed"}, {"q", ""}, {"format", "csv"}, {"limit", "20"}})),
            "phase=filed");
}

TEST(Exports, an_unknown_format_is_refused_with_those_there_are) {
  auto const format = format_asked(asking("/dossiers", {{"format", "exe"}}));
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().code, codes::table_format);
}

TEST(Shown, in_a_page_dates_are_written_as_in_viet_nam) {
  auto const view = table_view(dossiers());
  auto const& cells = view.at("rows").as_array()[0].at("cells").as_array();
  EXPECT_EQ(cells[3].at("text").as_string(), "25/11/2024");
  EXPECT_EQ(cells[4].at("text").as_string(), "25/11/2024 10:20");
}

}  // namespace
}  // namespace congvu::page
