// The sign-in page, the form that follows a one-time code, and signing out.
#include "agency/identity/sign_in_api.h"
#include "page/guessing.h"
#include "page/problem.h"

namespace congvu::identity {

namespace {

constexpr std::string_view sign_in_template = "agency/identity/pages/sign_in.html";
constexpr std::string_view first_password_template = "agency/identity/pages/first_password.html";

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
  if (refusal) page::tell_wait(reply, *refusal);
  return reply;
}

}  // namespace

page::Reply leading_home(Connections const& connections, Role role, std::string_view next) {
  if (auto asked = own_page(next)) return page::Reply::see_other(std::move(*asked));
  return page::Reply::see_other(connections.home ? connections.home(role).text() : page::url_path({}).text());
}

page::Reply first_password_form(Connections const& connections, page::Request const& request, std::string_view account,
                                std::string_view code, std::string_view next, Refusal const* fault) {
  auto const& pages = connections.pages;
  json::object view{{"account", account},
                    {"code", code},
                    {"next", next},
                    {"least", std::to_string(limits::password_least)},
                    {"fault", nullptr}};
  if (fault) view["fault"] = page::sentence(*fault, pages.words(), request.language);
  auto reply = pages.show(request, first_password_template, pages.word(request, "identity.first_password.title"),
                          std::move(view), fault ? http_status(fault->code.kind) : 200);
  if (fault) page::tell_wait(reply, *fault);
  return reply;
}

std::vector<page::Route> page_routes(Connections const& connections, std::shared_ptr<Door> door) {
  using page::Request;
  auto const show = [connections](Request const& request) -> Expected<page::Reply> {
    return form(connections, request, {}, request.asked("next"), nullptr);
  };
  auto const enter = [connections, door](Request const& request) -> Expected<page::Reply> {
    auto const name = request.field("account");
    auto const next = request.field("next");
    auto const secret = request.field("password");
    auto const entered = door->enter(*connections.accounts(), name, secret, request.address, request.now);
    if (!entered) return form(connections, request, name, next, &entered.error());
    if (entered->by_code) return first_password_form(connections, request, name, secret, next, nullptr);
    // Whatever session the browser had ends: an id from before signing in is worth nothing after.
    connections.sessions.close(request.session);
    auto reply = leading_home(connections, entered->account.role, next);
    reply.opens_session = connections.sessions.open(entered->account.handle, request.now);
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
