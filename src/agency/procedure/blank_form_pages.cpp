#include "agency/procedure/blank_form_pages.h"

#include <algorithm>

#include "agency/procedure/telling_pages.h"
#include "page/form.h"
#include "page/url.h"

namespace congvu::procedure {

namespace {

using page::Field;
using page::Request;

constexpr std::string_view blank_template = "agency/procedure/pages/blank_form.html";
constexpr std::size_t rows_of_list = 3;  // empty ones, of what may be several
constexpr std::size_t most_rules = 6;    // lines to write on, for one long answer

json::object line(std::string_view label, bool required) {
  return {
      {"label", label}, {"required", required}, {"heading", ""}, {"choices", json::array{}}, {"rules", json::array{}}};
}

json::array rules(std::size_t count) {
  json::array all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(json::object{});
  return all;
}

json::array choices_of(Field const& field) {
  json::array all;
  for (auto const& choice : field.choices) all.push_back(json::object{{"title", choice.title}});
  return all;
}

void add_fields(json::array& lines, std::vector<Field> const& fields) {
  std::string heading;
  for (auto const& field : fields) {
    auto asked = line(field.title, field.required);
    if (field.heading != heading) {
      heading = field.heading;
      asked["heading"] = heading;
    }
    if (field.sort == Field::Sort::group || field.sort == Field::Sort::list) {
      asked["heading"] = field.title;
      asked["label"] = "";
      lines.push_back(std::move(asked));
      auto const times =
          field.sort == Field::Sort::list ? std::min(rows_of_list, std::max<std::size_t>(field.rows, 1)) : 1;
      for (std::size_t i = 0; i < times; ++i) add_fields(lines, field.fields);
      continue;
    }
    if (field.sort == Field::Sort::choice) {
      asked["choices"] = choices_of(field);
    } else if (field.sort == Field::Sort::flag) {
      asked["choices"] = json::array{json::object{{"title", ""}}};
    } else if (field.sort == Field::Sort::lines) {
      asked["rules"] = rules(std::clamp<std::size_t>(field.rows, 2, most_rules));
    } else {
      asked["rules"] = rules(1);
    }
    lines.push_back(std::move(asked));
  }
}

// The paper of the list that the form is; by its name the sheet is headed.
Component const* made_from_form(Facts const& facts) {
  auto const found =
      std::ranges::find_if(facts.components, [](Component const& each) { return each.made_from_form.value_or(false); });
  return found == facts.components.end() ? nullptr : &*found;
}

Expected<page::Reply> show_blank_form(Connections const& connections, Request const& request) {
  auto const catalogue = connections.catalogue();
  auto const version = version_asked(*catalogue, request.part("code"), local_date(request.now));
  if (!version) return std::unexpected<Refusal>(version.error());
  auto const form = page::Form::read((*version)->published->form);
  if (!form) return std::unexpected<Refusal>(form.error());
  Telling const telling{connections, request};
  auto const& facts = (*version)->facts();
  auto const* paper = made_from_form(facts);
  json::array lines;
  add_fields(lines, form->fields());
  json::object view{{"heading", paper ? paper->name : facts.name},
                    {"name", facts.name},
                    {"code", (*version)->code},
                    {"agency", facts.agency.text},
                    {"version", telling.word("procedure.version", {{"version", std::to_string((*version)->version)},
                                                                   {"day", vietnamese((*version)->from)}})},
                    {"back_url", page::url_path({"procedures", (*version)->code}).text()},
                    {"lines", std::move(lines)}};
  return connections.pages.show(request, blank_template, telling.word("procedure.blank_form"), std::move(view));
}

}  // namespace

page::Url blank_form_url(Version const& version) {
  return page::url_path({"procedures", version.code, "blank-form"});
}

std::vector<page::Route> blank_form_routes(Connections const& connections) {
  return {{page::Method::get, "/procedures/{code}/blank-form", page::Who::anyone(),
           [connections](Request const& request) { return show_blank_form(connections, request); }, std::nullopt}};
}

}  // namespace congvu::procedure
