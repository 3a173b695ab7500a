#include "http/router.h"

#include <stdexcept>

namespace congvu::http {
namespace {

std::string_view first_segment(std::string_view path) {
  return path.substr(0, path.find('/'));
}

std::string_view after_segment(std::string_view path, std::string_view segment) {
  return path.substr(std::min(segment.size() + 1, path.size()));
}

bool is_named(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> written;
  std::unique_ptr<Node> named;
  page::Route const* get = nullptr;
  page::Route const* post = nullptr;
  bool answers() const { return get || post; }
};

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

Router::Router(std::vector<page::Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (auto const& route : routes_) {
    Node* node = root_.get();
    std::string_view rest = std::string_view{route.pattern}.substr(1);
    while (!rest.empty()) {
      auto const segment = first_segment(rest);
      auto& next = is_named(segment) ? node->named : node->written[std::string{segment}];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
      rest = after_segment(rest, segment);
    }
    auto& place = route.method == page::Method::get ? node->get : node->post;
    if (place) throw std::logic_error("two routes at " + route.pattern);
    place = &route;
  }
}

Router::Node const* Router::node_of(Node const& from, std::string_view path,
                                    std::vector<std::string_view>& values) const {
  if (path.empty()) return from.answers() ? &from : nullptr;
  auto const segment = first_segment(path);
  auto const rest = after_segment(path, segment);
  if (auto const next = from.written.find(segment); next != from.written.end()) {
    if (auto const* found = node_of(*next->second, rest, values)) return found;
  }
  if (!from.named) return nullptr;
  values.push_back(segment);
  if (auto const* found = node_of(*from.named, rest, values)) return found;
  values.pop_back();
  return nullptr;
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
  Match match;
  std::vector<std::string_view> values;
  auto const* node = node_of(*root_, path.substr(1), values);
  if (!node) return match;
  match.allowed = node->get ? (node->post ? "GET, HEAD, POST" : "GET, HEAD") : "POST";
  if (method == "GET" || method == "HEAD") match.route = node->get;
  if (method == "POST") match.route = node->post;
  if (!match.route) return match;
  std::string_view rest = std::string_view{match.route->pattern}.substr(1);
  std::size_t next = 0;
  while (!rest.empty()) {
    auto const segment = first_segment(rest);
    if (is_named(segment)) {
      match.parts.emplace(std::string{segment.substr(1, segment.size() - 2)}, std::string{values[next++]});
    }
    rest = after_segment(rest, segment);
  }
  return match;
}

}  // namespace congvu::http
