// Each procedure of the reference pack from filing to result, over a real record, through the API's own handlers: who
// acts knows only what the worklist says.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "agency/authority/gate.h"
#include "agency/duty/duty.h"
#include "agency/duty/queries.h"
#include "app/pack.h"
#include "app/pack_load.h"
#include "app/pack_sample.h"
#include "app/rooms.h"
#include "base/bytes.h"
#include "record/store/temporary.h"
#include "work/dossier/queries.h"
#include "work/dossier/room.h"

namespace congvu::app {
namespace {

using page::Method;
using page::Reply;
using page::Request;

// Files in memory, by counting.
struct Drawer {
  std::map<std::string, dossier::KeptFile, std::less<>> files;
  int given = 0;

  dossier::Attachments attachments() {
    auto const keep = [this](std::string_view name, std::string_view, std::string_view content) {
      std::string const id = "file" + std::to_string(++given);
      files[id] = {id, std::string{name}, "application/pdf", static_cast<std::int64_t>(content.size()), "00"};
      return Expected<dossier::KeptFile>{files[id]};
    };
    auto const take = [](page::Upload const&) -> Expected<dossier::KeptFile> {
      return refuse(dossier::codes::unknown_attachment);
    };
    auto const find = [this](std::string_view id) -> Expected<dossier::KeptFile> {
      auto const found = files.find(id);
      if (found == files.end()) return refuse(dossier::codes::unknown_attachment);
      return found->second;
    };
    return {keep, take, find, [this](std::string_view id) { files.erase(std::string{id}); }};
  }
};

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> list;
  while (!path.empty()) {
    path.remove_prefix(1);
    auto const end = std::min(path.find('/'), path.size());
    list.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return list;
}

bool fits(std::string_view pattern, std::string_view path, Request& request) {
  auto const wanted = segments(pattern);
  auto const given = segments(path);
  if (wanted.size() != given.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      request.parts[wanted[i].substr(1, wanted[i].size() - 2)] = given[i];
    } else if (wanted[i] != given[i]) {
      return false;
    }
  }
  return true;
}

class Office {
 public:
  explicit Office(std::string_view now = "2024-11-18T09:12+07:00") : clock_(*parse_instant(now)) {
    register_rooms(registry_, [](Recorded const& recorded, Digest const&) {
      return "promise of " + std::to_string(recorded.index);
    });
    pipeline_ = std::make_unique<Pipeline>(Pipeline::Parts{*record_.store, registry_, gate_, clock_, *randomness_});
    auto reading = read_pack(CONGVU_SOURCE_DIR "/packs/hanoi-education");
    pack_ = std::move(reading.pack);
    Actor const system{Actor::Nature::system, {}, {}, {}};
    auto const loaded = load_pack(pack_, reading.files, registry_, [&](AnyCommand const& command) {
      auto const performed = pipeline_->perform(command, system);
      if (!performed) return Expected<std::size_t>{std::unexpected(performed.error())};
      return Expected<std::size_t>{performed->events.size()};
    });
    EXPECT_TRUE(loaded.problems.empty());
    for (auto& route : duty::routes({*pipeline_, gate_, {dossier::act_book()}})) routes_.push_back(route);
    dossier::Connections const connections{*pipeline_, gate_, words_, reader_, wrong_secrets_, filings_};
    for (auto& route : dossier::routes(connections)) routes_.push_back(route);
  }

  Expected<Reply> call(Method method, std::string const& path, json::value body = nullptr,
                       std::optional<page::Visitor> visitor = {}, page::Fields headers = {}) {
    for (auto const& route : routes_) {
      Request request;
      request.method = method;
      request.path = path.substr(0, path.find('?'));
      if (route.method != method || !fits(route.pattern, request.path, request)) continue;
      if (path.find("?holder=me") != std::string::npos) request.query.emplace("holder", "me");
      request.body = std::move(body);
      request.visitor = std::move(visitor);
      request.headers = std::move(headers);
      request.address = "192.0.2.1";
      request.api = true;
      request.now = clock_.now();
      return route.handler(request);
    }
    ADD_FAILURE() << "no route " << path;
    return refuse(dossier::codes::unknown);
  }

  json::value good(Method method, std::string const& path, json::value body = nullptr,
                   std::optional<page::Visitor> visitor = {}, page::Fields headers = {}) {
    auto const reply = call(method, path, std::move(body), std::move(visitor), std::move(headers));
    if (!reply) {
      ADD_FAILURE() << path << ": " << plain(reply.error());
      return json::object{};
    }
    return parse_json(reply->body).value();
  }

