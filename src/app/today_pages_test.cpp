// The leader's page and its lists over a short season of the reference pack, as each who may read them: every name that
// a template asks for is there, and each sees as far as their position does.
#include <gmock/gmock.h>

#include "agency/org/org.h"
#include "app/pack_load.h"
#include "app/routes.h"
#include "app/season.h"
#include "app/web_files.h"
#include "record/store/temporary.h"

namespace congvu::app {
namespace {

using page::Reply;
using page::Request;
using testing::HasSubstr;
using testing::Not;

class TodayPages : public testing::Test {
 protected:
  TodayPages() {
    ProgramOptions options;
    options.data = folder.path();
    options.sample = true;
    options.seed = "today";
    options.clock = at(local_date(now - std::chrono::days{100}), std::chrono::hours{7});
    program = std::move(Program::open(options).value());
    auto const reading = read_pack(CONGVU_SOURCE_DIR "/packs/hanoi-education");
    Actor const system{Actor::Nature::system, {}, {}, {}};
    load_pack(reading.pack, reading.files, program->registry(),
              [&](AnyCommand const& command) -> Expected<std::size_t> {
                auto const performed = program->pipeline().perform(command, system);
                if (!performed) return std::unexpected(performed.error());
                return performed->events.size();
              });
    EXPECT_TRUE(lay_season(*program, reading.pack, {40, *parse_date("2024-11-24"), "today"}, [](std::size_t) {}));
    auto const texts = texts_of(CONGVU_SOURCE_DIR);
    auto words = std::make_shared<page::Words const>(page::Words::read(texts).value());
    auto templates = std::make_shared<page::Templates const>(page::Templates::join(texts, *words).value());
    pages = std::make_unique<page::Pages>(templates, words, page::Surroundings{.agency = "Agency", .sample = true});
    pages->watch([](std::string_view path, std::string const& name) { ADD_FAILURE() << path << " asks for " << name; });
    rooms = std::make_unique<Rooms>(*program, *pages, Settings{});
  }

  // As whoever holds the position.
  Expected<Reply> asked(std::string const& pattern, std::string const& position, std::string const& figure = {},
                        page::Fields query = {}) {
    auto const organisation = program->pipeline().standing<org::Organisation>();
    page::Visitor visitor;
    visitor.account = handle_of("account", position);
    visitor.position = position;
    visitor.person = organisation->holder_of(position, local_date(now)).value_or(Handle{});
    visitor.unit = organisation->position_on(position, local_date(now))->unit;
    visitor.role = position == "GS1" ? "supervisor" : "leader";
    Request request;
    request.path = "/today";
    request.parts["figure"] = figure;
    request.query = std::move(query);
    request.visitor = std::move(visitor);
    request.now = now;
    for (auto const& route : rooms->routes()) {
      if (route.pattern == pattern && route.method == page::Method::get) return route.handler(request);
    }
    throw std::logic_error(pattern);
  }
  json::value api(std::string const& pattern, std::string const& position, std::string const& figure = {}) {
    return parse_json(asked(pattern, position, figure).value().body).value();
  }

  record::TemporaryFolder folder;
  Instant now = *parse_instant("2024-11-25T10:20+07:00");
  std::unique_ptr<Program> program;
  std::unique_ptr<page::Pages> pages;
  std::unique_ptr<Rooms> rooms;
};

TEST_F(TodayPages, every_name_is_there_for_leader_head_and_supervisor) {
  for (auto const* position : {"GD", "PGD1", "QLT-TP", "TBP", "GS1"}) {
    EXPECT_EQ(asked("/today", position).value().status, 200) << position;
    for (auto const* figure : {"on_time", "due_soon", "overdue", "waiting"}) {
      EXPECT_EQ(asked("/today/{figure}", position, figure).value().status, 200) << position << figure;
    }
    EXPECT_EQ(asked("/today/{figure}", position, "on_time", {{"settled", "kept"}}).value().status, 200);
  }
}

TEST_F(TodayPages, an_unknown_figure_is_refused_with_those_there_are) {
  auto const reply = asked("/today/{figure}", "GD", "happiness");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code.kind, Kind::not_found);
  EXPECT_THAT(plain(reply.error()), HasSubstr("due_soon"));
}

TEST_F(TodayPages, each_figure_is_the_length_of_the_list_it_opens) {
  auto const today = api("/api/v1/today", "GD");
  for (auto const& figure : today.at("figures").as_array()) {
    std::string const name{figure.at("name").as_string()};
    EXPECT_EQ(figure.at("open").as_string(), "/api/v1/today/" + name);
    auto const items = api("/api/v1/today/{figure}", "GD", name).at("items").as_array();
    if (name == "on_time") continue;
    EXPECT_EQ(figure.at("value").as_int64(), static_cast<std::int64_t>(items.size())) << name;
  }
  auto const& catalogue = today.at("catalogue");
  auto const listed = [&](std::string const& pattern, page::Fields query) {
    auto const reply = asked(pattern, "GD", {}, std::move(query)).value();
    return static_cast<std::int64_t>(parse_json(reply.body).value().at("items").as_array().size());
  };
  auto const counted = [&](char const* name) { return catalogue.at(name).as_int64(); };
  EXPECT_EQ(counted("announcements"), listed("/api/v1/announcements", {{"state", "in_force"}}));
  EXPECT_EQ(counted("internal"), listed("/api/v1/procedures", {{"kind", "internal"}, {"limit", "200"}}));
  EXPECT_EQ(counted("linked"), listed("/api/v1/procedures", {{"kind", "linked"}, {"limit", "200"}}));
  EXPECT_EQ(counted("delegated"), listed("/api/v1/procedures", {{"delegated", "yes"}, {"limit", "200"}}));
}

TEST_F(TodayPages, a_head_reads_only_of_procedures_of_their_unit) {
  for (auto const* figure : {"on_time", "overdue", "waiting"}) {
    auto const list = api("/api/v1/today/{figure}", "GDPT-TP", figure);
    for (auto const& item : list.at("items").as_array()) {
      EXPECT_EQ(item.at("procedure").as_string(), "1.005074");
    }
  }
  EXPECT_THAT(asked("/today", "GDPT-TP").value().body, HasSubstr("Phòng Giáo dục Phổ thông"));
}

TEST_F(TodayPages, a_supervisor_is_offered_no_decision) {
  EXPECT_THAT(asked("/today", "GS1").value().body, Not(HasSubstr("Việc cần lãnh đạo quyết định")));
  EXPECT_THAT(asked("/today", "GD").value().body, HasSubstr("Việc cần lãnh đạo quyết định"));
}

}  // namespace
}  // namespace congvu::app
