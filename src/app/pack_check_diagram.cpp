#include "app/pack_check_diagram.h"

#include <algorithm>
#include <map>

#include "agency/procedure/compiling.h"
#include "app/pack_check.h"
#include "rules/bpmn/check/check.h"
#include "rules/calendar/calendars.h"

namespace congvu::app {

namespace {

using bpmn::Definition;
using bpmn::Index;
using bpmn::NodeKind;

constexpr std::int64_t minutes_of_day = 8 * 60;  // a limit's working day, domain.md 1.5
constexpr int most_moves = 100'000;              // of the search for the longest path; a real diagram takes hundreds

std::int64_t minutes_of(bpmn::StepLimit const& limit) {
  switch (limit.unit) {
    case bpmn::StepLimit::Unit::working_minutes:
      return limit.amount;
    case bpmn::StepLimit::Unit::working_hours:
      return limit.amount * 60;
    default:
      return limit.amount * minutes_of_day;
  }
}

// The working time that a boundary timer allows the step it is attached to. A day of a duration is a working day here.
std::optional<std::int64_t> minutes_of(bpmn::Timer const& timer) {
  if (auto const* limit = std::get_if<bpmn::StepLimit>(&timer)) return minutes_of(*limit);
  auto const* duration = std::get_if<bpmn::Duration>(&timer);
  if (!duration || duration->months != 0) return std::nullopt;
  auto const hours = duration->exact.count() / 3600;
  return hours / 24 * minutes_of_day + (duration->exact.count() - hours / 24 * 24 * 3600) / 60;
}

class DiagramCheck {
 public:
  DiagramCheck(PackReading const& reading, procedure::PublishProcedure const& procedure,
               org::Organisation const& organisation, Definition const& definition)
      : pack_(reading.pack), procedure_(procedure), organisation_(organisation), definition_(definition) {
    auto const key = procedure.code + "/" + std::to_string(procedure.version);
    auto const found = reading.files.of_diagram.find(key);
    if (found != reading.files.of_diagram.end()) file_ = found->second;
    note_lines();
  }

  Problems run() {
    for (Index node = 0; node < definition_.nodes.size(); ++node) {
      if (definition_.nodes[node].kind == NodeKind::user_task) check_step(node, definition_.user_task(node));
      if (definition_.nodes[node].kind == NodeKind::service_task) check_effect(node, definition_.service_task(node));
    }
    check_structure();
    check_time();
    return std::move(problems_);
  }

 private:
  void note_lines() {
    auto const model = bpmn::read(procedure_.bpmn.value, std::string{procedure::diagram_name});
    if (!model) return;
    for (auto const& process : model->processes) {
      for (auto const& node : process.nodes) lines_[node.id] = node.line;
    }
  }

  void fault(Index node, Code code, std::vector<Argument> arguments) {
    auto const& id = definition_.id(node);
    auto const line = lines_.contains(id) ? lines_.at(id) : 1;
    problems_.push_back({file_, line, {code, id, std::move(arguments)}});
  }
  void unknown(Index node, std::string const& code, std::string list) {
    fault(node, codes::pack_unknown, {{"code", code}, {"list", std::move(list)}});
  }
  template <class T>
  void must_know(Index node, std::string const& code, std::vector<T> const& list, std::string_view name) {
    if (code.empty() || std::ranges::find(list, code, &T::code) != list.end()) return;
    unknown(node, code, std::string{name});
  }

  void check_step(Index node, bpmn::UserTask const& step) {
    std::string candidates;
    for (auto const& each : step.candidates) candidates += (candidates.empty() ? "" : ",") + each;
    for (auto const& agency : performing()) {
      auto const named = procedure::with_units(candidates, procedure_.facts.performer(agency));
      if (!organisation_.resolve(named, procedure_.from).empty()) continue;
      fault(node, codes::pack_nobody, {{"candidates", named}, {"day", vietnamese(procedure_.from)}});
    }
    auto const& matrix = pack_.authority.matrix;
    if (std::ranges::find(matrix, step.act, &authority::Row::act) == matrix.end()) {
      unknown(node, step.act, "authority.yaml matrix");
    }
    must_know(node, step.phase, pack_.terms.phases, "pack.yaml phases");
    for (auto const& outcome : step.outcomes) must_know(node, outcome, pack_.terms.outcomes, "pack.yaml outcomes");
    if (step.document.empty() && step.product.empty()) fault(node, codes::pack_no_product, {});
    must_know(node, step.document, procedure_.facts.documents, "procedure.yaml documents");
  }

