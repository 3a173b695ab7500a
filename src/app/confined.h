// A program of others, run on what a stranger sent, where it can do no harm: it sees none of our files and no network,
// has its memory, its time and its output bounded, and whatever goes wrong in it ends with it. What it is to read is
// handed to it as its input; what it says is all that comes back.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace congvu::app {

namespace codes {
inline constexpr Code confined_missing{"confined.missing", Kind::unavailable};    // arguments: program
inline constexpr Code confined_too_slow{"confined.too_slow", Kind::unavailable};  // arguments: seconds
inline constexpr Code confined_too_much{"confined.too_much", Kind::too_large};    // arguments: limit, in octets
}  // namespace codes

// Octets in memory that a program can be given as its input, written piece by piece.
class Input {
 public:
  Input();
  ~Input();
  Input(Input const&) = delete;
  Input& operator=(Input const&) = delete;
  // False where there is no more room.
  bool write(std::string_view piece);
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

struct Bounds {
  std::size_t memory = 768UL * 1024 * 1024;  // octets of address space
  std::chrono::seconds processor{8};         // time of the processor
  std::chrono::seconds time{12};             // on the clock
  std::size_t output = 24UL * 1024 * 1024;   // octets
  bool errors_too = false;                   // what it says on standard error, mixed with its output
};

struct Ran {
  int status = 0;  // of its end; not zero when it was ended by a signal
  std::string output;
};

// `words`: the program under /usr/bin, and its arguments. Any thread; waits for its end, or ends it.
Expected<Ran> run_confined(std::vector<std::string> const& words, Input const&, Bounds const&);

}  // namespace congvu::app
