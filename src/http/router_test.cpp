#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace congvu::http {
namespace {

using page::Method;
using page::Route;

Router router() {
  auto const route = [](Method method, std::string pattern) { return Route{.method = method, .pattern = pattern}; };
  return Router{{route(Method::get, "/"), route(Method::get, "/procedures/{code}"),
                 route(Method::get, "/procedures/new"), route(Method::post, "/procedures/new"),
                 route(Method::post, "/dossiers/{code}/pauses"), route(Method::get, "/{place}/list")}};
}

std::string pattern_of(Router const& table, std::string_view method, std::string_view path) {
  auto const match = table.find(method, path);
  return match.route ? match.route->pattern : "none";
}

}  // namespace

TEST(Router, a_written_segment_goes_before_a_named_one) {
  auto const table = router();
  EXPECT_EQ(pattern_of(table, "GET", "/"), "/");
  EXPECT_EQ(pattern_of(table, "GET", "/procedures/new"), "/procedures/new");
  EXPECT_EQ(table.find("GET", "/procedures/1.005092").parts.at("code"), "1.005092");
}

TEST(Router, a_dead_end_is_left_for_another_way) {
  auto const match = router().find("GET", "/procedures/list");
  EXPECT_EQ(match.parts.at("code"), "list");
  EXPECT_EQ(router().find("GET", "/dossiers/list").parts.at("place"), "dossiers");
}

TEST(Router, head_asks_for_get_and_other_methods_are_told_what_there_is) {
  auto const table = router();
  EXPECT_EQ(pattern_of(table, "HEAD", "/"), "/");
  EXPECT_EQ(table.find("DELETE", "/procedures/new").allowed, "GET, HEAD, POST");
  EXPECT_EQ(table.find("GET", "/dossiers/1/pauses").allowed, "POST");
  EXPECT_EQ(table.find("GET", "/nowhere").allowed, "");
  EXPECT_EQ(table.find("GET", "/dossiers").allowed, "");
}

TEST(Router, two_routes_at_one_place_are_a_mistake_of_the_assembly) {
  Route const route{.method = Method::get, .pattern = "/a/{b}"};
  Route const other{.method = Method::get, .pattern = "/a/{c}"};
  EXPECT_THROW(Router({route, other}), std::logic_error);
}

}  // namespace congvu::http
