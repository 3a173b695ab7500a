#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "page/form.h"
#include "page/form_schema.h"
#include "page/problem.h"

namespace congvu::page {
namespace {

// A value as it stands in a field, or is read over.
std::string shown(Field const& field, json::value const& value) {
  auto const text = value.is_null() ? std::string{} : posted_form(value);
  if (field.sort != Field::Sort::date) return text;
  auto const date = parse_date(text);
  return date ? vietnamese(*date) : text;
}

json::value const* member(json::value const& object, std::string_view name) {
  return object.is_object() ? object.get_object().if_contains(name) : nullptr;
}

class View {
 public:
  View(std::vector<Refusal> const& faults, Words const& words, Language language)
      : faults_(faults), words_(words), language_(language) {}

  void fields(std::vector<Field> const& list, json::value const& answer, std::string const& path) {
    static json::value const nothing;
    std::string heading;
    for (auto const& field : list) {
      if (field.heading != heading) {
        if (!heading.empty()) close();
        heading = field.heading;
        if (!heading.empty()) open(heading, described::field_path(path, field.name) + ".group");
      }
      auto const* value = member(answer, field.name);
      one(field, value ? *value : nothing, described::field_path(path, field.name));
    }
    if (!heading.empty()) close();
  }

  json::array take() { return std::move(items_); }

 private:
  // Every name that the template asks for, in each item: which kind it is comes true.
  json::object blank(std::string const& path, std::string_view title, std::string_view hint) const {
    auto const id = field_id(path);
    auto const fault = std::ranges::find(faults_, path, &Refusal::subject);
    bool const bad = fault != faults_.end();
    std::string described_by = hint.empty() ? "" : id + "-hint";
    if (bad) described_by += (described_by.empty() ? "" : " ") + id + "-fault";
    return {{"is_line", false},
            {"is_lines", false},
            {"is_choice", false},
            {"is_radio", false},
            {"is_flag", false},
            {"opens", false},
            {"closes", false},
            {"opens_row", false},
            {"id", id},
            {"name", path},
            {"label", title},
            {"hint", hint},
            {"required", false},
            {"value", ""},
            {"checked", false},
            {"choices", json::array{}},
            {"longest", nullptr},
            {"rows", nullptr},
            {"numeric", false},
            {"autocomplete", ""},
            {"invalid", bad},
            {"described_by", described_by},
            {"fault", bad ? json::value(sentence(*fault, words_, language_)) : json::value(nullptr)}};
  }

  void one(Field const& field, json::value const& value, std::string const& path) {
    auto item = blank(path, field.title, field.hint);
    item["required"] = field.required;
    item["autocomplete"] = field.autocomplete;
    switch (field.sort) {
      case Field::Sort::group:
        item["opens"] = true;
        items_.push_back(std::move(item));
        fields(field.fields, value, path);
        return close();
      case Field::Sort::list:
        item["opens"] = true;
        items_.push_back(std::move(item));
        rows(field, value, path);
        return close();
      case Field::Sort::choice:
        choices(field, value, item);
        break;
      case Field::Sort::flag:
        item["is_flag"] = true;
        item["checked"] = value == json::value(true);
        break;
      default:
        typed(field, value, item);
    }
    items_.push_back(std::move(item));
  }

  static void typed(Field const& field, json::value const& value, json::object& item) {
    bool const lines = field.sort == Field::Sort::lines;
    item[lines ? "is_lines" : "is_line"] = true;
    item["value"] = shown(field, value);
    item["numeric"] = field.sort == Field::Sort::integer || field.sort == Field::Sort::date;
    if (field.longest > 0 && field.sort != Field::Sort::date) item["longest"] = field.longest;
    if (lines) item["rows"] = field.rows;
  }

  static void choices(Field const& field, json::value const& value, json::object& item) {
    // A few lie open to the eye; many fold into a list
    item[field.choices.size() <= 5 ? "is_radio" : "is_choice"] = true;
    json::array list;
    auto const& id = item["id"].get_string();
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
      // The first bears the field's own id, so that a fault's link leads to it
      std::string const own = i == 0 ? std::string{} : "-" + std::to_string(i);
      list.push_back(json::object{{"value", posted_form(field.choices[i].value)},
                                  {"label", field.choices[i].title},
                                  {"choice_id", std::string{id.begin(), id.end()} + own},
                                  {"selected", field.choices[i].value == value}});
    }
    item["choices"] = std::move(list);
  }

  void rows(Field const& field, json::value const& value, std::string const& path) {
    auto const* filled = value.if_array();
    std::size_t const count = filled ? filled->size() : 0;
    static json::value const nothing;
    for (std::size_t i = 0; i < std::min(count + 1, field.rows); ++i) {
      auto const at = described::element_path(path, i);
      auto row = blank(at, field.title, {});
      row["opens_row"] = true;
      row["value"] = std::to_string(i + 1);
      items_.push_back(std::move(row));
      fields(field.fields, i < count ? (*filled)[i] : nothing, at);
      close();
    }
  }

  void open(std::string const& heading, std::string const& path) {
    auto item = blank(path, heading, {});
    item["opens"] = true;
    items_.push_back(std::move(item));
  }

  void close() {
    auto item = blank({}, {}, {});
    item["closes"] = true;
    items_.push_back(std::move(item));
  }

  std::vector<Refusal> const& faults_;
  Words const& words_;
  Language language_;
  json::array items_;
};

void add_lines(std::vector<Field> const& fields, json::value const& answer, std::string const& before,
               Words const& words, Language language, json::array& lines) {
  for (auto const& field : fields) {
    auto const* value = member(answer, field.name);
    if (!value || value->is_null()) continue;
    std::string const label = before + field.title;
    if (field.sort == Field::Sort::group) {
      add_lines(field.fields, *value, label + ": ", words, language, lines);
    } else if (field.sort == Field::Sort::list && value->is_array()) {
      std::size_t number = 0;
      for (auto const& row : value->get_array()) {
        add_lines(field.fields, row, label + " " + std::to_string(++number) + ": ", words, language, lines);
      }
    } else {
      std::string text = shown(field, *value);
      auto const choice = std::ranges::find(field.choices, *value, &Choice::value);
      if (choice != field.choices.end()) text = choice->title;
      if (value->is_bool()) text = words.word(language, value->get_bool() ? "page.yes" : "page.no");
      lines.push_back(json::object{{"label", label}, {"value", text}});
    }
  }
}

}  // namespace

std::string Form::title_at(std::string_view path, std::string_view prefix) const {
  if (!path.starts_with(prefix)) return {};
  path.remove_prefix(prefix.size());
  auto const* list = &fields_;
  std::string title;
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    auto const name = path.substr(0, path.find_first_of(".["));
    auto const field = std::ranges::find(*list, name, &Field::name);
    if (field == list->end()) return {};
    title = field->title;
    list = &field->fields;
    auto const next = path.find('.', name.size());
    path = next == std::string_view::npos ? std::string_view{} : path.substr(next);
  }
  return title;
}

json::object form_view(Form const& form, json::value const& answer, std::vector<Refusal> const& faults,
                       Words const& words, Language language, std::string const& prefix) {
  View view{faults, words, language};
  view.fields(form.fields(), answer, prefix);
  return {{"fields", view.take()}};
}

json::array answer_lines(Form const& form, json::value const& answer, Words const& words, Language language) {
  json::array lines;
  add_lines(form.fields(), answer, {}, words, language, lines);
  return lines;
}

}  // namespace congvu::page
