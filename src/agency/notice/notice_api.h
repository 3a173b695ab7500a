// Notices as other programs see them: those that did not arrive, and the two acts on one: it came back, the person was
// told otherwise.
#pragma once

#include <vector>

#include "agency/notice/notice.h"
#include "agency/notice/queries.h"
#include "page/route.h"
#include "pipeline/pipeline.h"

namespace congvu::notice {

struct Connections {
  Pipeline& pipeline;
  Gate const& gate;
};

// The act of seeing what did not arrive, and to whom.
inline constexpr std::string_view read_act = "notice.read";

// What the Gate is asked about seeing this notice.
Question question_about(Row const&);

struct NoticeLine {
  Handle id;
  std::string code;
  std::string state, to, by, phase;
  Instant owed;
  int attempts = 0;
  std::optional<Instant> next, ended;
  std::optional<std::string> reason, how;
};
BOOST_DESCRIBE_STRUCT(NoticeLine, (), (id, code, state, to, by, phase, owed, attempts, next, ended, reason, how))
NoticeLine line_of(Row const&);

// /api/v1/notices
std::vector<page::Route> api_routes(Connections const&);

}  // namespace congvu::notice
