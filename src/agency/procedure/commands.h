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
Expected<Question> question(StateTerms const&, Context const&, States const&);
Expected<Question> question(StateGrounds const&, Context const&, States const&);
Expected<Question> question(StateCalendar const&, Context const&, States const&);

Decision decide(PublishProcedure const&, Context const&, States const&);
Decision decide(EndProcedure const&, Context const&, States const&);
Decision decide(StateTerms const&, Context const&, States const&);
Decision decide(StateGrounds const&, Context const&, States const&);
Decision decide(StateCalendar const&, Context const&, States const&);

}  // namespace congvu::procedure
