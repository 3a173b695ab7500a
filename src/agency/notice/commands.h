// What may be asked about notices.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "agency/notice/events.h"
#include "pipeline/act.h"

namespace congvu::notice {

enum class Outcome {
  accepted,     // the server has it
  sample,       // a sample record: nothing left the house
  deferred,     // no server, or it said "later"
  refused,      // it said "never"
  bad_address,  // not an address that a letter can be sent to
  erased,       // its words are gone
  overtaken,    // it was not tried: what came later has made it untrue
};
BOOST_DESCRIBE_ENUM(Outcome, accepted, sample, deferred, refused, bad_address, erased, overtaken)

struct Tried {
  Handle notice;
  int attempt = 1;
  Outcome outcome = Outcome::accepted;
  int reply = 0;
  Text<500> said;
};
BOOST_DESCRIBE_STRUCT(Tried, (), (notice, attempt, outcome, reply, said))

// What became of sending; the program's own. A notice that has ended meanwhile stays as it ended.
struct RecordSending {
  static constexpr std::string_view name = "notice.record_sending";
  std::vector<Tried> tried;
};
BOOST_DESCRIBE_STRUCT(RecordSending, (), (tried))

// A letter came back.
struct RecordBounce {
  static constexpr std::string_view name = "notice.bounce";
  Handle notice;
  std::optional<Text<500>> said;  // what the returned letter says
};
BOOST_DESCRIBE_STRUCT(RecordBounce, (), (notice, said))

// The person was told in another way, or could not be reached at all.
struct TellOtherwise {
  static constexpr std::string_view name = "notice.tell";
  Handle notice;
  std::string how;  // of the matrix's `told`
  Text<2000, 1> note;
};
BOOST_DESCRIBE_STRUCT(TellOtherwise, (), (notice, how, note))

Expected<Question> question(RecordSending const&, Context const&, States const&);
Expected<Question> question(RecordBounce const&, Context const&, States const&);
Expected<Question> question(TellOtherwise const&, Context const&, States const&);
Decision decide(RecordSending const&, Context const&, States const&);
Decision decide(RecordBounce const&, Context const&, States const&);
Decision decide(TellOtherwise const&, Context const&, States const&);

}  // namespace congvu::notice
