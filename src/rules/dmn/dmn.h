// DMN: rules that those who answer for them write down and read. This folder reads a model without losing anything of
// it, says what is wrong with it before anybody relies on it, and answers, with the rules that led there. It is pure:
// no clock, no store, and it never learns what a fee or a dossier is. Table of contents:
//   model/model.h      read(bytes, file) → Model, write(Model): what was written, and the whole document
//   types/item_type.h  what a value may be where a model says so
//   compile/compile.h  models → a program, with every problem of names, types and texts
//   table/axis.h       a column as a line of values cut into pieces: which rows hold where
//   decisions.h        a program in use: decide(element, inputs, surroundings) → Answer
//   check/check.h      overlaps, gaps, rules that can never be the answer
//   compare/compare.h  what one version says otherwise than another
//   kit/kit.h          the public compatibility kit's cases
#pragma once

#include "rules/dmn/check/check.h"
#include "rules/dmn/decisions.h"
#include "rules/dmn/model/model.h"
