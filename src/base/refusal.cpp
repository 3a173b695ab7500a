#include "base/refusal.h"

namespace congvu {

int http_status(Kind kind) {
  switch (kind) {
    case Kind::invalid:
      return 422;
    case Kind::malformed:
      return 400;
    case Kind::unauthenticated:
      return 401;
    case Kind::forbidden:
      return 403;
    case Kind::not_found:
      return 404;
    case Kind::conflict:
      return 409;
    case Kind::too_large:
      return 413;
    case Kind::too_many:
      return 429;
    case Kind::unavailable:
      return 503;
    case Kind::full:
      return 507;
  }
  return 500;
}

std::string plain(Refusal const& refusal) {
  std::string line{refusal.code.key};
  if (!refusal.subject.empty()) line += " at " + refusal.subject;
  char const* before = " (";
  for (auto const& [name, value] : refusal.arguments) {
    line += before + name + "=" + value;
    before = ", ";
  }
  if (!refusal.arguments.empty()) line += ")";
  for (auto const& part : refusal.parts) line += "; " + plain(part);
  return line;
}

}  // namespace congvu
