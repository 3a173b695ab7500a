// The virus scanner: a clamd that runs beside the program and is shown every file that people send before anyone else
// sees it. What it finds is refused; where it does not answer nothing is taken, since nobody would look again later.
// Without one in settings.yaml files are taken as they are, and the program says so.
#pragma once

#include <functional>
#include <string>

#include "base/refusal.h"

namespace congvu::app {

namespace codes {
inline constexpr Code infected{"attachment.infected"};                                 // arguments: found
inline constexpr Code scanner_silent{"attachment.scanner_silent", Kind::unavailable};  // the reason is in the log
}  // namespace codes

// The next piece of a file; the empty one at its end.
using NextPiece = std::function<Expected<std::string>()>;

// Shows a file to the clamd at `where`, a socket's path or host:port, in its INSTREAM form. Any thread; waits for it.
Expected<void> scan(std::string const& where, NextPiece const& next);
// Whether it answers at all.
bool scanner_answers(std::string const& where);

}  // namespace congvu::app
