// Where XQuery's regular expressions and ICU's differ: what `.`, `^` and `$` mean, white space under the flag x,
// classes taken from one another, names of blocks, and what may be referred back to.
#include <algorithm>
#include <vector>

#include "rules/feel/regex.h"

namespace congvu::feel {
namespace {

constexpr std::string_view name_start =
    "[:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
    "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF"
    "\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF]";
constexpr std::string_view name_character =
    "[-.0-9:A-Z_a-z\\u00B7\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u203F-\\u2040"
    "\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF]";

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Rewriting {
 public:
  Rewriting(std::string_view pattern, std::string_view flags)
      : dot_all_(flags.find('s') != std::string_view::npos), lines_(flags.find('m') != std::string_view::npos) {
    bool in_class = false;
    bool escaped = false;
    for (auto const c : pattern) {  // under x, white space outside classes is not there
      if (flags.find('x') != std::string_view::npos && is_white(c) && !in_class) continue;
      if (!escaped) in_class = c == '[' || (in_class && c != ']');
      escaped = !escaped && c == '\\';
      pattern_ += c;
    }
  }

  std::optional<std::string> whole() {
    while (at_ < pattern_.size()) {
      if (!piece()) return std::nullopt;
    }
    if (!open_.empty()) return std::nullopt;
    return result_;
  }

 private:
  char here() const { return pattern_[at_]; }
  bool next_is(char c, std::size_t ahead = 1) const {
    return at_ + ahead < pattern_.size() && pattern_[at_ + ahead] == c;
  }

  bool piece() {
    switch (here()) {
      case '\\':
        return escape(false);
      case '[':
        return character_class();
      case ']':
      case '}':
        return false;
      case '.':
        result_ += dot_all_ ? "." : "[^\\n\\r]";
        break;
      case '^':
        result_ += lines_ ? "^" : "\\A";
        break;
      case '$':
        result_ += lines_ ? "$" : "\\z";
        break;
      case '(':
        return group();
      case ')':
        if (open_.empty()) return false;
        if (open_.back() > 0) closed_.push_back(open_.back());
        open_.pop_back();
        result_ += ')';
        break;
      case '{':
        return quantity();
      case '+':
      case '*':
      case '?':
        return repetition();
      default:
        result_ += here();
    }
    ++at_;
    return true;
  }

  bool group() {
    result_ += '(';
    if (!next_is('?')) {
      open_.push_back(++groups_);
      ++at_;
      return true;
    }
    if (!next_is(':', 2)) return false;
    result_ += "?:";
    open_.push_back(0);
    at_ += 3;
    return true;
  }

  // Of what can be repeated, once, and perhaps as few times as will do.
  bool repetition() {
    if (result_.empty() || at_ == 0 || pattern_[at_ - 1] == '(' || (pattern_[at_ - 1] == '|' && !escaped_before())) {
      return false;
    }
    result_ += here();
    ++at_;
    return reluctance();
  }

  bool reluctance() {
    if (at_ < pattern_.size() && here() == '?') {
      result_ += '?';
      ++at_;
    }
    return at_ >= pattern_.size() || (here() != '+' && here() != '*' && here() != '?' && here() != '{');
  }

  bool escaped_before() const { return at_ >= 2 && pattern_[at_ - 2] == '\\'; }

  bool quantity() {
    auto const end = pattern_.find('}', at_);
    if (end == std::string::npos || at_ == 0) return false;
    auto const inside = std::string_view{pattern_}.substr(at_ + 1, end - at_ - 1);
    constexpr std::size_t longest = 9;
    bool const plain = std::ranges::all_of(inside, [](char c) { return is_digit(c) || c == ','; });
    if (!plain || inside.empty() || inside.front() == ',' || inside.size() > longest) return false;
    if (std::ranges::count(inside, ',') > 1) return false;
    result_ += "{" + std::string{inside} + "}";
    at_ = end + 1;
    return reluctance();
  }

  // [abc], [^a-z], [a-z-[aeiou]]
  bool character_class() {
    constexpr int deepest = 20;
    if (++nesting_ > deepest) return false;
    result_ += '[';
    ++at_;
    if (at_ < pattern_.size() && here() == '^') {
      result_ += '^';
      ++at_;
    }
    bool any = false;
    while (at_ < pattern_.size() && here() != ']') {
      if (here() == '-' && next_is('[')) {
        result_ += "--";
        ++at_;
        if (!any || !character_class() || at_ >= pattern_.size() || here() != ']') return false;
        break;
      }
      if (here() == '[') return false;
      if (here() == '\\') {
        if (!escape(true)) return false;
      } else {
        if (here() == '&' || here() == '-') result_ += here() == '-' && is_between() ? "" : "\\";
        result_ += here();
        ++at_;
      }
      any = true;
    }
    --nesting_;
    if (at_ >= pattern_.size() || !any) return false;
    result_ += ']';
    ++at_;
    return true;
  }

  // Whether the hyphen here stands between two ends of a range.
  bool is_between() const {
    auto const before = pattern_[at_ - 1];
    return before != '[' && before != '^' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
  }

  bool escape(bool in_class) {
    if (at_ + 1 >= pattern_.size()) return false;
    auto const letter = pattern_[at_ + 1];
    if (is_digit(letter)) return !in_class && reference();
    if (letter == 'p' || letter == 'P') return property(letter);
    at_ += 2;
    switch (letter) {
      case 'i':
        result_ += name_start;
        return true;
      case 'I':
        result_ += "[^" + std::string{name_start} + "]";
        return true;
      case 'c':
        result_ += name_character;
        return true;
      case 'C':
        result_ += "[^" + std::string{name_character} + "]";
        return true;
      case 's':
        result_ += in_class ? " \\t\\n\\r" : "[ \\t\\n\\r]";
        return true;
      case 'S':
        result_ += "[^ \\t\\n\\r]";
        return true;
      case 'w':
        result_ += "[^\\p{P}\\p{Z}\\p{C}]";
        return true;
      case 'W':
        result_ += "[\\p{P}\\p{Z}\\p{C}]";
        return true;
      case 'd':
        result_ += "\\p{Nd}";
        return true;
      case 'D':
        result_ += "\\P{Nd}";
        return true;
      default:
        break;
    }
    constexpr std::string_view others = "nrt\\|.?*+(){}-[]^$";
    if (others.find(letter) == std::string_view::npos) return false;
    result_ += '\\';
    result_ += letter;
    return true;
  }

  // To a group that is closed before it; of more digits as many as name one.
  bool reference() {
    ++at_;
    int number = here() - '0';
    if (number == 0) return false;
    ++at_;
    while (at_ < pattern_.size() && is_digit(here()) && number * 10 + (here() - '0') <= groups_) {
      number = number * 10 + (here() - '0');
      ++at_;
    }
    if (std::ranges::find(closed_, number) == closed_.end()) return false;
    // A digit that follows is none of the reference.
    result_ += "(?:\\" + std::to_string(number) + ")";
    return true;
  }

  // \p{Lu}, \P{IsBasicLatin}
  bool property(char letter) {
    auto const end = pattern_.find('}', at_);
    if (!next_is('{', 2) || end == std::string::npos) return false;
    auto const name = pattern_.substr(at_ + 3, end - at_ - 3);
    bool const is_name = !name.empty() && std::ranges::all_of(name, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-';
    });
    if (!is_name) return false;
    constexpr std::size_t longest_category = 2;
    if (name.starts_with("Is")) {
      result_ += std::string{"\\"} + letter + "{Block=" + name.substr(2) + "}";
    } else if (name.size() <= longest_category) {
      result_ += std::string{"\\"} + letter + "{" + name + "}";
    } else {
      return false;
    }
    at_ = end + 1;
    return true;
  }

  std::string pattern_;
  bool dot_all_;
  bool lines_;
  std::size_t at_ = 0;
  int groups_ = 0;
  int nesting_ = 0;
  std::vector<int> open_;  // groups not yet closed; 0 for one that is not counted
  std::vector<int> closed_;
  std::string result_;
};

}  // namespace

std::optional<std::string> in_dialect_of_icu(std::string_view pattern, std::string_view flags) {
  return Rewriting{pattern, flags}.whole();
}

}  // namespace congvu::feel
