// Everything the program says to people, kept apart from what it does. Each room has its sentences in words.vi.json and
// words.en.json under keys; here they are read together, asked for by key and language, and their {names} filled in.
// A key said twice with different words, or a file that is no flat list of texts, is found when the program starts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "page/route.h"

namespace congvu::page {

namespace codes {
inline constexpr Code words_not_flat{"words.not_flat"};      // subject: file; arguments: key
inline constexpr Code words_twice{"words.twice"};            // subject: file; arguments: key
inline constexpr Code words_unreadable{"words.unreadable"};  // subject: file; arguments: reason
}  // namespace codes

// Path → text: of templates, of words.
using Files = std::map<std::string, std::string, std::less<>>;

class Words {
 public:
  // Takes the files named words.vi.json and words.en.json out of `files`; the others are not looked at.
  static Expected<Words> read(Files const& files);

  // The words of a key; Vietnamese ones where the language has none; the key itself where nobody wrote any.
  std::string_view word(Language, std::string_view key) const;
  // The same with its {names} filled in. A name without an argument stays as it is written.
  std::string word(Language, std::string_view key, std::vector<Argument> const& arguments) const;
  bool has(Language, std::string_view key) const;
  // The keys that one language has and the other lacks.
  std::vector<std::string> missing(Language) const;

 private:
  using Book = std::map<std::string, std::string, std::less<>>;
  Book const& book(Language language) const { return language == Language::vi ? vi_ : en_; }
  Book vi_, en_;
};

std::string filled(std::string_view words, std::vector<Argument> const& arguments);
std::string_view tag_of(Language);  // "vi", "en"

}  // namespace congvu::page
