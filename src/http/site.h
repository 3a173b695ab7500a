// Everything a browser or a program can reach on this server, as one value: the rooms' routes, the pages' frame, the
// files, who a token stands for and who may do what. From it follows how each request is taken in, checked, handed to
// its route and answered; what the server of sockets needs is made here.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/randomness.h"
#include "http/message.h"
#include "http/metrics.h"
#include "http/sessions.h"
#include "http/static_files.h"
#include "http/uploads.h"
#include "page/pages.h"
#include "page/route.h"

namespace congvu::http {

namespace codes {
inline constexpr Code not_found{"http.not_found", Kind::not_found};
inline constexpr Code target_malformed{"http.target", Kind::malformed};
inline constexpr Code method{"http.method", Kind::malformed};          // 405; arguments: allowed
inline constexpr Code media_type{"http.media_type", Kind::malformed};  // 415; arguments: expected
inline constexpr Code form_unreadable{"http.form_unreadable", Kind::malformed};
inline constexpr Code body_is_no_object{"http.body_is_no_object", Kind::malformed};
inline constexpr Code sign_in_first{"http.sign_in_first", Kind::unauthenticated};
inline constexpr Code staff_only{"http.staff_only", Kind::forbidden};
}  // namespace codes

struct Site {
  std::vector<page::Route> routes;
  std::shared_ptr<page::Pages const> pages;
  std::shared_ptr<StaticFiles const> files;
  VisitorOf visitor_of;
  // Whether a visitor may do an act at all (the Gate's answer, for Who::may). Absent: nobody may.
  std::function<Expected<void>(page::Visitor const&, std::string_view act, Instant now)> may;
  // Whether the record can be read and written; for /readyz. Absent: yes.
  std::function<Expected<void>()> ready;
  // What whoever runs the installation ought to know besides; lines of /readyz. Absent: nothing.
  std::function<std::string()> remarks = nullptr;
  FileStore uploads;
  SecretKey form_key;  // from which the forms' tokens follow; the same on every node and after a restart
  Clock const& clock;
  Randomness& chance;
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
};

// Beside the routes it answers /assets/…, /healthz, /readyz and /metrics. Throws std::logic_error where two routes
// collide.
Answering answering(Site site);

}  // namespace congvu::http
