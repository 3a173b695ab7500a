// Who is told of what, by which way, as the pack says it: a table of state by audience by way, each cell with a wording
// or with the reason why nobody is told there. It also says how often sending is tried, by when the one-stop unit tells
// a person whom no notice reached, and in which ways it may do so. No state may be left without a word about it.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agency/procedure/procedure.h"
#include "pipeline/act.h"
#include "rules/calendar/limit.h"

namespace congvu::notice {

enum class Audience { applicant, filer, receiver, unit };
BOOST_DESCRIBE_ENUM(Audience, applicant, filer, receiver, unit)

enum class Way { email, sms };
BOOST_DESCRIBE_ENUM(Way, email, sms)

// Mustache over `names_of_wordings`. `title` names what it tells, without a person in it: the work of a duty. `english`
// is said below the text to whoever filed in English.
struct Wording {
  std::string code;
  Text<200, 1> title;
  Text<200, 1> subject;
  Text<16 * 1024, 1> text;
  std::optional<Text<1000, 1>> english;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (code, title, subject, text, english))

// A rectangle of cells; exactly one of `wording` and `reason`.
struct Cells {
  std::vector<std::string> states;
  std::vector<Audience> to;
  std::vector<Way> by;
  std::optional<std::string> wording;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Cells, (), (states, to, by, wording, reason))

// A notice of one of these states that still waits when one of `by` has come says how the matter stood, and no longer
// how it stands: it is not sent any more.
struct Overtaken {
  std::vector<std::string> states;
  std::vector<std::string> by;
};
BOOST_DESCRIBE_STRUCT(Overtaken, (), (states, by))

// The n-th wait is `first_wait` doubled n-1 times, `longest_wait` at most.
struct SendingTerms {
  int attempts = 8;
  int first_wait = 120;      // seconds
  int longest_wait = 14400;  // seconds
  Limit tell_within;         // the duty of whoever tells the person otherwise
};
BOOST_DESCRIBE_STRUCT(SendingTerms, (), (attempts, first_wait, longest_wait, tell_within))

struct Section {
  SendingTerms sending;
  std::vector<procedure::Term> told;     // how a person may be told otherwise: by telephone, at the counter
  std::vector<procedure::Term> reasons;  // why nobody is told
  std::vector<Wording> wordings;
  std::vector<Cells> matrix;
  std::vector<Overtaken> overtaken;
};
BOOST_DESCRIBE_STRUCT(Section, (), (sending, told, reasons, wordings, matrix, overtaken))

struct Cell {
  Wording const* wording = nullptr;
  procedure::Term const* reason = nullptr;
};

// In force for the whole record; copied whole when it is stated anew.
struct Matrix {
  static constexpr std::string_view standing = "notice.matrix";
  std::shared_ptr<Section const> section;  // null until a pack has stated one

  std::optional<Cell> cell(std::string_view state, Audience, Way) const;
  // Whether a notice of `earlier` says nothing any more once there is one of `later`.
  bool overtaken(std::string_view earlier, std::string_view later) const;
};

struct MatrixStated {
  static constexpr std::string_view name = "notice.matrix_stated";
  Section section;
};
BOOST_DESCRIBE_STRUCT(MatrixStated, (), (section))

// The stream in which it is stated.
struct MatrixStatements {
  static constexpr std::string_view stream = "notice.matrix";
};
void apply(Matrix&, MatrixStated const&, Recorded const&);
inline void apply(MatrixStatements&, MatrixStated const&, Recorded const&) {}

struct StateMatrix {
  static constexpr std::string_view name = "notice.state_matrix";
  Section section;
};
BOOST_DESCRIBE_STRUCT(StateMatrix, (), (section))
Expected<Question> question(StateMatrix const&, Context const&, States const&);
Decision decide(StateMatrix const&, Context const&, States const&);

// What a wording may name: docs/formats/pack.md says what each is.
inline constexpr std::array<std::string_view, 15> names_of_wordings{
    "name",      "applicant", "code",   "procedure", "agency", "unit", "filed",      "due",
    "first_due", "slip",      "ground", "reason",    "items",  "how",  "appointment"};

// Everything wrong with a section in itself, each with its path.
std::vector<Refusal> faults(Section const&);
// The cells of these states that say neither a wording nor a reason, and states that are none of these.
std::vector<Refusal> gaps(Section const&, std::vector<std::string> const& states);

namespace codes {
inline constexpr Code matrix_faults{"notice.matrix_faults"};      // the parts say which
inline constexpr Code unknown_wording{"notice.unknown_wording"};  // arguments: code
inline constexpr Code unknown_reason{"notice.unknown_reason"};    // arguments: code
inline constexpr Code wording_or_reason{"notice.wording_or_reason"};
inline constexpr Code cell_twice{"notice.cell_twice"};        // arguments: state, to, by
inline constexpr Code cell_missing{"notice.cell_missing"};    // arguments: state, to, by
inline constexpr Code unknown_state{"notice.unknown_state"};  // arguments: state, allowed
inline constexpr Code code_twice{"notice.code_twice"};        // arguments: code
inline constexpr Code unknown_name{"notice.unknown_name"};    // arguments: name, allowed
inline constexpr Code subject_lines{"notice.subject_lines"};  // a subject is one line
inline constexpr Code bad_number{"notice.bad_number"};        // arguments: least, most
inline constexpr Code nothing_told{"notice.nothing_told"};    // no way to tell a person otherwise
}  // namespace codes

}  // namespace congvu::notice
