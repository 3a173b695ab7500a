#include "page/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "page/form_schema.h"
#include "page/shipped_pages.h"

namespace congvu::page {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

auto constexpr schema_text = R"({
  "type": "object", "required": ["name", "born", "copies"], "x-order": ["name", "born"],
  "definitions": {"place": {"type": "string", "title": "Nơi", "enum": ["HN", "HP"]}},
  "properties": {
    "copies": {"type": "integer", "title": "Số bản", "minimum": 1, "maximum": 20},
    "born": {"type": "string", "format": "date", "title": "Ngày sinh"},
    "name": {"type": "string", "title": "Họ và tên", "minLength": 2, "maxLength": 50, "x-autocomplete": "name"},
    "number": {"type": "string", "title": "Số định danh", "pattern": "^[0-9]{12}$", "x-pattern-words": "12 chữ số"},
    "reason": {"type": "string", "title": "Lý do", "x-lines": 4, "maxLength": 2000},
    "by_post": {"type": "boolean", "title": "Nhận qua bưu chính"},
    "grade": {"title": "Loại", "oneOf": [{"const": 1, "title": "Giỏi"}, {"const": 2, "title": "Khá"}]},
    "school": {"type": "object", "title": "Trường", "required": ["place"],
               "properties": {"place": {"$ref": "#/definitions/place"}}},
    "papers": {"type": "array", "title": "Giấy tờ", "maxItems": 3,
               "items": {"type": "object", "required": ["title"],
                         "properties": {"title": {"type": "string", "title": "Tên"},
                                        "year": {"type": "integer", "title": "Năm"}}}}
  },
  "if": {"required": ["by_post"], "properties": {"by_post": {"const": true}}},
  "then": {"required": ["number"]}
})";

Form form() {
  auto read = Form::read(json::parse(schema_text));
  EXPECT_TRUE(read) << plain(read.error());
  return *read;
}

std::vector<std::string> told(std::vector<Refusal> const& faults) {
  std::vector<std::string> all;
  for (auto const& fault : faults) all.push_back(fault.subject + " " + std::string{fault.code.key});
  return all;
}

Fields const good{{"name", "  Nguyễn Thị Lan "}, {"born", "6/1/2007"}, {"copies", "2"}};

Fields with(Fields fields, std::string const& name, std::string const& value) {
  fields.erase(name);
  fields.emplace(name, value);
  return fields;
}

}  // namespace

TEST(Form, fields_come_in_the_order_the_owner_named) {
  auto const read = form();
  ASSERT_EQ(read.fields().size(), 9u);
  EXPECT_EQ(read.fields()[0].name, "name");
  EXPECT_EQ(read.fields()[1].name, "born");
  EXPECT_EQ(read.fields()[2].name, "copies");
  EXPECT_EQ(read.fields()[7].fields.front().choices.size(), 2u);
}

TEST(Form, what_was_typed_becomes_typed_json) {
  auto posted = with(good, "grade", "2");
  posted = with(posted, "papers[1].title", "Học bạ");
  posted = with(posted, "papers[1].year", "2019");
  posted = with(posted, "papers[0].title", "  ");
  posted = with(posted, "school.place", "HN");
  posted = with(posted, "reason", "a\r\nb");
  auto const reading = read_form(form(), posted);
  EXPECT_THAT(told(reading.faults), IsEmpty());
  EXPECT_EQ(reading.answer, json::parse(R"({"name":"Nguyễn Thị Lan","born":"2007-01-06","copies":2,"reason":"a\nb",
      "by_post":false,"grade":2,"school":{"place":"HN"},"papers":[{"title":"Học bạ","year":2019}]})"));
}

TEST(Form, decomposed_letters_are_composed) {
  auto const reading = read_form(form(), with(good, "name", "Lê Thi\xCC\xA3"));
  EXPECT_EQ(reading.answer.at("name"), "Lê Thị");
}

