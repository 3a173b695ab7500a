#include "app/read_marks.h"

#include <algorithm>

#include "work/dossier/dossier.h"

namespace congvu::app {

namespace {

using page::Reply;
using page::Request;

constexpr auto get = page::Method::get;
constexpr auto post = page::Method::post;

constexpr std::string_view own = "the visitor's own account, session or draft";
constexpr std::string_view staff = "people of the agency in their office, no citizen";
constexpr std::string_view published = "published to everyone";
constexpr std::string_view index = "answers with an index of the record";
constexpr std::string_view codes = "codes and times without names";
constexpr std::string_view queue = "numbers of the queue, no names";
constexpr std::string_view blanks = "blank slips: codes without names";
constexpr std::string_view log = "the log itself: officials and codes";

// In the order of what is asked for, the page before the call of the API.
constexpr ReadMark marks[] = {
    {get, "/", Shows::nothing, published, ""},
    {get, "/accounts", Shows::nothing, staff, ""},
    {post, "/accounts", Shows::nothing, staff, ""},
    {get, "/api/v1/accounts", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts", Shows::nothing, staff, ""},
    {get, "/accounts/new", Shows::nothing, staff, ""},
    {get, "/accounts/{id}", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts/{id}/closings", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts/{id}/codes", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts/{id}/locks", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts/{id}/positions", Shows::nothing, staff, ""},
    {post, "/api/v1/accounts/{id}/unlockings", Shows::nothing, staff, ""},
    {post, "/accounts/{id}/{act}", Shows::nothing, staff, ""},
    {get, "/announcements", Shows::nothing, published, ""},
    {get, "/api/v1/announcements", Shows::nothing, published, ""},
    {post, "/api/v1/announcements", Shows::nothing, index, ""},
    {get, "/announcements/new", Shows::nothing, published, ""},
    {post, "/announcements/new", Shows::nothing, index, ""},
    {get, "/announcements/{id}", Shows::nothing, published, ""},
    {get, "/api/v1/announcements/{id}", Shows::nothing, published, ""},
    {post, "/announcements/{id}/approvals", Shows::nothing, index, ""},
    {post, "/api/v1/announcements/{id}/approvals", Shows::nothing, index, ""},
    {post, "/announcements/{id}/returns", Shows::nothing, index, ""},
    {post, "/api/v1/announcements/{id}/returns", Shows::nothing, index, ""},
    {post, "/announcements/{id}/withdrawals", Shows::nothing, index, ""},
    {post, "/api/v1/announcements/{id}/withdrawals", Shows::nothing, index, ""},
    {get, "/api/openapi.json", Shows::nothing, published, ""},
    {post, "/api/v1/attachments", Shows::nothing, index, ""},
    {get, "/authority", Shows::nothing, staff, ""},
    {get, "/api/v1/authority/answers", Shows::nothing, staff, ""},
    {post, "/authority/substitutions", Shows::nothing, staff, ""},
    {post, "/authority/substitutions/{index}/endings", Shows::nothing, staff, ""},
    {post, "/api/v1/blanks", Shows::nothing, blanks, ""},
    {post, "/api/v1/blanks/voidings", Shows::nothing, blanks, ""},
    {get, "/counter", Shows::nothing, codes, ""},
    {get, "/counter/blanks", Shows::nothing, blanks, ""},
    {post, "/counter/blanks", Shows::nothing, blanks, ""},
    {get, "/counter/blanks/entries", Shows::nothing, blanks, ""},
    {post, "/counter/blanks/entries", Shows::list, "counter", "dossier.accept"},
    {get, "/counter/blanks/sheet", Shows::nothing, blanks, ""},
    {post, "/counter/blanks/voidings", Shows::nothing, blanks, ""},
    {get, "/counter/people/{key}", Shows::list, "person", "dossier.accept"},
    {post, "/counter/scans", Shows::nothing, codes, ""},
    {get, "/counter/slips", Shows::list, "slips", "dossier.accept"},
    {get, "/counter/slips/printing", Shows::list, "slips", "dossier.accept"},
    {get, "/counter/{code}", Shows::list, "counter", "dossier.accept"},
    {post, "/counter/{code}", Shows::list, "counter", "dossier.accept"},
    {get, "/decision-tables", Shows::nothing, published, ""},
    {get, "/api/v1/decision-tables", Shows::nothing, published, ""},
    {post, "/api/v1/decision-tables", Shows::nothing, index, ""},
    {post, "/api/v1/decision-tables/checks", Shows::nothing, published, ""},
    {get, "/decision-tables/new", Shows::nothing, published, ""},
    {post, "/decision-tables/new", Shows::nothing, codes, ""},
    {get, "/api/v1/decision-tables/{code}", Shows::nothing, published, ""},
    {post, "/api/v1/decision-tables/{code}/answers", Shows::nothing, published, ""},
    {get, "/decision-tables/{code}/edit", Shows::nothing, published, ""},
    {post, "/decision-tables/{code}/edit", Shows::nothing, codes, ""},
    {post, "/api/v1/decision-tables/{code}/versions/{version}/approvals", Shows::nothing, index, ""},
    {post, "/api/v1/decision-tables/{code}/versions/{version}/withdrawals", Shows::nothing, index, ""},
    {get, "/decision-tables/{code}", Shows::nothing, published, ""},
    {get, "/decision-tables/{code}/versions/{version}", Shows::nothing, published, ""},
    {post, "/decision-tables/{code}/versions/{version}/approvals", Shows::nothing, index, ""},
    {get, "/decision-tables/{code}/versions/{version}/model", Shows::nothing, published, ""},
    {post, "/decision-tables/{code}/versions/{version}/withdrawals", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers", Shows::nothing, index, ""},
    {get, "/dossiers", Shows::list, "register", "dossier.read"},
    {get, "/api/v1/dossiers/{code}", Shows::dossier, "", ""},
    {get, "/dossiers/{code}", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/acceptances", Shows::nothing, index, ""},
    {post, "/dossiers/{code}/acts/{noun}", Shows::dossier, "", ""},
    {get, "/dossiers/{code}/attachments/{id}", Shows::dossier, "", ""},
    {get, "/dossiers/{code}/attachments/{id}/leaves", Shows::dossier, "", ""},
    {get, "/dossiers/{code}/attachments/{id}/leaves/{leaf}", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/corrections", Shows::nothing, index, ""},
    {get, "/dossiers/{code}/documents/{document}", Shows::dossier, "", ""},
    {get, "/api/v1/dossiers/{code}/events", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/note-retractions", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/notes", Shows::nothing, index, ""},
    {post, "/dossiers/{code}/notes", Shows::dossier, "", ""},
    {post, "/dossiers/{code}/notes/{note}/retractions", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/pauses", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/reappointments", Shows::nothing, index, ""},
    {get, "/dossiers/{code}/receipt", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/refusals", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/resumptions", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/returns", Shows::nothing, index, ""},
    {get, "/dossiers/{code}/rules/{use}", Shows::dossier, "", ""},
    {get, "/dossiers/{code}/slips/{number}", Shows::dossier, "", ""},
    {post, "/api/v1/dossiers/{code}/supplement-answers", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/supplements", Shows::nothing, index, ""},
    {post, "/api/v1/dossiers/{code}/withdrawals", Shows::nothing, index, ""},
    {get, "/dossiers/{code}/why-not", Shows::nothing, staff, ""},
    {get, "/api/v1/duties", Shows::nothing, codes, ""},
    {get, "/duties/handovers", Shows::list, "handovers", "duty.hand_over"},
    {post, "/duties/handovers", Shows::list, "handovers", "duty.hand_over"},
    {get, "/duties/load", Shows::nothing, staff, ""},
    {post, "/duties/{id}/acceptance", Shows::list, "worklist", "duty.accept"},
    {post, "/api/v1/duties/{id}/acceptances", Shows::nothing, index, ""},
    {post, "/api/v1/duties/{id}/completions", Shows::nothing, index, ""},
    {post, "/api/v1/duties/{id}/handovers", Shows::nothing, index, ""},
    {get, "/extracts", Shows::nothing, log, ""},
    {get, "/life-events", Shows::nothing, published, ""},
    {get, "/api/v1/me", Shows::nothing, own, ""},
    {post, "/api/v1/me/passwords", Shows::nothing, own, ""},
    {get, "/my", Shows::nothing, own, ""},
    {get, "/my-account", Shows::nothing, own, ""},
    {post, "/my-account/password", Shows::nothing, own, ""},
    {post, "/my-account/sessions", Shows::nothing, own, ""},
    {get, "/api/v1/notices", Shows::nothing, codes, ""},
    {get, "/notices", Shows::nothing, codes, ""},
    {get, "/notices/{id}", Shows::list, "notices", "notice.read"},
    {post, "/api/v1/notices/{id}/bounces", Shows::nothing, index, ""},
    {post, "/notices/{id}/bounces", Shows::list, "notices", "notice.read"},
    {post, "/api/v1/notices/{id}/tellings", Shows::nothing, index, ""},
    {post, "/notices/{id}/tellings", Shows::list, "notices", "notice.read"},
    {get, "/open/procedures.csv", Shows::nothing, published, ""},
    {get, "/open/procedures.json", Shows::nothing, published, ""},
    {get, "/open/procedures.jsonld", Shows::nothing, published, ""},
    {post, "/api/v1/passwords", Shows::nothing, own, ""},
    {get, "/positions", Shows::nothing, staff, ""},
    {get, "/positions/{code}", Shows::nothing, staff, ""},
    {post, "/positions/{code}/holders", Shows::nothing, staff, ""},
    {post, "/positions/{code}/leaving", Shows::nothing, staff, ""},
    {get, "/api/v1/procedures", Shows::nothing, published, ""},
    {post, "/preferences/columns", Shows::nothing, own, ""},
    {post, "/preferences/filters", Shows::nothing, own, ""},
    {post, "/preferences/filters/removals", Shows::nothing, own, ""},
    {get, "/procedures", Shows::nothing, published, ""},
    {get, "/api/v1/procedures/{code}", Shows::nothing, published, ""},
    {get, "/procedures/{code}", Shows::nothing, published, ""},
    {get, "/procedures/{code}/blank-form", Shows::nothing, published, ""},
    {get, "/procedures/{code}/comparison", Shows::nothing, published, ""},
    {get, "/procedures/{code}/filing", Shows::nothing, own, ""},
    {post, "/procedures/{code}/filing", Shows::nothing, own, ""},
    {get, "/procedures/{code}/filing/check", Shows::nothing, own, ""},
    {post, "/procedures/{code}/filing/check", Shows::nothing, own, ""},
    {get, "/api/v1/procedures/{code}/form", Shows::nothing, published, ""},
    {get, "/api/v1/queue", Shows::nothing, queue, ""},
    {get, "/queue", Shows::nothing, queue, ""},
    {get, "/queue/desks/{desk}", Shows::nothing, queue, ""},
    {post, "/api/v1/queue/desks/{desk}/calls", Shows::nothing, queue, ""},
    {post, "/queue/desks/{desk}/calls", Shows::nothing, queue, ""},
    {post, "/api/v1/queue/desks/{desk}/endings", Shows::nothing, queue, ""},
    {post, "/queue/desks/{desk}/endings", Shows::nothing, queue, ""},
    {post, "/api/v1/queue/desks/{desk}/recalls", Shows::nothing, queue, ""},
    {post, "/queue/desks/{desk}/recalls", Shows::nothing, queue, ""},
    {post, "/api/v1/queue/desks/{desk}/transfers", Shows::nothing, queue, ""},
    {post, "/queue/desks/{desk}/transfers", Shows::nothing, queue, ""},
    {get, "/queue/display", Shows::nothing, queue, ""},
    {get, "/queue/kiosk", Shows::nothing, queue, ""},
    {post, "/api/v1/queue/tickets", Shows::nothing, queue, ""},
    {post, "/queue/tickets", Shows::nothing, queue, ""},
    {get, "/queue/tickets/{ticket}", Shows::nothing, queue, ""},
    {get, "/api/v1/readings", Shows::nothing, log, ""},
    {get, "/readings", Shows::nothing, log, ""},
    {get, "/api/v1/search", Shows::list, "search", "dossier.read"},
    {get, "/search", Shows::list, "search", "dossier.read"},
    {post, "/api/v1/sessions", Shows::nothing, own, ""},
    {post, "/api/v1/sessions/endings", Shows::nothing, own, ""},
    {get, "/shortcuts", Shows::nothing, published, ""},
    {get, "/sign-in", Shows::nothing, own, ""},
    {post, "/sign-in", Shows::nothing, own, ""},
    {post, "/sign-in/password", Shows::nothing, own, ""},
    {post, "/sign-out", Shows::nothing, own, ""},
    {get, "/api/v1/substitutions", Shows::nothing, staff, ""},
    {post, "/api/v1/substitutions", Shows::nothing, staff, ""},
    {post, "/api/v1/substitutions/{index}/endings", Shows::nothing, staff, ""},
    {get, "/api/v1/today", Shows::nothing, codes, ""},
    {get, "/today", Shows::list, "today", "today.read"},
    {get, "/api/v1/today/{figure}", Shows::list, "today", "today.read"},
    {get, "/today/{figure}", Shows::list, "today", "today.read"},
    {get, "/tracking", Shows::nothing, own, ""},
    {post, "/tracking", Shows::nothing, own, ""},
    {get, "/tracking/{code}", Shows::dossier, "", ""},
    {post, "/tracking/{code}/supplement-answers", Shows::dossier, "", ""},
    {post, "/tracking/{code}/withdrawals", Shows::dossier, "", ""},
    {get, "/worklist", Shows::list, "worklist", "duty.accept"},
};

bool shows_something(Expected<Reply> const& reply) {
  return reply && reply->status / 100 != 3;
}

// To a supervisor, what lies beyond their bounds is as though it were not there.
Expected<Reply> as_unknown_to_supervisors(Expected<Reply> reply, Request const& request) {
  bool const supervises = request.visitor && request.visitor->role == "supervisor";
  if (reply || !supervises || reply.error().code.kind != Kind::forbidden) return reply;
  return refuse(dossier::codes::unknown, "code");
}

page::Handler noting_dossier(page::Route const& route, reading::Noting& noting) {
  return [handler = route.handler, pattern = route.pattern, &noting](Request const& request) -> Expected<Reply> {
    auto reply = as_unknown_to_supervisors(handler(request), request);
    if (!shows_something(reply) || reply->entries == 0) return reply;
    if (auto const noted = noting.dossier(request, pattern, request.part("code")); !noted) {
      return std::unexpected<Refusal>(noted.error());
    }
    return reply;
  };
}

page::Handler noting_list(page::Route const& route, std::string_view list, std::string_view act,
                          reading::Noting& noting) {
  return [handler = route.handler, pattern = route.pattern, list = std::string{list}, act = std::string{act},
          &noting](Request const& request) -> Expected<Reply> {
    auto reply = handler(request);
    if (!shows_something(reply)) return reply;
    if (auto const noted = noting.list(request, pattern, list, act, reply->entries); !noted) {
      return std::unexpected<Refusal>(noted.error());
    }
    return reply;
  };
}

}  // namespace

std::span<ReadMark const> read_marks() {
  return marks;
}

ReadMark const* read_mark_of(page::Route const& route) {
  auto const* mark = std::ranges::find_if(
      marks, [&](ReadMark const& each) { return each.method == route.method && each.pattern == route.pattern; });
  return mark == std::ranges::end(marks) ? nullptr : mark;
}

std::vector<page::Route> with_readings_noted(std::vector<page::Route> routes, reading::Noting& noting) {
  for (auto& route : routes) {
    auto const* mark = read_mark_of(route);
    if (!mark) {
      route.handler = noting_list(route, route.pattern, route.who.act, noting);
    } else if (mark->shows == Shows::dossier) {
      route.handler = noting_dossier(route, noting);
    } else if (mark->shows == Shows::list) {
      route.handler = noting_list(route, mark->what, mark->act, noting);
    }
  }
  return routes;
}

}  // namespace congvu::app
