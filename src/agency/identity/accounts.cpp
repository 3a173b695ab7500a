// Opening and closing accounts, and what stands of them.
#include <algorithm>

#include "agency/identity/commands.h"
#include "agency/identity/events.h"
#include "agency/identity/managing.h"
#include "base/text.h"

namespace congvu::identity {

namespace {

Expected<void> check_position(OpenAccount const& command, org::Organisation const& organisation) {
  std::string const position = command.position.value_or("");
  if (command.role == Role::citizen) {
    if (!position.empty()) return refuse(codes::no_position_for_citizen, "position");
    return {};
  }
  if (position.empty())
    return refuse(codes::position_needed, "position", {{"role", std::string{name_of(command.role)}}});
  if (!organisation.last_known_position(position)) {
    return refuse(codes::unknown_position, "position", {{"code", position}});
  }
  return {};
}

}  // namespace

std::optional<std::string> folded_name(std::string_view typed) {
  std::string name{trimmed(typed)};
  if (name.size() < 3 || name.size() > 64) return std::nullopt;
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    bool const allowed = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' ||
                         letter == '_' || letter == '-' || letter == '@';
    if (!allowed) return std::nullopt;
  }
  return name;
}

Account const* account_named(Accounts const& accounts, std::string_view typed) {
  auto const name = folded_name(typed);
  auto const found = name ? accounts.by_name.find(*name) : accounts.by_name.end();
  return found == accounts.by_name.end() ? nullptr : account_of(accounts, found->second);
}

Account const* account_of(Accounts const& accounts, Handle handle) {
  auto const found = accounts.by_handle.find(handle);
  return found == accounts.by_handle.end() || !found->second.open() ? nullptr : &found->second;
}

Actor actor_of(Account const& account) {
  auto const nature = account.role == Role::citizen ? Actor::Nature::citizen : Actor::Nature::staff;
  return Actor{nature, account.handle, account.person, account.position};
}

std::string_view state_of(Account const& account) {
  if (account.locked) return "locked";
  return account.password_hash.empty() ? "invited" : "active";
}

Role role_of(org::PositionKind kind) {
  using org::PositionKind;
  switch (kind) {
    case PositionKind::director:
    case PositionKind::deputy_director:
      return Role::leader;
    case PositionKind::head:
    case PositionKind::deputy_head:
      return Role::head;
    case PositionKind::officer:
      return Role::officer;
    case PositionKind::clerk:
      return Role::clerk;
    case PositionKind::administrator:
      return Role::administrator;
    case PositionKind::supervisor:
      return Role::supervisor;
  }
  return Role::citizen;
}

Expected<Question> question(OpenAccount const&, Context const&, States const&) {
  return managing();
}

Decision decide(OpenAccount const& command, Context const& context, States const& states) {
  auto const name = folded_name(command.account.value);
  if (!name) return refuse(codes::bad_name, "account", {{"given", command.account.value}});
  if (states.standing<Accounts>().by_name.contains(*name)) {
    return refuse(codes::name_taken, "account", {{"name", *name}});
  }
  auto const& organisation = states.standing<org::Organisation>();
  auto const* person = organisation.person_coded(command.person);
  if (!person) return refuse(codes::unknown_person, "person", {{"code", command.person}});
  if (auto const fits = check_position(command, organisation); !fits) return std::unexpected<Refusal>(fits.error());
  if (!hashed(command.password_hash)) return refuse(codes::bad_password_hash, "password_hash");

  Handle const account = context.fresh_handle(0);
  AccountOpened opened{account, command.role, command.position,
                       AccountOpened::Personal{*name, person->handle, command.password_hash}};
  return Events{}.add(account, person->handle, std::move(opened));
}

Expected<Question> question(CloseAccount const& command, Context const&, States const&) {
  return managing(command.account);
}

Decision decide(CloseAccount const& command, Context const& context, States const& states) {
  auto const account = standing(command.account, states);
  if (!account) {
    if (account.error().code == codes::account_closed) return Events{};  // already so
    return std::unexpected<Refusal>(account.error());
  }
  if (auto const may = may_be_shut(**account, context, states); !may) return std::unexpected<Refusal>(may.error());
  return Events{}.add(command.account, (*account)->person, AccountClosed{command.account});
}

void apply(Account& account, AccountOpened const& event, Recorded const&) {
  account.handle = event.account;
  account.role = event.role;
  account.position = event.position.value_or("");
  if (!event.personal) return;  // erased: no name, so nobody comes in by it
  account.name = event.personal->name;
  account.person = event.personal->person;
  account.password_hash = event.personal->password_hash;
}

void apply(Account& account, AccountPasswordSet const& event, Recorded const&) {
  account.code_hash.clear();
  if (event.personal) account.password_hash = event.personal->password_hash;
}

void apply(Account& account, AccountCodeIssued const& event, Recorded const&) {
  account.password_hash.clear();
  account.code_until = event.until;
  if (event.personal) account.code_hash = event.personal->code_hash;
}

void apply(Account& account, AccountLocked const&, Recorded const&) {
  account.locked = true;
}

void apply(Account& account, AccountUnlocked const&, Recorded const&) {
  account.locked = false;
}

void apply(Account& account, AccountMoved const& event, Recorded const&) {
  account.role = event.role;
  account.position = event.position;
}

void apply(Account& account, AccountClosed const&, Recorded const&) {
  account.closed = true;
}

void apply(Accounts& accounts, AccountOpened const& event, Recorded const& recorded) {
  Account& account = accounts.by_handle[event.account];
  apply(account, event, recorded);
  if (!account.name.empty()) accounts.by_name[account.name] = event.account;
}

namespace {

template <class Event>
void apply_to_its_account(Accounts& accounts, Event const& event, Recorded const& recorded) {
  apply(accounts.by_handle[event.account], event, recorded);
}

}  // namespace

void apply(Accounts& accounts, AccountPasswordSet const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

void apply(Accounts& accounts, AccountCodeIssued const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

void apply(Accounts& accounts, AccountLocked const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

void apply(Accounts& accounts, AccountUnlocked const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

void apply(Accounts& accounts, AccountMoved const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

// The name stays taken: who had it last must not be mistaken for who has it next.
void apply(Accounts& accounts, AccountClosed const& event, Recorded const& recorded) {
  apply_to_its_account(accounts, event, recorded);
}

}  // namespace congvu::identity
