#include "work/dossier/standing_pages.h"

namespace congvu::dossier {

std::string_view look_of(Standing standing) {
  switch (standing) {
    case Standing::on_time:
    case Standing::done_on_time:
      return "cv-ontime";
    case Standing::at_risk:
      return "cv-risk";
    case Standing::overdue:
    case Standing::done_late:
      return "cv-late";
    case Standing::paused:
      break;
  }
  return "cv-still";
}

}  // namespace congvu::dossier
