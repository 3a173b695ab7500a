#include <gtest/gtest.h>

#include "agency/procedure/commands.h"
#include "agency/procedure/diagram.h"
#include "agency/procedure/procedure.h"
#include "agency/procedure/room.h"
#include "agency/procedure/search.h"
#include "pipeline/told_for_tests.h"
#include "rules/xml/codes.h"

namespace congvu::procedure {

namespace {

// One step between start and end, a decision after it.
constexpr std::string_view diagram = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:w="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:congvu="https://congvu.vn/schema/bpmn/1.0" id="d" targetNamespace="t">
<process id="p" isExecutable="true">
<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
<userTask id="t" name="Look &lt;here&gt; and there" congvu:act="dossier.handle" congvu:candidates="officer@QLT"
  congvu:outcomes="approve,return"/>
<sequenceFlow id="f2" sourceRef="t" targetRef="g"/><exclusiveGateway id="g" default="f4"/>
<sequenceFlow id="f3" sourceRef="g" targetRef="e"><conditionExpression>CONDITION</conditionExpression></sequenceFlow>
<sequenceFlow id="f4" sourceRef="g" targetRef="t"/><endEvent id="e"/>
</process>
<di:BPMNDiagram id="dd"><di:BPMNPlane id="dp" bpmnElement="p">
<di:BPMNShape id="ds" bpmnElement="s"><dc:Bounds x="0" y="20" width="36" height="36"/></di:BPMNShape>
<di:BPMNShape id="dt" bpmnElement="t"><dc:Bounds x="80" y="0" width="100" height="80"/></di:BPMNShape>
<di:BPMNEdge id="df" bpmnElement="f1"><w:waypoint x="36" y="38"/><w:waypoint x="80" y="38"/></di:BPMNEdge>
</di:BPMNPlane></di:BPMNDiagram>
</definitions>)";

std::string drawn(std::string_view condition) {
  std::string text{diagram};
  constexpr std::string_view place = "CONDITION";
  return text.replace(text.find(place), place.size(), condition);
}

PublishProcedure version(int number, Date from) {
  PublishProcedure publish;
  publish.code = "1.005092";
  publish.version = number;
  publish.from = from;
  publish.facts.name = "Cấp bản sao văn bằng";
  publish.facts.keywords = {"trung học phổ thông"};
  publish.facts.limit = {LimitUnit::working_days, 5, "5", {}, {}, {}};
  publish.bpmn = drawn("outcome = \"approve\"");
  publish.form = {{"type", "object"}, {"properties", {{"copies", {{"type", "integer"}}}}}};
  return publish;
}

Abbreviations const abbreviations = read_abbreviations("THPT=trung học phổ thông; VB=văn bằng");

}  // namespace

TEST(Catalogue, a_later_version_takes_the_place_of_the_one_before_from_its_first_day) {
  Told told{&register_room};
  told.tell(version(1, day(2024, 1, 1)));
  told.tell(version(2, day(2025, 7, 1)));
  auto const& catalogue = told.standing<Catalogue>();
  EXPECT_EQ(catalogue.in_force("1.005092", day(2025, 6, 30))->version, 1);
  EXPECT_EQ(catalogue.in_force("1.005092", day(2025, 7, 1))->version, 2);
  EXPECT_EQ(catalogue.in_force("1.005092", day(2023, 12, 31)), nullptr);
  EXPECT_EQ(catalogue.version("1.005092", 1)->to, day(2025, 6, 30));
  EXPECT_EQ(catalogue.published_at("1.005092", 1)->version, 2);
  EXPECT_NE(catalogue.version("1.005092", 1)->definition, nullptr);
}

TEST(Catalogue, publishing_again_what_stands_changes_nothing_and_other_content_is_refused) {
  Told told{&register_room};
  EXPECT_EQ(told.tell(version(1, day(2024, 1, 1))), 1u);
  EXPECT_EQ(told.tell(version(1, day(2024, 1, 1))), 0u);
  auto other = version(1, day(2024, 1, 1));
  other.facts.name = "Khác";
  EXPECT_EQ(told.decided(other).error().code, codes::version_taken);
}

