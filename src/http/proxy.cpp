#include "http/proxy.h"

#include <algorithm>

namespace congvu::http {

void believe_proxy(Head& head, std::optional<Network> const& trusted) {
  if (!trusted || !trusted->holds(head.address)) return;
  if (head.header("x-forwarded-proto") == "https") head.secure = true;
  auto const forwarded = head.header("x-forwarded-for");
  auto const last = forwarded.substr(std::min(forwarded.rfind(',') + 1, forwarded.size()));
  if (auto const from = last.find_first_not_of(' '); from != std::string_view::npos) head.address = last.substr(from);
}

}  // namespace congvu::http
