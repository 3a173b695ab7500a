// Bodies of commands: read, bound to described fields, written canonically, and read again to the same.
#include "base/json.h"
#include "base/described.h"
#include "bytes.h"

namespace {

struct Line {
  congvu::Text<40> name;
  std::optional<std::int64_t> number;
  std::optional<congvu::Date> day;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, number, day))

struct Letter {
  congvu::Text<100> title;
  std::vector<Line> lines;
  std::optional<congvu::json::object> answers;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (title, lines, answers))

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const value = congvu::parse_json(text_of(octets, size));
  if (!value) return 0;
  auto const again = congvu::parse_json(congvu::canonical(*value));
  demand(again.has_value() && congvu::canonical(*again) == congvu::canonical(*value));
  if (auto const letter = congvu::from_json<Letter>(*value)) {
    demand(congvu::from_json<Letter>(congvu::to_json(*letter)).has_value());
  }
  return 0;
}
