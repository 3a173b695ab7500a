#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "page/listing.h"
#include "page/openapi.h"

namespace congvu::page {
namespace {

Request asking(Fields query) {
  Request request;
  request.path = "/api/v1/duties";
  request.query = std::move(query);
  return request;
}

}  // namespace

TEST(Listing, the_next_piece_keeps_the_other_fields_of_the_query) {
  auto const page = listing(asking({{"holder", "me"}, {"cursor", "eA"}}), json::array{1}, "H26/2");
  EXPECT_EQ(page.at("next"), "/api/v1/duties?holder=me&cursor=SDI2LzI");
  EXPECT_EQ(piecewise(asking({{"cursor", "SDI2LzI"}}))->after, "H26/2");
  EXPECT_TRUE(listing(asking({}), {}, {}).at("next").is_null());
}

TEST(Listing, nonsense_in_limit_and_cursor_is_refused) {
  for (auto const limit : {"0", "-1", "201", "9999999999999999999999", "x", "1x"}) {
    EXPECT_FALSE(piecewise(asking({{"limit", limit}}))) << limit;
  }
  EXPECT_FALSE(piecewise(asking({{"cursor", "%%%"}})));
  EXPECT_EQ(piecewise(asking({{"limit", "200"}}))->limit, 200u);
}

TEST(OpenApi, says_of_a_route_what_it_takes_and_answers) {
  Route route{Method::post, "/api/v1/dossiers/{code}/pauses", Who::signed_in(), nullptr, Operation{}, false};
  route.operation->id = "pause_clock";
  route.operation->summary = "Pauses the statutory clock";
  route.operation->request = {{"type", "object"}};
  route.operation->status = 201;
  route.operation->idempotent = true;
  Route page{Method::get, "/dossiers/{code}", Who::anyone(), nullptr, std::nullopt, false};
  auto const document = openapi({route, page}, {"congvu", "0.1.0", "An agency's API.", "EUPL-1.2"});
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  auto const& paths = document.at("paths").as_object();
  ASSERT_EQ(paths.size(), 1u);
  auto const& post = paths.at("/api/v1/dossiers/{code}/pauses").at("post").as_object();
  EXPECT_EQ(post.at("operationId"), "pause_clock");
  EXPECT_EQ(post.at("tags").at(0), "dossiers");
  EXPECT_EQ(post.at("parameters").at(0).at("name"), "code");
  EXPECT_EQ(post.at("parameters").at(1).at("$ref"), "#/components/parameters/IdempotencyKey");
  EXPECT_TRUE(post.at("responses").as_object().contains("201"));
  EXPECT_TRUE(post.at("responses").as_object().contains("422"));
}

}  // namespace congvu::page
