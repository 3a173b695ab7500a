// What may be asked of the catalogue. A procedure is published whole: its legal facts, diagram, form and templates are
// read, compiled and checked against one another first, and every problem is told at once. Publishing again what
// already stands changes nothing, so a pack can be loaded as often as one likes.
#pragma once

#include "agency/procedure/events.h"
#include "pipeline/act.h"

namespace congvu::procedure {

struct PublishProcedure {
  static constexpr std::string_view name = "procedure.publish";
  std::string code;
  int version = 1;
  Date from;
  std::optional<Date> to;
  Facts facts;
  BpmnText bpmn;
  json::object form;
  std::map<std::string, TemplateText> templates;
  std::optional<std::string> announced_by;  // the decision that announced it
  std::optional<Mark> mark;
};
BOOST_DESCRIBE_STRUCT(PublishProcedure, (), (code, version, from, to, facts, bpmn, form, templates, announced_by, mark))

struct EndProcedure {
  static constexpr std::string_view name = "procedure.end";
  std::string code;
  Date last_day;
  Text<1000, 1> ground;
};
BOOST_DESCRIBE_STRUCT(EndProcedure, (), (code, last_day, ground))

struct PrepareAnnouncement {
  static constexpr std::string_view name = "procedure.prepare_announcement";
  Announcement announcement;
};
BOOST_DESCRIBE_STRUCT(PrepareAnnouncement, (), (announcement))

struct ReturnAnnouncement {
  static constexpr std::string_view name = "procedure.return_announcement";
  std::string id;
  Text<2000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(ReturnAnnouncement, (), (id, reason))

// `revision` is the one that the approver read.
struct ApproveAnnouncement {
  static constexpr std::string_view name = "procedure.approve_announcement";
  std::string id;
  int revision = 1;
};
BOOST_DESCRIBE_STRUCT(ApproveAnnouncement, (), (id, revision))

struct WithdrawAnnouncement {
  static constexpr std::string_view name = "procedure.withdraw_announcement";
  std::string id;
  Text<2000, 1> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawAnnouncement, (), (id, reason))

// Of a pack: the decision was made outside, so nobody approves it here.
struct StateAnnouncement {
  static constexpr std::string_view name = "procedure.state_announcement";
  Announcement announcement;
};
BOOST_DESCRIBE_STRUCT(StateAnnouncement, (), (announcement))

struct StateTerms {
  static constexpr std::string_view name = "procedure.state_terms";
  Terms terms;
};
BOOST_DESCRIBE_STRUCT(StateTerms, (), (terms))

struct StateGrounds {
  static constexpr std::string_view name = "procedure.state_grounds";
  Grounds grounds;
};
BOOST_DESCRIBE_STRUCT(StateGrounds, (), (grounds))

struct StateCalendar {
  static constexpr std::string_view name = "procedure.state_calendar";
  json::object calendar;
};
BOOST_DESCRIBE_STRUCT(StateCalendar, (), (calendar))

Expected<Question> question(PublishProcedure const&, Context const&, States const&);
Expected<Question> question(EndProcedure const&, Context const&, States const&);
Expected<Question> question(PrepareAnnouncement const&, Context const&, States const&);
Expected<Question> question(ReturnAnnouncement const&, Context const&, States const&);
Expected<Question> question(ApproveAnnouncement const&, Context const&, States const&);
Expected<Question> question(WithdrawAnnouncement const&, Context const&, States const&);
Expected<Question> question(StateAnnouncement const&, Context const&, States const&);
Expected<Question> question(StateTerms const&, Context const&, States const&);
Expected<Question> question(StateGrounds const&, Context const&, States const&);
Expected<Question> question(StateCalendar const&, Context const&, States const&);

Decision decide(PublishProcedure const&, Context const&, States const&);
Decision decide(EndProcedure const&, Context const&, States const&);
Decision decide(PrepareAnnouncement const&, Context const&, States const&);
Decision decide(ReturnAnnouncement const&, Context const&, States const&);
Decision decide(ApproveAnnouncement const&, Context const&, States const&);
Decision decide(WithdrawAnnouncement const&, Context const&, States const&);
Decision decide(StateAnnouncement const&, Context const&, States const&);
Decision decide(StateTerms const&, Context const&, States const&);
Decision decide(StateGrounds const&, Context const&, States const&);
Decision decide(StateCalendar const&, Context const&, States const&);

}  // namespace congvu::procedure
