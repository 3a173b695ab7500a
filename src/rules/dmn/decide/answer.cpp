#include "rules/dmn/decide/answer.h"

#include "base/json.h"
#include "rules/dmn/decide/plain_json.h"

namespace congvu::dmn {
namespace {

template <class Parts, class Text>
std::string array_of(Parts const& parts, Text text) {
  std::string all;
  for (auto const& each : parts) all += (all.empty() ? "" : ",") + text(each);
  return "[" + all + "]";
}

std::string table_json(AskedTable const& table) {
  auto const rules = array_of(table.matched, [](MatchedRule const& rule) {
    return canonical(json::object{{"id", rule.id}, {"row", rule.row}});
  });
  return "{\"decision\":" + canonical(json::string{table.element}) +
         ",\"inputs\":" + array_of(table.inputs, plain_json) + ",\"rules\":" + rules +
         ",\"table\":" + canonical(json::string{table.table}) + "}";
}

std::string warning_json(Warning const& warning) {
  return canonical(json::object{{"key", warning.key},
                                {"decision", warning.element},
                                {"line", warning.line},
                                {"text_line", warning.at.line},
                                {"text_column", warning.at.column},
                                {"about", warning.about}});
}

}  // namespace

std::string to_json(Answer const& answer, std::string_view model) {
  return "{\"matched\":" + array_of(answer.tables, table_json) + ",\"model\":" + canonical(json::string{model}) +
         ",\"result\":" + plain_json(answer.value) + ",\"warnings\":" + array_of(answer.warnings, warning_json) + "}";
}

}  // namespace congvu::dmn
