// What was given and taken back. The index of the event is what an act done under it cites.
#pragma once

#include "agency/authority/supervision.h"

namespace congvu::authority {

struct MatrixRowStated {
  static constexpr std::string_view name = "authority.matrix_row_stated";
  std::string agency;
  Row row;
};
BOOST_DESCRIBE_STRUCT(MatrixRowStated, (), (agency, row))

// A line that no longer stands from a day on: the pack that gave it has dropped it.
struct MatrixRowEnded {
  static constexpr std::string_view name = "authority.matrix_row_ended";
  std::uint64_t stated = 0;  // index of the event that stated it
  Date to{};                 // its last day
};
BOOST_DESCRIBE_STRUCT(MatrixRowEnded, (), (stated, to))

struct DelegationGiven {
  static constexpr std::string_view name = "authority.delegation_given";
  std::string agency;
  Delegation delegation;
};
BOOST_DESCRIBE_STRUCT(DelegationGiven, (), (agency, delegation))

struct DelegationRevoked {
  static constexpr std::string_view name = "authority.delegation_revoked";
  std::string number;
  std::string delegate;
  Date to{};  // its last day
  std::string article;
};
BOOST_DESCRIBE_STRUCT(DelegationRevoked, (), (number, delegate, to, article))

struct SubstitutionNamed {
  static constexpr std::string_view name = "authority.substitution_named";
  std::string agency;
  Substitution substitution;
};
BOOST_DESCRIBE_STRUCT(SubstitutionNamed, (), (agency, substitution))

// The absent one is back early.
struct SubstitutionEnded {
  static constexpr std::string_view name = "authority.substitution_ended";
  std::uint64_t named = 0;  // index of the event that named it
  Date to{};                // its last day
};
BOOST_DESCRIBE_STRUCT(SubstitutionEnded, (), (named, to))

struct SupervisionGiven {
  static constexpr std::string_view name = "authority.supervision_given";
  std::string agency;
  Supervision supervision;
};
BOOST_DESCRIBE_STRUCT(SupervisionGiven, (), (agency, supervision))

struct SupervisionRevoked {
  static constexpr std::string_view name = "authority.supervision_revoked";
  std::string number;
  std::string supervisor;
  Date to{};  // its last day
  std::string article;
};
BOOST_DESCRIBE_STRUCT(SupervisionRevoked, (), (number, supervisor, to, article))

// The stream in which an agency states authority.
struct Statements {
  static constexpr std::string_view stream = "authority";
  std::uint64_t count = 0;
};
Handle stream_of(std::string_view agency);

void apply(Statements&, MatrixRowStated const&, Recorded const&);
void apply(Statements&, MatrixRowEnded const&, Recorded const&);
void apply(Statements&, DelegationGiven const&, Recorded const&);
void apply(Statements&, DelegationRevoked const&, Recorded const&);
void apply(Statements&, SubstitutionNamed const&, Recorded const&);
void apply(Statements&, SubstitutionEnded const&, Recorded const&);
void apply(Statements&, SupervisionGiven const&, Recorded const&);
void apply(Statements&, SupervisionRevoked const&, Recorded const&);
void apply(Supervisions&, SupervisionGiven const&, Recorded const&);
void apply(Supervisions&, SupervisionRevoked const&, Recorded const&);
void apply(Authority&, MatrixRowStated const&, Recorded const&);
void apply(Authority&, MatrixRowEnded const&, Recorded const&);
void apply(Authority&, DelegationGiven const&, Recorded const&);
void apply(Authority&, DelegationRevoked const&, Recorded const&);
void apply(Authority&, SubstitutionNamed const&, Recorded const&);
void apply(Authority&, SubstitutionEnded const&, Recorded const&);

}  // namespace congvu::authority
