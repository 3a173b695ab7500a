#include <algorithm>
#include <set>

#include "agency/procedure/commands.h"
#include "agency/procedure/compiling.h"
#include "agency/procedure/procedure.h"
#include "rules/calendar/calendars.h"
#include "rules/calendar/limit.h"

namespace congvu::procedure {

namespace {

Expected<Question> publishing(std::string procedure) {
  Question question;
  question.act = "procedure.publish";
  question.procedure = std::move(procedure);
  return question;
}

bool digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The national catalogue's form, "1.005074"; other kinds must not look like one. NĐ 63/2010; domain.md 2.
bool national_code(std::string_view code) {
  return code.size() == 8 && code[0] >= '1' && code[0] <= '3' && code[1] == '.' && digits(code.substr(2));
}

bool local_code(std::string_view code) {
  auto const allowed = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.'; };
  return !code.empty() && code.size() <= 40 && !national_code(code) && std::ranges::all_of(code, allowed);
}

ProcedurePublished event_of(PublishProcedure const& command) {
  return {command.code, command.version, command.from,      command.to,           command.facts,
          command.bpmn, command.form,    command.templates, command.announced_by, command.mark};
}

// Ended by a later version or not, what was published says what it said.
bool same(ProcedurePublished const& a, ProcedurePublished const& b) {
  return canonical(to_json(a)) == canonical(to_json(b));
}

void check_dates(PublishProcedure const& command, Catalogue const& catalogue, std::vector<Refusal>& faults) {
  if (command.to && *command.to < command.from) {
    faults.emplace_back(codes::dates_reversed, "to",
                        std::vector<Argument>{{"from", iso(command.from)}, {"to", iso(*command.to)}});
  }
  auto const* versions = catalogue.versions(command.code);
  if (!versions) return;
  // The code of a procedure that is over is given to nothing else.
  if (auto const* ending = catalogue.ending(command.code); ending && ending->last_day < command.from) {
    faults.emplace_back(codes::code_reused, "code", std::vector<Argument>{{"code", command.code}});
  }
  for (auto const& earlier : *versions) {
    // A later version may cut the one before short, never begin before it.
    if ((!earlier->withdrawn && earlier->from >= command.from) || earlier->from >= command.from ||
        earlier->version >= command.version) {
      faults.emplace_back(codes::dates_overlap, "from",
                          std::vector<Argument>{{"code", command.code}, {"version", std::to_string(earlier->version)}});
    }
  }
}

void check_facts(PublishProcedure const& command, std::vector<Refusal>& faults) {
  bool const administrative = command.facts.kind == ProcedureKind::administrative;
  if (administrative ? !national_code(command.code) : !local_code(command.code)) {
    faults.emplace_back(
        codes::bad_code, "code",
        std::vector<Argument>{{"code", command.code}, {"kind", std::string{name_of(command.facts.kind)}}});
  }
  std::set<std::string_view> seen;
  for (auto const& component : command.facts.components) {
    if (!seen.insert(component.code).second) {
      faults.emplace_back(codes::component_twice, "facts.components", std::vector<Argument>{{"code", component.code}});
    }
  }
  for (auto const& document : command.facts.documents) {
    if (!command.templates.contains(document.template_name)) {
      faults.emplace_back(codes::no_template, "facts.documents",
                          std::vector<Argument>{{"document", document.code}, {"template", document.template_name}});
    }
  }
}

// Steps as data: each is somebody's, and what is linked has a step of another agency.
void check_steps(Facts const& facts, std::string const& code, std::vector<Refusal>& faults) {
  if (facts.steps.empty()) faults.emplace_back(codes::no_steps, "facts.steps", std::vector<Argument>{{"code", code}});
  bool partner = false;
  for (std::size_t i = 0; i < facts.steps.size(); ++i) {
    auto const& step = facts.steps[i];
    auto const path = described::element_path("facts.steps", i);
    partner = partner || step.partner;
    if (step.name.empty() || (!step.unit && !step.position && !step.partner)) {
      faults.emplace_back(codes::step_of_nobody, path, std::vector<Argument>{{"step", step.name}});
    }
    if (!step.time) continue;
    if (auto fault = fault_of(*step.time, path + ".time")) faults.push_back(std::move(*fault));
  }
  if (facts.kind == ProcedureKind::linked && !partner) {
    faults.emplace_back(codes::no_partner, "facts.steps", std::vector<Argument>{{"code", code}});
  }
}

void check_diagram(PublishProcedure const& command, std::vector<Refusal>& faults) {
  // What nobody files may be told as a list of steps, until a diagram runs it.
  if (command.facts.kind != ProcedureKind::administrative && command.bpmn.value.empty()) {
    return check_steps(command.facts, command.code, faults);
  }
  auto definition = compile_diagram(command.bpmn);
  auto found = definition ? faults_of_conditions(*definition, command.form) : std::move(definition.error().parts);
  if (!definition && found.empty()) found.push_back(std::move(definition.error()));
  std::ranges::move(found, std::back_inserter(faults));
}

}  // namespace

Expected<Question> question(PublishProcedure const& command, Context const&, States const&) {
  return publishing(command.code);
}
Expected<Question> question(EndProcedure const& command, Context const&, States const&) {
  return publishing(command.code);
}
Expected<Question> question(StateTerms const&, Context const&, States const&) {
  return publishing({});
}
Expected<Question> question(StateGrounds const&, Context const&, States const&) {
  return publishing({});
}
Expected<Question> question(StateCalendar const&, Context const&, States const&) {
  return publishing({});
}

Decision decide(PublishProcedure const& command, Context const&, States const& states) {
  auto const& catalogue = states.standing<Catalogue>();
  auto event = event_of(command);
  if (auto const* standing = catalogue.version(command.code, command.version)) {
    if (same(*standing->published, event)) return Events{};
    return refuse(codes::version_taken, "version",
                  {{"code", command.code}, {"version", std::to_string(command.version)}});
  }
  std::vector<Refusal> faults;
  check_facts(command, faults);
  check_dates(command, catalogue, faults);
  check_diagram(command, faults);
  if (!faults.empty()) {
    Refusal refusal{codes::unpublishable, command.code, {{"code", command.code}}};
    refusal.parts = std::move(faults);
    return std::unexpected<Refusal>(std::move(refusal));
  }
  auto const stream = stream_of(command.code);
  return Events{}.add(stream, stream, std::move(event));
}

Decision decide(EndProcedure const& command, Context const&, States const& states) {
  auto const& catalogue = states.standing<Catalogue>();
  if (!catalogue.versions(command.code)) {
    return refuse(codes::unknown_procedure, "code", {{"code", command.code}});
  }
  auto const* version = catalogue.in_force(command.code, command.last_day);
  if (!version) {
    return refuse(codes::not_in_force, "last_day", {{"code", command.code}, {"day", iso(command.last_day)}});
  }
  if (version->to == command.last_day) return Events{};
  auto const stream = stream_of(command.code);
  return Events{}.add(stream, stream, ProcedureEnded{command.code, command.last_day, command.ground});
}

Decision decide(StateTerms const& command, Context const&, States const& states) {
  auto const& standing = states.standing<CommonTerms>();
  if (canonical(to_json(*standing.terms)) == canonical(to_json(command.terms))) return Events{};
  return Events{}.add(common_stream(), common_stream(), TermsStated{command.terms});
}

Decision decide(StateGrounds const& command, Context const&, States const& states) {
  auto const& standing = states.standing<CommonTerms>();
  if (canonical(to_json(*standing.grounds)) == canonical(to_json(command.grounds))) return Events{};
  return Events{}.add(common_stream(), common_stream(), GroundsStated{command.grounds});
}

Decision decide(StateCalendar const& command, Context const&, States const& states) {
  auto const& standing = states.standing<WorkingTime>();
  if (standing.stated && canonical(*standing.stated) == canonical(command.calendar)) return Events{};
  if (auto const read = read_calendars(command.calendar); !read) return std::unexpected<Refusal>(read.error());
  return Events{}.add(common_stream(), common_stream(), CalendarStated{command.calendar});
}

}  // namespace congvu::procedure
