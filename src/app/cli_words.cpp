#include <fmt/format.h>

#include <cstdio>

#include "app/cli.h"
#include "app/web_files.h"
#include "page/words.h"

namespace congvu::app {

namespace {

page::Words const& words() {
  static page::Words const read = [] {
    auto result = page::Words::read(texts_carried());
    return result ? std::move(*result) : page::Words{};
  }();
  return read;
}

}  // namespace

std::string words_of(std::string_view key, std::vector<Argument> const& arguments) {
  return words().word(page::Language::vi, key, arguments);
}

std::string sentence(Refusal const& refusal) {
  auto const key = "refusal." + std::string{refusal.code.key};
  // A code without words is still better shown than hidden.
  if (!words().has(page::Language::vi, key)) return plain(refusal);
  auto const text = words().word(page::Language::vi, key, refusal.arguments);
  return refusal.subject.empty() ? text : refusal.subject + ": " + text;
}

std::string sentence(Problem const& problem) {
  return fmt::format("{}:{}: {}", problem.file, problem.line, sentence(problem.refusal));
}

int report(Refusal const& refusal) {
  if (refusal.parts.empty()) fmt::print(stderr, "congvu: {}\n", sentence(refusal));
  for (auto const& part : refusal.parts) report(part);
  return refused;
}

int report(Problems const& problems) {
  for (auto const& problem : problems) fmt::print(stderr, "{}\n", sentence(problem));
  return refused;
}

json::object problem_json(Problem const& problem) {
  json::object arguments;
  for (auto const& each : problem.refusal.arguments) arguments[each.name] = each.value;
  return {{"file", problem.file},
          {"line", problem.line},
          {"path", problem.refusal.subject},
          {"kind", problem.refusal.code.key},
          {"arguments", std::move(arguments)},
          {"message", sentence(problem.refusal)}};
}

int print(json::value const& value) {
  fmt::print("{}\n", canonical(value));
  return done;
}

}  // namespace congvu::app
