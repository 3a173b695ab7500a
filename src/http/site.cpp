#include "http/site.h"

#include <spdlog/spdlog.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <chrono>
#include <system_error>

#include "http/asking.h"
#include "http/decode.h"
#include "http/headers.h"
#include "http/limits.h"
#include "http/router.h"
#include "page/listing.h"
#include "page/problem.h"
#include "record/refusals.h"
#include "record/store/sql.h"

namespace congvu::http {
namespace {

using page::Reply;
using page::Request;
using page::Route;

Answer plain_text(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  answer.body = std::move(body);
  return answer;
}

// A full disk is no fault of ours and passes: it is told as what it is, wherever it was met.
bool without_room(std::exception const& error) {
  if (auto const* sql = dynamic_cast<record::SqlFailure const*>(&error)) {
    return sql->reason == record::SqlFailure::Reason::full;
  }
  auto const* system = dynamic_cast<std::system_error const*>(&error);
  return system && (system->code() == std::errc::no_space_on_device || system->code().value() == EDQUOT);
}

// The statuses that no kind of refusal has.
int status_of(Refusal const& refusal) {
  if (refusal.code == codes::method) return 405;
  if (refusal.code == codes::media_type) return 415;
  if (refusal.code == codes::header_unreadable && !refusal.arguments.empty() &&
      refusal.arguments.front().value == "too large") {
    return 431;
  }
  return http_status(refusal.code.kind);
}

class Reception {
 public:
  explicit Reception(Site site) : site_(std::move(site)), router_(std::move(site_.routes)) {}

  Intake intake(Head const& head) const;
  Answer answer(Whole const& whole) const;
  Answer refuse(Head const& head, Refusal const& refusal) const;

 private:
  Answer timed(Whole const& whole, std::string_view& route) const;
  std::optional<Answer> own_place(Head const& head, std::string_view path) const;
  Answer by_route(Whole const& whole, Target const& target, std::string_view& route) const;
  Reply handled(Route const& route, Whole const& whole, Request& request) const;
  Reply unanswered(Request const& request, std::string const& allowed) const;
  Expected<Reply> asked(Route const& route, Whole const& whole, Request& request) const;
  Expected<void> check_door(Route const& route, Request const& request) const;
  std::optional<Reply> page_of_a_form(Request const& request) const;
  Reply refused(Request const& request, Refusal const& refusal) const;
  Reply broken(Request const& request, std::exception const& error) const;
  Answer sent(Head const& head, Request const& request, Reply reply) const;
  Request arrival(Head const& head, std::string path) const;

