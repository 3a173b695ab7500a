#include "http/static_files.h"

#include <array>
#include <utility>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::http {
namespace {

constexpr std::string_view root = "/assets/";

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{{
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".woff2", "font/woff2"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".txt", "text/plain; charset=utf-8"},
      {".map", "application/json"},
  }};
  for (auto const& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string version_of(std::vector<std::string_view> const& paths, StaticFiles::Read const& read) {
  Sha256 hash;
  for (auto const path : paths) {
    if (!path.starts_with("web/")) continue;
    hash.add(path);
    hash.add(read(path).value_or(std::string_view{}));
  }
  auto const digest = hash.finish();
  return hex(view_of(digest)).substr(0, 16);
}

}  // namespace

StaticFiles::StaticFiles(std::vector<std::string_view> const& paths, Read read)
    : read_(std::move(read)), version_(version_of(paths, read_)), place_(page::url_path({"assets", version_})) {}

std::optional<Answer> StaticFiles::answer(std::string_view path, std::string_view accept_encoding) const {
  if (!path.starts_with(root)) return std::nullopt;
  path.remove_prefix(root.size());
  bool const current = path.starts_with(version_ + "/");
  auto const slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::string const file = "web" + std::string{path.substr(slash)};
  auto bytes = read_(file);
  if (!bytes || file.ends_with(".gz")) return std::nullopt;

  Answer answer;
  answer.headers.emplace_back("Content-Type", type_of(file));
  // A page kept open over an upgrade asks for the former address: it gets today's file, not to be kept
  answer.headers.emplace_back("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
  if (auto const packed = read_(file + ".gz")) {
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (accept_encoding.find("gzip") != std::string_view::npos) {
      answer.headers.emplace_back("Content-Encoding", "gzip");
      bytes = packed;
    }
  }
  answer.body = *bytes;
  return answer;
}

}  // namespace congvu::http
