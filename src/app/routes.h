// The routes of all rooms, connected to one program.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "agency/identity/managing_api.h"
#include "agency/notice/notice.h"
#include "agency/preference/queries.h"
#include "agency/reading/noting_room.h"
#include "app/program.h"
#include "app/settings.h"
#include "page/pages.h"
#include "page/throttle.h"
#include "work/dossier/drawer.h"
#include "work/dossier/filing_api.h"

namespace congvu::app {

// What stands in the head of every page, and for whom.
std::vector<page::Destination> destinations();

// Holds what the routes stand on; must outlive whoever serves them.
class Rooms {
 public:
  // `mail` is how this installation sends notices; pages say so. `code_mail` sends one-time codes.
  Rooms(Program&, page::Pages const&, Settings const&, notice::Mail mail = notice::Mail::off,
        identity::CodeMail code_mail = {});

  // Every room's routes, and /api/openapi.json made from them.
  std::vector<page::Route> routes() const;
  std::optional<page::Visitor> visitor_of(std::string_view token, Instant now) const;

 private:
  Program& program_;
  page::Pages const& pages_;
  notice::Mail mail_;
  identity::CodeMail code_mail_;
  identity::Connections identity_;
  std::string address_;
  dossier::FilingReader reader_;
  dossier::Drawer drawer_;
  mutable reading::Noting noting_;
  mutable preference::Shelf shelf_;
  mutable page::WrongSecrets wrong_secrets_;
  mutable page::Throttle filings_{page::filings_per_address};
};

}  // namespace congvu::app