  page::Visitor at_position(std::string const& position) {
    page::Visitor visitor;
    auto const organisation = pipeline_->standing<org::Organisation>();
    visitor.account = handle_of("account", position);
    visitor.person = organisation->holder_of(position, local_date(clock_.now())).value_or(Handle{});
    visitor.position = position;
    visitor.role = "officer";
    return visitor;
  }

  json::object body(std::string_view procedure) { return sample_body(pack_, procedure, 1).value(); }
  json::value file(json::object const& body, std::string const& key = {}) {
    auto const headers = key.empty() ? page::Fields{} : page::Fields{{"idempotency-key", key}};
    return good(Method::post, "/api/v1/dossiers", body, {}, headers);
  }

  // One act by whoever has a duty of this dossier in their worklist; false when nobody has.
  bool advance(std::string const& code, std::map<std::string, std::string> const& outcomes = {}) {
    auto const named = named_for(code);
    for (auto const& account : pack_.accounts.accounts) {
      if (!account.position || !named.contains(*account.position)) continue;
      auto const visitor = at_position(*account.position);
      auto const list = good(Method::get, "/api/v1/duties?holder=me", nullptr, visitor);
      for (auto const& duty : list.at("items").as_array()) {
        if (duty.at("code").as_string() == code && act_on(duty, visitor, outcomes)) return true;
      }
    }
    return false;
  }

  // Which agency takes it where nobody chose one.
  std::string agency_of(std::string const& code) {
    return pipeline_->standing<procedure::Catalogue>()->in_force(code, local_date(clock_.now()))->facts().agency.code;
  }

  // Every procedure that somebody may file today.
  std::vector<std::string> procedures() {
    std::vector<std::string> codes;
    auto const catalogue = pipeline_->standing<procedure::Catalogue>();
    for (auto const& [code, versions] : catalogue->procedures) {
      auto const* version = catalogue->in_force(code, local_date(clock_.now()));
      if (version && version->facts().kind == procedure::ProcedureKind::administrative) codes.push_back(code);
    }
    return codes;
  }

  StandingClock& clock() { return clock_; }
  Drawer& drawer() { return drawer_; }

 private:
  // Positions that the open duties of a dossier name: only their worklists need be looked at.
  std::set<std::string> named_for(std::string const& code) {
    std::set<std::string> named;
    auto const organisation = pipeline_->standing<org::Organisation>();
    record_.store->read([&](record::Sql& sql) {
      auto const row = dossier::by_code(sql, code);
      for (auto const& duty : row ? duty::standing_of(sql, row->handle) : std::vector<duty::Row>{}) {
        if (!duty.holder.empty()) named.insert(duty.holder);
        for (auto& position : organisation->resolve(duty.candidates, local_date(clock_.now()))) {
          named.insert(std::move(position));
        }
      }
      return 0;
    });
    return named;
  }

  bool act_on(json::value const& duty, page::Visitor const& visitor,
              std::map<std::string, std::string> const& outcomes) {
    for (auto const& act : duty.at("acts").as_array()) {
      std::string const name{act.at("name").as_string()};
      json::object body;
      if (name == "dossier.return_result") {
        body["to_name"] = "Applicant";
      } else if (name == "duty.complete") {
        std::string const step{duty.at("step").as_string()};
        auto const wanted = outcomes.find(step);
        if (wanted == outcomes.end()) {
          body["outcome"] = duty.at("outcomes").at(0);
        } else {
          body["outcome"] = wanted->second;
          body["ground"] = "not_in_register";
          body["note"] = "Not in the register of 2019";
        }
      } else if (name != "dossier.accept") {
        continue;
      }
      clock_.put(clock_.now() + minutes{5});
      good(Method::post, std::string{act.at("path").as_string()}, body, visitor);
      return true;
    }
    return false;
  }