TEST(Form, every_fault_has_its_field) {
  Fields const posted{{"name", "A"},  {"born", "31/02/2007"}, {"copies", "many"},        {"number", "12"},
                      {"grade", "9"}, {"school.place", "SG"}, {"papers[0].year", "2019"}};
  auto const reading = read_form(form(), posted);
  EXPECT_THAT(told(reading.faults),
              testing::UnorderedElementsAre("name field.too_short", "born form.date", "copies form.number",
                                            "number form.pattern", "grade field.not_one_of",
                                            "school.place field.not_one_of", "papers[0].title field.missing"));
}

TEST(Form, nothing_at_all_names_what_is_missing) {
  EXPECT_THAT(told(read_form(form(), {}, "answers").faults),
              ElementsAre("answers.name field.missing", "answers.born field.missing", "answers.copies field.missing"));
}

TEST(Form, a_very_long_text_is_refused_before_any_pattern_is_tried) {
  auto const reading = read_form(form(), with(good, "number", std::string(60'000, '1')));
  EXPECT_THAT(told(reading.faults), ElementsAre("number field.too_long"));
}

TEST(Form, a_pattern_that_explodes_ends) {
  auto const hostile = Form::read(json::parse(
      R"({"type":"object","properties":{"a":{"type":"string","title":"A","pattern":"^(a+)+$","maxLength":4000}}})"));
  ASSERT_TRUE(hostile);
  EXPECT_THAT(told(hostile->check(json::object{{"a", std::string(3000, 'a') + "!"}})), ElementsAre("a form.pattern"));
}

TEST(Form, control_characters_are_refused) {
  auto const reading = read_form(form(), with(good, "name", std::string("Lan\0x", 5)));
  EXPECT_THAT(told(reading.faults), testing::Contains("name form.control_characters"));
}

TEST(Form, unknown_and_mistyped_members_of_a_body_are_refused) {
  json::value const body = json::parse(R"({"name":7,"born":"2007-01-06","copies":2,"extra":1})");
  EXPECT_THAT(told(form().check(body, "answers")),
              testing::UnorderedElementsAre("answers.name field.type", "answers.extra field.unknown"));
}

TEST(Form, what_the_schema_says_in_other_ways_holds_too) {
  json::value const body = json::parse(R"({"name":"Lan","born":"2007-01-06","copies":2,"by_post":true})");
  EXPECT_THAT(form().check(body), testing::Not(IsEmpty()));
  json::value const mended =
      json::parse(R"({"name":"Lan","born":"2007-01-06","copies":2,"by_post":true,"number":"001207000001"})");
  EXPECT_THAT(told(form().check(mended)), IsEmpty());
}

// Found by naughty strings: they became a number that JSON cannot write, and 12.5 was shown again as 1.25E1
TEST(Form, what_is_no_number_is_none_and_a_number_is_shown_as_it_was_typed) {
  auto const area = *Form::read(json::parse(
      R"({"type":"object","properties":{"area":{"type":"number","title":"Diện tích","minimum":1,"maximum":1000}}})"));
  for (auto const* typed : {"nan", "NaN", "inf", "-inf", "infinity", "1e999", "0x10", "1 000"}) {
    EXPECT_THAT(told(read_form(area, {{"area", typed}}).faults), ElementsAre("area form.number")) << typed;
  }
  EXPECT_EQ(posted_form(read_form(area, {{"area", "12.5"}}).answer.at("area")), "12.5");
  EXPECT_EQ(posted_form(json::value(0.1)), "0.1");
}

TEST(Form, rows_beyond_the_most_are_refused) {
  json::value const body = json::parse(
      R"({"name":"Lan","born":"2007-01-06","copies":2,
          "papers":[{"title":"1"},{"title":"2"},{"title":"3"},{"title":"4"}]})");
  EXPECT_THAT(told(form().check(body)), ElementsAre("papers form.too_many"));
}

TEST(Form, a_faulty_schema_is_told_whole) {
  auto const read = Form::read(json::parse(
      R"({"type":"object","properties":{"a":{"type":"string"},"b":{"title":"B","type":"colour"},
          "c":{"title":"C","type":"string","pattern":"("},"d":{"$ref":"other.json"}}})"));
  ASSERT_FALSE(read);
  EXPECT_GE(read.error().parts.size(), 4u);
}

TEST(Form, a_schema_that_contains_itself_is_refused) {
  auto const read = Form::read(json::parse(
      R"({"type":"object","properties":{"a":{"$ref":"#/definitions/a"}},
          "definitions":{"a":{"title":"A","type":"object","properties":{"a":{"$ref":"#/definitions/a"}}}}})"));
  EXPECT_FALSE(read);
}

// A form of a procedure as it comes back from the record: its properties in the order of the alphabet.
auto constexpr grouped_text = R"({
  "type": "object", "x-groups": [{"code": "holder", "title": "Người"}, {"code": "paper", "title": "Bằng"}],
  "properties": {
    "copies": {"type": "integer", "title": "Số bản", "x-order": 3, "x-group": "paper"},
    "name": {"type": "string", "title": "Họ và tên", "x-order": 1, "x-group": "holder"},
    "purpose": {"type": "string", "title": "Mục đích", "x-order": 2, "x-group": "holder", "x-rows": 2}
  }})";

