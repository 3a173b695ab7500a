#include "agency/identity/sign_in_api.h"

#include "base/crypto.h"
#include "base/several.h"
#include "page/guessing.h"

namespace congvu::identity {

namespace {

// POST /api/v1/sessions
struct Credentials {
  Text<64> account;
  Text<limits::password_length> password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (account, password))

struct SessionOpened {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(SessionOpened, (), (token))

struct SessionEnded {
  bool ended = true;
};
BOOST_DESCRIBE_STRUCT(SessionEnded, (), (ended))

// GET /api/v1/me
struct Me {
  std::string name;
  std::string role;
  std::optional<std::string> position, position_title, unit, unit_name;
};
BOOST_DESCRIBE_STRUCT(Me, (), (name, role, position, position_title, unit, unit_name))

page::Operation operation(std::string id, std::string summary, json::object request, json::object reply,
                          int status = 200) {
  page::Operation described;
  described.id = std::move(id);
  described.summary = std::move(summary);
  described.request = std::move(request);
  described.reply = std::move(reply);
  described.status = status;
  return described;
}

// One of the turns to hash, given back whatever happens.
class Turn {
 public:
  using Turns = std::counting_semaphore<limits::hashes_at_once>;
  explicit Turn(Turns& turns) : turns_(turns) {}
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;
  ~Turn() { turns_.release(); }

 private:
  Turns& turns_;
};

}  // namespace

Expected<Entered> Door::enter(Accounts const& accounts, std::string_view name, std::string_view password,
                              std::string_view address, Instant now) {
  auto const folded = folded_name(name);
  if (!folded || password.size() > limits::password_length) return refuse(codes::wrong_password);
  if (auto const admitted = page::may_guess(wrong_, address, now); !admitted)
    return std::unexpected<Refusal>(admitted.error());
  if (!turns_.try_acquire_for(limits::wait_for_turn)) return refuse(codes::busy, {}, {{"retry_after", "5"}});
  Turn const turn{turns_};
  auto entered = sign_in(accounts, *folded, password, now);
  if (!entered) {
    if (!(entered.error().code == codes::wrong_password)) return entered;  // the secret was right
    return std::unexpected<Refusal>(wrong_.wrong(*folded, address, now, entered.error()));
  }
  wrong_.by_target.forget(*folded);
  return entered;
}

Expected<std::string> Door::hashed(std::string_view secret, Randomness& chance) {
  if (!turns_.try_acquire_for(limits::wait_for_turn)) return refuse(codes::busy, {}, {{"retry_after", "5"}});
  Turn const turn{turns_};
  return hash_password(secret, chance.draw<16>());
}

page::Visitor visitor_of(Account const& account, org::Organisation const& organisation, Date day) {
  page::Visitor visitor;
  visitor.account = account.handle;
  visitor.person = account.person;
  auto const* person = organisation.person(account.person);
  visitor.name = person && person->name ? *person->name : account.name;
  visitor.position = account.position;
  visitor.role = name_of(account.role);
  auto const* position = organisation.position_on(account.position, day);
  if (!position) position = organisation.last_known_position(account.position);
  if (!position) return visitor;
  visitor.position_title = position->title;
  visitor.unit = position->unit;
  auto const* unit = organisation.unit_on(position->unit, day);
  if (!unit) unit = organisation.last_known_unit(position->unit);
  if (unit) visitor.unit_name = unit->name;
  return visitor;
}

std::optional<page::Visitor> visitor_of(std::string_view token, Instant now, Connections const& connections) {
  auto const session = connections.sessions.seen(token, now);
  if (!session) return std::nullopt;
  auto const accounts = connections.accounts();
  auto const* account = account_of(*accounts, session->account);
  if (!account || account->locked) return std::nullopt;  // closed or locked since
  return visitor_of(*account, *connections.organisation(), local_date(now));
}

Actor actor_of(std::optional<page::Visitor> const& visitor) {
  if (!visitor) return {};
  bool const staff = visitor->role != name_of(Role::citizen);
  return Actor{staff ? Actor::Nature::staff : Actor::Nature::citizen, visitor->account, visitor->person,
               visitor->position};
}

std::vector<page::Route> api_routes(Connections const& connections, std::shared_ptr<Door> door) {
  using page::Request;
  auto const open = [connections, door](Request const& request) -> Expected<page::Reply> {
    auto const typed = from_json<Credentials>(request.body);
    if (!typed) return std::unexpected<Refusal>(typed.error());
    auto const entered =
        door->enter(*connections.accounts(), typed->account.value, typed->password.value, request.address, request.now);
    if (!entered) return std::unexpected<Refusal>(entered.error());
    if (entered->by_code) return refuse(codes::code_only);
    SessionOpened const opened{connections.sessions.open(entered->account.handle, request.now)};
    return page::Reply::json(to_json(opened), 201);
  };
  auto const end = [connections](Request const& request) -> Expected<page::Reply> {
    connections.sessions.close(request.session);
    return page::Reply::json(to_json(SessionEnded{}));
  };
  auto const me = [](Request const& request) -> Expected<page::Reply> {
    if (!request.visitor) return refuse(codes::not_signed_in);
    auto const& visitor = *request.visitor;
    return page::Reply::json(
        to_json(Me{visitor.name, visitor.role, unless_empty(visitor.position), unless_empty(visitor.position_title),
                   unless_empty(visitor.unit), unless_empty(visitor.unit_name)}));
  };
  return {
      {page::Method::post, "/api/v1/sessions", page::Who::anyone(), open,
       operation("open_session", "Sign in; the token goes into Authorization: Bearer", schema_of<Credentials>(),
                 schema_of<SessionOpened>(), 201)},
      {page::Method::post, "/api/v1/sessions/endings", page::Who::signed_in(), end,
       operation("end_session", "Sign out: the token that carries this request ends", {}, schema_of<SessionEnded>())},
      {page::Method::get, "/api/v1/me", page::Who::signed_in(), me,
       operation("me", "Who is signed in, and from which position they act", {}, schema_of<Me>())},
  };
}

}  // namespace congvu::identity