TEST(Catalogue, a_version_that_begins_before_the_last_one_is_refused) {
  Told told{&register_room};
  told.tell(version(1, day(2024, 6, 1)));
  auto const refusal = told.decided(version(2, day(2024, 1, 1))).error();
  EXPECT_EQ(refusal.code, codes::unpublishable);
  EXPECT_EQ(refusal.parts.front().code, codes::dates_overlap);
}

TEST(Catalogue, an_ended_procedure_takes_no_new_cases_and_is_listed_as_abolished) {
  Told told{&register_room};
  told.tell(version(1, day(2024, 1, 1)));
  told.tell(EndProcedure{"1.005092", day(2025, 6, 30), "x"});
  auto const& catalogue = told.standing<Catalogue>();
  EXPECT_EQ(catalogue.in_force("1.005092", day(2025, 7, 1)), nullptr);
  EXPECT_EQ(listed(catalogue, day(2025, 7, 1), ListedState::in_force, {}, {}).size(), 0u);
  EXPECT_EQ(listed(catalogue, day(2025, 7, 1), ListedState::abolished, {}, {}).size(), 1u);
}

TEST(Publishing, every_fault_is_told_at_once) {
  Told told{&register_room};
  auto bad = version(1, day(2024, 1, 1));
  bad.code = "TTHC-1";
  bad.to = day(2023, 1, 1);
  bad.facts.components = {{"id", "x"}, {"id", "y"}};
  bad.facts.documents = {{"copy", "x", "SY", "copy", "copy"}};
  bad.bpmn = drawn("amount > 3");
  std::vector<std::string_view> found;
  auto const refusal = told.decided(bad).error();
  for (auto const& part : refusal.parts) found.push_back(part.code.key);
  EXPECT_EQ(found,
            (std::vector<std::string_view>{"procedure.bad_code", "procedure.component_twice", "procedure.no_template",
                                           "procedure.dates_reversed", "procedure.unknown_field"}));
}

TEST(Publishing, a_diagram_that_is_not_one_is_refused_with_its_place) {
  Told told{&register_room};
  auto bad = version(1, day(2024, 1, 1));
  bad.bpmn = "<definitions>";
  auto const refusal = told.decided(bad).error();
  EXPECT_EQ(refusal.code, codes::unpublishable);
  EXPECT_EQ(refusal.parts.front().code, xml::codes::malformed);
}

TEST(Search, asks_for_all_words_in_any_order_without_tone_marks) {
  auto const text = "1.005092 Cấp bản sao văn bằng, chứng chỉ từ sổ gốc";
  EXPECT_TRUE(matches("sao bang", text, abbreviations));
  EXPECT_TRUE(matches("BẰNG sao", text, abbreviations));
  EXPECT_TRUE(matches("1.005092", text, abbreviations));
  EXPECT_TRUE(matches("", text, abbreviations));
  EXPECT_FALSE(matches("sao trường", text, abbreviations));
}

TEST(Search, an_abbreviation_is_equal_to_its_full_words) {
  EXPECT_TRUE(matches("THPT", "trường trung học phổ thông", abbreviations));
  EXPECT_TRUE(matches("trung hoc pho thong", "trường THPT", abbreviations));
  EXPECT_TRUE(matches("vb", "Chỉnh sửa văn bằng", abbreviations));
  EXPECT_FALSE(matches("THPT", "trường trung học cơ sở", abbreviations));
}

TEST(Diagram, is_drawn_where_the_file_says_and_says_each_mark_in_a_word) {
  auto const model = bpmn::read(drawn("outcome = \"approve\""), "x.bpmn");
  ASSERT_TRUE(model.has_value());
  DiagramMarks marks;
  marks.of["t"] = StepMark::current;
  marks.words[StepMark::current] = "in hand";
  auto const svg = bpmn_svg(*model, marks, "A & B");
  EXPECT_TRUE(svg.starts_with("<svg"));
  EXPECT_NE(svg.find("A &amp; B"), std::string::npos);
  EXPECT_NE(svg.find("is-current"), std::string::npos);
  EXPECT_NE(svg.find("Look &lt;here&gt; and there: in hand"), std::string::npos);
  EXPECT_EQ(svg.find("<here>"), std::string::npos);
  EXPECT_EQ(svg.find("style="), std::string::npos);
}

}  // namespace congvu::procedure
