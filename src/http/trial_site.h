// A small site for tests: a few routes of each kind, visitors whose token is their role, files kept in memory.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "http/headers.h"
#include "http/site.h"
#include "page/shipped_pages.h"

namespace congvu::http {

class TrialSite {
 public:
  Site site() {
    auto sources = page::shipped_files();
    for (auto const* language : {"vi", "en"}) {
      std::string const name = std::string{"words."} + language + ".json";
      sources["http/" + name] = read_file(std::string{CONGVU_SOURCE_DIR} + "/src/http/" + name);
    }
    auto words = std::make_shared<page::Words const>(page::Words::read(sources).value());
    auto templates = std::make_shared<page::Templates const>(page::Templates::join(sources, *words).value());
    return {.routes = routes(),
            .pages = std::make_shared<page::Pages const>(templates, words, page::Surroundings{.agency = "A"}),
            .files = static_files,
            .visitor_of = [](std::string_view token, Instant) { return visitor(token); },
            .may = [](page::Visitor const& visitor, std::string_view, Instant) -> Expected<void> {
              if (visitor.role == "leader") return {};
              return refuse(codes::staff_only);
            },
            .uploads = {[this] { return begin(); }, [this](std::string const& blob) { discard(blob); }},
            .form_key = SecretKey{{}},
            .clock = *clock_,
            .chance = *chance_};
  }

  std::shared_ptr<std::map<std::string, std::string>> files = std::make_shared<std::map<std::string, std::string>>();
  std::shared_ptr<StaticFiles const> static_files =
      std::make_shared<StaticFiles const>(std::vector<std::string_view>{"web/app.css", "web/app.css.gz"},
                                          [](std::string_view path) -> std::optional<std::string_view> {
                                            if (path == "web/app.css") return "body{}";
                                            if (path == "web/app.css.gz") return "packed";
                                            return std::nullopt;
                                          });

 private:
  static std::string read_file(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  static std::optional<page::Visitor> visitor(std::string_view token) {
    if (token != "citizen" && token != "officer" && token != "leader") return std::nullopt;
    page::Visitor visitor;
    visitor.role = token;
    if (token != "citizen") visitor.position = token;
    return visitor;
  }

  static Expected<page::Reply> said(page::Request const& request) { return page::Reply::html("csrf:" + request.csrf); }
  static Expected<page::Reply> breaks(page::Request const&) { throw std::runtime_error("the disk"); }
  static Expected<page::Reply> created(page::Request const& request) { return page::Reply::json(request.body, 201); }
  static Expected<page::Reply> attached(page::Request const& request) {
    if (request.uploads.empty()) return refuse(codes::form_unreadable);
    auto const& upload = request.uploads.front();
    return page::Reply::json(json::object{{"id", upload.blob}, {"name", upload.file_name}, {"size", upload.size}}, 201);
  }
  static Expected<page::Reply> signed_in(page::Request const&) {
    auto reply = page::Reply::see_other("/");
    reply.opens_session = "fresh";
    return reply;
  }
  static Expected<page::Reply> framed(page::Request const&) {
    auto reply = page::Reply::html("");
    reply.headers.emplace_back("Content-Security-Policy", attachment_policy);
    return reply;
  }
  static Expected<page::Reply> slow(page::Request const&) {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    return page::Reply::html("slow");
  }
  static Expected<page::Reply> large(page::Request const&) {
    page::Reply reply;
    auto left = std::make_shared<int>(10);
    reply.pieces = page::Pieces{10 * 100'000, [left]() -> Expected<std::string> {
                                  return (*left)-- > 0 ? std::string(100'000, 'x') : std::string{};
                                }};
    return reply;
  }

  static std::vector<page::Route> routes() {
    using page::Method;
    using page::Who;
    auto const forward = [](page::Request const&) -> Expected<page::Reply> { return page::Reply::see_other("/"); };
    return {{.method = Method::get, .pattern = "/", .who = Who::anyone(), .handler = said},
            {.method = Method::post, .pattern = "/", .who = Who::anyone(), .handler = forward},
            {.method = Method::get, .pattern = "/things/{code}", .who = Who::anyone(), .handler = said},
            {.method = Method::post, .pattern = "/things/{code}/changes", .who = Who::anyone(), .handler = forward},
            {.method = Method::get, .pattern = "/mine", .who = Who::signed_in(), .handler = said},
            {.method = Method::get, .pattern = "/staff", .who = Who::staff(), .handler = said},
            {.method = Method::get, .pattern = "/today", .who = Who::may("today.read"), .handler = said},
            {.method = Method::get, .pattern = "/breaks", .who = Who::anyone(), .handler = breaks},
            {.method = Method::get, .pattern = "/framed", .who = Who::anyone(), .handler = framed},
            {.method = Method::get, .pattern = "/slow", .who = Who::anyone(), .handler = slow},
            {.method = Method::get, .pattern = "/large", .who = Who::anyone(), .handler = large},
            {.method = Method::post, .pattern = "/sign-in", .who = Who::anyone(), .handler = signed_in},
            {.method = Method::post,
             .pattern = "/attachments",
             .who = Who::anyone(),
             .handler = attached,
             .takes_uploads = true},
            {.method = Method::get, .pattern = "/api/v1/mine", .who = Who::signed_in(), .handler = said},
            {.method = Method::get, .pattern = "/api/v1/breaks", .who = Who::anyone(), .handler = breaks},
            {.method = Method::get, .pattern = "/api/v1/things", .who = Who::anyone(), .handler = said},
            {.method = Method::post, .pattern = "/api/v1/things", .who = Who::anyone(), .handler = created},
            {.method = Method::post,
             .pattern = "/api/v1/attachments",
             .who = Who::anyone(),
             .handler = attached,
             .takes_uploads = true}};
  }

  Expected<Storing> begin() {
    auto content = std::make_shared<std::string>();
    return Storing{[content](std::string_view piece) -> Expected<void> {
                     *content += piece;
                     return {};
                   },
                   [this, content]() -> Expected<Stored> {
                     std::scoped_lock const lock{mutex_};
                     auto const id = std::to_string(++next_);
                     (*files)[id] = *content;
                     return Stored{id, "application/pdf", content->size()};
                   }};
  }
  void discard(std::string const& blob) {
    std::scoped_lock const lock{mutex_};
    files->erase(blob);
  }

  std::unique_ptr<Clock> clock_ = system_clock();
  std::unique_ptr<Randomness> chance_ = seeded_randomness("trial");
  std::mutex mutex_;
  int next_ = 0;
};

}  // namespace congvu::http
