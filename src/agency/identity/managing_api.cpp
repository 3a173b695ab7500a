#include "agency/identity/managing_api.h"

#include "agency/identity/commands.h"
#include "agency/identity/passwords.h"
#include "agency/org/commands.h"

namespace congvu::identity {

namespace {

constexpr std::size_t most_listed = 5;  // of what stands in the way; how many there are is said besides

// What a performed act came to is not asked: it is done, or refused.
template <class C>
Expected<void> perform(Management const& management, C command, Actor const& actor) {
  auto const performed = management.pipeline.perform(std::move(command), actor);
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return {};
}

// What the position holds must be handed over first.
Expected<void> nothing_open(Management const& management, std::string_view position) {
  if (position.empty() || !management.open_work) return {};
  auto const open = management.open_work(position);
  if (open.empty()) return {};
  std::string list;
  for (std::size_t i = 0; i < open.size() && i < most_listed; ++i) {
    list += (i > 0 ? "; " : "") + open[i].code + " (" + open[i].work + ")";
  }
  if (open.size() > most_listed) list += "; …";
  return refuse(codes::open_work, "account", {{"count", std::to_string(open.size())}, {"list", list}});
}

Account account_at(Management const& management, Handle handle) {
  auto const accounts = management.room.accounts();
  auto const* account = account_of(*accounts, handle);
  return account ? *account : Account{};
}

struct Drawn {
  std::string code, hash;
};
Expected<Drawn> drawn_code(Management const& management, Door& door) {
  auto code = one_time_code(management.chance.draw<12>());
  auto hash = door.hashed(plain_code(code), management.chance);
  if (!hash) return std::unexpected<Refusal>(hash.error());
  return Drawn{std::move(code), std::move(*hash)};
}

CodeGiven given(Management const& management, Handle handle, std::string code) {
  auto const account = account_at(management, handle);
  return {handle, account.name, std::move(code), account.code_until};
}

}  // namespace

Expected<CodeGiven> invite(Management const& management, Door& door, Actor const& actor, std::string_view name,
                           std::string_view person, std::optional<std::string> position) {
  auto drawn = drawn_code(management, door);
  if (!drawn) return std::unexpected<Refusal>(drawn.error());
  InviteAccount const command{std::string{name}, std::string{person}, std::move(position), drawn->hash};
  if (auto const done = perform(management, command, actor); !done) return std::unexpected<Refusal>(done.error());
  auto const* account = account_named(*management.room.accounts(), name);
  return given(management, account ? account->handle : Handle{}, std::move(drawn->code));
}

Expected<CodeGiven> reset(Management const& management, Door& door, Actor const& actor, Handle account) {
  auto drawn = drawn_code(management, door);
  if (!drawn) return std::unexpected<Refusal>(drawn.error());
  auto const done = perform(management, IssueCode{account, drawn->hash}, actor);
  if (!done) return std::unexpected<Refusal>(done.error());
  management.room.sessions.close_all(account);
  return given(management, account, std::move(drawn->code));
}

Expected<void> lock(Management const& management, Actor const& actor, Handle account, std::string_view reason) {
  auto done = perform(management, LockAccount{account, std::string{reason}}, actor);
  if (done) management.room.sessions.close_all(account);
  return done;
}

Expected<void> unlock(Management const& management, Actor const& actor, Handle account) {
  return perform(management, UnlockAccount{account}, actor);
}

Expected<void> close(Management const& management, Actor const& actor, Handle handle) {
  auto const account = account_at(management, handle);
  auto const today = local_date(management.pipeline.now());
  if (management.room.organisation()->holds(account.person, account.position, today)) {
    if (auto open = nothing_open(management, account.position); !open) return open;
  }
  auto done = perform(management, CloseAccount{handle}, actor);
  if (done) management.room.sessions.close_all(handle);
  return done;
}

Expected<void> move(Management const& management, Actor const& actor, Handle account, std::string_view position) {
  auto done = perform(management, MoveAccount{account, std::string{position}}, actor);
  if (done) management.room.sessions.close_all(account);
  return done;
}

Expected<void> leave(Management const& management, Actor const& actor, std::string_view position) {
  if (auto open = nothing_open(management, position); !open) return open;
  return perform(management, org::LeavePosition{std::string{position}}, actor);
}

Expected<void> set_own_password(Management const& management, Door& door, Account const& account,
                                std::string_view password, std::string_view session) {
  auto const organisation = management.room.organisation();
  auto const* person = organisation->person(account.person);
  std::string const name = person ? person->name.value_or("") : std::string{};
  if (auto fit = check_password(password, {account.name, name}); !fit) return fit;
  auto const hash = door.hashed(password, management.chance);
  if (!hash) return std::unexpected<Refusal>(hash.error());
  auto done = perform(management, SetOwnPassword{account.handle, *hash}, actor_of(account));
  if (done) management.room.sessions.close_others(account.handle, session);
  return done;
}

}  // namespace congvu::identity
