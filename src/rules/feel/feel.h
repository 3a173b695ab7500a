// FEEL, the Friendly Enough Expression Language of OMG's DMN: how procedure owners write conditions on arrows, fees,
// deadlines and the cells of decision tables. This folder reads and evaluates it, and knows nothing of what the rules
// are for. docs/formats/feel.md is the language as built.
// Table of contents:
//   number.h, temporal.h, value.h     what an expression can be about, and its JSON
//   types.h, function.h               what kind a value must be of; functions as values, the caller's among them
//   comparing.h, arithmetic.h         what =, <, in and +, -, *, /, ** say of values
//   expression.h                      compile(text, names) → Expression; evaluate(scope) → value and warnings
//   surroundings.h, warning.h         what an evaluation is told, and what it tells beside its value
// How it is done: names.h, scanner.h and parser.h make a program.h, which evaluation.h walks; builtins.h is the table
// of functions, regex.h and zones.h wrap ICU.
#pragma once

#include "rules/feel/comparing.h"
#include "rules/feel/expression.h"
#include "rules/feel/function.h"
#include "rules/feel/number.h"
#include "rules/feel/types.h"
#include "rules/feel/value.h"
