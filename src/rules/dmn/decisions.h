// Rules in use: models compiled once, asked as often as needed, by any number of threads. Asking never fails: what
// cannot be answered is null, with warnings that say why and where. No clock and no calendar but what the caller gives.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/dmn/compile/compile.h"
#include "rules/dmn/decide/answer.h"
#include "rules/feel/surroundings.h"

namespace congvu::dmn {

// What the caller knows: the value of an input, or of a decision that is not to be reached anew. `space` is the
// namespace of its model; empty: any.
struct Given {
  std::string name;
  feel::Value value;
  std::string space = {};
};

enum class Explain : bool { no, yes };

class Decisions {
 public:
  explicit Decisions(std::shared_ptr<Program const> program) : program_(std::move(program)) {}
  // Refused with every problem that hinders use: dmn.not_usable.
  static Expected<Decisions> of(std::vector<Model> const& models);

  // Of the first model when it has one of that name, else of any.
  std::optional<Element> find(Element::Sort, std::string_view name, std::string_view space = {}) const;
  Answer decide(Element, std::vector<Given> const&, feel::Surroundings const& = {}, Explain = Explain::yes) const;
  // The same by place, for many askings: `inputs` one a Program::inputs, a null pointer where it is not known.
  Answer decide(Element, std::span<feel::Value const* const> inputs, feel::Surroundings const&, Explain) const;

  Program const& program() const { return *program_; }

 private:
  std::shared_ptr<Program const> program_;
};

}  // namespace congvu::dmn
