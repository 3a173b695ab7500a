// Preparing, approving and taking back a version of a table, and stating the one of a pack.
#include <algorithm>
#include <cctype>

#include "agency/decision/annotating.h"
#include "agency/decision/commands.h"
#include "agency/decision/decision.h"

namespace congvu::decision {

namespace {

constexpr std::string_view prepare_act = "decision_table.prepare";
constexpr std::string_view approve_act = "decision_table.approve";
constexpr std::size_t longest_code = 40;

Expected<Question> asking(std::string_view act) {
  Question question;
  question.act = act;
  return question;
}

bool good_code(std::string_view code) {
  auto const allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.'; };
  return !code.empty() && code.size() <= longest_code && std::ranges::all_of(code, allowed);
}

std::vector<Argument> naming(Version const& version) {
  return {{"code", version.table.code}, {"version", std::to_string(version.version)}};
}

// Two tables that answer the same for one procedure: nobody could say which holds.
std::optional<Refusal> rival_of(WrittenTable const& table, Tables const& tables) {
  for (auto const& [code, versions] : tables.by_code) {
    if (code == table.code || versions.front()->table.use != table.use) continue;
    auto const one = tables.in_force(code, table.from);
    if (!one) continue;
    bool const both_for_all = one->table.procedures.empty() && table.procedures.empty();
    auto const shared = std::ranges::find_if(table.procedures, [&](auto const& procedure) {
      return !one->table.procedures.empty() && one->table.is_for(procedure);
    });
    if (!both_for_all && shared == table.procedures.end()) continue;
    return Refusal{codes::answers_taken, "procedures", {{"code", table.code}, {"other", code}}};
  }
  return std::nullopt;
}

// What is wrong with the model itself; every rule of the table that is asked says by which article it holds.
void check_model(WrittenTable const& table, std::vector<Refusal>& faults) {
  auto const model = read_model(table.model.value, table.decision.value);
  if (!model) {
    auto parts = model.error().parts;
    if (parts.empty()) parts.push_back(model.error());
    std::ranges::move(parts, std::back_inserter(faults));
    return;
  }
  auto problems = dmn::check({(*model)->written}).problems;
  std::erase_if(problems, [](dmn::Problem const& each) { return each.warning; });
  if (!problems.empty()) {
    auto whole = xml::refusal_of(codes::faulty, std::string{model_name}, problems);
    std::ranges::move(whole.parts, std::back_inserter(faults));
  }
  for (auto const& rule : without_article(**model)) {
    faults.emplace_back(codes::no_article, std::string{model_name} + ":" + std::to_string(rule.line),
                        std::vector<Argument>{{"row", std::to_string(rule.row)}});
  }
}

std::vector<Refusal> faults_of(WrittenTable const& table, Tables const& tables) {
  std::vector<Refusal> faults;
  if (!good_code(table.code)) faults.emplace_back(codes::bad_code, "code", std::vector<Argument>{{"code", table.code}});
  if (auto const* earlier = tables.versions(table.code); earlier && earlier->front()->table.use != table.use) {
    faults.emplace_back(
        codes::other_use, "use",
        std::vector<Argument>{{"code", table.code}, {"use", std::string{name_of(earlier->front()->table.use)}}});
  }
  if (table.date > table.from) {
    faults.emplace_back(codes::decided_after, "date",
                        std::vector<Argument>{{"date", iso(table.date)}, {"from", iso(table.from)}});
  }
  if (auto rival = rival_of(table, tables)) faults.push_back(std::move(*rival));
  check_model(table, faults);
  return faults;
}

std::unexpected<Refusal> with_parts(WrittenTable const& table, std::vector<Refusal> faults) {
  Refusal refusal{codes::faulty, {}, {{"code", table.code}}};
  refusal.parts = std::move(faults);
  return std::unexpected(std::move(refusal));
}

// The day is still to come: what has been answered is not answered anew.
void check_day(WrittenTable const& table, Tables const& tables, Date today, std::vector<Refusal>& faults) {
  if (table.from < today) {
    faults.emplace_back(codes::past, "from", std::vector<Argument>{{"day", iso(table.from)}, {"today", iso(today)}});
  }
  auto const latest = tables.in_force(table.code, table.from);
  if (!latest || latest->table.from < table.from) return;
  faults.emplace_back(codes::not_after, "from",
                      std::vector<Argument>{{"day", iso(table.from)}, {"version", std::to_string(latest->version)}});
}

Expected<std::shared_ptr<Version const>> standing(Tables const& tables, std::string const& code, int version) {
  if (!tables.versions(code)) return refuse(codes::unknown_table, "code", {{"code", code}});
  auto found = tables.version(code, version);
  if (found) return found;
  return refuse(codes::unknown_version, "version", {{"code", code}, {"version", std::to_string(version)}});
}

Refusal not_prepared(Version const& version) {
  auto arguments = naming(version);
  arguments.push_back({"state", std::string{name_of(version.progress)}});
  return {codes::not_prepared, "version", std::move(arguments)};
}

bool made_by(Version const& version, Actor const& actor) {
  auto const has = [](std::vector<Handle> const& list, Handle wanted) {
    return std::ranges::find(list, wanted) != list.end();
  };
  return has(version.makers, actor.person) ||
         (!actor.position.empty() && has(version.making_positions, handle_of("position", actor.position)));
}

bool same(WrittenTable const& a, WrittenTable const& b) {
  return canonical(to_json(a)) == canonical(to_json(b));
}

}  // namespace

Expected<Question> question(PrepareTable const&, Context const&, States const&) {
  return asking(prepare_act);
}
Expected<Question> question(ApproveTable const&, Context const&, States const&) {
  return asking(approve_act);
}
Expected<Question> question(WithdrawTable const&, Context const&, States const&) {
  return asking(approve_act);
}
Expected<Question> question(StateTable const&, Context const&, States const&) {
  return asking("procedure.publish");
}

Decision decide(PrepareTable const& command, Context const& context, States const& states) {
  auto const& tables = states.standing<Tables>();
  auto const& table = command.table;
  auto faults = faults_of(table, tables);
  check_day(table, tables, local_date(context.now), faults);
  if (!faults.empty()) return with_parts(table, std::move(faults));
  // One that still waits is written anew; else it is the next
  auto const* earlier = tables.versions(table.code);
  auto const* last = earlier ? earlier->back().get() : nullptr;
  bool const anew = last && last->progress == Progress::prepared;
  if (anew && same(last->table, table)) return Events{};
  TablePrepared prepared{
      .version = last ? last->version + (anew ? 0 : 1) : 1, .revision = anew ? last->revision + 1 : 1, .table = table};
  auto const stream = stream_of_table(table.code);
  return Events{}.add(stream, stream, std::move(prepared));
}

Decision decide(ApproveTable const& command, Context const& context, States const& states) {
  auto const& tables = states.standing<Tables>();
  auto const found = standing(tables, command.code, command.version);
  if (!found) return std::unexpected(found.error());
  auto const& version = **found;
  if (version.progress != Progress::prepared) return std::unexpected(not_prepared(version));
  if (version.revision != command.revision) return refuse(codes::changed, "revision", naming(version));
  if (made_by(version, context.actor)) return refuse(codes::same_person, {}, naming(version));
  auto faults = faults_of(version.table, tables);
  check_day(version.table, tables, local_date(context.now), faults);
  if (!faults.empty()) return with_parts(version.table, std::move(faults));
  auto const stream = stream_of_table(command.code);
  return Events{}.add(stream, stream,
                      TableApproved{command.code, command.version, command.revision, version.model->hash});
}

Decision decide(WithdrawTable const& command, Context const& context, States const& states) {
  auto const found = standing(states.standing<Tables>(), command.code, command.version);
  if (!found) return std::unexpected(found.error());
  auto const& version = **found;
  if (version.progress == Progress::withdrawn) return std::unexpected(not_prepared(version));
  if (version.in_force(local_date(context.now))) {
    auto arguments = naming(version);
    arguments.push_back({"day", iso(version.table.from)});
    return refuse(codes::acts, "version", std::move(arguments));
  }
  auto const stream = stream_of_table(command.code);
  return Events{}.add(stream, stream,
                      TableWithdrawn{command.code, command.version, TableWithdrawn::Personal{command.reason}});
}

// Stating the same again changes nothing, so a pack may be loaded as often as one likes; another table of that day, or
// of one before the latest, is refused.
Decision decide(StateTable const& command, Context const&, States const& states) {
  auto const& tables = states.standing<Tables>();
  auto const& table = command.table;
  auto const* earlier = tables.versions(table.code);
  if (earlier) {
    for (auto const& each : *earlier) {
      if (same(each->table, table)) return Events{};
    }
  }
  auto faults = faults_of(table, tables);
  if (earlier) {
    for (auto const& each : *earlier) {
      if (each->progress == Progress::withdrawn || each->table.from < table.from) continue;
      faults.emplace_back(codes::stated_otherwise, "from", naming(*each));
    }
  }
  if (!faults.empty()) return with_parts(table, std::move(faults));
  auto const stream = stream_of_table(table.code);
  return Events{}.add(stream, stream, TableStated{earlier ? earlier->back()->version + 1 : 1, table});
}

}  // namespace congvu::decision
