// A refusal is the answer to what a person, a pack or a peer asked and cannot have: what was wrong, where, and what
// would do. It is a value, never an exception; its words live in the room's words.*.json under the code's key, and
// each face (page, API, command line) renders it in one place. ARCHITECTURE.md section 4.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congvu {

// What sort of no it is; each has one HTTP status (http_status) and one exit status.
enum class Kind {
  invalid,          // 422: the asker can mend it
  malformed,        // 400: not readable at all
  unauthenticated,  // 401: sign in first
  forbidden,        // 403: who may is in the arguments
  not_found,        // 404
  conflict,         // 409: somebody was first, or it is no longer the time
  too_large,        // 413
  too_many,         // 429: `retry_after` is in the arguments, in seconds
  unavailable,      // 503
  full,             // 507: no space to make it durable
};

int http_status(Kind);

// A stable name, "room.reason", constant for ever: the key of its words and the tail of its problem type.
struct Code {
  std::string_view key;
  Kind kind = Kind::invalid;
  friend bool operator==(Code const& a, Code const& b) { return a.key == b.key; }
};

// A named value that the words of a refusal may use.
struct Argument {
  std::string name;
  std::string value;
};

// Where it stands written: "NĐ 61/2018/NĐ-CP", "Điều 17".
struct Citation {
  std::string source;
  std::string article;
};

struct Refusal {
  Code code;
  std::string subject;  // path of what is refused: "applicant.name", "components[2].attachment", "file.bpmn:12"
  std::vector<Argument> arguments;
  std::optional<Citation> citation;
  std::vector<Refusal> parts;  // every single fault, when there are several

  Refusal(Code what, std::string where = {}, std::vector<Argument> values = {})
      : code(what), subject(std::move(where)), arguments(std::move(values)) {}
};

template <class T>
using Expected = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(Code code, std::string subject = {}, std::vector<Argument> arguments = {}) {
  return std::unexpected<Refusal>(Refusal{code, std::move(subject), std::move(arguments)});
}

// One line for logs and the command line, when no words are at hand: "key at subject (name=value, …)".
std::string plain(Refusal const&);

}  // namespace congvu
