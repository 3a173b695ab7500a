#include "rules/bpmn/check/constraints/constraints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "rules/bpmn/drawing_test.h"

namespace congvu::bpmn {
namespace {

using test::Drawing;
using Numbers = std::set<std::string>;

Numbers broken_in(std::string const& xml, Imported const& imported = {}) {
  Numbers numbers;
  for (auto const& problem : broken_constraints(*read(xml, "f"), imported)) {
    numbers.insert(problem.arguments.at(0).value);
  }
  return numbers;
}

std::string way(std::string const& in, std::string const& out) {
  auto const one = [](std::string const& kind, std::string const& flow) {
    return flow.empty() ? "" : "<" + kind + ">" + flow + "</" + kind + ">";
  };
  return one("incoming", in) + one("outgoing", out);
}

Drawing good() {
  return Drawing{}
      .element("startEvent", "s", "", way("", "s-a"))
      .element("userTask", "a", "", way("s-a", "a-e"))
      .element("endEvent", "e", "", way("a-e", ""))
      .flow("s", "a")
      .flow("a", "e");
}

TEST(bpmn_constraints, a_good_drawing_breaks_none) {
  EXPECT_EQ(broken_in(good().xml()), Numbers{});
}

TEST(bpmn_constraints, a_gateway_goes_the_way_it_says) {
  auto drawing = Drawing{good()}.flow("g", "a").flow("a", "g");
  drawing.element("exclusiveGateway", "g", "gatewayDirection=\"Mixed\"", way("a-g", "g-a"));
  auto const broken = broken_in(drawing.xml());
  EXPECT_TRUE(broken.contains("EXT.019") && broken.contains("EXT.135"));
}

TEST(bpmn_constraints, events_stand_where_their_kind_may) {
  auto const broken = broken_in(Drawing{good()}
                                    .event("boundaryEvent", "b", "cancel", "attachedToRef=\"a\"")
                                    .event("intermediateCatchEvent", "c", "escalation")
                                    .event("endEvent", "x", "timer")
                                    .xml());
  for (auto const* number : {"EXT.107", "EXT.111", "EXT.115", "EXT.116", "EXT.146", "EXT.148"}) {
    EXPECT_TRUE(broken.contains(number)) << number;
  }
}

TEST(bpmn_constraints, references_lead_to_an_element_of_the_right_kind) {
  EXPECT_EQ(broken_in(Drawing{good()}.element("sequenceFlow", "f", "sourceRef=\"a\" targetRef=\"nobody\"").xml()),
            (Numbers{"EXT.023", "REF"}));
  EXPECT_TRUE(broken_in(Drawing{good()}.element("boundaryEvent", "b", "attachedToRef=\"s\"").xml()).contains("REF"));
}

TEST(bpmn_constraints, what_is_imported_is_there_and_has_ids_of_its_own) {
  auto const file = [](std::string const& inside) {
    return "<definitions xmlns=\"" + std::string{model_space} + "\" targetNamespace=\"n\">" + inside + "</definitions>";
  };
  auto const importing = file("<import importType=\"" + std::string{model_space} +
                              "\" location=\"other.bpmn\" namespace=\"n\"/><signal id=\"S\"/>");
  EXPECT_EQ(broken_in(importing), Numbers{"EXT.001"});
  EXPECT_EQ(broken_in(importing, {{"other.bpmn", file("<signal id=\"S\"/>")}}), Numbers{"EXT.002"});
  EXPECT_EQ(broken_in(importing, {{"other.bpmn", file("<signal id=\"T\"/>")}}), Numbers{});
  // Files that import each other are each looked at once.
  EXPECT_EQ(broken_in(importing, {{"other.bpmn", importing}}), Numbers{"EXT.002"});
}

}  // namespace
}  // namespace congvu::bpmn
