// The load of each person, for whoever answers for their unit: how many duties, how many soon due, how many late, how
// much working time their limits still leave, by which procedures. Each line leads to the duties behind it.
#include <map>
#include <set>

#include "agency/duty/duty.h"
#include "agency/duty/limits.h"
#include "agency/duty/load_queries.h"
#include "agency/duty/telling_pages.h"
#include "agency/extract/extract_pages.h"
#include "agency/identity/room.h"
#include "agency/procedure/procedure.h"

namespace congvu::duty {

namespace {

using page::Reply;
using page::Request;

constexpr std::string_view load_template = "agency/duty/pages/load.html";
constexpr std::string_view read_act = "today.read";

struct Load {
  std::int64_t open = 0;
  std::int64_t soon = 0;
  std::int64_t late = 0;
  std::int64_t still = 0;
  seconds left{};  // what the limits of the duties that are not late still leave
  std::map<std::string, std::int64_t> by_procedure;
};

void add(Load& load, Burden const& burden, Calendar const& calendar, Instant now) {
  ++load.open;
  ++load.by_procedure[burden.procedure];
  if (burden.suspended) {
    ++load.still;
    return;
  }
  if (!burden.due) return;
  if (now > *burden.due) {
    ++load.late;
    return;
  }
  seconds const left = calendar.working_time(now, *burden.due);
  load.left += left;
  if (left <= limits::soon_days * calendar.working_day()) ++load.soon;
}

// Everybody of the units that the reader answers for, those without a duty too: to whom one can give is as much asked
// as from whom one must take.
std::map<std::string, Load> loads(std::vector<Burden> const& all, std::set<std::string> const& units,
                                  org::Organisation const& organisation, procedure::WorkingTime const& time,
                                  Instant now) {
  std::map<std::string, Load> loads;
  Date const day = local_date(now);
  for (auto const& unit : units) {
    for (auto const* position : organisation.positions_of_unit(unit, day)) {
      bool const works =
          position->kind != org::PositionKind::supervisor && position->kind != org::PositionKind::administrator;
      if (works && organisation.holder_of(position->code, day)) loads[position->code];
    }
  }
  for (auto const& burden : all) {
    auto const* position = organisation.last_known_position(burden.holder);
    if (units.contains(position ? position->unit : burden.unit))
      add(loads[burden.holder], burden, *time.of(burden.unit), now);
  }
  return loads;
}

std::string procedures_of(Load const& load) {
  std::string text;
  for (auto const& [procedure, count] : load.by_procedure) {
    text += (text.empty() ? "" : ", ") + procedure + ": " + std::to_string(count);
  }
  return text;
}

// The unit of a holder, or of a pool.
std::string unit_of(std::string_view holder, org::Organisation const& organisation) {
  auto const* position = holder.starts_with('@') ? nullptr : organisation.last_known_position(holder);
  std::string_view const code = position ? std::string_view{position->unit} : holder.substr(holder.starts_with('@'));
  auto const* unit = organisation.last_known_unit(code);
  return unit ? unit->name : std::string{code};
}

page::Table table_of(std::map<std::string, Load> const& loads, org::Organisation const& organisation,
                     Telling const& telling) {
  using page::ColumnKind;
  auto const word = [&](std::string_view column) { return telling.word("duty.load." + std::string{column}); };
  page::Table table{.name = "load",
                    .title = word("title"),
                    .columns = {{"who", word("who"), ColumnKind::link},
                                {"unit", word("unit"), ColumnKind::text},
                                {"open", word("open"), ColumnKind::number},
                                {"soon", word("soon"), ColumnKind::number},
                                {"late", word("late"), ColumnKind::number},
                                {"still", word("still"), ColumnKind::number},
                                {"left_hours", word("left_hours"), ColumnKind::number},
                                {"procedures", word("procedures"), ColumnKind::text}},
                    .rows = {}};
  for (auto const& [holder, load] : loads) {
    table.rows.push_back({page::Link{who_of(holder, organisation, telling), handover_url(holder)},
                          unit_of(holder, organisation), load.open, load.soon, load.late, load.still,
                          static_cast<std::int64_t>(std::chrono::round<std::chrono::hours>(load.left).count()),
                          procedures_of(load)});
  }
  return table;
}

Expected<Reply> load_page(PageConnections const& connections, Request const& request) {
  auto const format = page::format_asked(request);
  if (!format) return std::unexpected<Refusal>(format.error());
  auto& pipeline = connections.room.pipeline;
  auto const organisation = pipeline.standing<org::Organisation>();
  auto const working_time = pipeline.standing<procedure::WorkingTime>();
  Telling const telling{connections.pages, request, *working_time};
  Actor const actor = identity::actor_of(request.visitor);
  page::Table table;
  if (telling.time.calendar) {
    auto const all = pipeline.read([&](record::Sql& sql, States const& states) {
      std::set<std::string> units;
      for (auto const& [code, terms] : organisation->units) {
        Question question;
        question.act = read_act;
        question.unit = code;
        bool const stands = organisation->unit_on(code, local_date(request.now)) != nullptr;
        if (stands && connections.room.gate.ask(actor, question, request.now, states)) units.insert(code);
      }
      auto all_burdens = burdens(sql);
      // Within a supervisor's bounds; whoever answers for a unit, answers for all of its work.
      std::erase_if(all_burdens, [&](Burden const& burden) {
        if (!units.contains(burden.unit)) return false;
        Question question;
        question.act = read_act;
        question.unit = burden.unit;
        question.procedure = burden.procedure;
        question.filed = local_date(burden.came);
        return !connections.room.gate.ask(actor, question, request.now, states);
      });
      return loads(all_burdens, units, *organisation, *working_time, request.now);
    });
    table = table_of(all, *organisation, telling);
  }
  if (*format) return extract::hand_out(pipeline, request, table, **format, read_act);
  auto view = page::table_view(table);
  view["now"] = full_instant(request.now);
  view["exports"] = page::exports_view(request);
  return connections.pages.show(request, load_template, telling.word("duty.load.title"), std::move(view));
}

}  // namespace

std::vector<page::Route> load_page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/duties/load", page::Who::may(std::string{read_act}),
           [connections](Request const& request) { return load_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::duty
