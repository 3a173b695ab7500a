// What has happened to the agency's decision tables: a version was prepared, approved, taken back, or stated by a pack.
// A version that was approved never changes; what was decided by it stays as it was decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/procedure/procedure.h"

namespace congvu::decision {

using ModelText = Text<512 * 1024, 1>;

// What a table is asked for: what is to be paid, how long the agency has, which papers a dossier needs beside those
// that every one needs, and how a result is counted that is given before, on or after its time.
enum class Use { fee, limit, components, lateness };
BOOST_DESCRIBE_ENUM(Use, fee, limit, components, lateness)

// A version as its owner writes it: the model's bytes as they were written, and by which decision it holds from when.
struct WrittenTable {
  std::string code;
  Text<300, 1> title;
  Use use = Use::fee;
  Text<300, 1> decision;                // name, in the model, of the decision that is asked
  std::vector<std::string> procedures;  // codes; all procedures when empty
  Date from{};
  Text<60, 1> number;  // of the document that decided it, "57/QĐ-SGDĐT"
  Date date{};         // of that document
  std::vector<procedure::LegalBasis> legal_basis;
  std::optional<procedure::Mark> mark;
  ModelText model;  // DMN 1.1 to 1.5

  bool is_for(std::string_view procedure) const;
};
BOOST_DESCRIBE_STRUCT(WrittenTable, (),
                      (code, title, use, decision, procedures, from, number, date, legal_basis, mark, model))

// Somebody has written the next version, or written it anew before it was approved.
struct TablePrepared {
  static constexpr std::string_view name = "decision.table_prepared";
  int version = 1;
  int revision = 1;
  WrittenTable table;
};
BOOST_DESCRIBE_STRUCT(TablePrepared, (), (version, revision, table))

// Another person than those who prepared it approved it: it answers from its day on.
struct TableApproved {
  static constexpr std::string_view name = "decision.table_approved";
  std::string code;
  int version = 1;
  int revision = 1;   // the one that was seen
  std::string model;  // SHA-256 of its bytes
};
BOOST_DESCRIBE_STRUCT(TableApproved, (), (code, version, revision, model))

// Taken back before its day, prepared or approved: it never answers.
struct TableWithdrawn {
  static constexpr std::string_view name = "decision.table_withdrawn";
  std::string code;
  int version = 1;
  struct Personal {
    Text<2000, 1> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(TableWithdrawn::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(TableWithdrawn, (), (code, version, personal))

// A version that was decided outside, as the pack tells it.
struct TableStated {
  static constexpr std::string_view name = "decision.table_stated";
  int version = 1;
  WrittenTable table;
};
BOOST_DESCRIBE_STRUCT(TableStated, (), (version, table))

}  // namespace congvu::decision
