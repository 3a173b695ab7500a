// Founding a record for one's own agency: a real one, without a single invented dossier, person or account. The pack
// says how the agency works; who begins is one administrator, who comes in with a code that is printed once. Whatever
// is wrong with what was asked is told at once, before anything is made; a record that is there is never touched.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/pack.h"
#include "app/settings.h"

namespace congvu::app {

struct Founding {
  std::filesystem::path data;
  std::optional<std::filesystem::path> key;  // where the wrapping key lies; in `data` when absent
  std::string name;                          // of the agency
  std::string administrator;                 // full name
  std::string account = "quantri";
  std::string position;  // code; may be empty where the pack has one position of an administrator
  Settings settings;     // written to DIR/settings.yaml, as far as they say anything
};

struct Founded {
  std::string account, code;
  Instant until;
  std::string log;                   // the log's name
  std::size_t events = 0;            // that the record holds now
  std::size_t people = 0, left = 0;  // of the pack: taken over, and left out because they are invented
};

namespace codes {
inline constexpr Code record_exists{"init.record_exists", Kind::conflict};    // arguments: path
inline constexpr Code no_name{"init.no_name"};                                // arguments: most
inline constexpr Code settings_exist{"init.settings_exist", Kind::conflict};  // arguments: path
inline constexpr Code which_position{"init.which_position"};                  // arguments: positions
inline constexpr Code not_administrators{"init.not_administrators"};          // arguments: code
inline constexpr Code position_taken{"init.position_taken", Kind::conflict};  // arguments: code, name
}  // namespace codes

// Every fault of what was asked; `subject` is the option.
std::vector<Refusal> faults_of(Founding const&, Pack const&);

// With a pack that was read without problems, and a founding without faults.
Expected<Founded> found(Founding const&, PackReading const&, Problems& pack_problems);

}  // namespace congvu::app
