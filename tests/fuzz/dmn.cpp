// Decision models as a pack's author or another tool writes them: what can be read is written and reads again to what
// is written the same; it is checked; and each of its decisions and services answers, twice alike, to inputs that are
// drawn from the file itself.
#include "bytes.h"
#include "rules/dmn/check/check.h"
#include "rules/dmn/decide/plain_json.h"
#include "rules/dmn/decisions.h"
#include "rules/feel/limits.h"

namespace {

namespace dmn = congvu::dmn;
namespace feel = congvu::feel;

// One value a byte, of the kinds that inputs have.
feel::Value drawn(std::uint8_t octet) {
  std::int64_t const small = octet % 16;
  switch (octet / 16) {
    case 0:
      return {};
    case 1:
      return octet % 2 == 0;
    case 2:
    case 3:
      return small;
    case 4:
      return feel::divide(feel::Number{small}, feel::Number{3});
    case 5:
    case 6:
      return std::string(static_cast<std::size_t>(small % 4), static_cast<char>('a' + small));
    case 7:
    case 8:
      return feel::Date::of_days(19'000 + small);
    case 9:
      return feel::parse_time("10:00:00Z");
    case 10:
      return feel::parse_date_time("2025-06-30T08:00:00+07:00");
    case 11:
      return feel::DaysDuration{small * 3'600};
    case 12:
      return feel::MonthsDuration{small};
    case 13:
      return feel::List{std::vector<feel::Value>(static_cast<std::size_t>(small), feel::Value{small})};
    default:
      return feel::Context{{{"a", small}, {"b", "x"}}};
  }
}

void decide_all(dmn::Decisions const& decisions, dmn::Element::Sort sort, std::size_t count,
                std::vector<feel::Value const*> const& inputs) {
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const ask = [&] {
      // As if most steps had been taken: what is endless is stopped soon, under sanitizers too
      auto steps = feel::limits::steps - 200'000;
      return decisions.decide({sort, i}, inputs, feel::Surroundings{.steps = &steps}, dmn::Explain::yes);
    };
    demand(dmn::to_json(ask(), {}) == dmn::to_json(ask(), {}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t size) {
  auto const model = dmn::read(text_of(octets, size), "file");
  if (!model) return 0;
  auto const written = dmn::write(*model);
  auto const again = dmn::read(written, "file");
  demand(again.has_value() && dmn::write(*again) == written);
  (void)dmn::check({*model});
  auto const decisions = dmn::Decisions::of({*model});
  if (!decisions) return 0;
  auto const& program = decisions->program();
  std::vector<feel::Value> values;
  for (std::size_t i = 0; i < program.inputs.size(); ++i) values.push_back(drawn(octets[(size - 1 - i * 7) % size]));
  std::vector<feel::Value const*> inputs;
  for (auto const& value : values) inputs.push_back(&value);
  decide_all(*decisions, dmn::Element::Sort::decision, program.decisions.size(), inputs);
  decide_all(*decisions, dmn::Element::Sort::service, program.services.size(), inputs);
  return 0;
}
