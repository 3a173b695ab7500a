// What may be asked about authority.
#pragma once

#include "agency/authority/supervision.h"

namespace congvu::authority {

// authority.yaml of a pack, whole.
struct Section {
  std::vector<Row> matrix;
  std::vector<Delegation> delegations;
  std::vector<Supervision> supervisions;
};
BOOST_DESCRIBE_STRUCT(Section, (), (matrix, delegations, supervisions))

// States what differs from what stands. The matrix is taken as a whole: a line that the section no longer has ends on
// the day before. A delegation or a supervision ends by its last day or by being revoked, never by silence.
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

// From the day after the act on.
struct RevokeSupervision {
  static constexpr std::string_view name = "authority.revoke_supervision";
  std::string agency;
  std::string number;
  std::string supervisor;
  std::string article;
};
BOOST_DESCRIBE_STRUCT(RevokeSupervision, (), (agency, number, supervisor, article))

// While one is away, another does their work in their stead; set by whoever answers for them or by the office, because
// who is away does not set it (domain.md 5; the manner of signing is NĐ 30/2020 art. 13).
struct NameSubstitute {
  static constexpr std::string_view name = "authority.name_substitute";
  std::string agency;
  Substitution substitution;
};
BOOST_DESCRIBE_STRUCT(NameSubstitute, (), (agency, substitution))

// The absent one is back: it ends with this day, or never begins. Ending it again changes nothing.
struct EndSubstitution {
  static constexpr std::string_view name = "authority.end_substitution";
  std::uint64_t named = 0;  // index of the event that named it
};
BOOST_DESCRIBE_STRUCT(EndSubstitution, (), (named))

Expected<Question> question(LoadAuthority const&, Context const&, States const&);
Expected<Question> question(RevokeDelegation const&, Context const&, States const&);
Expected<Question> question(RevokeSupervision const&, Context const&, States const&);
Expected<Question> question(NameSubstitute const&, Context const&, States const&);
Expected<Question> question(EndSubstitution const&, Context const&, States const&);
Decision decide(LoadAuthority const&, Context const&, States const&);
Decision decide(RevokeDelegation const&, Context const&, States const&);
Decision decide(RevokeSupervision const&, Context const&, States const&);
Decision decide(NameSubstitute const&, Context const&, States const&);
Decision decide(EndSubstitution const&, Context const&, States const&);

// Every fault of a section, held against the organisation, each with its path.
std::vector<Refusal> faults_of(Section const&, org::Organisation const&);

}  // namespace congvu::authority
