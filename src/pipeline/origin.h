// The first event of every record says what it is: a real one, or a sample laid in simulated time from a seed. A sample
// can never become a real record, and every page and document made from it says that it is one.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "pipeline/act.h"

namespace congvu::origin {

struct RecordBegun {
  static constexpr std::string_view name = "record.begun";
  bool sample = false;
  std::optional<std::string> seed;  // of a sample: everything random in it follows from this
  std::string pack;
  std::optional<std::string> agency;  // its own name, of a record that was set up for one; else the pack's stands
  std::optional<std::string> log;     // the log's name to the world, "dichvucong.example/log"; never changes
};
BOOST_DESCRIBE_STRUCT(RecordBegun, (), (sample, seed, pack, agency, log))

struct BeginRecord {
  static constexpr std::string_view name = "record.begin";
  bool sample = false;
  std::optional<std::string> seed;
  std::string pack;
  std::optional<std::string> agency, log;
};
BOOST_DESCRIBE_STRUCT(BeginRecord, (), (sample, seed, pack, agency, log))

// What the record is, for whoever shows or prints something of it.
struct Origin {
  static constexpr std::string_view stream = "record";
  static constexpr std::string_view standing = "record.origin";
  bool begun = false;
  bool sample = false;
  std::string seed;
  std::string pack;
  std::string agency;  // empty: the pack's name for it
  std::string log;     // empty: the one of samples
};
void apply(Origin&, RecordBegun const&, Recorded const&);
Handle stream_of_record();

namespace codes {
inline constexpr Code already_begun{"record.already_begun", Kind::conflict};
}  // namespace codes

Expected<Question> question(BeginRecord const&, Context const&, States const&);
Decision decide(BeginRecord const&, Context const&, States const&);

}  // namespace congvu::origin

namespace congvu {
class Registry;
}

namespace congvu::origin {

void register_origin(Registry&);

}  // namespace congvu::origin
