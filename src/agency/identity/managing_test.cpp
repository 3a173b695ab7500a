#include <gtest/gtest.h>

#include "agency/identity/commands.h"
#include "agency/identity/events.h"
#include "agency/identity/passwords.h"
#include "agency/identity/room.h"
#include "agency/identity/sign_in.h"
#include "agency/org/commands.h"
#include "agency/org/room.h"
#include "base/crypto.h"
#include "pipeline/told_for_tests.h"

namespace congvu::identity {
namespace {

Date const begun = day(2024, 1, 1);
Instant const noon = at(day(2025, 3, 3), std::chrono::hours{12});
std::string const code = "K7QM-4WXP-9RTA";

void rooms(Registry& registry) {
  org::register_room(registry);
  register_room(registry);
}

org::Position position(std::string code_of_it, org::PositionKind kind) {
  org::Position made;
  made.code = code_of_it;
  made.title = "Title " + code_of_it;
  made.unit = "DIV";
  made.kind = kind;
  made.from = begun;
  return made;
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
  section.positions = {position("CV1", org::PositionKind::officer), position("CV2", org::PositionKind::deputy_head),
                       position("QT1", org::PositionKind::administrator),
                       position("QT2", org::PositionKind::administrator)};
  section.people = {{"N1", "An", {}, {}, {{"CV1", begun, {}}}},
                    {"N2", "Binh", {}, {}, {}},
                    {"N3", "Chi", {}, {}, {{"QT1", begun, {}}}},
                    {"N4", "Dung", {}, {}, {{"QT2", begun, {}}}}};
  return section;
}

class Managing : public testing::Test {
 protected:
  Managing() {
    told.now = noon;
    told.tell(org::LoadOrganisation{"A", agency()});
  }

  static std::string hash_of(std::string_view secret) { return hash_password(plain_code(secret), {}); }
  Accounts const& accounts() const { return told.standing<Accounts>(); }
  Handle invited(std::string name, std::string person, std::optional<std::string> to) {
    told.tell(InviteAccount{name, std::move(person), std::move(to), hash_of(code)});
    return account_named(accounts(), name)->handle;
  }
  Actor as(Handle account) const { return actor_of(*account_of(accounts(), account)); }
  template <class C>
  std::string_view refused(C command, Actor actor = {}) const {
    auto const decision = told.decided(std::move(command), std::move(actor));
    return decision ? std::string_view{} : decision.error().code.key;
  }

