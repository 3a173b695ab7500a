// A decision table is a rule that the one who answers for it writes down row by row, each with its article of law: what
// a copy costs, how long the agency has when a dossier comes by post, which paper a representative must bring. A table
// has versions; what is asked of a day is answered by the version in force on that day, and a dossier that has been
// received stays on the one it was received under. Luật 63/2025/QH15 (K?) asks that a fee have its ground; domain.md 0.
//
// Contents: events.h, commands.h · publishing.cpp (decide) · tables.cpp (apply, what is in force) · answering.h (asking
// one) · matter.h (what is known of a dossier when a table is asked) · revising.h (what another version would have
// answered) · table_pages.h (a table drawn with its answer) · decision_pages, decision_api · room.h
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agency/decision/events.h"
#include "pipeline/act.h"
#include "rules/dmn/dmn.h"

namespace congvu::decision {

// prepared, waiting for another person; approved, in force from its day; withdrawn before that day.
enum class Progress { prepared, approved, withdrawn };
BOOST_DESCRIBE_ENUM(Progress, prepared, approved, withdrawn)

// A model read and compiled: what a version answers with.
struct Model {
  std::string hash;  // SHA-256 of its bytes, hexadecimal
  dmn::Model written;
  dmn::Decisions decisions;
  dmn::Element asked;
};

// A version as it stands.
struct Version {
  WrittenTable table;
  int version = 1;
  Progress progress = Progress::prepared;
  int revision = 0;                      // how often it was prepared; 0 where a pack stated it
  std::vector<Handle> makers;            // accounts' persons that prepared it; none of them approves it
  std::vector<Handle> making_positions;  // their positions
  std::string reason;                    // why it was withdrawn; empty once erased
  std::uint64_t index = 0;               // of the event that put it in force
  std::shared_ptr<Model const> model;    // null under an engine that can no longer read it

  bool in_force(Date day) const { return progress == Progress::approved && table.from <= day; }
};

// All versions there ever were. Copies are cheap: what is in it is shared.
struct Tables {
  static constexpr std::string_view standing = "decision.tables";
  std::map<std::string, std::vector<std::shared_ptr<Version const>>, std::less<>> by_code;  // in order of version

  std::vector<std::shared_ptr<Version const>> const* versions(std::string_view code) const;
  std::shared_ptr<Version const> version(std::string_view code, int version) const;
  // The version that answers on this day, or nothing.
  std::shared_ptr<Version const> in_force(std::string_view code, Date) const;
  // What answers this for a procedure on a day: a table that names the procedure, else one for all.
  std::shared_ptr<Version const> asked(Use, std::string_view procedure, Date) const;
};
void apply(Tables&, TablePrepared const&, Recorded const&);
void apply(Tables&, TableApproved const&, Recorded const&);
void apply(Tables&, TableWithdrawn const&, Recorded const&);
void apply(Tables&, TableStated const&, Recorded const&);

// One table's stream: handle_of("decision.table", code).
struct History {
  static constexpr std::string_view stream = "decision.table";
};
void apply(History&, TablePrepared const&, Recorded const&);
void apply(History&, TableApproved const&, Recorded const&);
void apply(History&, TableWithdrawn const&, Recorded const&);
void apply(History&, TableStated const&, Recorded const&);

Handle stream_of_table(std::string_view code);

// How a model is named in refusals: "table.dmn:12".
inline constexpr std::string_view model_name = "table.dmn";

// The bytes read and compiled, or every problem that hinders their use.
Expected<std::shared_ptr<Model const>> read_model(std::string const& bytes, std::string const& decision);
// What is wrong with the bytes, warnings too, in the order of the file. A text that is no model at all is one problem.
std::vector<dmn::Problem> problems_of(std::string const& bytes);

namespace codes {
inline constexpr Code unknown_table{"decision.unknown_table", Kind::not_found};       // arguments: code
inline constexpr Code unknown_version{"decision.unknown_version", Kind::not_found};   // arguments: code, version
inline constexpr Code bad_code{"decision.bad_code"};                                  // arguments: code
inline constexpr Code other_use{"decision.other_use", Kind::conflict};                // arguments: code, use
inline constexpr Code faulty{"decision.faulty"};                                      // the parts say why
inline constexpr Code no_decision{"decision.no_decision"};                            // arguments: decision
inline constexpr Code no_article{"decision.no_article"};                              // arguments: row
inline constexpr Code past{"decision.past"};                                          // arguments: day, today
inline constexpr Code not_after{"decision.not_after"};                                // arguments: day, version
inline constexpr Code decided_after{"decision.decided_after"};                        // arguments: date, from
inline constexpr Code answers_taken{"decision.answers_taken", Kind::conflict};        // arguments: code, other
inline constexpr Code not_prepared{"decision.not_prepared", Kind::conflict};          // arguments: code, version, state
inline constexpr Code changed{"decision.changed", Kind::conflict};                    // arguments: code, version
inline constexpr Code same_person{"decision.same_person", Kind::forbidden};           // arguments: code, version
inline constexpr Code acts{"decision.acts", Kind::conflict};                          // arguments: code, version, day
inline constexpr Code stated_otherwise{"decision.stated_otherwise", Kind::conflict};  // arguments: code, version
}  // namespace codes

}  // namespace congvu::decision
