// Which route answers a path. Patterns such as /dossiers/{code}/pauses are laid into one tree of segments; a written
// segment goes before a named one, so /procedures/new is never taken for a code. What no route answers is 404; a path
// that answers other methods only is 405 with their names.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "page/route.h"

namespace congvu::http {

class Router {
 public:
  // Throws std::logic_error where two routes have one method and pattern: a mistake of the assembly.
  explicit Router(std::vector<page::Route> routes);
  ~Router();
  Router(Router&&) noexcept;

  struct Match {
    page::Route const* route = nullptr;  // absent: 404, or 405 where `allowed` is not empty
    std::map<std::string, std::string, std::less<>> parts;
    std::string allowed;  // "GET, HEAD, POST"
  };
  // `path` decoded and good (decode.h). HEAD asks for GET.
  Match find(std::string_view method, std::string_view path) const;

  std::vector<page::Route> const& routes() const { return routes_; }

 private:
  struct Node;
  Node const* node_of(Node const& from, std::string_view path, std::vector<std::string_view>& values) const;

  std::vector<page::Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace congvu::http
