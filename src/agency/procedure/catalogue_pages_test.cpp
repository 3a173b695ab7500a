// The catalogue's pages over a small record: as anybody, as who prepares a decision and as who approves it. Every name
// that a template asks for is there.
#include <gmock/gmock.h>

#include <fstream>

#include "agency/org/room.h"
#include "agency/procedure/commands.h"
#include "agency/procedure/room.h"
#include "base/clock.h"
#include "page/shipped_pages.h"
#include "pipeline/registry.h"
#include "record/store/temporary.h"

namespace congvu::procedure {
namespace {

using page::Reply;
using page::Request;
using testing::HasSubstr;
using testing::Not;

// The clerk may do nothing with announcements; everybody else may.
class OpenGate : public Gate {
 public:
  Expected<Mandate> ask(Actor const& actor, Question const&, Instant, States const&) const override {
    if (actor.position == "MC1") return refuse(Code{"test.not_yours", Kind::forbidden});
    return Mandate{};
  }
};

page::Files files_of_the_room() {
  auto files = page::shipped_files();
  std::filesystem::path const source{CONGVU_SOURCE_DIR};
  for (auto const& entry : std::filesystem::recursive_directory_iterator(source / "src/agency/procedure")) {
    auto const extension = entry.path().extension();
    if (extension != ".html" && extension != ".json") continue;
    std::ifstream in{entry.path(), std::ios::binary};
    files[std::filesystem::relative(entry.path(), source / "src").string()] = {std::istreambuf_iterator<char>{in}, {}};
  }
  return files;
}

PublishProcedure internal(std::string code, std::string name) {
  PublishProcedure publish;
  publish.code = std::move(code);
  publish.from = *parse_date("2024-01-01");
  publish.facts.name = std::move(name);
  publish.facts.kind = ProcedureKind::internal;
  publish.facts.level = "province";
  publish.facts.field.name = "Tổ chức cán bộ";
  publish.facts.limit = {LimitUnit::working_days, 5, "05 ngày làm việc", {}, {}, {}};
  publish.facts.life_events = {"salary"};
  publish.facts.steps = {
      {"Lập danh sách", "TCCB", {}, {}, Limit{4, LimitUnit::working_hours}, "Danh sách", Mark{"example"}}};
  publish.facts.delegated = Delegated{"Ủy ban nhân dân Thành phố", "Giám đốc Sở", {}, Mark{"example"}};
  return publish;
}

class CataloguePages : public testing::Test {
 protected:
  CataloguePages() {
    org::register_room(registry);
    register_room(registry);
    pipeline = std::make_unique<Pipeline>(Pipeline::Parts{*record.store, registry, gate, clock, *record.randomness});
    Actor const system{Actor::Nature::system, {}, {}, {}};
    for (auto& each : {internal("NB-01", "Nâng bậc lương"), internal("NB-02", "Nghỉ phép")}) {
      EXPECT_TRUE(pipeline->perform(each, system));
    }
    Terms terms;
    terms.life_events = {{"salary", "Lương", {"tôi muốn được nâng lương"}}};
    EXPECT_TRUE(pipeline->perform(StateTerms{terms}, system));
    auto const files = files_of_the_room();
    auto words = std::make_shared<page::Words const>(page::Words::read(files).value());
    auto templates = std::make_shared<page::Templates const>(page::Templates::join(files, *words).value());
    pages = std::make_unique<page::Pages>(templates, words, page::Surroundings{.agency = "Agency"});
    pages->watch([](std::string_view path, std::string const& name) { ADD_FAILURE() << path << " asks for " << name; });
    table = routes({.pages = *pages,
                    .pipeline = *pipeline,
                    .gate = gate,
                    .catalogue = [this] { return pipeline->standing<Catalogue>(); },
                    .terms = [this] { return pipeline->standing<CommonTerms>(); },
                    .organisation = [this] { return pipeline->standing<org::Organisation>(); },
                    .running = [](std::string_view) { return std::vector<Running>{{1, 14}}; }});
  }

  // As whoever holds the position; nobody where it is empty.
  Expected<Reply> call(page::Method method, std::string const& pattern, Request request, std::string const& position) {
    request.method = method;
    request.path = pattern;
    request.now = clock.now();
    if (!position.empty()) {
      request.visitor = page::Visitor{.person = handle_of("person", position), .position = position, .role = "officer"};
    }
    for (auto const& route : table) {
      if (route.pattern == pattern && route.method == method) return route.handler(request);
    }
    throw std::logic_error(pattern);
  }
  std::string page_at(std::string const& pattern, std::string const& position = {}, page::Fields query = {},
                      std::map<std::string, std::string, std::less<>> parts = {}) {
    Request request;
    request.query = std::move(query);
    request.parts = std::move(parts);
    auto const reply = call(page::Method::get, pattern, request, position);
    return reply ? reply->body : plain(reply.error());
  }
  Expected<Reply> send(std::string const& pattern, std::string const& position, page::Fields form,
                       std::map<std::string, std::string, std::less<>> parts = {}) {
    Request request;
    request.form = std::move(form);
    request.parts = std::move(parts);
    return call(page::Method::post, pattern, request, position);
  }
  Expected<Reply> prepare() {
    return send("/announcements/new", "VTHU",
                {{"number", "9901/QĐ-UBND"},
                 {"date", "2024-11-20"},
                 {"title", "Công bố"},
                 {"signer", "Chủ tịch"},
                 {"in_force", "2024-12-02"},
                 {"line1_code", "NB-01"},
                 {"line1_action", "amended"},
                 {"line1_ground", "Nghị định ví dụ"},
                 {"line1_limit", "03 ngày làm việc"},
                 {"line1_limit_amount", "3"},
                 {"line1_limit_unit", "working_days"},
                 {"line2_code", "NB-02"},
                 {"line2_action", "abolished"},
                 {"line2_ground", "Nghị định ví dụ"}});
  }

