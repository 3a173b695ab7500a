// FEEL, the Friendly Enough Expression Language of OMG's DMN: how procedure owners write the condition on an arrow and,
// later, decision tables. This folder reads and evaluates it, and knows nothing of what the conditions are for.
// Table of contents:
//   number.h      decimal numbers of 34 digits
//   value.h       what an expression can be about, and its JSON
//   expression.h  compile(text) → Expression; evaluate(scope) → value and warnings
//   scanner.h, parser.h, membership.cpp, evaluate.cpp, functions.h   how it is done
#pragma once

#include "rules/feel/expression.h"
#include "rules/feel/number.h"
#include "rules/feel/value.h"
