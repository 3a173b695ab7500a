#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "agency/identity/events.h"
#include "agency/identity/room.h"
#include "base/crypto.h"
#include "page/shipped_pages.h"

namespace congvu::identity {
namespace {

Instant const noon = at(Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{3}}, std::chrono::hours{12});

// Sessions in memory, their tokens numbered.
class NumberedSessions final : public SessionBook {
 public:
  std::string open(Handle account, Instant now) override {
    sessions_.push_back(Session{account, now, now});
    return std::to_string(sessions_.size());
  }
  std::optional<Session> seen(std::string_view token, Instant now) override {
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
      if (token == std::to_string(i + 1) && sessions_[i].account && holds(sessions_[i], now)) return sessions_[i];
    }
    return std::nullopt;
  }
  void close(std::string_view token) override {
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
      if (token == std::to_string(i + 1)) sessions_[i].account = {};
    }
  }
  void close_all(Handle) override { sessions_.clear(); }
  void close_others(Handle, std::string_view but) override {
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
      if (but != std::to_string(i + 1)) sessions_[i].account = {};
    }
  }
  std::vector<OpenSession> of(Handle account, std::string_view token, Instant) override {
    std::vector<OpenSession> open;
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
      if (sessions_[i].account == account) open.push_back({sessions_[i], token == std::to_string(i + 1)});
    }
    return open;
  }
  std::optional<Instant> last_opened(Handle) override { return std::nullopt; }

 private:
  std::vector<Session> sessions_;
};

// The frame of all pages, and this room's template and words.
page::Files files() {
  auto found = page::shipped_files();
  for (auto const* name : {"pages/sign_in.html", "pages/first_password.html", "words.vi.json", "words.en.json"}) {
    std::string const path = std::string{"agency/identity/"} + name;
    std::ifstream in{std::filesystem::path{CONGVU_SOURCE_DIR} / "src" / path, std::ios::binary};
    found[path] = {std::istreambuf_iterator<char>{in}, {}};
  }
  return found;
}

class SigningIn : public testing::Test {
 protected:
  SigningIn() : pages(make_pages()) {
    pages->watch([this](std::string_view path, std::string const& name) {
      if (path.starts_with("agency/identity")) unknown.push_back(name);
    });
    AccountOpened opened{handle_of("account", "an"), Role::officer, "CV1", {}};
    opened.personal = AccountOpened::Personal{"an.nguyen", handle_of("person", "an"), hash_password("sen-do-1", {})};
    apply(*accounts, opened, {});
    table = routes(Connections{[this] { return accounts; }, [this] { return organisation; }, sessions, *pages, {}},
                   std::make_shared<Door>());
  }

  static std::unique_ptr<page::Pages> make_pages() {
    auto words = page::Words::read(files());
    if (!words) throw std::runtime_error(plain(words.error()));
    auto templates = page::Templates::join(files(), *words);
    if (!templates) throw std::runtime_error(plain(templates.error()));
    return std::make_unique<page::Pages>(std::make_shared<page::Templates const>(std::move(*templates)),
                                         std::make_shared<page::Words const>(std::move(*words)), page::Surroundings{});
  }

  Expected<page::Reply> ask(page::Method method, std::string const& path, page::Request request) {
    request.method = method;
    request.path = path;
    request.now = noon;
    request.address = "192.0.2.1";
    request.api = path.starts_with("/api/");
    if (!request.session.empty()) {
      request.visitor = visitor_of(
          request.session, noon, {[this] { return accounts; }, [this] { return organisation; }, sessions, *pages, {}});
    }
    for (auto const& route : table) {
      if (route.method == method && route.pattern == path) return route.handler(request);
    }
    throw std::logic_error(path);
  }
  Expected<page::Reply> typed(std::string password, std::string next = {}) {
    page::Request request;
    request.form = {{"account", "An.Nguyen"}, {"password", std::move(password)}, {"next", std::move(next)}};
    return ask(page::Method::post, "/sign-in", request);
  }
  static std::string location(page::Reply const& reply) {
    for (auto const& [name, value] : reply.headers) {
      if (name == "Location") return value;
    }
    return {};
  }

