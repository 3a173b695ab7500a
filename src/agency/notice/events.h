// What may happen to a notice. Public, immutable for ever. Addresses, names and words are in the personal part.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "agency/notice/matrix.h"
#include "base/described.h"

namespace congvu::notice {

// Recorded by the act that causes it; its words are fixed here and are what is sent.
struct NoticeOwed {
  static constexpr std::string_view name = "notice.owed";
  Handle matter;
  std::string code;  // of the matter
  std::string procedure;
  int procedure_version = 0;
  std::string unit;   // who tells them otherwise
  std::string state;  // "accepted"
  Audience to = Audience::applicant;
  Way by = Way::email;
  std::string wording;
  struct Personal {
    Text<254> address;
    Text<200> to_name;
    Text<400> subject;
    Text<32 * 1024> text;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(NoticeOwed::Personal, (), (address, to_name, subject, text))
BOOST_DESCRIBE_STRUCT(NoticeOwed, (),
                      (matter, code, procedure, procedure_version, unit, state, to, by, wording, personal))

// The matrix asks for one and it could not be owed.
struct NoticeOmitted {
  static constexpr std::string_view name = "notice.omitted";
  Handle matter;
  std::string code;
  std::string state;
  Audience to = Audience::applicant;
  Way by = Way::email;
  std::string reason;  // "no_address", "same_address", "wording"
};
BOOST_DESCRIBE_STRUCT(NoticeOmitted, (), (matter, code, state, to, by, reason))

// The mail server has taken it over.
struct NoticeSent {
  static constexpr std::string_view name = "notice.sent";
  Handle matter;
  int attempt = 0;
  int reply = 0;        // the server's code; 0 in a sample record
  bool sample = false;  // a sample record tells nobody
};
BOOST_DESCRIBE_STRUCT(NoticeSent, (), (matter, attempt, reply, sample))

// Not yet: tried again at `next`.
struct NoticeDeferred {
  static constexpr std::string_view name = "notice.deferred";
  Handle matter;
  int attempt = 0;
  int reply = 0;  // 0 where no server answered
  Instant next;
  struct Personal {
    Text<500> said;  // the server's words, which may hold the address
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(NoticeDeferred::Personal, (), (said))
BOOST_DESCRIBE_STRUCT(NoticeDeferred, (), (matter, attempt, reply, next, personal))

// For good: whoever is named must be told otherwise.
struct NoticeFailed {
  static constexpr std::string_view name = "notice.failed";
  Handle matter;
  int attempt = 0;
  int reply = 0;
  std::string reason;  // "refused", "exhausted", "bounced", "bad_address", "erased"
  Handle duty;         // zeros when there is nobody left to tell
  struct Personal {
    Text<500> said;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(NoticeFailed::Personal, (), (said))
BOOST_DESCRIBE_STRUCT(NoticeFailed, (), (matter, attempt, reply, reason, duty, personal))

// By telephone, at the counter: how, and in words what came of it.
struct NoticeToldOtherwise {
  static constexpr std::string_view name = "notice.told_otherwise";
  Handle matter;
  std::string how;
  std::string position;
  struct Personal {
    Text<2000> note;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(NoticeToldOtherwise::Personal, (), (note))
BOOST_DESCRIBE_STRUCT(NoticeToldOtherwise, (), (matter, how, position, personal))

}  // namespace congvu::notice
