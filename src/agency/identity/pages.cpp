// The sign-in page, and signing out.
#include "agency/identity/sign_in_api.h"
#include "page/problem.h"

namespace congvu::identity {

namespace {

constexpr std::string_view sign_in_template = "agency/identity/pages/sign_in.html";

// Where to go on after signing in: only a page of this server, never an address somebody else wrote into the link.
std::optional<std::string> own_page(std::string_view asked) {
  bool const within = asked.starts_with('/') && page::is_url(asked);
  return within ? std::optional{std::string{asked}} : std::nullopt;
}

page::Reply form(Connections const& connections, page::Request const& request, std::string_view account,
                 std::string_view next, Refusal const* refusal) {
  auto const& pages = connections.pages;
  json::object view{{"account", account}, {"next", next}, {"fault", nullptr}};
  int status = 200;
  if (refusal) {
    view["fault"] = page::sentence(*refusal, pages.words(), request.language);
    status = http_status(refusal->code.kind);
  }
  auto reply =
      pages.show(request, sign_in_template, pages.word(request, "identity.sign_in.title"), std::move(view), status);
  if (refusal) {
    for (auto const& argument : refusal->arguments) {
      if (argument.name == "retry_after") reply.headers.emplace_back("Retry-After", argument.value);
    }
  }
  return reply;
}

page::Reply leading_home(Connections const& connections, Role role, std::string_view next) {
  if (auto asked = own_page(next)) return page::Reply::see_other(std::move(*asked));
  return page::Reply::see_other(connections.home ? connections.home(role).text() : page::url_path({}).text());
}

}  // namespace

std::vector<page::Route> page_routes(Connections const& connections, std::shared_ptr<Door> door) {
  using page::Request;
  auto const show = [connections](Request const& request) -> Expected<page::Reply> {
    return form(connections, request, {}, request.asked("next"), nullptr);
  };
  auto const enter = [connections, door](Request const& request) -> Expected<page::Reply> {
    auto const name = request.field("account");
    auto const next = request.field("next");
    auto const account =
        door->enter(*connections.accounts(), name, request.field("password"), request.address, request.now);
    if (!account) return form(connections, request, name, next, &account.error());
    // Whatever session the browser had ends: an id from before signing in is worth nothing after.
    connections.sessions.close(request.session);
    auto reply = leading_home(connections, account->role, next);
    reply.opens_session = connections.sessions.open(account->handle, request.now);
    return reply;
  };
  auto const leave = [connections](Request const& request) -> Expected<page::Reply> {
    connections.sessions.close(request.session);
    auto reply = page::Reply::see_other(page::url_path({}).text());
    reply.closes_session = true;
    return reply;
  };
  return {
      {page::Method::get, "/sign-in", page::Who::anyone(), show, std::nullopt},
      {page::Method::post, "/sign-in", page::Who::anyone(), enter, std::nullopt},
      {page::Method::post, "/sign-out", page::Who::anyone(), leave, std::nullopt},
  };
}

}  // namespace congvu::identity
