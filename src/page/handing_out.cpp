#include "page/handing_out.h"

namespace congvu::page {

json::object exports_view_of(Request const& request, std::string_view table) {
  Request one = request;
  auto const [first, last] = one.query.equal_range("table");
  one.query.erase(first, last);
  one.query.emplace("table", table);
  return exports_view(one);
}

}  // namespace congvu::page
