// What each page and call shows of people: one dossier, a list of many, or nothing, with the reason. From this one
// table every reading in office is put on the log before it is shown (agency/reading); a page that nobody has said
// anything of is logged as a list, and a test fails until it is marked.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "agency/reading/noting_room.h"
#include "page/route.h"

namespace congvu::app {

enum class Shows { dossier, list, nothing };

struct ReadMark {
  page::Method method;
  std::string_view pattern;
  Shows shows;
  std::string_view what;  // of a list its name; of nothing the reason
  std::string_view act;   // of a list: by which right it is read
};

std::span<ReadMark const> read_marks();
ReadMark const* read_mark_of(page::Route const&);

// The same routes; whatever of people a reply in office shows is noted first, or is not shown. A dossier that a
// supervisor may not read is, for them, one that there is not.
std::vector<page::Route> with_readings_noted(std::vector<page::Route>, reading::Noting&);

}  // namespace congvu::app
