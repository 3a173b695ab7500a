// What an administrator does about accounts, and how their owners set passwords of their own.
#include "agency/identity/managing.h"

#include <algorithm>

#include "agency/identity/commands.h"
#include "agency/identity/events.h"

namespace congvu::identity {

namespace {

constexpr std::string_view argon2id = "$argon2id$";

AccountCodeIssued code_issued(Handle account, std::string hash, Instant now) {
  return {account, now + code_lasts, AccountCodeIssued::Personal{std::move(hash)}};
}

// The position, which this person must hold on the day.
Expected<org::Position const*> held_by(Handle person, std::string const& code, Date today,
                                       org::Organisation const& organisation) {
  auto const* position = organisation.position_on(code, today);
  if (!position) return refuse(codes::unknown_position, "position", {{"code", code}});
  if (!organisation.holds(person, code, today)) {
    auto const* known = organisation.person(person);
    return refuse(codes::position_not_held, "position",
                  {{"position", organisation.full_title(*position, today)},
                   {"person", known ? known->name.value_or("") : std::string{}}});
  }
  return position;
}

// One person needs one way into one position.
Account const* other_account(Handle person, std::string_view position, Accounts const& accounts) {
  auto const found = std::ranges::find_if(accounts.by_handle, [&](auto const& each) {
    return each.second.open() && each.second.person == person && each.second.position == position;
  });
  return found == accounts.by_handle.end() ? nullptr : &found->second;
}

}  // namespace

Question managing(Handle account) {
  return Question{.act = "account.manage", .owner = account};
}

Expected<Account const*> standing(Handle handle, States const& states) {
  Account const& account = states.load<Account>(handle);
  if (account.handle.none()) return refuse(codes::unknown_account, "account");
  if (account.closed) return refuse(codes::account_closed, "account");
  return &account;
}

bool hashed(std::string_view secret_hash) {
  return secret_hash.starts_with(argon2id) && secret_hash.size() <= 200;
}

Expected<void> may_be_shut(Account const& account, Context const& context, States const& states) {
  if (context.actor.account == account.handle) return refuse(codes::own_account, "account");
  if (account.role != Role::administrator || account.locked) return {};
  auto const& all = states.standing<Accounts>().by_handle;
  bool const another = std::ranges::any_of(all, [&](auto const& each) {
    auto const& other = each.second;
    return other.handle != account.handle && other.open() && !other.locked && other.role == Role::administrator;
  });
  if (!another) return refuse(codes::last_administrator, "account");
  return {};
}

Expected<Question> question(InviteAccount const&, Context const&, States const&) {
  return managing();
}

Decision decide(InviteAccount const& command, Context const& context, States const& states) {
  auto const name = folded_name(command.account.value);
  if (!name) return refuse(codes::bad_name, "account", {{"given", command.account.value}});
  auto const& accounts = states.standing<Accounts>();
  if (accounts.by_name.contains(*name)) return refuse(codes::name_taken, "account", {{"name", *name}});
  auto const& organisation = states.standing<org::Organisation>();
  auto const* person = organisation.person_coded(command.person);
  if (!person) return refuse(codes::unknown_person, "person", {{"code", command.person}});
  auto role = Role::citizen;
  if (command.position) {
    auto const position = held_by(person->handle, *command.position, local_date(context.now), organisation);
    if (!position) return std::unexpected<Refusal>(position.error());
    role = role_of((*position)->kind);
  }
  if (auto const* other = other_account(person->handle, command.position.value_or(""), accounts)) {
    return refuse(codes::has_account, "person", {{"account", other->name}});
  }
  if (!hashed(command.code_hash)) return refuse(codes::bad_password_hash, "code_hash");
  Handle const account = context.fresh_handle(0);
  return Events{}
      .add(account, person->handle,
           AccountOpened{account, role, command.position, AccountOpened::Personal{*name, person->handle, {}}})
      .add(account, person->handle, code_issued(account, command.code_hash, context.now));
}

Expected<Question> question(IssueCode const& command, Context const&, States const&) {
  return managing(command.account);
}

Decision decide(IssueCode const& command, Context const& context, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) return std::unexpected<Refusal>(account.error());
  if (context.actor.account == command.account) return refuse(codes::own_account, "account");
  if (!hashed(command.code_hash)) return refuse(codes::bad_password_hash, "code_hash");
  return Events{}.add(command.account, (*account)->person,
                      code_issued(command.account, command.code_hash, context.now));
}

// What everybody may do with their own account, and nobody for another: no line of a matrix gives or takes it.
Expected<Question> question(SetOwnPassword const& command, Context const&, States const&) {
  return Question{.act = "account.own", .owner = command.account};
}

Decision decide(SetOwnPassword const& command, Context const&, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) return std::unexpected<Refusal>(account.error());
  if ((*account)->locked) return refuse(codes::account_locked, "account");
  if (!hashed(command.password_hash)) return refuse(codes::bad_password_hash, "password_hash");
  return Events{}.add(command.account, (*account)->person,
                      AccountPasswordSet{command.account, AccountPasswordSet::Personal{command.password_hash}});
}

Expected<Question> question(LockAccount const& command, Context const&, States const&) {
  return managing(command.account);
}

Decision decide(LockAccount const& command, Context const& context, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) return std::unexpected<Refusal>(account.error());
  if ((*account)->locked) return Events{};
  if (auto const may = may_be_shut(**account, context, states); !may) return std::unexpected<Refusal>(may.error());
  return Events{}.add(command.account, (*account)->person,
                      AccountLocked{command.account, AccountLocked::Personal{command.reason.value}});
}

Expected<Question> question(UnlockAccount const& command, Context const&, States const&) {
  return managing(command.account);
}

Decision decide(UnlockAccount const& command, Context const&, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) return std::unexpected<Refusal>(account.error());
  if (!(*account)->locked) return Events{};
  return Events{}.add(command.account, (*account)->person, AccountUnlocked{command.account});
}

Expected<Question> question(MoveAccount const& command, Context const&, States const&) {
  return managing(command.account);
}

Decision decide(MoveAccount const& command, Context const& context, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) return std::unexpected<Refusal>(account.error());
  if ((*account)->position == command.position) return Events{};
  auto const position =
      held_by((*account)->person, command.position, local_date(context.now), states.standing<org::Organisation>());
  if (!position) return std::unexpected<Refusal>(position.error());
  auto const role = role_of((*position)->kind);
  if (role != Role::administrator) {
    if (auto const may = may_be_shut(**account, context, states); !may) return std::unexpected<Refusal>(may.error());
  }
  return Events{}.add(command.account, (*account)->person, AccountMoved{command.account, role, command.position});
}

}  // namespace congvu::identity
