// A decision table as people see it: its columns, its rows with the article beside each, and, where it has answered,
// the values it was told and the rows that matched, lit in a way that needs no colour. Rooms above draw the tables that
// answered for their matter with the same.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/decision/revising.h"
#include "page/pages.h"
#include "pipeline/pipeline.h"

namespace congvu::decision {

// What the routes need of the program. Matters belong to floors above; `decided` gives the last answers of a table to
// matters that are decided, the newest first.
struct Connections {
  page::Pages const& pages;
  Pipeline& pipeline;
  std::function<std::vector<PastAnswer>(std::string_view table, std::size_t most)> decided;
};

// The words of one request.
class Speaking {
 public:
  Speaking(page::Words const& words, page::Language language) : words_(words), language_(language) {}
  std::string word(std::string_view key, std::vector<Argument> const& arguments = {}) const {
    return std::string{words_.word(language_, key, arguments)};
  }
  // What was found in a text of law is shown plainly; anything less sure says so beside it.
  std::string mark(std::optional<procedure::Mark> const&) const;
  // A result in words: "250.000 đồng", "2 ngày làm việc".
  std::string result(Answer const&) const;

  page::Words const& words() const { return words_; }
  page::Language language() const { return language_; }

 private:
  page::Words const& words_;
  page::Language language_;
};

bool on_staff(page::Request const&);
// What is or was in force is public; the rest the staff alone see.
bool sees(page::Request const&, Version const&);

page::Url table_url(std::string_view code);
page::Url version_url(std::string_view code, int version);

// The rows that answered: "1, 3"; empty where none did.
std::string rows_of(Answer const&);

// For {{> agency/decision/pages/drawn}}: every table of the model, the one that is asked first. With an answer, its
// rows are lit and each column says what it was told.
// An input as its reader calls it: by our word for it, else as its table heads its column, else by its name.
std::string name_of_input(std::string const& name, Model const*, Speaking const&);
json::array drawn_tables(Model const&, dmn::Answer const* explained, Speaking const&);
// For {{> agency/decision/pages/answer}}: what was answered, by which version, rules and article, told what; with the
// tables drawn where `version` is known.
json::object answer_view(Answer const&, json::object const* inputs, Version const* version, Instant at, Calendar const*,
                         Speaking const&);

std::vector<page::Route> table_page_routes(Connections const&);
std::vector<page::Route> editing_page_routes(Connections const&);
std::vector<page::Route> table_api_routes(Connections const&);

}  // namespace congvu::decision
