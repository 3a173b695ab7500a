#include "agency/authority/supervision_pages.h"
#include "base/several.h"

namespace congvu::authority {

namespace {

std::string sentence(Supervision const& what, org::Organisation const& organisation, page::Words const& words,
                     page::Language language) {
  std::vector<std::string> units;
  for (auto const& code : what.units) {
    auto const* unit = organisation.last_known_unit(code);
    units.push_back(unit ? unit->name : code);
  }
  auto const all_units = words.word(language, "authority.supervision.all_units");
  auto const all_procedures = words.word(language, "authority.supervision.all_procedures");
  auto const procedures =
      words.word(language, "authority.supervision.procedures", {{"codes", joined(what.procedures, ", ")}});
  return words.word(language, "authority.supervision.bounds",
                    {{"units", units.empty() ? std::string{all_units} : joined(units, ", ")},
                     {"procedures", what.procedures.empty() ? std::string{all_procedures} : procedures},
                     {"from", vietnamese(what.filed_from)},
                     {"to", vietnamese(what.filed_to)},
                     {"number", what.number},
                     {"until", vietnamese(what.to)}});
}

}  // namespace

std::string bounds_in_words(std::string_view position, Date day, Supervisions const& supervisions,
                            org::Organisation const& organisation, page::Words const& words, page::Language language) {
  auto const* known = organisation.position_on(position, day);
  if (!known || known->kind != org::PositionKind::supervisor) return {};
  std::string text;
  for (auto const* granted : supervisions_of(position, day, supervisions)) {
    text += (text.empty() ? "" : " ") + sentence(granted->what, organisation, words, language);
  }
  return text.empty() ? std::string{words.word(language, "authority.supervision.none")} : text;
}

}  // namespace congvu::authority
