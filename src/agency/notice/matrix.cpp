#include "agency/notice/matrix.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "agency/authority/authority.h"
#include "agency/document/render.h"

namespace congvu::notice {

namespace {

constexpr int most_attempts = 50;
constexpr int most_wait = 24 * 60 * 60;

template <class T>
T const* coded(std::vector<T> const& list, std::string_view code) {
  auto const found = std::ranges::find(list, code, &T::code);
  return found == list.end() ? nullptr : &*found;
}

bool contains(auto const& list, auto const& value) {
  return std::ranges::find(list, value) != list.end();
}

std::string listed(auto const& values) {
  std::string line;
  for (auto const& value : values) line += (line.empty() ? "" : ", ") + std::string{value};
  return line;
}

class Faults {
 public:
  explicit Faults(Section const& section) : section_(section) {}

  std::vector<Refusal> all() {
    number("sending.attempts", section_.sending.attempts, most_attempts);
    number("sending.first_wait", section_.sending.first_wait, most_wait);
    number("sending.longest_wait", section_.sending.longest_wait, most_wait);
    if (section_.told.empty()) found_.push_back({codes::nothing_told, "told"});
    each_once(section_.told, "told");
    each_once(section_.reasons, "reasons");
    each_once(section_.wordings, "wordings");
    for (std::size_t i = 0; i < section_.wordings.size(); ++i) {
      wording(section_.wordings[i], described::element_path("wordings", i));
    }
    for (std::size_t i = 0; i < section_.matrix.size(); ++i) {
      cells(section_.matrix[i], described::element_path("matrix", i));
    }
    return std::move(found_);
  }

 private:
  void number(std::string path, int value, int most) {
    if (value >= 1 && value <= most) return;
    found_.push_back({codes::bad_number, std::move(path), {{"least", "1"}, {"most", std::to_string(most)}}});
  }

  template <class T>
  void each_once(std::vector<T> const& list, std::string const& name) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (seen.insert(list[i].code).second) continue;
      found_.push_back({codes::code_twice, described::element_path(name, i) + ".code", {{"code", list[i].code}}});
    }
  }

  void wording(Wording const& each, std::string const& path) {
    names(each.subject.value, path + ".subject");
    names(each.text.value, path + ".text");
    if (each.english) names(each.english->value, path + ".english");
    if (each.subject.value.find_first_of("\r\n") != std::string::npos) {
      found_.push_back({codes::subject_lines, path + ".subject"});
    }
  }

  void names(std::string const& text, std::string const& path) {
    auto const asked = document::names_of(text);
    if (!asked) {
      found_.push_back(asked.error());
      found_.back().subject = path;
      return;
    }
    for (auto const& name : *asked) {
      if (name == "." || contains(names_of_wordings, name)) continue;
      found_.push_back({codes::unknown_name, path, {{"name", name}, {"allowed", listed(names_of_wordings)}}});
    }
  }

  void cells(Cells const& each, std::string const& path) {
    if (each.wording.has_value() == each.reason.has_value()) found_.push_back({codes::wording_or_reason, path});
    if (each.wording && !coded(section_.wordings, *each.wording)) {
      found_.push_back({codes::unknown_wording, path + ".wording", {{"code", *each.wording}}});
    }
    if (each.reason && !coded(section_.reasons, *each.reason)) {
      found_.push_back({codes::unknown_reason, path + ".reason", {{"code", *each.reason}}});
    }
    for (auto const& state : each.states) {
      for (auto const to : each.to) {
        for (auto const by : each.by) {
          if (seen_.emplace(state, to, by).second) continue;
          found_.push_back({codes::cell_twice,
                            path,
                            {{"state", state}, {"to", std::string{name_of(to)}}, {"by", std::string{name_of(by)}}}});
        }
      }
    }
  }

  Section const& section_;
  std::vector<Refusal> found_;
  std::set<std::tuple<std::string, Audience, Way>> seen_;
};

template <class E>
std::vector<E> enumerators() {
  std::vector<E> all;
  for (auto const& name : congvu::names<E>()) all.push_back(*named<E>(name));
  return all;
}

Cells const* cells_of(Section const& section, std::string_view state, Audience to, Way by) {
  for (auto const& each : section.matrix) {
    if (contains(each.states, state) && contains(each.to, to) && contains(each.by, by)) return &each;
  }
  return nullptr;
}

}  // namespace

std::optional<Cell> Matrix::cell(std::string_view state, Audience to, Way by) const {
  auto const* cells = section ? cells_of(*section, state, to, by) : nullptr;
  if (!cells) return std::nullopt;
  return Cell{cells->wording ? coded(section->wordings, *cells->wording) : nullptr,
              cells->reason ? coded(section->reasons, *cells->reason) : nullptr};
}

bool Matrix::overtaken(std::string_view earlier, std::string_view later) const {
  return section && std::ranges::any_of(section->overtaken, [&](Overtaken const& each) {
           return contains(each.states, earlier) && contains(each.by, later);
         });
}

void apply(Matrix& matrix, MatrixStated const& event, Recorded const&) {
  matrix.section = std::make_shared<Section const>(event.section);
}

Expected<Question> question(StateMatrix const&, Context const&, States const&) {
  Question question;
  question.act = authority::acts::load;
  return question;
}

Decision decide(StateMatrix const& command, Context const&, States const& states) {
  if (auto found = faults(command.section); !found.empty()) {
    Refusal refusal{codes::matrix_faults};
    refusal.parts = std::move(found);
    return std::unexpected<Refusal>(std::move(refusal));
  }
  auto const& matrix = states.standing<Matrix>();
  if (matrix.section && to_json(*matrix.section) == to_json(command.section)) return Events{};
  Handle const stream = handle_of("notice", "matrix");
  return Events{}.add(stream, Handle{}, MatrixStated{command.section});
}

std::vector<Refusal> faults(Section const& section) {
  return Faults{section}.all();
}

std::vector<Refusal> gaps(Section const& section, std::vector<std::string> const& states) {
  std::vector<Refusal> found;
  auto const known = [&](std::vector<std::string> const& named, std::string const& path) {
    for (auto const& state : named) {
      if (contains(states, state)) continue;
      found.push_back({codes::unknown_state, path, {{"state", state}, {"allowed", listed(states)}}});
    }
  };
  for (std::size_t i = 0; i < section.matrix.size(); ++i) {
    known(section.matrix[i].states, described::element_path("matrix", i) + ".states");
  }
  for (std::size_t i = 0; i < section.overtaken.size(); ++i) {
    known(section.overtaken[i].states, described::element_path("overtaken", i) + ".states");
    known(section.overtaken[i].by, described::element_path("overtaken", i) + ".by");
  }
  for (auto const& state : states) {
    for (auto const to : enumerators<Audience>()) {
      for (auto const by : enumerators<Way>()) {
        if (cells_of(section, state, to, by)) continue;
        found.push_back({codes::cell_missing,
                         "matrix",
                         {{"state", state}, {"to", std::string{name_of(to)}}, {"by", std::string{name_of(by)}}}});
      }
    }
  }
  return found;
}

}  // namespace congvu::notice
