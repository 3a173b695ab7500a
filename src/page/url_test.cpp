#include "page/url.h"

#include <gtest/gtest.h>

namespace congvu::page {

TEST(Url, each_segment_is_encoded_and_none_becomes_two) {
  EXPECT_EQ(url_path({"dossiers", "H26.19-241118-0042"}).text(), "/dossiers/H26.19-241118-0042");
  EXPECT_EQ(url_path({"dossiers", "a/b?c#d"}).text(), "/dossiers/a%2Fb%3Fc%23d");
  EXPECT_EQ(url_path({}).text(), "/");
}

TEST(Url, dots_alone_do_not_climb) {
  EXPECT_EQ(url_path({"files", "..", "etc"}).text(), "/files/--/etc");
}

TEST(Url, queries_and_fragments_are_added_in_their_places) {
  Url const url = url_path({"search"}).at("results").with("q", "học bạ").with("page", "2");
  EXPECT_EQ(url.text(), "/search?q=h%E1%BB%8Dc%20b%E1%BA%A1&page=2#results");
}

TEST(Url, only_places_of_this_server_and_https_are_addresses) {
  for (auto const good : {"/", "/a/b", "?lang=en", "#f-name", "https://example.test/x"})
    EXPECT_TRUE(is_url(good)) << good;
  for (auto const bad : {"", "//evil.test", "javascript:alert(1)", "data:text/html,x", "http://example.test", "/a b",
                         "/a\"onclick=", "/\\evil.test", "relative", "https://"}) {
    EXPECT_FALSE(is_url(bad)) << bad;
  }
}

}  // namespace congvu::page
