// Styles, scripts and fonts. They lie under an address that holds the hash of them all, so a browser may keep them for
// ever and a new release is a new address; texts go out as they were compressed when the program was built.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "page/url.h"

namespace congvu::http {

class StaticFiles {
 public:
  using Read = std::function<std::optional<std::string_view>(std::string_view path)>;

  // `paths` of all there are ("web/app.css", "web/app.css.gz"); `read` gives the bytes of one, good for the whole run.
  StaticFiles(std::vector<std::string_view> const& paths, Read read);

  // "/assets/0f3a…": what a page puts before "/app.css".
  page::Url const& place() const { return place_; }
  // Of a decoded path under /assets/; absent where there is no such file.
  std::optional<Answer> answer(std::string_view path, std::string_view accept_encoding) const;

 private:
  Read read_;
  std::string version_;
  page::Url place_;
};

}  // namespace congvu::http
