// What has happened to the catalogue: a version of a procedure came into force, or ended; and what holds for all of
// them was stated: terms, grounds, calendar. Published versions never change; a running case stays on its own.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "agency/procedure/announcement.h"
#include "agency/procedure/facts.h"
#include "agency/procedure/terms.h"

namespace congvu::procedure {

using BpmnText = Text<512 * 1024>;

// A version of a procedure: what it is in law, and what makes it run.
struct ProcedurePublished {
  static constexpr std::string_view name = "procedure.published";
  std::string code;
  int version = 1;
  Date from;
  std::optional<Date> to;  // the last day it is in force
  Facts facts;
  BpmnText bpmn;                                  // empty where `steps` say how it is done and no diagram runs it
  json::object form;                              // JSON Schema of the answers; empty where nothing is filed
  std::map<std::string, TemplateText> templates;  // by DocumentKind::template_name
  std::optional<std::string> announced_by;        // the decision that announced it
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(ProcedurePublished, (),
                      (code, version, from, to, facts, bpmn, form, templates, announced_by, mark))

struct ProcedureEnded {
  static constexpr std::string_view name = "procedure.ended";
  std::string code;
  Date last_day;
  std::string ground;  // the text that abolishes or replaces it
};
BOOST_DESCRIBE_STRUCT(ProcedureEnded, (), (code, last_day, ground))

// Somebody has prepared an announcement decision, or prepared it anew.
struct AnnouncementPrepared {
  static constexpr std::string_view name = "procedure.announcement_prepared";
  std::string id;
  int revision = 1;
  Announcement announcement;
};
BOOST_DESCRIBE_STRUCT(AnnouncementPrepared, (), (id, revision, announcement))

// Whoever was to approve it sent it back.
struct AnnouncementReturned {
  static constexpr std::string_view name = "procedure.announcement_returned";
  std::string id;
  struct Personal {
    Text<2000, 1> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AnnouncementReturned::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(AnnouncementReturned, (), (id, personal))

// Another person than those who prepared it approved it: from its day on the catalogue is as it says.
struct AnnouncementApproved {
  static constexpr std::string_view name = "procedure.announcement_approved";
  std::string id;
  int revision = 1;  // the one that was seen
};
BOOST_DESCRIBE_STRUCT(AnnouncementApproved, (), (id, revision))

// Taken back before its day: the catalogue is as if it had never been.
struct AnnouncementWithdrawn {
  static constexpr std::string_view name = "procedure.announcement_withdrawn";
  std::string id;
  struct Personal {
    Text<2000, 1> reason;
  };
  std::optional<Personal> personal;
};
BOOST_DESCRIBE_STRUCT(AnnouncementWithdrawn::Personal, (), (reason))
BOOST_DESCRIBE_STRUCT(AnnouncementWithdrawn, (), (id, personal))

// A decision that was made outside, as the pack tells it.
struct AnnouncementStated {
  static constexpr std::string_view name = "procedure.announcement_stated";
  std::string id;
  Announcement announcement;
};
BOOST_DESCRIBE_STRUCT(AnnouncementStated, (), (id, announcement))

struct TermsStated {
  static constexpr std::string_view name = "procedure.terms_stated";
  Terms terms;
};
BOOST_DESCRIBE_STRUCT(TermsStated, (), (terms))

struct GroundsStated {
  static constexpr std::string_view name = "procedure.grounds_stated";
  Grounds grounds;
};
BOOST_DESCRIBE_STRUCT(GroundsStated, (), (grounds))

// The calendar as the pack writes it (rules/calendar reads it).
struct CalendarStated {
  static constexpr std::string_view name = "procedure.calendar_stated";
  json::object calendar;
};
BOOST_DESCRIBE_STRUCT(CalendarStated, (), (calendar))

}  // namespace congvu::procedure
