// A page as a reader sees it: the content a room rendered, in the frame that all pages share (who the agency is, where
// one can go, who is signed in, whether this is a sample record). A room hands over a template, a title and a view and
// gets a Reply; refusals become pages here too.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "page/route.h"
#include "page/templates.h"
#include "page/url.h"
#include "page/words.h"

namespace congvu::page {

// One entry of the navigation.
struct Destination {
  std::string word;  // key of its label
  Url to;
  std::vector<std::string> roles;  // who sees it; empty: everyone, signed in or not
  std::string key = {};            // pressed after g, it leads there
};

// What is the same on every page of this server.
struct Surroundings {
  std::string agency;                      // its name
  bool sample = false;                     // a sample record: every page says so
  Url assets = url_path({"assets", "0"});  // under which styles and scripts lie; changes when one of them does
  Url sign_in = url_path({"sign-in"});
  Url sign_out = url_path({"sign-out"});
  Url search = url_path({"search"});        // offered to staff
  Url shortcuts = url_path({"shortcuts"});  // the sheet of keys, offered to whoever is signed in
  std::vector<Destination> destinations;
  // What bounds the visitor's sight, as a sentence on every page of theirs; empty when nothing does.
  std::function<std::string(Request const&)> bounds;
};

class Pages {
 public:
  Pages(std::shared_ptr<Templates const> templates, std::shared_ptr<Words const> words, Surroundings surroundings);

  // `template_path` filled with `view`, in layout/page.html. Beside its own names a template may use those of the
  // frame: language, csrf, assets_url, destinations, visitor {name, position_title, unit_name}, bounds. A page that
  // answers a form and can be asked for at another address says so as here_url, for the change of language.
  Reply show(Request const&, std::string_view template_path, std::string_view title, json::object view,
             int status = 200) const;
  // layout/refusal.html, with the status of its kind.
  Reply refused(Request const&, Refusal const&) const;
  // layout/broken.html: what went wrong is in the log under this number.
  Reply broken(Request const&, std::string_view incident) const;

  Words const& words() const { return *words_; }
  std::string word(Request const& request, std::string_view key) const {
    return std::string{words_->word(request.language, key)};
  }
  // While set, every name that a template asks for and a view lacks is told. For tests; set before serving.
  void watch(std::function<void(std::string_view template_path, std::string const& name)> watcher) {
    watcher_ = std::move(watcher);
  }

 private:
  json::object frame(Request const&) const;
  std::string rendered(std::string_view path, json::value const& view, Language) const;

  std::shared_ptr<Templates const> templates_;
  std::shared_ptr<Words const> words_;
  Surroundings surroundings_;
  std::function<void(std::string_view, std::string const&)> watcher_;
};

}  // namespace congvu::page