  Site site_;
  Router router_;
};

// --- how a body is taken in -------------------------------------------------------------------------------------

Intake Reception::intake(Head const& head) const {
  auto const target = target_of(head.target);
  if (!target) return {limits::body_octets, nullptr};
  auto const match = router_.find(head.method, target->path);
  bool const api = is_api(target->path);
  if (match.route && match.route->takes_uploads && head.method == "POST") {
    auto const type = media_type_only(head.header("content-type"));
    bool const from_here = api || check_site(head).has_value();
    bool const files = type == "multipart/form-data" || (api && type != "application/json");
    if (from_here && files) {
      return {limits::uploads_octets, std::make_shared<UploadSink>(site_.uploads, head.header("content-type"),
                                                                   head.header("content-disposition"))};
    }
  }
  return {api ? limits::body_octets : limits::form_octets, nullptr};
}

// --- answering --------------------------------------------------------------------------------------------------

Answer Reception::answer(Whole const& whole) const {
  auto const start = std::chrono::steady_clock::now();
  std::string_view route = "none";
  Answer answer = timed(whole, route);
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
  // The route's pattern, never the path: a path can hold a code, and a code leads to a person
  site_.metrics->answered(whole.head.method.size() > 7 ? "?" : whole.head.method, route, answer.status, took.count());
  spdlog::info("{} {} {} {:.1f} ms", whole.head.method.substr(0, 7), route, answer.status, took.count() * 1000);
  return answer;
}

Answer Reception::timed(Whole const& whole, std::string_view& route) const {
  auto const target = target_of(whole.head.target);
  if (!target) return refuse(whole.head, Refusal{codes::target_malformed});
  if (auto own = own_place(whole.head, target->path)) {
    route = "own";
    return std::move(*own);
  }
  return by_route(whole, *target, route);
}

std::optional<Answer> Reception::own_place(Head const& head, std::string_view path) const {
  if (head.method != "GET" && head.method != "HEAD") return std::nullopt;
  std::optional<Answer> answer;
  if (path == "/healthz") answer = plain_text(200, "ok\n");
  if (path == "/readyz") {
    auto const ready = site_.ready ? site_.ready() : Expected<void>{};
    answer = ready ? plain_text(200, "ready\n" + (site_.remarks ? site_.remarks() : std::string{}))
                   : plain_text(503, plain(ready.error()) + "\n");
  }
  if (path == "/metrics") answer = plain_text(200, site_.metrics->text());
  if (answer) answer->headers.emplace_back("Cache-Control", "no-store");
  if (!answer && site_.files) answer = site_.files->answer(path, head.header("accept-encoding"));
  if (answer) add_defences(answer->headers, head.secure);
  return answer;
}

Request Reception::arrival(Head const& head, std::string path) const {
  Request request;
  request.path = std::move(path);
  request.api = is_api(request.path);
  request.method = head.method == "POST" ? page::Method::post : page::Method::get;
  for (auto const& [name, value] : head.headers) request.headers.emplace(name, value);
  request.address = head.address;
  request.language = language_of(head, request.api);
  request.now = site_.clock.now();
  return request;
}

Answer Reception::by_route(Whole const& whole, Target const& target, std::string_view& route) const {
  Request request = arrival(whole.head, target.path);
  request.query = target.query;
  if (!request.api) choose_language(request);
  request.session = token_of(whole.head, request.api);
  try {
    if (!request.session.empty() && site_.visitor_of) request.visitor = site_.visitor_of(request.session, request.now);
    std::string visit;
    if (!request.api) {
      visit = cookie(whole.head.header("cookie"), visit_cookie);
      bool const new_visit = !request.visitor && visit.empty();
      if (new_visit) visit = fresh_token(site_.chance);
      request.csrf = form_token(site_.form_key, request.visitor ? std::string_view{request.session} : visit);
      if (!new_visit) visit.clear();
    }
    auto match = router_.find(whole.head.method, request.path);
    if (match.route) route = match.route->pattern;
    request.parts = std::move(match.parts);
    Reply reply = match.route ? handled(*match.route, whole, request) : unanswered(request, match.allowed);
    if (!visit.empty()) reply.headers.emplace_back("Set-Cookie", set_visit(visit));
    return sent(whole.head, request, std::move(reply));
  } catch (std::exception const& error) {
    if (without_room(error)) return sent(whole.head, request, refused(request, Refusal{record::codes::full}));
    return sent(whole.head, request, broken(request, error));
  }
}

Reply Reception::unanswered(Request const& request, std::string const& allowed) const {
  if (allowed.empty()) return refused(request, Refusal{codes::not_found});
  if (auto page = page_of_a_form(request)) return std::move(*page);
  auto reply = refused(request, Refusal{codes::method, {}, {{"allowed", allowed}}});
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

// A refused form is answered at the address it was sent to. Whoever opens that address (in the other language, from a
// bookmark, with the Enter key in the address line) is led to the page that the form stands on: the nearest above it.
std::optional<Reply> Reception::page_of_a_form(Request const& request) const {
  if (request.api || request.method != page::Method::get) return std::nullopt;
  Request above = request;
  for (auto slash = above.path.rfind('/'); slash != 0 && slash != std::string::npos; slash = above.path.rfind('/')) {
    above.path.resize(slash);
    if (router_.find("GET", above.path).route) return Reply::see_other(page::address_of(above).text());
  }
  return std::nullopt;
}

Reply Reception::handled(Route const& route, Whole const& whole, Request& request) const {
  auto reply = asked(route, whole, request);
  auto* const sink = dynamic_cast<UploadSink*>(whole.sink.get());
  if (reply && sink) sink->keep();
  if (reply) return std::move(*reply);
  bool const page_to_sign_in =
      reply.error().code == codes::sign_in_first && !request.api && request.method == page::Method::get;
  if (page_to_sign_in) return Reply::see_other(page::url_path({"sign-in"}).with("next", request.path).text());
  return refused(request, reply.error());
}

// Who asks comes before what was sent: a stranger learns nothing of a form's faults.
Expected<Reply> Reception::asked(Route const& route, Whole const& whole, Request& request) const {
  if (auto const door = check_door(route, request); !door) return std::unexpected<Refusal>(door.error());
  if (whole.fault) return std::unexpected<Refusal>(*whole.fault);
  bool const form = request.method == page::Method::post && !request.api;
  if (form) {
    if (auto const site = check_site(whole.head); !site) return std::unexpected<Refusal>(site.error());
  }
  if (auto const read = read_body(whole, route, request); !read) return std::unexpected<Refusal>(read.error());
  if (form) {
    auto const token = check_form(whole.head, request.field("csrf"), request.csrf);
    if (!token) return std::unexpected<Refusal>(token.error());
  }
  return route.handler(request);
}

Expected<void> Reception::check_door(Route const& route, Request const& request) const {
  using Door = page::Who::Door;
  if (route.who.door == Door::anyone) return {};
  if (!request.visitor) return congvu::refuse(codes::sign_in_first);
  if (route.who.door == Door::staff && request.visitor->position.empty()) return congvu::refuse(codes::staff_only);
  if (route.who.door != Door::act) return {};
  return site_.may ? site_.may(*request.visitor, route.who.act, request.now) : congvu::refuse(codes::staff_only);
}

// --- saying no ----------------------------------------------------------------------------------------------------

Reply Reception::refused(Request const& request, Refusal const& refusal) const {
  auto reply = request.api ? page::problem_reply(refusal, site_.pages->words(), request.language, request.path)
                           : site_.pages->refused(request, refusal);
  int const status = status_of(refusal);
  if (status != reply.status && request.api) {
    auto said = page::problem(refusal, site_.pages->words(), request.language, request.path);
    said["status"] = status;
    reply.body = json::serialize(said);
  }
  reply.status = status;
  return reply;
}

Reply Reception::broken(Request const& request, std::exception const& error) const {
  auto const octets = site_.chance.draw<6>();
  std::string const incident = hex(view_of(octets));
  spdlog::error("incident {}: {}", incident, error.what());
  if (!request.api) return site_.pages->broken(request, incident);
  json::object const said{{"type", "/problems/http.broken"},
                          {"title", site_.pages->words().word(request.language, "page.broken")},
                          {"status", 500},
                          {"detail", site_.pages->words().word(request.language, "page.broken_meaning")},
                          {"instance", request.path},
                          {"incident", incident}};
  Reply reply = Reply::json(said, 500);
  reply.media_type = page::problem_media_type;
  return reply;
}

Answer Reception::refuse(Head const& head, Refusal const& refusal) const {
  auto const target = target_of(head.target);
  // What has no readable path is told so as a program would want it
  Request request = arrival(head, target ? target->path : std::string{"/api"});
  return sent(head, request, refused(request, refusal));
}

Answer Reception::sent(Head const& head, Request const& request, Reply reply) const {
  Answer answer;
  answer.status = reply.status;
  answer.headers = std::move(reply.headers);
  if (!reply.media_type.empty()) add(answer.headers, "Content-Type", reply.media_type);
  if (reply.opens_session) answer.headers.emplace_back("Set-Cookie", set_session(*reply.opens_session));
  if (reply.closes_session) answer.headers.emplace_back("Set-Cookie", forget_session());
  if (!request.api && !request.asked("lang").empty()) {
    answer.headers.emplace_back("Set-Cookie", set_language(request.language));
  }
  // A page with a visitor, a form's token or a secret's fruit stays in no cache
  add(answer.headers, "Cache-Control", "no-store");
  add_defences(answer.headers, head.secure);
  answer.body = std::move(reply.body);
  if (reply.pieces) {
    answer.size = reply.pieces->size;
    answer.next = std::move(reply.pieces->next);
  }
  return answer;
}

}  // namespace

Answering answering(Site site) {
  auto const reception = std::make_shared<Reception>(std::move(site));
  return {
      [reception](Head const& head) { return reception->intake(head); },
      [reception](Whole const& whole) { return reception->answer(whole); },
      [reception](Head const& head, Refusal const& refusal) { return reception->refuse(head, refusal); },
  };
}

}  // namespace congvu::http
