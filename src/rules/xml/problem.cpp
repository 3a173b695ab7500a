#include "rules/xml/problem.h"

namespace congvu::xml {

Refusal refusal_of(Code code, std::string const& file, std::vector<Problem> const& problems) {
  Refusal whole{code, file, {{"problems", std::to_string(problems.size())}}};
  for (auto const& problem : problems) {
    std::vector<Argument> arguments{{"element", problem.element},
                                    {"kind", problem.kind},
                                    {"name", problem.name},
                                    {"line", std::to_string(problem.line)}};
    arguments.insert(arguments.end(), problem.arguments.begin(), problem.arguments.end());
    auto const place = problem.line == 0 ? file : file + ":" + std::to_string(problem.line);
    whole.parts.emplace_back(problem.code, place, std::move(arguments));
  }
  return whole;
}

}  // namespace congvu::xml
