#include "http/asking.h"

#include "base/json.h"
#include "http/decode.h"
#include "http/sessions.h"
#include "http/site.h"
#include "http/uploads.h"

namespace congvu::http {
namespace {

std::unexpected<Refusal> wrong_type(std::string_view expected) {
  return refuse(codes::media_type, "Content-Type", {{"expected", std::string{expected}}});
}

Expected<void> take_uploads(UploadSink& sink, page::Request& request) {
  if (auto const ended = sink.finish(); !ended) return ended;
  request.form = sink.fields();
  request.uploads = sink.uploads();
  return {};
}

Expected<void> read_json(Whole const& whole, page::Request& request) {
  auto const type = media_type_only(whole.head.header("content-type"));
  // An act that needs no word more may come without a body
  if (whole.body.empty() && type.empty()) {
    request.body = json::object{};
    return {};
  }
  if (type != "application/json") return wrong_type("application/json");
  auto body = parse_json(whole.body);
  if (!body) return std::unexpected<Refusal>(body.error());
  if (!body->is_object()) return refuse(codes::body_is_no_object);
  request.body = std::move(*body);
  return {};
}

Expected<void> read_form_body(Whole const& whole, page::Request& request) {
  constexpr std::string_view expected = "application/x-www-form-urlencoded";
  if (whole.body.empty()) return {};
  if (media_type_only(whole.head.header("content-type")) != expected) return wrong_type(expected);
  auto fields = form_fields(whole.body);
  if (!fields) return refuse(codes::form_unreadable);
  request.form = std::move(*fields);
  return {};
}

}  // namespace

bool is_api(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

page::Language language_of(Head const& head, bool api) {
  if (api) return preferred_language(head.header("accept-language"));
  return cookie(head.header("cookie"), language_cookie) == "en" ? page::Language::en : page::Language::vi;
}

void choose_language(page::Request& request) {
  auto const asked = request.asked("lang");
  if (asked == "en") request.language = page::Language::en;
  if (asked == "vi") request.language = page::Language::vi;
}

Expected<void> read_body(Whole const& whole, page::Route const& route, page::Request& request) {
  if (request.method != page::Method::post) return {};
  if (auto* sink = dynamic_cast<UploadSink*>(whole.sink.get())) return take_uploads(*sink, request);
  if (!request.api) return read_form_body(whole, request);
  if (route.takes_uploads) return wrong_type("multipart/form-data");
  return read_json(whole, request);
}

}  // namespace congvu::http
