// Finding a procedure by the words people use. A query asks for all its words, in any order; tone marks may be left
// out; and an abbreviation everybody knows (THPT, TTHC …) is the same as its full words, in the query as in the name.
// Which abbreviations those are is told by the caller: they are words of a language, not of this program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/procedure.h"

namespace congvu::procedure {

// Abbreviation → full words, both folded (base/text.h): "thpt" → "trung hoc pho thong".
using Abbreviations = std::map<std::string, std::string, std::less<>>;

// The words of a text, folded and without punctuation, abbreviations written out. "1.005074" is one word.
std::vector<std::string> words_of(std::string_view text, Abbreviations const&);

// Whether every word of the query begins a word of the text.
bool matches(std::string_view query, std::string_view text, Abbreviations const&);

// The searched text of a procedure: code, name, field, keywords.
std::string searched_text(Version const&);

// coming: not yet in force, but published for a day to come.
enum class ListedState { in_force, abolished, coming };
BOOST_DESCRIBE_ENUM(ListedState, in_force, abolished, coming)

// Those listed on a day, in the order of their codes: the version in force, or the last version of those that are over.
std::vector<Version const*> listed(Catalogue const&, Date, ListedState, std::string_view query, Abbreviations const&);

// The catalogue made ready for searching: the texts of each version folded and split once, not with every question.
// Beside what is its own, a version is found by the phrases of the life events it belongs to.
struct Searchable {
  std::shared_ptr<Catalogue const> catalogue;
  std::shared_ptr<Terms const> terms;
  std::map<Version const*, std::vector<std::string>> words;
};
Searchable searchable(std::shared_ptr<Catalogue const>, std::shared_ptr<Terms const>, Abbreviations const&);

// What a list is asked for; an empty text asks nothing.
struct Wanted {
  ListedState state = ListedState::in_force;
  std::string query, kind, level, field, life_event;
  bool delegated = false;
};
std::vector<Version const*> listed(Searchable const&, Date, Wanted const&, Abbreviations const&);

// A question without its opening words: "tôi muốn mở trường" asks for "mở trường". The openings are told by the caller,
// longest first, folded.
std::string without_opening(std::string_view query, std::vector<std::string> const& openings);

}  // namespace congvu::procedure
