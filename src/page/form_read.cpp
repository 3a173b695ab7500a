#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <cmath>
#include <set>

#include "base/text.h"
#include "page/form.h"
#include "page/form_schema.h"
#include "page/limits.h"

namespace congvu::page {
namespace {

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; });
}

// Browsers send line ends as CR LF.
std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

// "16/12/2024", "6/1/2024" or ISO.
std::optional<Date> typed_date(std::string_view text) {
  if (auto const date = parse_date(text)) return date;
  unsigned day = 0, month = 0;
  int year = 0;
  auto const* at = text.data();
  auto const* const end = text.data() + text.size();
  auto const number = [&](auto& value, char after) {
    auto const [next, error] = std::from_chars(at, end, value);
    bool const good = error == std::errc{} && (after == '\0' ? next == end : next != end && *next == after);
    at = next == end ? end : next + 1;
    return good;
  };
  if (!number(day, '/') || !number(month, '/') || !number(year, '\0') || year < 1000) return std::nullopt;
  Date const date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

class Reader {
 public:
  Reader(Fields const& posted, std::vector<Refusal>& faults) : posted_(posted), faults_(faults) {}

  json::object object(std::vector<Field> const& fields, std::string const& path) {
    json::object out;
    for (auto const& field : fields) {
      auto value = one(field, described::field_path(path, field.name));
      if (value) out[field.name] = std::move(*value);
    }
    return out;
  }

 private:
  std::optional<json::value> one(Field const& field, std::string const& path) {
    if (field.sort == Field::Sort::group) {
      auto group = object(field.fields, path);
      // What is asked within a group that must be there is told field by field
      return group.empty() && !field.required ? std::optional<json::value>{} : std::optional<json::value>{group};
    }
    if (field.sort == Field::Sort::list) return list(field, path);
    auto const found = posted_.find(path);
    if (field.sort == Field::Sort::flag) return json::value(found != posted_.end() && found->second == "true");
    if (found == posted_.end()) return std::nullopt;
    auto const text = nfc(trimmed(with_plain_line_ends(found->second)));
    if (text.empty()) return std::nullopt;
    if (has_control_characters(text)) {
      faults_.emplace_back(codes::form_control_characters, path);
      return std::nullopt;
    }
    return typed(field, text);
  }

  static json::value typed(Field const& field, std::string const& text) {
    switch (field.sort) {
      case Field::Sort::date:
        if (auto const date = typed_date(text)) return json::value(iso(*date));
        return json::value(text);
      case Field::Sort::integer:
        return number<std::int64_t>(text);
      case Field::Sort::number:
        return number<double>(text);
      case Field::Sort::choice:
        for (auto const& choice : field.choices) {
          if (posted_form(choice.value) == text) return choice.value;
        }
        return json::value(text);
      default:
        return json::value(text);
    }
  }

  template <class Number>
  static json::value number(std::string const& text) {
    Number value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return json::value(text);
    // "nan" and "inf" are read as numbers too, and are none that could be written down again
    if constexpr (std::is_floating_point_v<Number>) {
      if (!std::isfinite(value)) return json::value(text);
    }
    return json::value(value);
  }

  std::optional<json::value> list(Field const& field, std::string const& path) {
    json::array rows;
    for (auto const index : posted_rows(path)) {
      auto row = object(field.fields, described::element_path(path, index));
      // A row of unticked boxes alone is an empty row
      bool const empty =
          std::ranges::all_of(row, [](auto const& member) { return member.value() == json::value(false); });
      if (!empty) rows.push_back(std::move(row));
    }
    if (rows.empty() && !field.required) return std::nullopt;
    return json::value(std::move(rows));
  }

  // Which rows "path[N]…" were sent, in order.
  std::set<std::size_t> posted_rows(std::string const& path) const {
    std::set<std::size_t> rows;
    std::string const start = path + "[";
    for (auto field = posted_.lower_bound(start); field != posted_.end() && field->first.starts_with(start); ++field) {
      std::size_t index = 0;
      auto const* first = field->first.data() + start.size();
      auto const [end, error] = std::from_chars(first, field->first.data() + field->first.size(), index);
      if (error == std::errc{} && *end == ']' && index <= limits::list_rows) rows.insert(index);
    }
    return rows;
  }

  Fields const& posted_;
  std::vector<Refusal>& faults_;
};

}  // namespace

FormReading read_form(Form const& form, Fields const& posted, std::string const& prefix) {
  FormReading reading;
  reading.answer = Reader{posted, reading.faults}.object(form.fields(), prefix);
  for (auto& fault : form.check(reading.answer, prefix)) reading.faults.push_back(std::move(fault));
  return reading;
}

void normalise_texts(json::value& answer, std::string const& prefix, std::vector<Refusal>& faults) {
  if (auto* text = answer.if_string()) {
    auto const normal = with_plain_line_ends(nfc(std::string_view{*text}));
    if (has_control_characters(normal)) faults.emplace_back(codes::form_control_characters, prefix);
    *text = normal;
  } else if (auto* array = answer.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      normalise_texts((*array)[i], described::element_path(prefix, i), faults);
    }
  } else if (auto* object = answer.if_object()) {
    for (auto& field : *object) normalise_texts(field.value(), described::field_path(prefix, field.key()), faults);
  }
}

}  // namespace congvu::page