  record::TemporaryRecord record;
  Registry registry;
  OpenGate gate;
  StandingClock clock{*parse_instant("2024-11-25T09:00:00+07:00")};
  std::unique_ptr<Pipeline> pipeline;
  std::unique_ptr<page::Pages> pages;
  std::vector<page::Route> table;
  std::map<std::string, std::string, std::less<>> const decision{{"id", "2024-9901-qd-ubnd"}};
};

TEST_F(CataloguePages, list_by_level_and_field_and_find_by_words_people_use) {
  EXPECT_THAT(page_at("/procedures"), HasSubstr("Tổ chức cán bộ"));
  EXPECT_THAT(page_at("/procedures", {}, {{"q", "nang luong"}}), HasSubstr("NB-01"));
  EXPECT_THAT(page_at("/procedures", {}, {{"q", "tôi muốn nghỉ phép"}}), HasSubstr("NB-02"));
  EXPECT_THAT(page_at("/procedures", {}, {{"kind", "administrative"}}), Not(HasSubstr("NB-01")));
  EXPECT_THAT(page_at("/procedures", {}, {{"state", "wrong"}}), HasSubstr("procedure.bad_state"));
  EXPECT_THAT(page_at("/life-events"), HasSubstr("tôi muốn được nâng lương"));
}

TEST_F(CataloguePages, show_steps_delegation_and_versions_of_one) {
  auto const page = page_at("/procedures/{code}", {}, {}, {{"code", "NB-01"}});
  EXPECT_THAT(page, HasSubstr("4 giờ làm việc"));
  EXPECT_THAT(page, HasSubstr("Ủy ban nhân dân Thành phố ủy quyền cho Giám đốc Sở"));
}

TEST_F(CataloguePages, a_decision_goes_from_its_form_over_its_preview_to_another_person) {
  ASSERT_EQ(prepare().value().status, 303);
  EXPECT_THAT(page_at("/announcements/{id}", {}, {}, decision), HasSubstr("procedure.unknown_announcement"));
  auto const preview = page_at("/announcements/{id}", "GD", {}, decision);
  EXPECT_THAT(preview, HasSubstr("14 hồ sơ đang giải quyết giữ nguyên phiên bản 1"));
  EXPECT_THAT(preview, HasSubstr("03 ngày làm việc"));
  EXPECT_THAT(page_at("/announcements/{id}", "MC1", {}, decision), Not(HasSubstr("approvals")));
  EXPECT_EQ(send("/announcements/{id}/approvals", "VTHU", {{"revision", "1"}}, decision).value().status, 403);
  EXPECT_EQ(send("/announcements/{id}/approvals", "GD", {{"revision", "1"}}, decision).value().status, 303);
  EXPECT_THAT(page_at("/announcements"), HasSubstr("9901/QĐ-UBND"));
  EXPECT_THAT(page_at("/procedures/{code}", {}, {}, {{"code", "NB-02"}}), HasSubstr("sẽ bị bãi bỏ từ 02/12/2024"));
  EXPECT_THAT(page_at("/procedures/{code}", {}, {}, {{"code", "NB-01"}}), HasSubstr("phiên bản mới từ 02/12/2024"));
  EXPECT_THAT(page_at("/procedures", {}, {{"state", "coming"}}), HasSubstr("03 ngày làm việc"));
  auto const comparison =
      page_at("/procedures/{code}/comparison", {}, {{"before", "1"}, {"after", "2"}}, {{"code", "NB-01"}});
  EXPECT_THAT(comparison, HasSubstr("<del>05 </del>"));
  EXPECT_THAT(comparison, HasSubstr("<ins>03 </ins>"));
}

TEST_F(CataloguePages, a_withdrawn_decision_says_so_and_changes_nothing) {
  ASSERT_EQ(prepare().value().status, 303);
  ASSERT_EQ(send("/announcements/{id}/approvals", "GD", {{"revision", "1"}}, decision).value().status, 303);
  EXPECT_EQ(send("/announcements/{id}/withdrawals", "GD", {{"reason", ""}}, decision).value().status, 422);
  EXPECT_EQ(send("/announcements/{id}/withdrawals", "GD", {{"reason", "Hoãn"}}, decision).value().status, 303);
  EXPECT_THAT(page_at("/announcements/{id}", "GD", {}, decision), HasSubstr("Đã rút</strong>: Hoãn"));
  EXPECT_THAT(page_at("/procedures/{code}", {}, {}, {{"code", "NB-02"}}), Not(HasSubstr("bãi bỏ")));
}

TEST_F(CataloguePages, a_form_that_is_not_right_keeps_what_was_typed_and_names_every_fault) {
  auto const reply = send("/announcements/new", "VTHU", {{"number", "77/QĐ-UBND"}, {"line1_code", "NB-77"}}).value();
  EXPECT_EQ(reply.status, 422);
  EXPECT_THAT(reply.body, HasSubstr("77/QĐ-UBND"));
  EXPECT_THAT(reply.body, HasSubstr("NB-77"));
}

TEST_F(CataloguePages, open_files_hold_what_the_list_holds) {
  EXPECT_THAT(page_at("/open/procedures.csv"), HasSubstr("NB-01"));
  EXPECT_THAT(page_at("/open/procedures.json", {}, {{"q", "phep"}}), Not(HasSubstr("NB-01")));
  EXPECT_THAT(page_at("/open/procedures.jsonld"), HasSubstr("GovernmentService"));
}

}  // namespace
}  // namespace congvu::procedure
