#include "http/decode.h"

#include <gtest/gtest.h>

#include "http/listen.h"

namespace congvu::http {

TEST(Decode, broken_encodings_are_nothing) {
  for (auto const bad : {"%", "%4", "%zz", "a%0", "%00", "%C3", "%ED%A0%80", "%C0%AF", "\xFF"}) {
    EXPECT_FALSE(percent_decoded(bad)) << bad;
  }
  EXPECT_EQ(percent_decoded("h%E1%BB%8Dc+b%e1%ba%a1"), "học+bạ");
}

TEST(Decode, forms_are_read_field_by_field) {
  auto const fields = form_fields("a=1+2&b=%26%3D&c&a=3&&=x");
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->count("a"), 2u);
  EXPECT_EQ(fields->find("a")->second, "1 2");
  EXPECT_EQ(fields->find("b")->second, "&=");
  EXPECT_EQ(fields->find("c")->second, "");
  EXPECT_FALSE(form_fields("a=%"));
}

TEST(Decode, a_flood_of_fields_is_no_form) {
  std::string flood;
  for (int i = 0; i < 3000; ++i) flood += "a=1&";
  EXPECT_FALSE(form_fields(flood));
}

TEST(Decode, a_target_cannot_climb_or_hide) {
  for (auto const bad : {"", "a", "*", "http://evil/", "//evil", "/a//b", "/a/", "/..", "/a/../b", "/%2e%2e/a",
                         "/a/./b", "/a%00b", "/a%0ab", "/a\\b", "/%zz"}) {
    EXPECT_FALSE(target_of(bad)) << bad;
  }
  auto const good = target_of("/dossiers/H26.19-1?q=h%E1%BB%8Dc");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->path, "/dossiers/H26.19-1");
  EXPECT_EQ(good->query.find("q")->second, "học");
}

TEST(Decode, cookies_are_found_by_their_whole_name) {
  EXPECT_EQ(cookie("a=1; __Host-congvu=tok=en; b=2", "__Host-congvu"), "tok=en");
  EXPECT_EQ(cookie("x__Host-congvu=1", "__Host-congvu"), "");
  EXPECT_EQ(cookie("c=1; c=2", "c"), "");
}

TEST(Decode, vietnamese_is_preferred_unless_english_is_asked_for_more) {
  using page::Language;
  EXPECT_EQ(preferred_language(""), Language::vi);
  EXPECT_EQ(preferred_language("fr"), Language::vi);
  EXPECT_EQ(preferred_language("en-US,en;q=0.9"), Language::en);
  EXPECT_EQ(preferred_language("vi-VN,vi;q=0.9,en;q=0.8"), Language::vi);
  EXPECT_EQ(preferred_language("vi;q=0.2, en;q=0.8"), Language::en);
  EXPECT_EQ(preferred_language(";;,q=,=,en;q=x"), Language::vi);
}

TEST(Decode, parameters_are_read_quoted_and_bare) {
  EXPECT_EQ(parameter_of("form-data; name=\"a;b\"; filename=\"x \\\"y\\\".pdf\"", "filename"), "x \"y\".pdf");
  EXPECT_EQ(parameter_of("form-data; name=\"a;b\"", "name"), "a;b");
  EXPECT_EQ(parameter_of("multipart/form-data; boundary=abc", "boundary"), "abc");
  EXPECT_FALSE(parameter_of("form-data; name=\"unclosed", "name"));
  EXPECT_EQ(media_type_only("Text/HTML ; charset=utf-8"), "text/html");
}

TEST(Listen, plain_http_is_refused_off_loopback) {
  EXPECT_EQ(endpoint_of("127.0.0.1:8080")->port, 8080);
  EXPECT_EQ(endpoint_of("localhost:0")->address, "127.0.0.1");
  EXPECT_EQ(endpoint_of("[::1]:1")->address, "::1");
  for (auto const open : {"0.0.0.0:80", "192.168.1.2:80", "[::]:80"}) {
    EXPECT_EQ(endpoint_of(open).error().code, codes::listen_plain) << open;
  }
  for (auto const bad : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "example:80"}) {
    EXPECT_EQ(endpoint_of(bad).error().code, codes::listen_malformed) << bad;
  }
}

TEST(Listen, what_is_encrypted_may_be_reached_from_outside) {
  EXPECT_EQ(endpoint_of("0.0.0.0:443", true)->address, "0.0.0.0");
  EXPECT_EQ(endpoint_of("[::]:443", true)->port, 443);
}

TEST(Listen, a_network_holds_the_addresses_of_its_prefix) {
  EXPECT_TRUE(network_of("10.1.0.0/12")->holds("10.15.255.1"));
  EXPECT_FALSE(network_of("10.1.0.0/12")->holds("10.16.0.1"));
  EXPECT_TRUE(network_of("127.0.0.1")->holds("127.0.0.1"));
  EXPECT_FALSE(network_of("127.0.0.1")->holds("127.0.0.2"));
  EXPECT_TRUE(network_of("fd00::/8")->holds("fd12:3456::1"));
  EXPECT_FALSE(network_of("fd00::/8")->holds("10.0.0.1"));
  EXPECT_TRUE(network_of("10.0.0.0/8")->holds("::ffff:10.2.3.4"));
  EXPECT_FALSE(network_of("10.0.0.0/8")->holds("somewhere"));
  for (auto const bad : {"", "10.0.0.0/33", "10.0.0.0/", "example/8", "fd00::/129", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(network_of(bad)) << bad;
  }
}

}  // namespace congvu::http