  record::TemporaryRecord record_;
  StandingClock clock_;
  std::unique_ptr<Randomness> randomness_ = seeded_randomness("path");
  Registry registry_;
  authority::AuthorityGate gate_;
  std::unique_ptr<Pipeline> pipeline_;
  Pack pack_;
  page::Words words_ = page::Words::read({}).value();
  Drawer drawer_;
  dossier::FilingReader reader_{drawer_.attachments()};
  page::WrongSecrets wrong_secrets_;
  page::Throttle filings_{page::filings_per_address};
  std::vector<page::Route> routes_;
};

std::string text(json::value const& object, std::string_view field) {
  auto const* found = object.as_object().if_contains(field);
  return found && found->is_string() ? std::string{found->as_string()} : std::string{};
}

class EachProcedure : public testing::TestWithParam<char const*> {};

TEST_P(EachProcedure, goes_from_filing_to_its_result_by_what_the_worklist_says) {
  Office office;
  auto const filed = office.file(office.body(GetParam()));
  std::string const code = text(filed, "code");
  EXPECT_EQ(code, "H26.19-241118-0001");
  EXPECT_EQ(text(filed, "intake_due"), "2024-11-19T09:12:00+07:00");
  int acts = 0;
  while (acts < 40 && office.advance(code)) ++acts;
  auto const whole =
      office.good(Method::get, "/api/v1/dossiers/" + code, nullptr, {}, {{"congvu-secret", text(filed, "secret")}});
  EXPECT_EQ(text(whole, "state"), "returned") << acts << " acts";
  ASSERT_EQ(whole.at("documents").as_array().size(), 1U);
  EXPECT_FALSE(whole.at("documents").at(0).at("number").as_string().empty());
  EXPECT_EQ(text(whole.at("statutory"), "standing"), "done_on_time");
  EXPECT_FALSE(whole.at("statutory").at("explanation").as_array().empty());
  auto const events = office.good(Method::get, "/api/v1/dossiers/" + code + "/events", nullptr, {},
                                  {{"congvu-secret", text(filed, "secret")}});
  std::set<std::string> types;
  for (auto const& event : events.at("items").as_array()) types.insert(text(event, "type"));
  for (auto const* type : {"dossier.filed", "dossier.accepted", "dossier.document_signed", "dossier.document_made",
                           "dossier.result_ready", "dossier.result_returned", "case.ended"}) {
    EXPECT_TRUE(types.contains(type)) << type;
  }
}

INSTANTIATE_TEST_SUITE_P(Pack, EachProcedure, testing::Values("1.005092", "2.001914", "1.005074"));

TEST(DossierPath, every_procedure_of_the_catalogue_goes_from_filing_to_its_end) {
  Office office{"2026-11-23T08:30+07:00"};
  auto const procedures = office.procedures();
  EXPECT_EQ(procedures.size(), 75U);
  for (auto const& procedure : procedures) {
    auto const body = office.body(procedure);
    auto const filed = office.file(body, procedure);
    std::string const code = text(filed, "code");
    ASSERT_FALSE(code.empty()) << procedure;
    auto const agency = office.agency_of(procedure);
    EXPECT_TRUE(code.starts_with(agency + "-")) << procedure << " " << code;
    int acts = 0;
    while (acts < 40 && office.advance(code)) ++acts;
    auto const whole =
        office.good(Method::get, "/api/v1/dossiers/" + code, nullptr, {}, {{"congvu-secret", text(filed, "secret")}});
    EXPECT_EQ(text(whole, "state"), "returned") << procedure << " after " << acts << " acts";
    EXPECT_EQ(whole.at("documents").as_array().size(), 1U) << procedure;
  }
}

TEST(DossierPath, what_is_not_in_the_register_ends_in_a_signed_refusal) {
  Office office;
  auto const filed = office.file(office.body("1.005092"));
  std::string const code = text(filed, "code");
  for (int acts = 0; acts < 40 && office.advance(code, {{"lookup", "not_found"}}); ++acts) {
  }
  auto const whole =
      office.good(Method::get, "/api/v1/dossiers/" + code, nullptr, {}, {{"congvu-secret", text(filed, "secret")}});
  EXPECT_EQ(text(whole, "state"), "returned");
  EXPECT_EQ(text(whole, "result"), "refusal");
}

TEST(DossierPath, a_repeated_key_gives_the_same_bytes_and_keeps_no_second_file) {
  Office office;
  auto body = office.body("1.005092");
  body["components"].at(0).as_object()["attachment"] =
      json::object{{"name", "application.pdf"}, {"content", base64("%PDF-1.4 sample")}};
  auto const first = office.call(Method::post, "/api/v1/dossiers", body, {}, {{"idempotency-key", "k-1"}});
  ASSERT_TRUE(first) << plain(first.error());
  EXPECT_EQ(first->status, 201);
  auto const again = office.call(Method::post, "/api/v1/dossiers", body, {}, {{"idempotency-key", "k-1"}});
  ASSERT_TRUE(again);
  EXPECT_EQ(first->body, again->body);
  EXPECT_EQ(first->status, again->status);
  EXPECT_EQ(office.drawer().files.size(), 1U);
  body["applicant"].as_object()["name"] = "Somebody else";
  auto const other = office.call(Method::post, "/api/v1/dossiers", body, {}, {{"idempotency-key", "k-1"}});
  ASSERT_FALSE(other);
  EXPECT_EQ(http_status(other.error().code.kind), 422);
  EXPECT_EQ(office.drawer().files.size(), 1U);
}

TEST(DossierPath, every_fault_of_a_body_is_told_with_its_path_and_nothing_is_kept) {
  Office office;
  auto body = office.body("1.005092");
  body["colour"] = "red";
  body["applicant"].as_object().erase("name");
  body["components"].at(0).as_object()["colour"] = "red";
  auto const unread = office.call(Method::post, "/api/v1/dossiers", body);
  ASSERT_FALSE(unread);
  std::set<std::string> subjects;
  for (auto const& part : unread.error().parts) subjects.insert(part.subject);
  EXPECT_EQ(subjects, (std::set<std::string>{"colour", "applicant.name", "components[0].colour"}));
  body = office.body("1.005092");
  body["answers"].as_object()["colour"] = "red";
  body["answers"].as_object()["holder_name"] = 7;
  body["components"].at(0).as_object()["component"] = "photo";
  auto const unfit = office.call(Method::post, "/api/v1/dossiers", body);
  ASSERT_FALSE(unfit);
  subjects.clear();
  for (auto const& part : unfit.error().parts) subjects.insert(part.subject);
  EXPECT_TRUE(subjects.contains("answers.holder_name"));
  EXPECT_TRUE(subjects.contains("components[0].component"));
  EXPECT_TRUE(office.drawer().files.empty());
}

TEST(DossierPath, without_a_secret_only_state_and_due_time_are_told_and_wrong_secrets_are_counted) {
  Office office;
  auto const filed = office.file(office.body("1.005092"));
  std::string const path = "/api/v1/dossiers/" + text(filed, "code");
  auto const brief = office.good(Method::get, path);
  EXPECT_EQ(brief.as_object().size(), 4U);
  EXPECT_EQ(text(brief, "state"), "filed");
  EXPECT_EQ(office.call(Method::get, path + "/events").error().code, dossier::codes::secret_needed);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(office.call(Method::get, path, nullptr, {}, {{"congvu-secret", "AAAAAA"}}).error().code,
              dossier::codes::secret_wrong);
  }
  EXPECT_EQ(office.call(Method::get, path, nullptr, {}, {{"congvu-secret", "AAAAAA"}}).error().code,
            page::codes::too_many);
  office.good(Method::get, path, nullptr, {}, {{"congvu-secret", text(filed, "secret")}});  // the right one never waits
  EXPECT_EQ(office.call(Method::get, "/api/v1/dossiers/H26.19-241118-9999").error().code, dossier::codes::unknown);
}