TEST(Form, fields_stand_in_the_order_of_their_numbers_under_the_title_of_their_group) {
  auto const grouped = Form::read(json::parse(grouped_text)).value();
  ASSERT_EQ(grouped.fields().size(), 3U);
  EXPECT_EQ(grouped.fields()[0].name, "name");
  EXPECT_EQ(grouped.fields()[1].sort, Field::Sort::lines);
  EXPECT_EQ(grouped.fields()[2].heading, "Bằng");
  auto const view = form_view(grouped, json::object{}, {}, *shipped_words(), Language::vi, "answers");
  std::vector<std::string> headings;
  int open = 0;
  for (auto const& item : view.at("fields").as_array()) {
    if (item.at("opens").as_bool()) headings.emplace_back(item.at("label").as_string());
    open += item.at("opens").as_bool() ? 1 : item.at("closes").as_bool() ? -1 : 0;
  }
  EXPECT_THAT(headings, ElementsAre("Người", "Bằng"));
  EXPECT_EQ(open, 0);
}

TEST(Form, a_path_leads_to_what_its_field_is_called) {
  EXPECT_EQ(form().title_at("answers.papers[1].year", "answers"), "Năm");
  EXPECT_EQ(form().title_at("answers.name", "answers"), "Họ và tên");
  EXPECT_EQ(form().title_at("applicant.name", "answers"), "");
  EXPECT_EQ(form().title_at("answers.nothing", "answers"), "");
}

TEST(Form, a_schema_whose_limit_is_no_number_is_refused_and_the_program_lives) {
  EXPECT_FALSE(
      Form::read(json::parse(R"({"type":"object","properties":{"a":{"title":"A","type":"string","maxLength":-1}}})")));
}

TEST(Form, its_html_shows_values_and_faults_beside_the_fields) {
  auto const posted = with(good, "born", "31/02/2007");
  auto const reading = read_form(form(), posted);
  auto const view = form_view(form(), reading.answer, reading.faults, *shipped_words(), Language::vi);
  std::vector<std::string> unknown;
  auto const html = shipped_templates()->render("layout/form_fields.html", view, Language::vi, &unknown);
  EXPECT_THAT(unknown, IsEmpty());
  EXPECT_THAT(html, HasSubstr("name=\"name\" aria-required=\"true\" value=\"Nguyễn Thị Lan\""));
  EXPECT_THAT(html, HasSubstr("value=\"31/02/2007\""));
  EXPECT_THAT(html, HasSubstr("id=\"f-born-fault\">Không phải là ngày: 31/02/2007."));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"f-born-fault\""));
  EXPECT_THAT(html, HasSubstr("name=\"papers[0].title\""));
  EXPECT_EQ(html.find("papers[1]"), std::string::npos);
}

TEST(Form, answers_are_read_over_in_words) {
  auto const reading = read_form(form(), with(good, "grade", "1"));
  auto const lines = answer_lines(form(), reading.answer, *shipped_words(), Language::vi);
  EXPECT_EQ(lines[1], (json::object{{"label", "Ngày sinh"}, {"value", "06/01/2007"}}));
  EXPECT_THAT(lines, testing::Contains(json::value(json::object{{"label", "Loại"}, {"value", "Giỏi"}})));
}

}  // namespace congvu::page
