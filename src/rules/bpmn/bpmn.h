// BPMN: a procedure as it is drawn, and how it runs. This folder reads a diagram without losing anything of it, turns
// it into something that runs, takes a case one step at a time, and says what is wrong with a drawing before anybody
// depends on it. It is pure: no clock, no store, and it never learns what a dossier is.
// Table of contents:
//   model/model.h           read(bytes, file) → Model, write(Model): what was drawn, and the whole document
//   compile/compile.h       compile(Model, Surroundings) → Definition, or everything that hinders it
//   compile/definition.h    the process as flat arrays; what each task says of who, when and by which authority
//   step/state.h            where a case stands, and its JSON
//   step/step.h             step(Definition, State, Input) → state, outputs, flows taken
//   rehearse/rehearsal.h    cases of one file together, with a clock that goes when it is told to
//   kit/kit.h               the public conformance kit's cases
//   check/check.h           what is wrong with a drawing, as data for the editor and the command line
//   check/constraints/      the standard's own rules, numbered
//   check/soundness/        whether a case can always end
//   limits.h                what reading and running may cost
#pragma once

#include "rules/bpmn/check/check.h"
#include "rules/bpmn/compile/compile.h"
#include "rules/bpmn/compile/definition.h"
#include "rules/bpmn/model/model.h"
#include "rules/bpmn/step/state.h"
#include "rules/bpmn/step/step.h"
#include "rules/xml/problem.h"
