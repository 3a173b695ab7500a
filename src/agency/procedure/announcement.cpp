#include "agency/procedure/announcement.h"

#include <algorithm>

#include "base/text.h"

namespace congvu::procedure {

AnnouncedLine const* Announcement::line_of(std::string_view code) const {
  return with_code(lines, code);
}

std::string announcement_id(Announcement const& announcement) {
  auto id = std::to_string(static_cast<int>(announcement.date.year())) + '-';
  for (char const c : folded(announcement.number.value)) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      id += c;
    } else if (!id.ends_with('-')) {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace congvu::procedure
