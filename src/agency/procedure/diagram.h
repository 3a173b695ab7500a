// A procedure's diagram as its owner drew it, as a picture that needs no script: boxes, gateways, events, lanes and
// arrows at the places that the file's diagram interchange gives, the words wrapped to fit. On a case's page each step
// is marked as done, in hand or ahead, by its look and by a word that is read aloud, never by colour alone.
// Pure. BPMN 2.0.2, chapter 12 (diagram interchange).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "rules/bpmn/model/model.h"

namespace congvu::procedure {

enum class StepMark { done, current, ahead };

// Marks by the id of an element; what has none is drawn plainly. `words` says each mark: "đã xong".
struct DiagramMarks {
  std::map<std::string, StepMark, std::less<>> of;
  std::map<StepMark, std::string> words;
};

// `title` is what the whole is called. Empty when the file draws nothing.
std::string bpmn_svg(bpmn::Model const&, DiagramMarks const&, std::string_view title);

}  // namespace congvu::procedure
