#include "record/store/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <limits>

#include "base/bytes.h"
#include "base/json.h"
#include "base/text.h"
#include "record/limits.h"

namespace congvu::record {
namespace {

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_ascii(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t letters(std::string_view word) {
  return static_cast<std::size_t>(
      std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void add(std::string& line, std::string_view word) {
  if (!line.empty()) line += ' ';
  line += word;
}

std::string joined(std::vector<std::string> const& words) {
  std::string line;
  for (auto const& word : words) add(line, word);
  return line;
}

// Every end of a code's parts, so that its beginning finds any part of it: "0042" by "42", "241118" by "1118".
std::string parts_of(std::string_view codes) {
  std::string parts;
  for (auto const& word : words_of(folded(codes))) {
    if (!has_digit(word) || !is_ascii(word)) {
      add(parts, word);
      continue;
    }
    std::string_view const whole = std::string_view{word}.substr(0, limits::longest_code_part);
    for (std::size_t from = 0; from + 2 <= whole.size() || from == 0; ++from) add(parts, whole.substr(from));
    auto const plain = whole.substr(std::min(whole.find_first_not_of('0'), whole.size() - 1));
    if (plain.size() == 1 && whole.size() > 1) add(parts, plain);
  }
  return parts;
}

// A circle's name as one word of the index, whatever characters it has.
std::string token(std::string_view circle) {
  return "c" + hex(circle);
}

std::string tokens(std::vector<std::string> const& circles) {
  std::string line;
  for (auto const& each : circles) add(line, token(each));
  return line;
}

std::string values(Findable::ByField const& by_field) {
  std::string line;
  for (auto const& [field, value] : by_field) add(line, value);
  return line;
}

// The columns of the index.
struct Columns {
  std::string marked, folded, codes, circle;
};

Columns columns_of(Findable const& findable) {
  auto const codes = values(findable.codes);
  auto const all = values(findable.texts) + " " + codes;
  return {joined(words_of(marked(all))), joined(words_of(folded(all))), parts_of(codes), tokens(findable.circles)};
}

std::string kept(Findable const& findable) {
  json::object texts, codes;
  for (auto const& [field, value] : findable.texts) texts[field] = value;
  for (auto const& [field, value] : findable.codes) codes[field] = value;
  json::array circles;
  for (auto const& circle : findable.circles) circles.emplace_back(circle);
  return json::serialize(json::array{std::move(texts), std::move(codes), std::move(circles)});
}

Findable findable_from(std::string_view line) {
  Findable findable;
  auto const parts = json::parse(line).as_array();
  for (auto const& [field, value] : parts.at(0).as_object()) findable.texts[field] = value.as_string();
  for (auto const& [field, value] : parts.at(1).as_object()) findable.codes[field] = value.as_string();
  for (auto const& circle : parts.at(2).as_array()) findable.circles.emplace_back(circle.as_string());
  return findable;
}

// The words are letters and digits only, so that quoting them is all the care they need.
std::string all_of(std::vector<std::string> const& words, std::string_view column, bool complete) {
  std::string question;
  for (auto const& word : words) {
    bool const begun =
        (&word == &words.back() && !complete && letters(word) > 1) || (has_digit(word) && word.size() > 1);
    question +=
        fmt::format("{}{{{} codes}} : \"{}\"{}", question.empty() ? "" : " AND ", column, word, begun ? " *" : "");
  }
  return question;
}

std::string one_of(std::vector<std::string> const& circles) {
  std::string question;
  for (auto const& each : circles) question += fmt::format("{}\"{}\"", question.empty() ? "" : " OR ", token(each));
  return fmt::format("{{circle}} : ({})", question);
}

struct Kept {
  std::int64_t place;
  Findable findable;
};

std::optional<Kept> kept_of(Sql& sql, std::string_view name, Handle thing) {
  for (auto const& row : sql.rows(fmt::format("SELECT place, findable FROM {} WHERE thing = ?", name), thing)) {
    return Kept{row.number("place"), findable_from(row.view("findable"))};
  }
  return std::nullopt;
}

// The index holds no copy of what it was given, and forgets a row only when told it again.
void forget(Sql& sql, std::string_view name, Kept const& before) {
  auto const columns = columns_of(before.findable);
  sql.run(fmt::format("INSERT INTO {0}_index({0}_index, rowid, marked, folded, codes, circle)"
                      " VALUES ('delete', ?, ?, ?, ?, ?)",
                      name),
          before.place, columns.marked, columns.folded, columns.codes, columns.circle);
}

}  // namespace

std::string index_tables(std::string_view name) {
  return fmt::format(
      "CREATE TABLE {0} (place INTEGER PRIMARY KEY, thing BLOB NOT NULL UNIQUE, findable TEXT NOT NULL);\n"
      "CREATE VIRTUAL TABLE {0}_index USING fts5(marked, folded, codes, circle, content = '', tokenize = 'ascii',"
      " detail = 'column', columnsize = 0, prefix = '2 3');\n",
      name);
}

void index(Sql& sql, std::string_view name, Handle thing, std::uint64_t place, Findable const& findable) {
  auto const before = kept_of(sql, name, thing);
  if (before) forget(sql, name, *before);
  auto const columns = columns_of(findable);
  std::int64_t const row = before ? before->place : static_cast<std::int64_t>(place);
  sql.run(fmt::format("INSERT OR REPLACE INTO {}(place, thing, findable) VALUES (?, ?, ?)", name), row, thing,
          kept(findable));
  sql.run(fmt::format("INSERT INTO {}_index(rowid, marked, folded, codes, circle) VALUES (?, ?, ?, ?, ?)", name), row,
          columns.marked, columns.folded, columns.codes, columns.circle);
}

void unindex(Sql& sql, std::string_view name, Handle thing) {
  auto const before = kept_of(sql, name, thing);
  if (!before) return;
  forget(sql, name, *before);
  sql.run(fmt::format("DELETE FROM {} WHERE place = ?", name), before->place);
}

std::optional<Findable> indexed(Sql& sql, std::string_view name, Handle thing) {
  auto found = kept_of(sql, name, thing);
  if (!found) return std::nullopt;
  return std::move(found->findable);
}

Sought::Sought(std::string_view typed) {
  // Cut at a character's end: whatever begins there is left out.
  auto cut = std::min(typed.size(), limits::longest_search);
  while (cut < typed.size() && cut > 0 && (static_cast<unsigned char>(typed[cut]) & 0xC0) == 0x80) --cut;
  typed = typed.substr(0, cut);
  marked_ = words_of(marked(typed));
  folded_ = words_of(folded(typed));
  complete_ = typed.ends_with(' ');
  for (auto* words : {&marked_, &folded_}) {
    if (words->size() > limits::words_of_search) words->resize(limits::words_of_search);
    // One letter of a word begun says nothing yet.
    bool const begun = !complete_ && words->size() > 1 && letters(words->back()) == 1 && !has_digit(words->back());
    if (begun) words->pop_back();
  }
}

std::optional<std::string> Sought::match(Marks marks, Sight const& sight) const {
  if (empty()) return std::nullopt;
  std::string const as_written = all_of(marked_, "marked", complete_);
  std::string question = marks == Marks::as_written ? as_written : all_of(folded_, "folded", complete_);
  if (marks == Marks::folded) question = fmt::format("({}) NOT ({})", question, as_written);
  if (sight.whole) return question;
  std::string seen = sight.circles.empty() ? std::string{} : one_of(sight.circles);
  for (auto const& [circles, others] : sight.overlaps) {
    if (circles.empty() || others.empty()) continue;
    seen += fmt::format("{}({} AND {})", seen.empty() ? "" : " OR ", one_of(circles), one_of(others));
  }
  if (seen.empty()) return std::nullopt;
  return fmt::format("({}) AND ({})", question, seen);
}

std::vector<Found> search(Sql& sql, std::string_view name, Sought const& sought, Marks marks, Sight const& sight,
                          std::optional<std::uint64_t> before, std::size_t limit) {
  std::vector<Found> found;
  auto const question = sought.match(marks, sight);
  if (!question) return found;
  std::int64_t const below = before ? static_cast<std::int64_t>(*before) : std::numeric_limits<std::int64_t>::max();
  for (auto const& row :
       sql.rows(fmt::format("SELECT i.rowid AS place, t.thing AS thing FROM {0}_index i"
                            " CROSS JOIN {0} t ON t.place = i.rowid"
                            " WHERE i.{0}_index MATCH ? AND i.rowid < ? ORDER BY i.rowid DESC LIMIT ?",
                            name),
                *question, below, static_cast<std::int64_t>(limit))) {
    found.push_back({row.handle("thing"), static_cast<std::uint64_t>(row.number("place"))});
  }
  return found;
}

std::size_t count_found(Sql& sql, std::string_view name, Sought const& sought, Sight const& sight, std::size_t most) {
  auto const question = sought.match(Marks::any, sight);
  if (!question) return 0;
  auto const number = sql.one<std::int64_t>(
      fmt::format("SELECT count(*) FROM (SELECT 1 FROM {0}_index WHERE {0}_index MATCH ? LIMIT ?)", name), *question,
      static_cast<std::int64_t>(most));
  return static_cast<std::size_t>(number.value_or(0));
}

}  // namespace congvu::record
