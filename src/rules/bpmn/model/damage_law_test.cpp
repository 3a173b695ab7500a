// A law of reading: whatever is done to the bytes of a diagram, it is read or refused with a reason, and what is read
// can be written, read again and checked.
#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/bpmn/drawing_test.h"

namespace congvu::bpmn {
namespace {

std::string diagram() {
  std::ifstream in{std::filesystem::path{CONGVU_SOURCE_DIR} / "src/rules/bpmn/testdata/camunda-modeler.bpmn",
                   std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// One act of damage: a byte changed, a piece taken out, a piece put in elsewhere.
std::string damaged(std::string bytes) {
  auto const place = [&] { return *rc::gen::inRange<std::size_t>(0, bytes.size()); };
  auto const length = *rc::gen::inRange<std::size_t>(1, 80);
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      bytes[place()] = *rc::gen::arbitrary<char>();
      break;
    case 1:
      bytes.erase(place(), length);
      break;
    case 2:
      bytes.insert(place(), bytes.substr(place(), length));
      break;
    default: {
      static constexpr std::string_view pieces[] = {"<",    ">",         "&",          "\"", "]]>",
                                                    "<!--", "<![CDATA[", "&#x110000;", "/>"};
      bytes.insert(place(), pieces[*rc::gen::inRange<std::size_t>(0, std::size(pieces))]);
    }
  }
  return bytes;
}

TEST(bpmn_laws, a_damaged_file_is_read_or_refused_with_a_reason) {
  auto const whole = diagram();
  int read_anyway = 0;
  auto const holds = rc::check([&] {
    auto bytes = whole;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) bytes = damaged(bytes);
    auto const model = read(bytes, "f");
    if (!model) {
      RC_ASSERT(!model.error().arguments.empty());
      return;
    }
    ++read_anyway;
    auto const again = read(write(*model), "f");
    RC_ASSERT(again.has_value());
    RC_ASSERT(xml::equal(*model->document, *again->document));
    auto const report = check(*model, test::surroundings());
    auto const definition = compile(*model, test::surroundings());
    RC_ASSERT(definition.has_value() || !report.problems.empty());
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(read_anyway, 0);
}

}  // namespace
}  // namespace congvu::bpmn
