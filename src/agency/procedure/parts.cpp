#include "agency/procedure/parts.h"

#include <algorithm>
#include <utility>

namespace congvu::procedure {

namespace {

// Comparing word by word grows with the product of the lengths; beyond this a part is marked whole.
constexpr std::size_t most_words = 1500;

template <class List, class Text>
std::string lines_of(List const& list, Text const& text) {
  std::string lines;
  for (auto const& each : list) lines += (lines.empty() ? "" : "\n") + text(each);
  return lines;
}

template <class Fact, class Member>
std::string text_of(std::optional<Fact> const& fact, Member member) {
  return fact ? (*fact).*member : std::string{};
}

std::string component_text(Component const& component) {
  auto text = component.name + " (" + component.form + " × " + std::to_string(component.count) + ")";
  return component.note ? text + ". " + *component.note : text;
}

std::string step_text(WorkStep const& step) {
  std::string text = step.name;
  for (auto const* who : {&step.unit, &step.position, &step.partner, &step.product}) {
    if (*who) text += " · " + **who;
  }
  if (step.time) text += " · " + std::to_string(step.time->amount) + " " + std::string{name_of(step.time->unit)};
  return text;
}

// Words, a line's end being one of its own.
std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    auto const length = text.front() == '\n' ? 1 : std::min(text.find_first_of(" \n"), text.size());
    words.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return words;
}

class Runs {
 public:
  void add(std::string_view word, bool changed) {
    if (runs_.empty() || runs_.back().changed != changed) runs_.push_back({{}, changed});
    auto& text = runs_.back().text;
    text += word;
    if (word != "\n") text += ' ';
  }
  std::vector<Run> take() { return std::move(runs_); }

 private:
  std::vector<Run> runs_;
};

std::vector<Run> whole(std::string const& text) {
  return text.empty() ? std::vector<Run>{} : std::vector<Run>{{text, true}};
}

// The longest common subsequence of words stays, the rest is marked on its side.
void compare_words(std::string const& before, std::string const& after, Compared& out) {
  auto const left = words_in(before), right = words_in(after);
  if (left.size() > most_words || right.size() > most_words) {
    out.before = whole(before);
    out.after = whole(after);
    return;
  }
  auto const width = right.size() + 1;
  std::vector<std::uint16_t> common((left.size() + 1) * width);
  for (auto i = left.size(); i-- > 0;) {
    for (auto j = right.size(); j-- > 0;) {
      auto const skipped = std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
      auto const taken = static_cast<std::uint16_t>(common[(i + 1) * width + j + 1] + 1);
      common[i * width + j] = left[i] == right[j] ? taken : skipped;
    }
  }
  Runs one, other;
  std::size_t i = 0, j = 0;
  while (i < left.size() || j < right.size()) {
    if (i < left.size() && j < right.size() && left[i] == right[j]) {
      one.add(left[i++], false);
      other.add(right[j++], false);
    } else if (j == right.size() || (i < left.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      one.add(left[i++], true);
    } else {
      other.add(right[j++], true);
    }
  }
  out.before = one.take();
  out.after = other.take();
}

}  // namespace

std::vector<Part> parts_of(Facts const& facts) {
  auto const text = [](auto const& each) { return each.text; };
  auto const itself = [](std::string const& each) { return each; };
  auto const basis = [](LegalBasis const& each) { return each.number + " " + each.title; };
  return {{"name", facts.name},
          {"sequence", facts.sequence ? lines_of(facts.sequence->steps, itself) : std::string{}},
          {"manner", facts.manner.text},
          {"components", lines_of(facts.components, component_text)},
          {"dossier_sets", facts.dossier_sets ? std::to_string(facts.dossier_sets->amount) : std::string{}},
          {"limit", facts.limit.text},
          {"limit_by_channel", lines_of(facts.limit_by_channel, text)},
          {"applicants", text_of(facts.applicants, &Applicants::text)},
          {"agency", facts.agency.text},
          {"result", facts.result.title},
          {"application_form", text_of(facts.application_form, &ApplicationForm::title)},
          {"conditions", text_of(facts.conditions, &Conditions::text)},
          {"fee", text_of(facts.fee, &Fee::text)},
          {"legal_basis", lines_of(facts.legal_basis, basis)},
          {"field", facts.field.name},
          {"level", facts.level},
          {"handling_unit", facts.handling_unit},
          {"steps", lines_of(facts.steps, step_text)},
          {"delegated", facts.delegated ? facts.delegated->by + " → " + facts.delegated->to : std::string{}}};
}

bool mandatory(std::string_view key) {
  return std::ranges::find(mandatory_parts, key) != mandatory_parts.end();
}

std::vector<std::string_view> missing_parts(Facts const& facts) {
  std::vector<std::string_view> missing;
  for (auto const& part : parts_of(facts)) {
    if (part.text.empty() && mandatory(part.key)) missing.push_back(part.key);
  }
  return missing;
}

std::vector<Compared> compared(Facts const& before, Facts const& after) {
  auto const left = parts_of(before), right = parts_of(after);
  std::vector<Compared> all;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].text.empty() && right[i].text.empty()) continue;
    Compared part{left[i].key, {}, {}, left[i].text != right[i].text};
    compare_words(left[i].text, right[i].text, part);
    all.push_back(std::move(part));
  }
  return all;
}

}  // namespace congvu::procedure
