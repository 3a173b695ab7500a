// Every page and call says what it shows of people, and nothing of it is shown in office before it is on record.
#include "app/read_marks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "agency/org/org.h"
#include "agency/reading/queries.h"
#include "app/pack_load.h"
#include "app/routes.h"
#include "app/season.h"
#include "app/web_files.h"
#include "record/store/temporary.h"

namespace congvu::app {
namespace {

using page::Method;
using page::Reply;
using page::Request;
using page::Route;

class ReadMarks : public testing::Test {
 protected:
  ReadMarks() {
    ProgramOptions options;
    options.data = folder.path();
    options.sample = true;
    options.seed = "marks";
    options.clock = at(local_date(now - std::chrono::days{10}), std::chrono::hours{7});
    program = std::move(Program::open(options).value());
    auto const pack = read_pack(CONGVU_SOURCE_DIR "/packs/hanoi-education");
    Actor const system{Actor::Nature::system, {}, {}, {}};
    load_pack(pack.pack, pack.files, program->registry(), [&](AnyCommand const& command) -> Expected<std::size_t> {
      auto const performed = program->pipeline().perform(command, system);
      if (!performed) return std::unexpected(performed.error());
      return performed->events.size();
    });
    EXPECT_TRUE(lay_season(*program, pack.pack, {6, *parse_date("2024-11-24"), "marks"}, [](std::size_t) {}));
    auto const texts = texts_of(CONGVU_SOURCE_DIR);
    auto words = std::make_shared<page::Words const>(page::Words::read(texts).value());
    auto templates = std::make_shared<page::Templates const>(page::Templates::join(texts, *words).value());
    pages = std::make_unique<page::Pages>(templates, words, page::Surroundings{.agency = "Agency", .sample = true});
    rooms = std::make_unique<Rooms>(*program, *pages, Settings{});
  }

  Request as(std::string const& position, std::string const& code = {}) const {
    auto const organisation = program->pipeline().standing<org::Organisation>();
    page::Visitor visitor;
    visitor.account = handle_of("account", position);
    visitor.position = position;
    visitor.person = organisation->holder_of(position, local_date(now)).value_or(Handle{});
    if (auto const* known = organisation->position_on(position, local_date(now))) visitor.unit = known->unit;
    Request request;
    request.parts["code"] = code;
    request.visitor = std::move(visitor);
    request.now = program->clock().now();
    return request;
  }

  Expected<Reply> asked(std::string const& pattern, Request const& request) const {
    for (auto const& route : rooms->routes()) {
      if (route.pattern == pattern && route.method == Method::get) return route.handler(request);
    }
    throw std::logic_error(pattern);
  }

  std::string some_code() const {
    return program->pipeline().read([](record::Sql& sql, States const&) {
      for (auto const& row : sql.rows("SELECT code FROM dossiers ORDER BY code LIMIT 1")) return row.text("code");
      return std::string{};
    });
  }

  // The log as the director of the agency may read it, newest first.
  std::vector<reading::Row> log() const {
    return program->pipeline().read([&](record::Sql& sql, States const& states) {
      auto const director = as("GD");
      Actor const actor{Actor::Nature::staff, director.visitor->account, director.visitor->person, "GD"};
      return reading::readings(sql, {.limit = 100}, actor, director.now, states);
    });
  }

  record::TemporaryFolder folder;
  Instant now = *parse_instant("2024-11-25T10:20+07:00");
  std::unique_ptr<Program> program;
  std::unique_ptr<page::Pages> pages;
  std::unique_ptr<Rooms> rooms;
};

TEST_F(ReadMarks, every_route_says_what_it_shows_and_every_mark_is_of_a_route) {
  auto const routes = rooms->routes();
  for (auto const& route : routes) {
    EXPECT_NE(read_mark_of(route), nullptr)
        << route.pattern << ": say in app/read_marks.cpp what it shows of people; docs/how-to/new-command-and-page.md";
  }
  for (auto const& mark : read_marks()) {
    bool const used = std::ranges::any_of(
        routes, [&](Route const& route) { return route.method == mark.method && route.pattern == mark.pattern; });
    EXPECT_TRUE(used) << mark.pattern << ": no such route any more";
  }
}

TEST_F(ReadMarks, a_dossier_opened_in_office_is_on_the_log_once_an_hour) {
  auto const code = some_code();
  ASSERT_EQ(asked("/dossiers/{code}", as("GD", code)).value().status, 200);
  ASSERT_EQ(asked("/dossiers/{code}", as("GD", code)).value().status, 200);
  ASSERT_EQ(asked("/api/v1/dossiers/{code}", as("GD", code)).value().status, 200);
  auto const rows = log();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().code, code);
  EXPECT_EQ(rows.front().position, "GD");
  EXPECT_EQ(rows.front().act, "dossier.read");
  EXPECT_FALSE(rows.front().ground.empty());
}

TEST_F(ReadMarks, a_list_is_one_entry_with_its_length_and_without_what_was_looked_for) {
  auto request = as("GD");
  request.path = "/dossiers";
  request.query.emplace("phase", "handling");
  auto const reply = asked("/dossiers", request);
  ASSERT_TRUE(reply);
  auto const rows = log();
  ASSERT_EQ(rows.size(), *reply->entries > 0 ? 1U : 0U);
  request.query.clear();
  auto const all = asked("/dossiers", request);
  auto const newest = log().front();
  EXPECT_EQ(newest.list, "register");
  EXPECT_EQ(newest.entries, all->entries);
  EXPECT_GT(*newest.entries, 0);
}

TEST_F(ReadMarks, a_reading_that_cannot_be_recorded_is_not_shown) {
  bool asked_for = false;
  Route const route{Method::get, "/dossiers", page::Who::staff(),
                    [&](Request const&) -> Expected<Reply> {
                      asked_for = true;
                      return Reply::html("personal");
                    },
                    std::nullopt};
  reading::Noting noting{program->pipeline(),
                         [](record::Sql&, States const&, std::string_view) { return std::nullopt; }};
  auto const wrapped = with_readings_noted({route}, noting);
  EXPECT_TRUE(wrapped.front().handler(as("GD")));
  auto nobody = as("GD");  // whom the Gate lets record nothing
  nobody.visitor->account = {};
  nobody.visitor->person = {};
  asked_for = false;
  EXPECT_FALSE(wrapped.front().handler(nobody));
  EXPECT_TRUE(asked_for);
}

TEST_F(ReadMarks, a_page_that_nobody_has_said_anything_of_is_logged_as_a_list) {
  Route const route{Method::get, "/something-new", page::Who::staff(),
                    [](Request const&) -> Expected<Reply> { return Reply::html("personal"); }, std::nullopt};
  reading::Noting noting{program->pipeline(),
                         [](record::Sql&, States const&, std::string_view) { return std::nullopt; }};
  EXPECT_TRUE(with_readings_noted({route}, noting).front().handler(as("GD")));
  ASSERT_EQ(log().size(), 1U);
  EXPECT_EQ(log().front().list, "/something-new");
}

TEST_F(ReadMarks, what_citizens_read_of_their_own_is_nobodys_log) {
  auto request = as("GD", some_code());
  request.visitor->position.clear();
  request.visitor->role = "citizen";
  (void)asked("/api/v1/dossiers/{code}", request);
  EXPECT_TRUE(log().empty());
}

}  // namespace
}  // namespace congvu::app
