// What may be asked about authority.
#pragma once

#include "agency/authority/authority.h"

namespace congvu::authority {

// authority.yaml of a pack, whole.
struct Section {
  std::vector<Row> matrix;
  std::vector<Delegation> delegations;
};
BOOST_DESCRIBE_STRUCT(Section, (), (matrix, delegations))

// States what differs from what stands. The matrix is taken as a whole: a line that the section no longer has ends on
// the day before. A delegation ends by its last day or by being revoked, never by silence.
struct LoadAuthority {
  static constexpr std::string_view name = "authority.load";
  std::string agency;
  Section authority;
};
BOOST_DESCRIBE_STRUCT(LoadAuthority, (), (agency, authority))

// From the day after the act on.
struct RevokeDelegation {
  static constexpr std::string_view name = "authority.revoke_delegation";
  std::string agency;
  std::string number;
  std::string delegate;
  std::string article;
};
BOOST_DESCRIBE_STRUCT(RevokeDelegation, (), (agency, number, delegate, article))

struct NameSubstitute {
  static constexpr std::string_view name = "authority.name_substitute";
  std::string agency;
  Substitution substitution;
};
BOOST_DESCRIBE_STRUCT(NameSubstitute, (), (agency, substitution))

Expected<Question> question(LoadAuthority const&, Context const&, States const&);
Expected<Question> question(RevokeDelegation const&, Context const&, States const&);
Expected<Question> question(NameSubstitute const&, Context const&, States const&);
Decision decide(LoadAuthority const&, Context const&, States const&);
Decision decide(RevokeDelegation const&, Context const&, States const&);
Decision decide(NameSubstitute const&, Context const&, States const&);

// Every fault of a section, held against the organisation, each with its path.
std::vector<Refusal> faults_of(Section const&, org::Organisation const&);

}  // namespace congvu::authority
