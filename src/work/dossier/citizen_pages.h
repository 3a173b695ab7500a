// The citizen's pages: finding a procedure, filing, following a dossier, giving what was asked for. They work without
// an account: a browser that has shown a dossier's secret may read that dossier for half an hour, and what is being
// filled in is kept as a draft. All of them are made on the server and need no script.
//
// Contents: portal_pages (home, my dossiers) · draft_pages.h (what is being filled in) · filing_pages (form, check,
// receipt) · tracking_pages (where it stands) · applicant_pages (supplement, withdrawal, files) · spoken_pages.h (dates
// and times in words).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agency/preference/queries.h"
#include "page/pages.h"
#include "work/dossier/counter_queue_pages.h"
#include "work/dossier/dossier_api.h"
#include "work/dossier/drawer.h"
#include "work/dossier/paper_pages.h"

namespace congvu::dossier {

// What the pages need of the program around them; held for as long as they are served.
struct PageConnections {
  Connections room;
  page::Pages const& pages;
  Drawer drawer;
  // A file of a dossier as it is sent, by its blob.
  std::function<Expected<page::Pieces>(std::string_view blob)> open_file;
  PaperPictures pictures;
  preference::Shelf const& shelf;
  CounterQueue queue;
};

// Every route of the citizen's pages.
std::vector<page::Route> citizen_routes(PageConnections const&);

std::vector<page::Route> filing_page_routes(PageConnections const&);
std::vector<page::Route> tracking_page_routes(PageConnections const&);
std::vector<page::Route> applicant_page_routes(PageConnections const&);

inline constexpr std::chrono::minutes secret_remembered{30};  // after the last page that needed it
inline constexpr std::chrono::hours draft_kept{24 * 30};      // of an account; a browser's ends with its visit
inline constexpr std::chrono::hours receipt_shown{1};         // to the browser that filed

// Under which label something of whoever asks lies: of their account, or of this browser's visit.
std::string label_of(page::Request const&, std::string_view kind, std::string_view what);

// This browser has shown the dossier's secret; remembered for a while, and asked again.
void remember_secret(PageConnections const&, page::Request const&, std::string_view code);
bool secret_shown(PageConnections const&, page::Request const&, std::string_view code);

// Whether whoever asks may see all of a dossier: by the secret shown before, or because the Gate lets them read it.
bool may_see(Dossier const&, PageConnections const&, page::Request const&, States const&);

}  // namespace congvu::dossier