TEST(DossierPath, a_supplement_asked_at_intake_is_brought_with_the_secret_of_the_slip) {
  Office office;
  auto const filed = office.file(office.body("2.001914"));
  std::string const path = "/api/v1/dossiers/" + text(filed, "code");
  auto const clerk = office.at_position("MC1");
  auto const asked = office.good(Method::post, path + "/supplements",
                                 json::object{{"items", json::array{"A clear copy"}}, {"reason", "Unreadable"}}, clerk);
  EXPECT_EQ(text(asked, "slip"), "01/HDHS");
  json::object const brought{{"note", "Here it is"}};
  EXPECT_EQ(office.call(Method::post, path + "/supplement-answers", brought).error().code,
            dossier::codes::secret_wrong);
  office.good(Method::post, path + "/supplement-answers", brought, {}, {{"congvu-secret", text(filed, "secret")}});
  auto const accepted = office.good(Method::post, path + "/acceptances", nullptr, clerk);
  EXPECT_EQ(text(accepted, "slip"), "01/TNHS");
  auto const second = office.call(Method::post, path + "/acceptances", nullptr, office.at_position("MC2"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, duty::codes::already_done);
  EXPECT_EQ(http_status(second.error().code.kind), 409);
}

}  // namespace
}  // namespace congvu::app