  std::shared_ptr<Accounts> accounts = std::make_shared<Accounts>();
  std::shared_ptr<org::Organisation> organisation = std::make_shared<org::Organisation>();
  NumberedSessions sessions;
  std::vector<std::string> unknown;
  std::unique_ptr<page::Pages> pages;
  std::vector<page::Route> table;
};

TEST_F(SigningIn, shows_a_form_that_asks_for_no_name_it_is_not_given) {
  auto const reply = ask(page::Method::get, "/sign-in", {});
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_NE(reply->body.find("autocomplete=\"current-password\""), std::string::npos);
  EXPECT_TRUE(unknown.empty()) << unknown.front();
}

TEST_F(SigningIn, opens_a_session_and_goes_on_to_the_page_asked_for_but_never_to_another_site) {
  auto const reply = typed("sen-do-1", "/duties");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 303);
  EXPECT_EQ(location(*reply), "/duties");
  EXPECT_EQ(reply->opens_session, "1");
  for (auto const* elsewhere : {"https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x"}) {
    EXPECT_EQ(location(*typed("sen-do-1", elsewhere)), "/") << elsewhere;
  }
}

TEST_F(SigningIn, says_the_same_of_a_wrong_password_and_an_unknown_name_and_keeps_what_was_typed) {
  auto const wrong = typed("sen-do-2");
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->status, 401);
  EXPECT_FALSE(wrong->opens_session);
  EXPECT_NE(wrong->body.find("An.Nguyen"), std::string::npos);
  EXPECT_EQ(wrong->body.find("sen-do-2"), std::string::npos);
  EXPECT_TRUE(unknown.empty());
}

TEST_F(SigningIn, asks_for_patience_after_many_wrong_passwords_and_still_lets_the_right_one_in) {
  std::optional<page::Reply> last;
  for (int i = 0; i < 12; ++i) last = *typed("wrong");
  EXPECT_EQ(last->status, 429);
  EXPECT_EQ(typed("sen-do-1")->status, 303);
}

TEST_F(SigningIn, gives_a_program_a_token_tells_it_who_it_is_and_ends_it) {
  page::Request request;
  request.body = json::object{{"account", "an.nguyen"}, {"password", "sen-do-1"}};
  auto const opened = ask(page::Method::post, "/api/v1/sessions", request);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->status, 201);
  EXPECT_EQ(opened->body, R"({"token":"1"})");

  page::Request mine;
  mine.session = "1";
  EXPECT_EQ(ask(page::Method::get, "/api/v1/me", mine)->body,
            R"({"name":"an.nguyen","role":"officer","position":"CV1"})");
  EXPECT_TRUE(ask(page::Method::post, "/api/v1/sessions/endings", mine));
  EXPECT_EQ(ask(page::Method::get, "/api/v1/me", mine).error().code, codes::not_signed_in);
}

TEST_F(SigningIn, refuses_a_body_that_is_none_and_a_password_that_is_a_load) {
  page::Request request;
  request.body = json::object{{"account", "an.nguyen"}};
  EXPECT_EQ(ask(page::Method::post, "/api/v1/sessions", request).error().code.key, "field.faults");
  request.body = json::object{{"account", "an.nguyen"}, {"password", std::string(60'000, 'x')}};
  EXPECT_EQ(ask(page::Method::post, "/api/v1/sessions", request).error().code.key, "field.faults");
}

TEST_F(SigningIn, an_account_closed_meanwhile_is_signed_out) {
  ASSERT_TRUE(typed("sen-do-1")->opens_session);
  apply(*accounts, AccountClosed{handle_of("account", "an")}, {});
  page::Request mine;
  mine.session = "1";
  EXPECT_EQ(ask(page::Method::get, "/api/v1/me", mine).error().code, codes::not_signed_in);
}

}  // namespace
}  // namespace congvu::identity
