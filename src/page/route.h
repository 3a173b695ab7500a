// A page and an API call as values: a Request comes in, a Reply goes out, and a Route says which handler answers, who
// may ask, and what the documentation says of it. No socket and no SQL here; rooms write handlers against this header
// and `http` serves them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/described.h"
#include "base/instant.h"
#include "base/refusal.h"

namespace congvu::page {

enum class Method { get, post };
enum class Language { vi, en };

// One part of a multipart body, already on disk: bytes never pass through memory whole.
struct Upload {
  std::string field;
  std::string file_name;   // as the sender wrote it, path stripped; never used as a path
  std::string blob;        // id in record/blobs
  std::string media_type;  // by content, not by what the sender claimed
  std::uint64_t size = 0;
};

// Who is signed in, as pages need it.
struct Visitor {
  Handle account;
  Handle person;
  std::string name;
  std::string position;  // code; empty for a citizen
  std::string position_title;
  std::string unit;
  std::string unit_name;
  std::string role;  // citizen, clerk, officer, head, leader, supervisor, administrator
};

using Fields = std::multimap<std::string, std::string, std::less<>>;

struct Request {
  Method method = Method::get;
  std::string path;                                       // decoded, without the query
  std::map<std::string, std::string, std::less<>> parts;  // of the route's pattern: {code}
  Fields query;
  Fields headers;  // names in lower case
  Fields form;     // application/x-www-form-urlencoded or multipart fields; a page's body
  std::vector<Upload> uploads;
  json::value body;  // the API's body
  std::optional<Visitor> visitor;
  Language language = Language::vi;
  std::string csrf;     // the token that a form on this page must carry in the field `csrf`
  std::string session;  // the token the visitor came with; empty without one. For signing out, never for a page
  std::string address;  // where the request came from, for limits only
  bool api = false;     // under /api/v1: bearer token, JSON, problem+json
  Instant now;

  std::string_view part(std::string_view name) const;
  std::string_view asked(std::string_view name) const;  // first value of a query field, or empty
  std::string_view field(std::string_view name) const;  // first value of a form field, or empty
  std::string_view header(std::string_view name) const;
};

// A body too large to hold: `next` gives the following piece, the empty one at the end, `size` octets altogether.
struct Pieces {
  std::uint64_t size = 0;
  std::function<Expected<std::string>()> next;
};

struct Reply {
  int status = 200;
  std::string media_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<Pieces> pieces;              // instead of `body`
  std::optional<std::string> opens_session;  // token of a session just opened: the browser is given its cookie
  bool closes_session = false;               // the browser forgets its cookie
  std::optional<std::int64_t> entries;       // of a list: how many it shows, for the log of who read what

  static Reply html(std::string body, int status = 200);
  static Reply json(json::value const& body, int status = 200);
  static Reply see_other(std::string location);  // 303, after a form was taken
};

// Who may call a route at all; what a command does is asked again of the Gate when it is performed.
struct Who {
  enum class Door { anyone, signed_in, staff, act } door = Door::anyone;
  std::string act;  // for Door::act: the Gate's act, "today.read"
  static Who anyone() { return {}; }
  static Who signed_in() { return {Door::signed_in, {}}; }
  static Who staff() { return {Door::staff, {}}; }
  static Who may(std::string act) { return {Door::act, std::move(act)}; }
};

using Handler = std::function<Expected<Reply>(Request const&)>;

// What /api/openapi.json says of a route; filled from the described command and reply, not by hand.
struct Operation {
  std::string id;                                               // "file_dossier"
  std::string summary;                                          // English, one line
  json::object request;                                         // JSON Schema of the body; empty when there is none
  json::object reply;                                           // JSON Schema of a good reply
  int status = 200;                                             // of a good reply
  bool idempotent = false;                                      // takes Idempotency-Key
  std::vector<std::pair<std::string, std::string>> parameters;  // query parameters: name, description
  std::vector<std::pair<std::string, std::string>> headers;     // request headers: name, description
  std::string tag;                                              // "dossiers"; by default the path's first segment
  json::object example;                                         // of the request's body; empty when there is none
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/dossiers/{code}"
  Who who;
  Handler handler;
  std::optional<Operation> operation;  // for API routes
  bool takes_uploads = false;
};

}  // namespace congvu::page
