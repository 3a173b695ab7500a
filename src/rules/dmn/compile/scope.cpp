#include "rules/dmn/compile/scope.h"

#include <algorithm>

#include "rules/dmn/codes.h"
#include "rules/dmn/limits.h"
#include "rules/feel/builtins.h"
#include "rules/feel/program.h"

namespace congvu::dmn {

NameScope::NameScope(Types const& types, std::string element, std::vector<Problem>& problems)
    : types_(types),
      element_(std::move(element)),
      problems_(problems),
      for_feel_{{{}, types.members(), types.named()}} {}

Slot NameScope::add(std::string const& name) {
  auto normal = feel::normal_name(name);
  for_feel_.tell_variable(normal);
  names_.push_back({std::move(normal), next_});
  read_.push_back(false);
  return next_++;
}

void NameScope::forget(std::size_t count) {
  for (; count > 0; --count) {
    for_feel_.forget_variable(names_.back().name);
    names_.pop_back();
  }
}

Slot NameScope::find(std::string_view name) {
  auto const found = std::ranges::find(names_.rbegin(), names_.rend(), name, &Known::name);
  if (found == names_.rend()) return no_slot;
  read_[found->slot] = true;
  return found->slot;
}

void NameScope::problem(Code code, std::string element, std::string_view kind, std::uint32_t line,
                        std::vector<Argument> arguments, bool warning) {
  if (problems_.size() >= limits::problems) return;
  problems_.push_back({code, std::move(element), std::string{kind}, element_, line, std::move(arguments), {}, warning});
}

std::optional<Line> NameScope::placed(Expected<feel::Expression> read, Text const& text) {
  if (!read) {
    problem(codes::cell_unreadable, element_, "text", text.line,
            {{"text", text.text}, {"reason", plain(read.error())}});
    return std::nullopt;
  }
  Line line{std::move(*read), {}, text.line};
  for (auto const& name : line.expression.reads()) {
    line.reads.push_back(find(name));
    auto const nobody = line.reads.back() == no_slot && items_ == 0 && !feel::builtin_named(name);
    if (nobody)
      problem(codes::unknown_name, element_, "text", text.line, {{"unknown", name}, {"text", text.text}}, true);
  }
  auto const& program = line.expression.program();
  auto const& root = program.nodes[line.expression.root()];
  if (root.operation == feel::Operation::literal) line.constant = program.literals[root.first];
  if (root.operation == feel::Operation::read && items_ == 0) line.name = line.reads[root.first];
  return line;
}

std::optional<Line> NameScope::expression(Text const& text) {
  return placed(feel::compile(text.text, for_feel_), text);
}

std::optional<Line> NameScope::tests(Text const& text) {
  return placed(feel::compile_tests(text.text, for_feel_), text);
}

TypePointer NameScope::type(std::string const& written, std::uint32_t line) {
  return types_.find(written, element_, line, problems_);
}

}  // namespace congvu::dmn
