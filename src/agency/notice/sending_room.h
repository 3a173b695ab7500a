// The errands of the outbox that concern notices: what is due is written as a letter, handed to the post room, and what
// became of it is recorded. Without a mail server notices wait; in a sample record, whose people are invented, nothing
// leaves the machine: a letter goes to a server on loopback, or is marked as a sample's.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "agency/notice/notice.h"
#include "agency/notice/post_room.h"
#include "page/words.h"
#include "pipeline/outbox.h"

namespace congvu::notice {

struct SendingPlan {
  Mail mail = Mail::off;
  std::shared_ptr<PostRoom> post_room;  // when on
  std::string from;                     // plain address
  std::string from_name;
  std::string address;  // under which people reach this program, without a slash at the end; may be empty
  bool sample = false;  // every letter of a sample record says that it is one
};

ErrandSource errands(SendingPlan, std::shared_ptr<page::Words const>);

}  // namespace congvu::notice
