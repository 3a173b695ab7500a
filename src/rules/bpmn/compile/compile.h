// From what was drawn to what runs. Everything that does not run yet is refused by its kind, id and name; nothing is
// read and then ignored. All problems are told at once, because whoever draws wants to mend them in one sitting.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/bpmn/model/model.h"

namespace congvu::bpmn {

// The attributes that congvu adds to BPMN: limit, act, candidates, phase, fromUnit, form, document, product and
// outcomes on user tasks, effect and its parameters on service tasks, limit on timer events.
inline constexpr std::string_view congvu_space = "https://congvu.vn/schema/bpmn/1.0";

// An effect that the program can bring about, and the parameters that a service task may give it.
struct EffectKind {
  std::string name;
  std::vector<std::string> parameters = {};
};

// What the place where it will run offers.
struct Surroundings {
  std::vector<EffectKind> effects = {};
  std::string process = {};                             // the process to run, where a file has several executable ones
  bool any_effect = false;                              // whoever asks does whatever a task asks for
  bool messages = true;                                 // messages come and go there
  bool scripts_outside = false;                         // scripts are not FEEL: they are asked for, like effects
  std::map<std::string, std::string> expressions = {};  // of another language, and what each is in FEEL
};

// Refused with bpmn.not_runnable, of which each part is a problem with its line, element, kind and name.
Expected<Definition> compile(Model const&, Surroundings const&);
// Reads and compiles.
Expected<Definition> compile(std::string_view bytes, std::string const& file, Surroundings const&);

// The same for a checker: every problem as data, and the definition when there is none.
struct Compiled {
  std::optional<Definition> definition;
  std::vector<Problem> problems;  // warnings too
};
Compiled compile_and_tell(Model const&, Surroundings const&);

namespace codes {
inline constexpr Code not_runnable{"bpmn.not_runnable"};            // parts
inline constexpr Code no_process{"bpmn.no_process"};                // wanted
inline constexpr Code several_processes{"bpmn.several_processes"};  // ids
inline constexpr Code not_run_yet{"bpmn.not_run_yet"};              // feature: an element or what of it
inline constexpr Code no_start{"bpmn.no_start"};
inline constexpr Code several_starts{"bpmn.several_starts"};
inline constexpr Code wrong_end_of_flow{"bpmn.wrong_end_of_flow"};      // flow; into a start or boundary, out of an end
inline constexpr Code condition_misplaced{"bpmn.condition_misplaced"};  // flow
inline constexpr Code condition_missing{"bpmn.condition_missing"};      // flow
inline constexpr Code condition_language{"bpmn.condition_language"};    // language
inline constexpr Code condition_unreadable{
    "bpmn.condition_unreadable"};                                   // condition, reason, and of feel: line, column …
inline constexpr Code default_elsewhere{"bpmn.default_elsewhere"};  // flow
inline constexpr Code boundary_host{"bpmn.boundary_host"};          // host
inline constexpr Code timer_missing{"bpmn.timer_missing"};
inline constexpr Code timer_unreadable{"bpmn.timer_unreadable"};        // text
inline constexpr Code limit_unreadable{"bpmn.limit_unreadable"};        // text
inline constexpr Code quantity_unreadable{"bpmn.quantity_unreadable"};  // attribute, text
inline constexpr Code expression_missing{"bpmn.expression_missing"};    // feature
inline constexpr Code condition_not_read{"bpmn.condition_not_read"};    // warning: a gateway that looks at none
inline constexpr Code called_unknown{"bpmn.called_unknown"};            // called
inline constexpr Code link_without_target{"bpmn.link_without_target"};  // link
inline constexpr Code handler_missing{"bpmn.handler_missing"};          // of a compensation event
inline constexpr Code not_offered{"bpmn.not_offered"};                  // feature
inline constexpr Code effect_missing{"bpmn.effect_missing"};
inline constexpr Code effect_unknown{"bpmn.effect_unknown"};                      // effect, known
inline constexpr Code parameter_unknown{"bpmn.parameter_unknown"};                // parameter, known
inline constexpr Code attribute_unknown{"bpmn.attribute_unknown"};                // attribute, known
inline constexpr Code extension_not_understood{"bpmn.extension_not_understood"};  // extension
}  // namespace codes

}  // namespace congvu::bpmn