  std::vector<std::string> performing() const {
    std::vector<std::string> agencies;
    for (auto const& performer : procedure_.facts.performers) agencies.push_back(performer.agency);
    if (agencies.empty()) agencies.push_back(procedure_.facts.agency.code);
    return agencies;
  }

  void check_effect(Index node, bpmn::ServiceTask const& task) {
    must_know(node, task.parameter("document"), procedure_.facts.documents, "procedure.yaml documents");
    must_know(node, task.parameter("register"), pack_.registers, "registers.yaml");
    must_know(node, task.parameter("notice"), pack_.terms.notices, "pack.yaml notices");
  }

  // A step without a way to it, or on from it.
  void check_structure() {
    for (auto const& problem : bpmn::structure_problems(definition_)) {
      if (problem.warning) continue;
      auto arguments = problem.arguments;
      arguments.push_back({"name", problem.name});
      auto const line = lines_.contains(problem.element) ? lines_.at(problem.element) : 1;
      problems_.push_back({file_, line, {problem.code, problem.element, std::move(arguments)}});
    }
  }

  std::int64_t own_minutes(Index node) const {
    if (definition_.nodes[node].kind != NodeKind::user_task) return 0;
    auto const& limit = definition_.user_task(node).limit;
    return limit ? minutes_of(*limit) : 0;
  }

  // The longest way from here to an end that passes nothing twice. Of parallel branches the longest counts, which is
  // what taking one way at a time gives.
  std::int64_t longest_from(Index node, std::vector<bool>& passed) {
    if (passed[node] || ++moves_ > most_moves) return 0;
    passed[node] = true;
    auto const own = own_minutes(node);
    std::int64_t longest = own;
    for (auto const& flow : definition_.outgoing(node)) {
      longest = std::max(longest, own + longest_from(flow.target, passed));
    }
    for (auto const boundary : definition_.boundaries_of(node)) {
      auto const allowed = minutes_of(definition_.timer(boundary));
      longest = std::max(longest, allowed.value_or(own) + longest_from(boundary, passed));
    }
    passed[node] = false;
    return longest;
  }

  // The working minutes that the law gives; absent where days of the calendar are counted, which vary.
  std::optional<std::int64_t> legal_minutes() const {
    auto const limit = procedure_.facts.limit.limit();
    switch (limit.unit) {
      case LimitUnit::working_days:
        return limit.amount * minutes_of_day;
      case LimitUnit::working_hours:
        return limit.amount * 60;
      case LimitUnit::in_day:
        return minutes_before_closing();
      default:
        return std::nullopt;
    }
  }

  // What is left of a day for who comes just before the cut-off.
  std::optional<std::int64_t> minutes_before_closing() const {
    auto const calendars = read_calendars(pack_.calendar);
    if (!calendars) return std::nullopt;
    auto const& calendar = calendars->of(procedure_.facts.handling_unit);
    auto const day = calendar.next_working_day(procedure_.from);
    auto const cut_off = calendar.cut_off(day);
    if (!cut_off) return std::nullopt;
    return calendar.working_time(at(day, *cut_off), calendar.closing(day)).count() / 60;
  }

  void check_time() {
    auto const legal = legal_minutes();
    if (!legal) return;
    std::vector<bool> passed(definition_.nodes.size());
    auto const longest = longest_from(definition_.start, passed);
    if (longest <= *legal) return;
    fault(definition_.start, codes::pack_steps_too_long,
          {{"minutes", std::to_string(longest)}, {"limit", std::to_string(*legal)}});
  }

  Pack const& pack_;
  procedure::PublishProcedure const& procedure_;
  org::Organisation const& organisation_;
  Definition const& definition_;
  std::string file_;
  std::map<std::string, std::uint32_t> lines_;
  Problems problems_;
  int moves_ = 0;
};

}  // namespace

Problems problems_of_diagram(PackReading const& reading, procedure::PublishProcedure const& procedure,
                             org::Organisation const& organisation) {
  auto const definition = procedure::compile_diagram(procedure.bpmn);
  if (!definition) return {};
  return DiagramCheck{reading, procedure, organisation, *definition}.run();
}

}  // namespace congvu::app
