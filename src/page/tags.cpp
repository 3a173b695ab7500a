#include "page/tags.h"

namespace congvu::page {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Piece::Sort sort_of(char mark) {
  switch (mark) {
    case '#':
      return Piece::Sort::section;
    case '^':
      return Piece::Sort::inverted;
    case '/':
      return Piece::Sort::close;
    case '>':
      return Piece::Sort::partial;
    case '&':
      return Piece::Sort::html;
    default:
      return Piece::Sort::variable;
  }
}

std::string_view opening(Piece::Sort sort) {
  switch (sort) {
    case Piece::Sort::html:
      return "{{{";
    case Piece::Sort::section:
      return "{{#";
    case Piece::Sort::inverted:
      return "{{^";
    case Piece::Sort::close:
      return "{{/";
    case Piece::Sort::partial:
      return "{{>";
    default:
      return "{{";
  }
}

}  // namespace

Expected<std::vector<Piece>> pieces_of(std::string_view source, std::string const& path) {
  std::vector<Piece> pieces;
  while (!source.empty()) {
    auto const open = source.find("{{");
    if (open != 0) pieces.push_back({Piece::Sort::text, std::string{source.substr(0, open)}});
    if (open == std::string_view::npos) break;
    source.remove_prefix(open);
    bool const triple = source.starts_with("{{{");
    std::string_view const end = triple ? "}}}" : "}}";
    auto const close = source.find(end);
    if (close == std::string_view::npos) {
      return refuse(codes::template_unclosed, path, {{"near", std::string{source.substr(0, 40)}}});
    }
    auto inside = trimmed(source.substr(triple ? 3 : 2, close - (triple ? 3 : 2)));
    source.remove_prefix(close + end.size());
    if (inside.starts_with('=')) return refuse(codes::template_unclosed, path, {{"near", std::string{inside}}});
    if (inside.starts_with('!')) continue;
    auto const sort =
        triple || inside.empty() ? (triple ? Piece::Sort::html : Piece::Sort::variable) : sort_of(inside.front());
    if (!triple && sort != Piece::Sort::variable) inside.remove_prefix(1);
    pieces.push_back({sort, std::string{trimmed(inside)}});
  }
  return pieces;
}

std::string source_of(std::vector<Piece> const& pieces) {
  std::string out;
  for (auto const& piece : pieces) {
    if (piece.sort == Piece::Sort::text) {
      out += piece.text;
    } else {
      out += opening(piece.sort);
      out += piece.text;
      out += piece.sort == Piece::Sort::html ? "}}}" : "}}";
    }
  }
  return out;
}

}  // namespace congvu::page
