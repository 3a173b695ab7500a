#include "agency/document/document_pages.h"

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::document {

std::string policy_of(std::string_view html) {
  constexpr std::string_view opens = "<style>", closes = "</style>";
  std::string policy = "sandbox; default-src 'none'; img-src data:; frame-ancestors 'self'; style-src";
  auto const from = html.find(opens);
  auto const to = html.find(closes, from == std::string_view::npos ? 0 : from);
  if (from == std::string_view::npos || to == std::string_view::npos) return policy + " 'none'";
  auto const style = html.substr(from + opens.size(), to - from - opens.size());
  auto const digest = sha256(style);
  return policy + " 'sha256-" + base64(view_of(digest)) + "'";
}

Expected<page::Reply> reply_with(Issued const& issued) {
  if (issued.sha256.empty()) return refuse(codes::unknown_document);
  if (!issued.personal || !issued.personal->html) return refuse(codes::erased);
  auto reply = page::Reply::html(issued.personal->html->value);
  reply.headers.emplace_back("Content-Security-Policy", policy_of(reply.body));
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("Cache-Control", "private, no-store");
  reply.headers.emplace_back("ETag", "\"" + issued.sha256 + "\"");
  return reply;
}

}  // namespace congvu::document
