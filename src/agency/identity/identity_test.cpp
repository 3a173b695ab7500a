#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "agency/identity/commands.h"
#include "agency/identity/events.h"
#include "agency/identity/room.h"
#include "agency/identity/samples.h"
#include "agency/identity/sessions_queries.h"
#include "agency/org/commands.h"
#include "agency/org/room.h"
#include "pipeline/told_for_tests.h"

namespace congvu::identity {
namespace {

Date const begun = day(2024, 1, 1);
Instant const noon = at(day(2025, 3, 3), std::chrono::hours{12});

void rooms(Registry& registry) {
  org::register_room(registry);
  register_room(registry);
}

org::Section agency() {
  org::Section section;
  section.levels.push_back({"province", "Province", begun, {}, {}, {}, {}});
  org::Agency made;
  made.code = made.name = "A";
  made.level = "province";
  made.from = begun;
  section.agencies.push_back(made);
  org::Unit unit;
  unit.code = "DIV";
  unit.name = "Division";
  unit.agency = "A";
  unit.from = begun;
  section.units.push_back(unit);
  org::Position officer;
  officer.code = "CV1";
  officer.title = "Officer";
  officer.unit = "DIV";
  officer.kind = org::PositionKind::officer;
  officer.from = begun;
  section.positions.push_back(officer);
  section.people = {{"N1", "An", {}, {}, {{"CV1", begun, {}}}}, {"N2", "Binh", {}, {}, {}}};
  return section;
}

SampleAccount const officer{"chuyenvien", "N1", Role::officer, "CV1"};
SampleAccount const citizen{"congdan", "N2", Role::citizen, {}};

class Accounting : public testing::Test {
 protected:
  Accounting() {
    told.now = noon;
    told.tell(org::LoadOrganisation{"A", agency()});
  }
  Accounts const& accounts() const { return told.standing<Accounts>(); }
  std::string_view refused(OpenAccount command) const {
    auto const decision = told.decided(std::move(command));
    return decision ? std::string_view{} : decision.error().code.key;
  }
  Told told{&rooms};
};

OpenAccount opening_of(std::string name, std::string person, Role role, std::optional<std::string> position) {
  return {std::move(name), std::move(person), role, std::move(position), "$argon2id$v=19$m=19456,t=2,p=1$x$y"};
}

TEST_F(Accounting, the_right_password_opens_under_any_capitals_and_the_wrong_one_does_not) {
  told.tell(opening(officer, "seed"));
  auto const password = sample_password("seed", "chuyenvien");
  auto const account = sign_in(accounts(), " ChuyenVien ", password, noon);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->account.position, "CV1");
  EXPECT_EQ(actor_of(account->account).nature, Actor::Nature::staff);
  EXPECT_EQ(sign_in(accounts(), "chuyenvien", password + "x", noon).error().code, codes::wrong_password);
  EXPECT_EQ(sign_in(accounts(), "nobody", password, noon).error().code, codes::wrong_password);
}

TEST_F(Accounting, an_account_that_makes_no_sense_is_refused) {
  told.tell(opening_of("taken", "N2", Role::citizen, {}));
  EXPECT_EQ(refused(opening_of("TAKEN", "N1", Role::officer, "CV1")), codes::name_taken.key);
  EXPECT_EQ(refused(opening_of("a b c", "N1", Role::officer, "CV1")), codes::bad_name.key);
  EXPECT_EQ(refused(opening_of("good", "N9", Role::officer, "CV1")), codes::unknown_person.key);
  EXPECT_EQ(refused(opening_of("good", "N1", Role::officer, {})), codes::position_needed.key);
  EXPECT_EQ(refused(opening_of("good", "N1", Role::officer, "CV9")), codes::unknown_position.key);
  EXPECT_EQ(refused(opening_of("good", "N2", Role::citizen, "CV1")), codes::no_position_for_citizen.key);
  auto plain_text = opening_of("good", "N1", Role::officer, "CV1");
  plain_text.password_hash = "secret";
  EXPECT_EQ(refused(plain_text), codes::bad_password_hash.key);
}

TEST_F(Accounting, a_closed_or_erased_account_lets_nobody_in_and_keeps_its_handle) {
  told.tell(opening(officer, "seed"));
  told.tell(opening(citizen, "seed"));
  Handle const closed = account_named(accounts(), "congdan")->handle;
  told.tell(CloseAccount{closed});
  EXPECT_EQ(account_named(accounts(), "congdan"), nullptr);
  EXPECT_EQ(told.tell(CloseAccount{closed}), 0U);
  EXPECT_EQ(refused(opening_of("congdan", "N2", Role::citizen, {})), codes::name_taken.key);
  told.replay(true);
  EXPECT_EQ(account_named(accounts(), "chuyenvien"), nullptr);
  EXPECT_EQ(accounts().by_handle.size(), 2U);
}

TEST_F(Accounting, names_and_hashes_are_in_no_skeleton) {
  told.tell(opening(officer, "seed"));
  auto const& opened = told.history().back();
  auto const skeleton = canonical(opened.kind->skeleton(opened.event.get()));
  EXPECT_EQ(skeleton.find("chuyenvien"), std::string::npos);
  EXPECT_EQ(skeleton.find("argon2"), std::string::npos);
}

TEST_F(Accounting, sample_access_follows_from_the_seed_alone) {
  told.tell(opening(officer, "seed"));
  told.tell(opening(citizen, "seed"));
  auto const access = sample_access(accounts(), told.standing<org::Organisation>(), "seed");
  ASSERT_EQ(access.size(), 2U);
  EXPECT_EQ(access[0].position, "");
  EXPECT_EQ(access[1].account, "chuyenvien");
  EXPECT_EQ(access[1].unit, "DIV");
  EXPECT_NE(access[0].password, access[1].password);
  EXPECT_NE(access[1].password, sample_password("other", "chuyenvien"));
  EXPECT_TRUE(sign_in(accounts(), access[1].account, access[1].password, noon));
}

class SignedIn : public testing::Test {
 protected:
  SignedIn() { std::filesystem::create_directories(directory); }
  ~SignedIn() override { std::filesystem::remove_all(directory); }
  std::filesystem::path directory =
      std::filesystem::temp_directory_path() /
      ("congvu-sessions-" + std::to_string(testing::UnitTest::GetInstance()->random_seed()) + "-" +
       std::to_string(std::hash<std::thread::id>{}(std::this_thread::get_id())));
  std::unique_ptr<Randomness> randomness = seeded_randomness("sessions");
  Handle account = handle_of("account", "an");
};

TEST_F(SignedIn, a_session_survives_a_restart_and_its_token_is_not_on_the_desk) {
  std::string token;
  {
    record::Desk desk{directory};
    token = DeskSessions{desk, *randomness}.open(account, noon);
    EXPECT_EQ(token.size(), 43U);
  }
  record::Desk desk{directory};
  DeskSessions sessions{desk, *randomness};
  auto const session = sessions.seen(token, noon + seconds{5});
  ASSERT_TRUE(session);
  EXPECT_EQ(session->account, account);
  EXPECT_FALSE(sessions.seen("no such token", noon));
}

TEST_F(SignedIn, half_an_hour_without_a_request_or_twelve_hours_end_a_session) {
  record::Desk desk{directory};
  DeskSessions sessions{desk, *randomness};
  auto const idle = sessions.open(account, noon);
  EXPECT_TRUE(sessions.seen(idle, noon + minutes{29}));
  EXPECT_TRUE(sessions.seen(idle, noon + minutes{58}));
  EXPECT_FALSE(sessions.seen(idle, noon + minutes{88}));
  EXPECT_FALSE(sessions.seen(idle, noon + minutes{59}));  // ended is ended
  auto const long_day = sessions.open(account, noon);
  for (auto passed = minutes{0}; passed < session_absolute; passed += minutes{20}) {
    EXPECT_TRUE(sessions.seen(long_day, noon + passed));
  }
  EXPECT_FALSE(sessions.seen(long_day, noon + session_absolute));
}

TEST_F(SignedIn, signing_out_ends_one_session_and_closing_an_account_all) {
  record::Desk desk{directory};
  DeskSessions sessions{desk, *randomness};
  auto const first = sessions.open(account, noon);
  auto const second = sessions.open(account, noon);
  auto const third = sessions.open(account, noon);
  sessions.close(first);
  EXPECT_FALSE(sessions.seen(first, noon));
  EXPECT_TRUE(sessions.seen(second, noon));
  sessions.close_all(account);
  EXPECT_FALSE(sessions.seen(second, noon));
  EXPECT_FALSE(sessions.seen(third, noon));
}

}  // namespace
}  // namespace congvu::identity
