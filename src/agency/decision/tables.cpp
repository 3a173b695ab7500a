#include <algorithm>

#include "agency/decision/decision.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "rules/dmn/codes.h"

namespace congvu::decision {

namespace {

void put(Tables& tables, Version version) {
  auto& all = tables.by_code[version.table.code];
  auto const there = std::ranges::find(all, version.version, [](auto const& each) { return each->version; });
  auto const place = there == all.end() ? all.emplace(there) : there;
  *place = std::make_shared<Version const>(std::move(version));
}

// Deciding has read it before: this gives the same. Under a later engine that refuses it, it stays to be looked at.
std::shared_ptr<Model const> compiled(WrittenTable const& table) {
  auto model = read_model(table.model.value, table.decision.value);
  return model ? *model : nullptr;
}

}  // namespace

bool WrittenTable::is_for(std::string_view procedure) const {
  return procedures.empty() || std::ranges::find(procedures, procedure) != procedures.end();
}

std::vector<std::shared_ptr<Version const>> const* Tables::versions(std::string_view code) const {
  auto const found = by_code.find(code);
  return found == by_code.end() ? nullptr : &found->second;
}

std::shared_ptr<Version const> Tables::version(std::string_view code, int number) const {
  auto const* all = versions(code);
  if (!all) return nullptr;
  auto const one = std::ranges::find(*all, number, [](auto const& each) { return each->version; });
  return one == all->end() ? nullptr : *one;
}

std::shared_ptr<Version const> Tables::in_force(std::string_view code, Date day) const {
  std::shared_ptr<Version const> latest;
  auto const* all = versions(code);
  if (!all) return latest;
  for (auto const& each : *all) {
    if (each->in_force(day) && (!latest || latest->table.from <= each->table.from)) latest = each;
  }
  return latest;
}

std::shared_ptr<Version const> Tables::asked(Use use, std::string_view procedure, Date day) const {
  std::shared_ptr<Version const> general;
  for (auto const& [code, all] : by_code) {
    if (all.front()->table.use != use) continue;
    auto const one = in_force(code, day);
    if (!one || !one->table.is_for(procedure)) continue;
    if (!one->table.procedures.empty()) return one;
    general = one;
  }
  return general;
}

void apply(Tables& tables, TablePrepared const& event, Recorded const& recorded) {
  Version next;
  if (auto const there = tables.version(event.table.code, event.version)) next = *there;
  next.table = event.table;
  next.version = event.version;
  next.revision = event.revision;
  next.progress = Progress::prepared;
  next.model = compiled(event.table);
  if (recorded.person) next.makers.push_back(*recorded.person);
  next.making_positions.push_back(recorded.position);
  put(tables, std::move(next));
}

void apply(Tables& tables, TableApproved const& event, Recorded const& recorded) {
  auto const there = tables.version(event.code, event.version);
  if (!there) return;
  Version next = *there;
  next.progress = Progress::approved;
  next.index = recorded.index;
  put(tables, std::move(next));
}

void apply(Tables& tables, TableWithdrawn const& event, Recorded const&) {
  auto const there = tables.version(event.code, event.version);
  if (!there) return;
  Version next = *there;
  next.progress = Progress::withdrawn;
  next.reason = event.personal ? event.personal->reason.value : std::string{};
  put(tables, std::move(next));
}

void apply(Tables& tables, TableStated const& event, Recorded const& recorded) {
  Version next;
  next.table = event.table;
  next.version = event.version;
  next.progress = Progress::approved;
  next.index = recorded.index;
  next.model = compiled(event.table);
  put(tables, std::move(next));
}

// The streams keep nothing beside the standing value.
void apply(History&, TablePrepared const&, Recorded const&) {}
void apply(History&, TableApproved const&, Recorded const&) {}
void apply(History&, TableWithdrawn const&, Recorded const&) {}
void apply(History&, TableStated const&, Recorded const&) {}

Handle stream_of_table(std::string_view code) {
  return handle_of(History::stream, code);
}

Expected<std::shared_ptr<Model const>> read_model(std::string const& bytes, std::string const& decision) {
  auto read = dmn::read(bytes, std::string{model_name});
  if (!read) return std::unexpected<Refusal>(std::move(read.error()));
  auto decisions = dmn::Decisions::of({*read});
  if (!decisions) return std::unexpected<Refusal>(std::move(decisions.error()));
  auto const asked = decisions->find(dmn::Element::Sort::decision, decision);
  if (!asked) return refuse(codes::no_decision, "decision", {{"decision", decision}});
  auto const digest = sha256(bytes);
  return std::make_shared<Model const>(Model{hex(view_of(digest)), std::move(*read), std::move(*decisions), *asked});
}

std::vector<dmn::Problem> problems_of(std::string const& bytes) {
  auto read = dmn::read(bytes, std::string{model_name});
  if (!read) {
    auto const& refusal = read.error();
    dmn::Problem problem{.code = refusal.code, .element = {}, .kind = {}, .name = {}, .arguments = refusal.arguments};
    for (auto const& argument : refusal.arguments) {
      if (argument.name == "line")
        problem.line = static_cast<std::uint32_t>(std::strtoul(argument.value.c_str(), {}, 10));
    }
    return {std::move(problem)};
  }
  return dmn::check({*read}).problems;
}

}  // namespace congvu::decision
