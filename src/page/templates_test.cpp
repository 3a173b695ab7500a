#include "page/templates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <thread>

namespace congvu::page {
namespace {

using testing::ElementsAre;

Files const words_files{{"a/words.vi.json", R"({"a.title":"Hồ sơ <mới>","a.left":"còn {days} ngày"})"},
                        {"a/words.en.json", R"({"a.title":"Dossier","a.left":"{days} days left"})"}};

Expected<Templates> join(Files files) {
  auto const words = Words::read(words_files);
  return Templates::join(files, *words);
}

std::string rendered(std::string const& source, json::value const& view, Language language = Language::vi) {
  auto const templates = join({{"x.html", source}});
  EXPECT_TRUE(templates) << plain(templates.error());
  return templates ? templates->render("x.html", view, language) : std::string{};
}

std::string_view first_fault(std::string const& source) {
  auto const templates = join({{"x.html", source}});
  return templates ? std::string_view{"none"} : templates.error().parts.front().code.key;
}

}  // namespace

TEST(Templates, text_is_escaped) {
  EXPECT_EQ(rendered("<p title=\"{{a}}\">{{a}}</p>", {{"a", "<b>\"'&"}}),
            "<p title=\"&lt;b&gt;&quot;&apos;&amp;\">&lt;b&gt;&quot;&apos;&amp;</p>");
}

TEST(Templates, nothing_empty_and_null_are_no) {
  std::string const source = "{{#a}}yes {{a}}{{/a}}{{^a}}no{{/a}}";
  EXPECT_EQ(rendered(source, {{"a", ""}}), "no");
  EXPECT_EQ(rendered(source, {{"a", nullptr}}), "no");
  EXPECT_EQ(rendered(source, {{"a", json::array{}}}), "no");
  EXPECT_EQ(rendered(source, {{"a", 0}}), "yes 0");
}

TEST(Templates, lists_and_dotted_names_are_followed) {
  json::value const view{{"list", {{{"n", 1}}, {{"n", 2}}}}, {"who", {{"name", "Lan"}}}};
  EXPECT_EQ(rendered("{{#list}}{{n}}{{who.name}},{{/list}}", view), "1Lan,2Lan,");
}

TEST(Templates, words_are_put_in_by_language_and_their_arguments_ask_the_view) {
  EXPECT_EQ(rendered("{{#t}}a.title{{/t}}", json::object{}), "Hồ sơ &lt;mới&gt;");
  EXPECT_EQ(rendered("{{#t}}a.left{{/t}}", {{"days", 3}}), "còn 3 ngày");
  EXPECT_EQ(rendered("{{#t}}a.left{{/t}}", {{"days", 3}}, Language::en), "3 days left");
}

TEST(Templates, partials_are_taken_in_once) {
  auto const templates =
      join({{"x.html", "[{{> a/part}}]"}, {"a/part.html", "{{v}}{{> a/leaf}}"}, {"a/leaf.html", "!"}});
  ASSERT_TRUE(templates);
  EXPECT_EQ(templates->render("x.html", {{"v", "7"}}, Language::vi), "[7!]");
}

TEST(Templates, what_could_not_render_is_found_at_the_start) {
  EXPECT_EQ(first_fault("{{> a/none}}"), "template.partial");
  EXPECT_EQ(first_fault("{{> x}}"), "template.partial");
  EXPECT_EQ(first_fault("{{#t}}a.none{{/t}}"), "template.word");
  EXPECT_EQ(first_fault("{{a"), "template.unclosed");
  EXPECT_EQ(first_fault("{{=<% %>=}}"), "template.unclosed");
  EXPECT_EQ(first_fault("{{#a}}"), "template.syntax");
  EXPECT_EQ(first_fault("{{/a}}"), "template.syntax");
}

TEST(Templates, places_where_escaping_does_not_protect_are_refused) {
  EXPECT_EQ(first_fault("<a href=\"/x/{{code}}\">"), "template.address");
  EXPECT_EQ(first_fault("<form action=\"{{{x_html}}}\">"), "template.address");
  EXPECT_EQ(first_fault("<a href=\"{{{x_url}}}\">"), "template.unescaped");
  EXPECT_EQ(first_fault("<a href=\"{{x_url}}\">"), "none");
  EXPECT_EQ(first_fault("<p class={{c}}>"), "template.place");
  EXPECT_EQ(first_fault("<p {{c}}>"), "template.place");
  EXPECT_EQ(first_fault("<p onclick=\"{{c}}\">"), "template.place");
  EXPECT_EQ(first_fault("<p style=\"{{c}}\">"), "template.place");
  EXPECT_EQ(first_fault("<script>{{c}}</script>"), "template.place");
  EXPECT_EQ(first_fault("<p>{{{c}}}</p>"), "template.unescaped");
  EXPECT_EQ(first_fault("<p{{#a}} hidden{{/a}}>{{c}}</p>"), "none");
}

TEST(Templates, an_address_that_is_none_leads_nowhere) {
  EXPECT_EQ(rendered("<a href=\"{{back_url}}\">", {{"back_url", "javascript:alert(1)"}}), "<a href=\"#\">");
  EXPECT_EQ(rendered("<a href=\"{{back_url}}\">", {{"back_url", "/a"}}), "<a href=\"/a\">");
}

TEST(Templates, names_that_the_view_lacks_are_told) {
  auto const templates = join({{"x.html", "{{a}}{{#b}}{{c}}{{/b}}{{^d}}{{/d}}"}});
  std::vector<std::string> unknown;
  templates->render("x.html", {{"b", {{"c", nullptr}}}}, Language::vi, &unknown);
  EXPECT_THAT(unknown, ElementsAre("a", "d"));
}

TEST(Templates, many_threads_render_the_same_page) {
  auto const templates = join({{"x.html", "{{#list}}<li>{{n}}</li>{{/list}}"}});
  json::value const view{{"list", {{{"n", "a"}}, {{"n", "b"}}}}};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) EXPECT_EQ(templates->render("x.html", view, Language::vi), "<li>a</li><li>b</li>");
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(Words, a_key_worded_twice_is_refused) {
  auto const words = Words::read({{"a/words.vi.json", R"({"k":"một"})"}, {"b/words.vi.json", R"({"k":"hai"})"}});
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error().parts.front().code, codes::words_twice);
}

TEST(Words, a_language_without_the_key_falls_back_to_vietnamese) {
  auto const words = Words::read({{"a/words.vi.json", R"({"k":"một {n}"})"}});
  EXPECT_EQ(words->word(Language::en, "k", {{"n", "2"}}), "một 2");
  EXPECT_THAT(words->missing(Language::en), ElementsAre("k"));
  EXPECT_EQ(words->word(Language::en, "none"), "none");
}

}  // namespace congvu::page
