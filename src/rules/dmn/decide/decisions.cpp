#include "rules/dmn/decisions.h"

#include <algorithm>

#include "rules/dmn/codes.h"
#include "rules/dmn/decide/evaluation.h"

namespace congvu::dmn {
namespace {

template <class Units>
std::optional<std::uint32_t> named(Units const& units, std::string_view name, std::string_view space) {
  auto const fits = [&](auto const& each) { return each.name == name && (space.empty() || each.space == space); };
  auto const found = std::ranges::find_if(units, fits);
  if (found == units.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - units.begin());
}

Answer answered(Evaluation& evaluation, Program const& program, Element element) {
  Answer answer;
  answer.value = element.sort == Element::Sort::service ? evaluation.serve(program.services[element.index])
                                                        : evaluation.value_of(element);
  answer.tables = std::move(evaluation.tables);
  answer.warnings = std::move(evaluation.warnings);
  return answer;
}

}  // namespace

Expected<Decisions> Decisions::of(std::vector<Model> const& models) {
  auto compilation = compile(models);
  if (!compilation.usable()) {
    std::erase_if(compilation.problems, [](Problem const& each) { return each.warning; });
    return std::unexpected(xml::refusal_of(codes::not_usable, models.front().file, compilation.problems));
  }
  return Decisions{std::move(compilation.program)};
}

std::optional<Element> Decisions::find(Element::Sort sort, std::string_view name, std::string_view space) const {
  auto const index = [&]() -> std::optional<std::uint32_t> {
    switch (sort) {
      case Element::Sort::input:
        return named(program_->inputs, name, space);
      case Element::Sort::decision:
        return named(program_->decisions, name, space);
      case Element::Sort::knowledge:
        return named(program_->knowledge, name, space);
      case Element::Sort::service:
        break;
    }
    return named(program_->services, name, space);
  }();
  if (!index) return std::nullopt;
  return Element{sort, *index};
}

Answer Decisions::decide(Element element, std::vector<Given> const& given, feel::Surroundings const& surroundings,
                         Explain explain) const {
  Evaluation evaluation{program_, surroundings, explain == Explain::yes};
  for (auto const& [name, value, space] : given) {
    auto known = find(Element::Sort::input, name, space);
    if (!known) known = find(Element::Sort::decision, name, space);
    if (known) evaluation.know(*known, value);
  }
  if (element.sort == Element::Sort::service) {  // what it is not given, it does not find by itself
    for (auto const& each : program_->services[element.index].parameters) evaluation.know_nothing_of(each);
  }
  return answered(evaluation, *program_, element);
}

Answer Decisions::decide(Element element, std::span<feel::Value const* const> inputs,
                         feel::Surroundings const& surroundings, Explain explain) const {
  Evaluation evaluation{program_, surroundings, explain == Explain::yes};
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] != nullptr) evaluation.know({Element::Sort::input, i}, *inputs[i]);
  }
  return answered(evaluation, *program_, element);
}

}  // namespace congvu::dmn
