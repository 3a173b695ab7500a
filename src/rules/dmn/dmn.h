// DMN: rules that those who answer for them write down and read. This folder reads a model without losing anything of
// it. It is pure: no clock, no store, and it never learns what a fee or a dossier is.
// Table of contents:
//   model/expression.h   how an answer is found, as it was written: tables, contexts, functions, choices, walks
//   model/model.h        read(bytes, file) → Model, write(Model): decisions, what they need, and the whole document
//   codes.h, limits.h    what may be wrong; what reading and using may cost
#pragma once

#include "rules/dmn/model/model.h"
