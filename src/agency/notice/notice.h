// A notice tells somebody outside how a matter stands: it came, it was accepted, something is missing, the result is
// ready. Which state is told to whom and by which way is data of the pack, and where nobody is told the pack says why.
// A notice is owed by the same act that causes it, leaves after that act is durable, and ends as sent or as failed; one
// that could not be delivered is a duty of the one-stop unit, which tells the person otherwise and says how.
//
// Table of contents: matrix.h (what the pack says), this page (state, and what upper rooms call), events.h, commands.h,
// telling.cpp (a notice is owed), ending.cpp (sent, deferred, failed, told otherwise), letter.h (a notice as an
// e-mail), post_room.h (the seam to the mail server), notice_views and queries.h, sending_room.h (the errands of the
// outbox), notice_pages.h, notice_api.h, room.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agency/notice/events.h"
#include "agency/notice/matrix.h"
#include "pipeline/act.h"

namespace congvu::notice {

enum class Phase { none, waiting, sent, failed, told, omitted };
BOOST_DESCRIBE_ENUM(Phase, none, waiting, sent, failed, told, omitted)

struct Notice {
  static constexpr std::string_view stream = "notice";
  Handle handle;
  Phase phase = Phase::none;
  NoticeOwed owed;  // without its personal part once erased
  Instant owed_at;
  int attempts = 0;
  std::optional<Instant> next;  // not tried before
  Handle duty;                  // to tell them otherwise, once it has failed
};
void apply(Notice&, NoticeOwed const&, Recorded const&);
void apply(Notice&, NoticeOmitted const&, Recorded const&);
void apply(Notice&, NoticeSent const&, Recorded const&);
void apply(Notice&, NoticeDeferred const&, Recorded const&);
void apply(Notice&, NoticeFailed const&, Recorded const&);
void apply(Notice&, NoticeToldOtherwise const&, Recorded const&);

// Somebody who might be told; without an address where the matter has none of theirs.
struct Recipient {
  Audience audience = Audience::applicant;
  std::string name;
  std::string address;
};

// What an upper room says when its matter has come into a state.
struct Telling {
  Handle matter;
  std::string code;
  std::string procedure;
  int procedure_version = 0;
  std::string unit;   // the one-stop unit that tells them otherwise when a notice fails
  std::string state;  // of the matrix
  std::vector<Recipient> to;
  json::object view;     // values for `names_of_wordings`
  bool english = false;  // they chose English: its line stands below the Vietnamese text
};

// The notices that the matrix asks for, to be joined to the act's events. None where no matrix is in force. A wording
// that cannot be filled never stops the act: its notice is left out, and says so.
Events tell(Telling const&, Context const&, States const&);

// How an installation sends.
enum class Mail {
  off,     // no server is named: notices wait
  on,      // letters go out
  sample,  // a sample record without a server on loopback: nothing leaves it
};

namespace codes {
inline constexpr Code unknown{"notice.unknown", Kind::not_found};
inline constexpr Code not_failed{"notice.not_failed", Kind::conflict};
inline constexpr Code not_sent{"notice.not_sent", Kind::conflict};
inline constexpr Code unknown_way_of_telling{"notice.unknown_way_of_telling"};  // arguments: given, allowed
}  // namespace codes

}  // namespace congvu::notice
