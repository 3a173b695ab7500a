#include "http/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <map>
#include <stdexcept>

#include "http/decode.h"
#include "http/headers.h"
#include "http/limits.h"
#include "http/trial_site.h"

namespace congvu::http {
namespace {

using testing::HasSubstr;

struct Asking {
  TrialSite trial;
  Answering answering = http::answering(trial.site());

  Answer ask(std::string method, std::string target, Headers headers = {}, std::string body = {}) {
    Whole whole;
    whole.head = {std::move(method), std::move(target), std::move(headers), "127.0.0.1", false};
    whole.head.headers.emplace_back("host", "127.0.0.1:1");
    auto const intake = answering.intake(whole.head);
    if (intake.sink) {
      whole.sink = intake.sink;
      for (std::size_t at = 0; at < body.size() && !whole.fault; at += 7) {
        if (auto const taken = intake.sink->take(std::string_view{body}.substr(at, 7)); !taken)
          whole.fault = taken.error();
      }
    } else {
      whole.body = std::move(body);
    }
    return answering.answer(whole);
  }
};

std::string header(Answer const& answer, std::string_view name) {
  for (auto const& [each, value] : answer.headers) {
    if (lower_case(each) == name) return value;
  }
  return {};
}

// The value of the visit cookie that a page gave, and the token in its form.
std::pair<std::string, std::string> visit_of(Answer const& answer) {
  auto const set = header(answer, "set-cookie");
  auto const value = set.substr(set.find('=') + 1, 43);
  return {"__Host-congvu-visit=" + value, answer.body.substr(answer.body.find("csrf:") + 5, 43)};
}

Headers const form_type{{"content-type", "application/x-www-form-urlencoded"}};
Headers const json_type{{"content-type", "application/json"}};

Headers with(Headers headers, std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return headers;
}

std::string problem_type(Answer const& answer) {
  return std::string{parse_json(answer.body)->at("type").as_string()};
}

}  // namespace

TEST(Site, every_answer_forbids_what_browsers_could_be_led_to) {
  Asking site;
  for (auto const path : {"/", "/nowhere", "/api/v1/nowhere", "/healthz", "/breaks"}) {
    auto const answer = site.ask("GET", path);
    EXPECT_THAT(header(answer, "content-security-policy"), HasSubstr("default-src 'none'")) << path;
    EXPECT_EQ(header(answer, "x-content-type-options"), "nosniff") << path;
    EXPECT_EQ(header(answer, "cache-control"), "no-store") << path;
  }
}

TEST(Site, a_route_may_say_another_policy) {
  Asking site;
  EXPECT_EQ(header(site.ask("GET", "/framed"), "content-security-policy"), attachment_policy);
}

TEST(Site, unknown_places_and_methods_are_told_apart) {
  Asking site;
  EXPECT_EQ(site.ask("GET", "/nowhere").status, 404);
  EXPECT_EQ(site.ask("GET", "/%2e%2e/x").status, 400);
  auto const answer = site.ask("DELETE", "/api/v1/things");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(header(answer, "allow"), "GET, HEAD, POST");
  EXPECT_EQ(parse_json(answer.body)->at("status"), 405);
}

TEST(Site, the_address_of_a_form_leads_to_the_page_above_it) {
  Asking site;
  auto const led = site.ask("GET", "/things/7/changes?lang=en");
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(header(led, "location"), "/things/7?lang=en");
  EXPECT_EQ(site.ask("GET", "/api/v1/attachments").status, 405) << "a program is told that it asked wrongly";
}

TEST(Site, a_form_needs_the_token_of_its_own_browser) {
  Asking site;
  auto const [cookie, token] = visit_of(site.ask("GET", "/"));
  auto const [other_cookie, other_token] = visit_of(site.ask("GET", "/"));
  auto const mine = with(form_type, "cookie", cookie);
  EXPECT_EQ(site.ask("POST", "/", mine, "a=1").status, 403);
  EXPECT_EQ(site.ask("POST", "/", mine, "csrf=" + other_token).status, 403);
  EXPECT_EQ(site.ask("POST", "/", form_type, "csrf=" + token).status, 403);
  EXPECT_EQ(site.ask("POST", "/", mine, "a=1&csrf=" + token).status, 303);
}

TEST(Site, a_form_of_another_site_is_not_taken) {
  Asking site;
  auto const [cookie, token] = visit_of(site.ask("GET", "/"));
  auto const mine = with(form_type, "cookie", cookie);
  auto const status = [&](Headers headers) {
    return site.ask("POST", "/", std::move(headers), "csrf=" + token).status;
  };
  EXPECT_EQ(status(with(mine, "origin", "http://127.0.0.1:1")), 303);
  EXPECT_EQ(status(with(mine, "origin", "http://evil.test")), 403);
  EXPECT_EQ(status(with(mine, "origin", "null")), 403);
  EXPECT_EQ(status(with(mine, "sec-fetch-site", "cross-site")), 403);
  EXPECT_EQ(status(with(mine, "sec-fetch-site", "same-site")), 403);
  EXPECT_EQ(status(with(mine, "sec-fetch-site", "same-origin")), 303);
}

TEST(Site, the_token_changes_with_the_session) {
  Asking site;
  auto const [cookie, token] = visit_of(site.ask("GET", "/"));
  Headers const signed_in = with(form_type, "cookie", cookie + "; __Host-congvu=officer");
  EXPECT_EQ(site.ask("POST", "/", signed_in, "csrf=" + token).status, 403);
  auto const page = site.ask("GET", "/", signed_in).body;
  EXPECT_EQ(site.ask("POST", "/", signed_in, "csrf=" + page.substr(page.find("csrf:") + 5, 43)).status, 303);
}

TEST(Site, doors_ask_for_what_they_say) {
  Asking site;
  auto const status = [&](std::string path, std::string cookie) {
    return site.ask("GET", std::move(path), {{"cookie", "__Host-congvu=" + cookie}}).status;
  };
  EXPECT_EQ(status("/mine", ""), 303);
  EXPECT_EQ(header(site.ask("GET", "/mine"), "location"), "/sign-in?next=%2Fmine");
  EXPECT_EQ(status("/mine", "citizen"), 200);
  EXPECT_EQ(status("/staff", "citizen"), 403);
  EXPECT_EQ(status("/staff", "officer"), 200);
  EXPECT_EQ(status("/today", "officer"), 403);
  EXPECT_EQ(status("/today", "leader"), 200);
}

TEST(Site, the_api_takes_a_bearer_and_no_cookie) {
  Asking site;
  EXPECT_EQ(site.ask("GET", "/api/v1/mine", {{"cookie", "__Host-congvu=officer"}}).status, 401);
  EXPECT_EQ(site.ask("GET", "/api/v1/mine", {{"authorization", "Bearer nonsense"}}).status, 401);
  EXPECT_EQ(site.ask("GET", "/api/v1/mine", {{"authorization", "Bearer officer"}}).status, 200);
  EXPECT_EQ(site.ask("GET", "/mine", {{"authorization", "Bearer officer"}}).status, 303);
}

TEST(Site, a_body_that_is_no_json_object_is_refused_with_its_reason) {
  Asking site;
  auto const post = [&](Headers headers, std::string body) {
    return site.ask("POST", "/api/v1/things", std::move(headers), std::move(body));
  };
  EXPECT_EQ(post(json_type, R"({"a":1})").status, 201);
  EXPECT_EQ(post(json_type, "{").status, 400);
  EXPECT_EQ(problem_type(post(json_type, "{")), "/problems/json.malformed");
  EXPECT_EQ(problem_type(post(json_type, std::string(200'000, '['))), "/problems/json.too_deep");
  EXPECT_EQ(problem_type(post(json_type, "[1]")), "/problems/http.body_is_no_object");
  EXPECT_EQ(post(json_type, "{\"a\":\"\xFF\"}").status, 400);
  EXPECT_EQ(post({{"content-type", "text/plain"}}, "{}").status, 415);
}

TEST(Site, files_reach_the_handler_and_those_of_a_refused_request_are_thrown_away) {
  Asking site;
  std::string const body =
      "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.pdf\"\r\n\r\n%PDF-\r\n--B\r\n"
      "Content-Disposition: form-data; name=\"title\"\r\n\r\nHọc bạ\r\n--B--\r\n";
  Headers const type{{"content-type", "multipart/form-data; boundary=B"}};
  auto const answer = site.ask("POST", "/api/v1/attachments", type, body);
  EXPECT_EQ(answer.status, 201);
  EXPECT_THAT(answer.body, HasSubstr(R"("name":"a.pdf")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("size":5)"));
  EXPECT_EQ(site.trial.files->size(), 1u);
  EXPECT_EQ(site.ask("POST", "/api/v1/attachments", type, body.substr(0, body.size() - 9)).status, 400);
  EXPECT_EQ(site.ask("POST", "/attachments", type, body).status, 403) << "without the form's token";
  EXPECT_EQ(site.trial.files->size(), 1u);
}

TEST(Site, a_body_that_is_a_file_is_taken_as_one) {
  Asking site;
  auto const answer = site.ask(
      "POST", "/api/v1/attachments",
      {{"content-type", "application/pdf"}, {"content-disposition", "attachment; filename=\"b.pdf\""}}, "%PDF-1.7");
  EXPECT_THAT(answer.body, HasSubstr(R"("name":"b.pdf")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("size":8)"));
}

TEST(Site, signing_in_gives_a_guarded_cookie_and_signing_out_takes_it) {
  Asking site;
  auto const [cookie, token] = visit_of(site.ask("GET", "/"));
  auto const answer = site.ask("POST", "/sign-in", with(form_type, "cookie", cookie), "csrf=" + token);
  EXPECT_EQ(header(answer, "set-cookie"), "__Host-congvu=fresh; Path=/; Secure; HttpOnly; SameSite=Lax");
  EXPECT_THAT(forget_session(), HasSubstr("Max-Age=0"));
}

TEST(Site, what_breaks_inside_is_told_by_number_only) {
  Asking site;
  auto const page = site.ask("GET", "/breaks");
  EXPECT_EQ(page.status, 500);
  EXPECT_EQ(page.body.find("the disk"), std::string::npos);
  auto const answer = site.ask("GET", "/api/v1/breaks");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(parse_json(answer.body)->at("incident").as_string().size(), 12u);
}

TEST(Site, a_reader_chooses_the_language_of_pages_and_a_program_asks_for_it) {
  Asking site;
  EXPECT_THAT(site.ask("GET", "/nowhere", {{"accept-language", "en"}}).body, HasSubstr("lang=\"vi\""));
  auto const chosen = site.ask("GET", "/nowhere?lang=en");
  EXPECT_THAT(chosen.body, HasSubstr("lang=\"en\""));
  EXPECT_THAT(site.ask("GET", "/nowhere", {{"cookie", "congvu-language=en"}}).body, HasSubstr("lang=\"en\""));
  EXPECT_THAT(site.ask("GET", "/api/v1/x", {{"accept-language", "en"}}).body, HasSubstr("Not found"));
}

TEST(Site, static_files_are_kept_for_ever_under_their_hash) {
  Asking site;
  auto const place = site.trial.static_files->place().text();
  auto const packed = site.ask("GET", place + "/app.css", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(packed.body, "packed");
  EXPECT_EQ(header(packed, "content-encoding"), "gzip");
  EXPECT_THAT(header(packed, "cache-control"), HasSubstr("immutable"));
  EXPECT_EQ(site.ask("GET", place + "/app.css").body, "body{}");
  EXPECT_EQ(header(site.ask("GET", "/assets/0000/app.css"), "cache-control"), "no-cache");
  EXPECT_EQ(site.ask("GET", place + "/none.css").status, 404);
  EXPECT_EQ(site.ask("GET", place + "/app.css.gz").status, 404);
}

TEST(Site, metrics_name_routes_and_no_codes) {
  Asking site;
  site.ask("GET", "/things/H26.19-241118-0042");
  auto const text = site.ask("GET", "/metrics").body;
  EXPECT_THAT(text, HasSubstr(R"(congvu_requests_total{method="GET",route="/things/{code}",status="200"} 1)"));
  EXPECT_EQ(text.find("H26.19"), std::string::npos);
}

}  // namespace congvu::http