  Told told{&rooms};
};

TEST_F(Managing, whoever_is_invited_comes_in_with_the_code_alone_and_only_once) {
  Handle const an = invited("an.nguyen", "N1", "CV1");
  auto const entered = sign_in(accounts(), "an.nguyen", "k7qm 4wxp 9rta", noon);
  ASSERT_TRUE(entered);
  EXPECT_TRUE(entered->by_code);
  EXPECT_EQ(entered->account.role, Role::officer);
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", "K7QM-4WXP-9RTB", noon).error().code, codes::wrong_password);
  told.tell(SetOwnPassword{an, hash_password("mot cau de nho", {})}, as(an));
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", code, noon).error().code, codes::wrong_password);
  auto const later = sign_in(accounts(), "an.nguyen", "mot cau de nho", noon);
  ASSERT_TRUE(later);
  EXPECT_FALSE(later->by_code);
}

TEST_F(Managing, a_code_runs_out) {
  invited("an.nguyen", "N1", "CV1");
  EXPECT_TRUE(sign_in(accounts(), "an.nguyen", code, noon + code_lasts - seconds{1}));
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", code, noon + code_lasts).error().code, codes::code_expired);
}

TEST_F(Managing, an_account_without_password_and_code_lets_nobody_in) {
  invited("an.nguyen", "N1", "CV1");
  told.replay(true);
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", "", noon).error().code, codes::wrong_password);
}

TEST_F(Managing, an_invitation_that_makes_no_sense_is_refused) {
  invited("an.nguyen", "N1", "CV1");
  EXPECT_EQ(refused(InviteAccount{"an.nguyen", "N3", "QT1", hash_of(code)}), codes::name_taken.key);
  EXPECT_EQ(refused(InviteAccount{"khac", "N1", "CV1", hash_of(code)}), codes::has_account.key);
  EXPECT_EQ(refused(InviteAccount{"khac", "N9", "CV1", hash_of(code)}), codes::unknown_person.key);
  EXPECT_EQ(refused(InviteAccount{"khac", "N2", "CV1", hash_of(code)}), codes::position_not_held.key);
  EXPECT_EQ(refused(InviteAccount{"khac", "N3", "QT9", hash_of(code)}), codes::unknown_position.key);
  EXPECT_EQ(refused(InviteAccount{"khac", "N3", "QT1", code}), codes::bad_password_hash.key);
  EXPECT_EQ(refused(InviteAccount{"a b", "N3", "QT1", hash_of(code)}), codes::bad_name.key);
}

TEST_F(Managing, somebody_without_a_position_is_a_citizen) {
  Handle const binh = invited("binh", "N2", {});
  EXPECT_EQ(account_of(accounts(), binh)->role, Role::citizen);
}

TEST_F(Managing, a_reset_takes_the_password_away_and_gives_a_code) {
  Handle const an = invited("an.nguyen", "N1", "CV1");
  told.tell(SetOwnPassword{an, hash_password("mot cau de nho", {})}, as(an));
  told.tell(IssueCode{an, hash_of("AAAA-BBBB-CCCC")});
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", "mot cau de nho", noon).error().code, codes::wrong_password);
  EXPECT_TRUE(sign_in(accounts(), "an.nguyen", "AAAA-BBBB-CCCC", noon)->by_code);
}

TEST_F(Managing, nobody_resets_locks_or_closes_themselves) {
  Handle const chi = invited("chi", "N3", "QT1");
  invited("dung", "N4", "QT2");
  EXPECT_EQ(refused(IssueCode{chi, hash_of(code)}, as(chi)), codes::own_account.key);
  EXPECT_EQ(refused(LockAccount{chi, "x"}, as(chi)), codes::own_account.key);
  EXPECT_EQ(refused(CloseAccount{chi}, as(chi)), codes::own_account.key);
}

TEST_F(Managing, the_last_administrator_who_can_come_in_stays) {
  Handle const chi = invited("chi", "N3", "QT1");
  EXPECT_EQ(refused(CloseAccount{chi}), codes::last_administrator.key);
  Handle const dung = invited("dung", "N4", "QT2");
  told.tell(LockAccount{dung, "nghỉ"});
  EXPECT_EQ(refused(LockAccount{chi, "x"}), codes::last_administrator.key);
  told.tell(UnlockAccount{dung});
  EXPECT_EQ(refused(LockAccount{chi, "x"}), "");
}

TEST_F(Managing, a_locked_account_is_told_so_only_where_the_password_was_right) {
  Handle const an = invited("an.nguyen", "N1", "CV1");
  told.tell(SetOwnPassword{an, hash_password("mot cau de nho", {})}, as(an));
  told.tell(LockAccount{an, "nghỉ dài ngày"});
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", "mot cau de nho", noon).error().code, codes::account_locked);
  EXPECT_EQ(sign_in(accounts(), "an.nguyen", "khac", noon).error().code, codes::wrong_password);
  EXPECT_EQ(refused(SetOwnPassword{an, hash_of(code)}, as(an)), codes::account_locked.key);
  EXPECT_EQ(told.tell(LockAccount{an, "lần nữa"}), 0U);
  told.tell(UnlockAccount{an});
  EXPECT_TRUE(sign_in(accounts(), "an.nguyen", "mot cau de nho", noon));
}

TEST_F(Managing, an_account_moves_only_to_a_position_its_person_holds) {
  Handle const an = invited("an.nguyen", "N1", "CV1");
  EXPECT_EQ(refused(MoveAccount{an, "CV2"}), codes::position_not_held.key);
  told.tell(org::TakeUpPosition{"CV2", "N1", {}, local_date(noon)});
  told.tell(MoveAccount{an, "CV2"});
  EXPECT_EQ(account_of(accounts(), an)->position, "CV2");
  EXPECT_EQ(account_of(accounts(), an)->role, Role::head);
  EXPECT_EQ(told.tell(MoveAccount{an, "CV2"}), 0U);
}

TEST_F(Managing, a_password_is_asked_about_as_its_owners) {
  Handle const an = invited("an.nguyen", "N1", "CV1");
  auto const asked = question(SetOwnPassword{an, hash_of(code)}, told.context(), told);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->act, "account.own");
  EXPECT_EQ(asked->owner, an);
}

TEST_F(Managing, no_secret_stands_in_a_skeleton) {
  invited("an.nguyen", "N1", "CV1");
  for (auto const& happened : told.history()) {
    auto const skeleton = canonical(happened.kind->skeleton(happened.event.get()));
    EXPECT_EQ(skeleton.find("argon2"), std::string::npos) << skeleton;
  }
}

TEST(Passwords, a_code_has_three_groups_of_letters_that_look_like_no_other) {
  EXPECT_EQ(one_time_code({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255}), "ABCD-EFGH-JKL9");
  EXPECT_EQ(plain_code(" abcd-efgh jkl9"), "ABCDEFGHJKL9");
}

TEST(Passwords, what_is_guessed_first_is_refused) {
  auto const fault = [](std::string_view password) {
    auto const checked = check_password(password, {"an.nguyen", "Nguyễn Văn An"});
    return checked ? std::string_view{} : checked.error().code.key;
  };
  EXPECT_EQ(fault("ngan"), codes::password_short.key);
  EXPECT_EQ(fault(std::string(257, 'x') + "abcdef"), codes::password_long.key);
  EXPECT_EQ(fault("nguyen van an"), codes::password_is_name.key);
  EXPECT_EQ(fault("Matkhau123"), codes::password_common.key);
  EXPECT_EQ(fault("mậtkhẩu123"), codes::password_common.key);
  EXPECT_EQ(fault("aaaaaaaaaaaa"), codes::password_common.key);
  EXPECT_EQ(fault("ababababab"), codes::password_common.key);
  EXPECT_EQ(fault("chiều nay mưa to"), "");
}

}  // namespace
}  // namespace congvu::identity
