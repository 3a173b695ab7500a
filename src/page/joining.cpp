#include "page/joining.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "page/limits.h"
#include "page/templates.h"

namespace congvu::page {
namespace {

constexpr std::string_view words_section = "t";

bool last_part_is(std::string_view name, std::string_view word) {
  auto const dot = name.rfind('.');
  auto const last = dot == std::string_view::npos ? name : name.substr(dot + 1);
  return last == word ||
         (last.size() > word.size() && last.ends_with(word) && last[last.size() - word.size() - 1] == '_');
}

// "còn {days} ngày" asks the view for `days`.
void put_words(std::string_view words, std::vector<Piece>& out) {
  while (!words.empty()) {
    auto const open = words.find('{');
    auto const close = open == std::string_view::npos ? open : words.find('}', open);
    if (close == std::string_view::npos) break;
    out.push_back({Piece::Sort::text, markup_escaped(words.substr(0, open))});
    out.push_back({Piece::Sort::variable, std::string{words.substr(open + 1, close - open - 1)}});
    words.remove_prefix(close + 1);
  }
  out.push_back({Piece::Sort::text, markup_escaped(words)});
}

// Indentation is for who writes the template; the engine would carry it piece by piece.
std::string without_indentation(std::string_view text) {
  std::string out;
  bool at_start = false;
  for (char const c : text) {
    if (at_start && (c == ' ' || c == '\t' || c == '\n')) continue;
    out += c;
    at_start = c == '\n';
  }
  return out;
}

class Joiner {
 public:
  Joiner(Files const& files, Words const& words, Language language, std::vector<Refusal>& faults)
      : files_(files), words_(words), language_(language), faults_(faults) {}

  void take_in(std::string const& path, int depth, std::vector<Piece>& out) {
    auto pieces = pieces_of(files_.at(path), path);
    if (!pieces) {
      faults_.push_back(std::move(pieces.error()));
      return;
    }
    for (std::size_t i = 0; i < pieces->size(); ++i) {
      Piece& piece = (*pieces)[i];
      if (piece.sort == Piece::Sort::partial) {
        partial(piece.text, path, depth, out);
      } else if (piece.sort == Piece::Sort::section && piece.text == words_section) {
        i = put_key(*pieces, i, path, out);
      } else {
        if (piece.sort == Piece::Sort::text) piece.text = without_indentation(piece.text);
        out.push_back(std::move(piece));
      }
    }
  }

 private:
  void partial(std::string const& name, std::string const& path, int depth, std::vector<Piece>& out) {
    std::string const file = name + ".html";
    if (depth >= limits::partial_depth || !files_.contains(file)) {
      faults_.emplace_back(codes::template_partial, path, std::vector<Argument>{{"name", name}});
      return;
    }
    take_in(file, depth + 1, out);
  }

  // {{#t}}key{{/t}}, beginning at `i`; gives the index of its end.
  std::size_t put_key(std::vector<Piece> const& pieces, std::size_t i, std::string const& path,
                      std::vector<Piece>& out) {
    bool const whole = i + 2 < pieces.size() && pieces[i + 1].sort == Piece::Sort::text &&
                       pieces[i + 2].sort == Piece::Sort::close && pieces[i + 2].text == words_section;
    std::string const key = whole ? pieces[i + 1].text : std::string{};
    if (!whole || !words_.has(Language::vi, key)) {
      faults_.emplace_back(codes::template_word, path, std::vector<Argument>{{"key", key}});
      return whole ? i + 2 : i;
    }
    put_words(words_.word(language_, key), out);
    return i + 2;
  }

  Files const& files_;
  Words const& words_;
  Language language_;
  std::vector<Refusal>& faults_;
};

// Follows HTML just far enough to know what kind of place a variable stands in.
class Places {
 public:
  void read(std::string_view text) {
    for (char const c : text) step(c);
  }

  bool in_markup() const { return place_ == Place::tag || place_ == Place::attribute_name || place_ == Place::bare; }
  bool in_raw_element() const { return place_ == Place::text && raw_; }
  bool in_address() const {
    static constexpr std::array<std::string_view, 7> addresses{"href",       "src",    "action", "formaction",
                                                               "xlink:href", "poster", "data"};
    return place_ == Place::value && std::ranges::find(addresses, attribute_) != addresses.end();
  }
  bool in_handler() const { return place_ == Place::value && (attribute_.starts_with("on") || attribute_ == "style"); }

 private:
  enum class Place { text, tag_name, tag, attribute_name, bare, value };

  void step(char c) {
    switch (place_) {
      case Place::text:
        if (c == '<') {
          place_ = Place::tag_name;
          tag_.clear();
        }
        return;
      case Place::tag_name:
        if (c == '>' || c == ' ' || c == '\n') return leave_name(c);
        tag_ += c;
        return;
      case Place::tag:
        if (c == '>') return close_tag();
        if (c != ' ' && c != '\n' && c != '/') {
          place_ = Place::attribute_name;
          attribute_.assign(1, c);
        }
        return;
      case Place::attribute_name:
        if (c == '>') return close_tag();
        if (c == '=') {
          place_ = Place::bare;
        } else if (c == ' ' || c == '\n') {
          place_ = Place::tag;
        } else {
          attribute_ += c;
        }
        return;
      case Place::bare:
        if (c == '"' || c == '\'') {
          place_ = Place::value;
          quote_ = c;
        } else if (c == '>') {
          close_tag();
        } else if (c == ' ' || c == '\n') {
          place_ = Place::tag;
        }
        return;
      case Place::value:
        if (c == quote_) place_ = Place::tag;
        return;
    }
  }

  void leave_name(char c) {
    place_ = Place::tag;
    if (c == '>') close_tag();
  }

  void close_tag() {
    place_ = Place::text;
    raw_ = tag_ == "script" || tag_ == "style";
  }

  Place place_ = Place::text;
  std::string tag_, attribute_;
  char quote_ = '"';
  bool raw_ = false;
};

}  // namespace

bool names_url(std::string_view name) {
  return last_part_is(name, "url");
}

bool names_html(std::string_view name) {
  return last_part_is(name, "html");
}

std::vector<Piece> joined(std::string const& path, Files const& files, Words const& words, Language language,
                          std::vector<Refusal>& faults) {
  std::vector<Piece> out;
  Joiner{files, words, language, faults}.take_in(path, 0, out);
  return out;
}

void examine_places(std::vector<Piece> const& pieces, std::string const& path, std::vector<Refusal>& faults) {
  Places places;
  for (auto const& piece : pieces) {
    if (piece.sort == Piece::Sort::text) {
      places.read(piece.text);
      continue;
    }
    if (piece.sort != Piece::Sort::variable && piece.sort != Piece::Sort::html) continue;
    std::vector<Argument> const name{{"name", piece.text}};
    bool const html = piece.sort == Piece::Sort::html;
    if (html && !names_html(piece.text)) faults.emplace_back(codes::template_unescaped, path, name);
    if (places.in_markup() || places.in_raw_element() || places.in_handler()) {
      faults.emplace_back(codes::template_place, path, name);
    } else if (places.in_address() && (html || !names_url(piece.text))) {
      faults.emplace_back(codes::template_address, path, name);
    }
  }
}

}  // namespace congvu::page
