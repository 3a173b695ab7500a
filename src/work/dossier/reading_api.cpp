#include "work/dossier/reading_api.h"

#include <algorithm>
#include <map>

#include "base/several.h"
#include "pipeline/act.h"

namespace congvu::dossier {

namespace {

std::int64_t minutes_of(seconds time) {
  return std::chrono::duration_cast<minutes>(time).count();
}

// A line's name is a special day's, or the ground of a pause, which the terms of the pack give words.
std::string name_in(ReckoningLine const& line, procedure::Grounds const& grounds) {
  if (!line.name) return {};
  auto const* ground = grounds.pause(*line.name);
  return ground ? ground->title : *line.name;
}

LineShown shown(ReckoningLine const& line, Sight const& sight) {
  std::vector<Argument> const arguments{{"name", name_in(line, *sight.common.grounds)},
                                        {"until", line.until ? vietnamese(*line.until) : std::string{}}};
  std::string const key = "reckoning." + std::string{name_of(line.kind)};
  return {.at = line.at,
          .kind = line.kind,
          .text = sight.words.word(sight.language, key, arguments),
          .until = line.until,
          .minutes = line.minutes,
          .days = line.days,
          .citation = line.citation,
          .mark = line.mark};
}

ClockShown shown(Instant from, Limit limit, Due const& due, std::optional<Instant> stopped, Sight const& sight) {
  ClockShown clock{.from = from,
                   .limit = limit,
                   .first_due = due.first,
                   .due = due.present,
                   .standing = standing_of(due.present, due.paused, stopped, sight.now, sight.calendar),
                   .stopped = stopped,
                   .gross_minutes = minutes_of(due.gross),
                   .agency_minutes = minutes_of(due.agency),
                   .waiting_minutes = minutes_of(due.waiting),
                   .explanation = {}};
  for (auto const& line : due.explanation) clock.explanation.push_back(shown(line, sight));
  return clock;
}

HolderShown shown(duty::Row const& row, Sight const& sight) {
  HolderShown holder{row.work, row.nature, unless_empty(row.holder), {}, row.due};
  Date const day = local_date(sight.now);
  auto const& organisation = sight.organisation;
  if (auto const* position = organisation.position_on(row.holder, day)) {
    holder.title = organisation.full_title(*position, day);
  } else if (auto const* unit = organisation.last_known_unit(row.unit)) {
    holder.title = unit->name;
  } else {
    holder.title = sight.words.word(sight.language, "dossier.holder." + row.candidates);
  }
  return holder;
}

SupplementShown shown(Supplement const& supplement) {
  SupplementShown shown{.slip = supplement.request.slip,
                        .asked = supplement.asked_at,
                        .given = supplement.given_at,
                        .components = supplement.request.components,
                        .items = {},
                        .reason = {}};
  if (auto const& personal = supplement.request.personal) {
    shown.items = personal->items;
    shown.reason = personal->reason;
  }
  return shown;
}

void show_content(Whole& whole, Content const& content) {
  whole.applicant = content.applicant;
  whole.filer = content.filer;
  whole.receiver = content.receiver;
  whole.answers = content.answers;
  whole.attachments = content.attachments;
}

// Of both clocks the one that runs, or ran last.
Instant present_due(Dossier const& dossier) {
  return dossier.accepted_at ? dossier.due : dossier.intake_due;
}

}  // namespace

Brief brief(Dossier const& dossier) {
  return {dossier.code, dossier.procedure, dossier.phase, present_due(dossier)};
}

Whole whole(Dossier const& dossier, std::vector<duty::Row> const& standing, Sight const& sight) {
  auto const& facts = sight.version.facts();
  std::string const phase{name_of(dossier.phase)};
  Whole whole{.code = dossier.code,
              .procedure = dossier.procedure,
              .procedure_version = dossier.procedure_version,
              .procedure_name = facts.name,
              .agency = dossier.agency,
              .channel = dossier.channel,
              .state = dossier.phase,
              .state_name = std::string{sight.words.word(sight.language, "dossier.phase." + phase)},
              .due = present_due(dossier),
              .filed = dossier.filed_at,
              .accepted = dossier.accepted_at,
              .ready = dossier.ready_at,
              .closed = dossier.closed_at,
              .slip = unless_empty(dossier.slip),
              .book = unless_empty(dossier.book),
              .book_line = unless_empty(dossier.book_line),
              .refusal_slip = unless_empty(dossier.refusal_slip),
              .ticket = unless_empty(dossier.ticket),
              .supplement_until = supplement_until(dossier),
              .pauses = dossier.pauses,
              .result = dossier.result,
              .ground = unless_empty(dossier.ending_ground)};
  if (dossier.content) show_content(whole, *dossier.content);
  for (auto const& paper : dossier.papers) {
    auto const* component = facts.component(paper.component);
    whole.components.push_back({paper.component, component ? component->name : paper.component, paper.form});
  }
  for (auto const& supplement : dossier.supplements) whole.supplements.push_back(shown(supplement));
  for (auto const& [code, made] : dossier.documents) {
    whole.documents.push_back({code, made.title, made.number, made.sha256});
  }
  for (auto const& row : standing) whole.holders.push_back(shown(row, sight));
  for (auto const& [use, ruling] : dossier.rulings) {
    whole.rules.push_back(RulingShown{ruling.answer, ruling.at, ruling.inputs});
  }
  Limit const limit = sight.common.terms->intake.limit;
  whole.intake =
      shown(dossier.intake_from, limit, intake(dossier, sight.of_intake, limit, sight.now), dossier.answered_at, sight);
  if (auto const clock = statutory(dossier, sight.calendar, sight.now)) {
    whole.first_due = clock->first;
    whole.due = clock->present;
    auto const stopped = dossier.ready_at ? dossier.ready_at : dossier.closed_at;
    whole.statutory = shown(*dossier.accepted_at, dossier.limit, *clock, stopped, sight);
  }
  return whole;
}

std::vector<NoticeShown> notices_shown(std::vector<notice::Row> const& rows, notice::Matrix const& matrix) {
  std::vector<NoticeShown> list;
  for (auto const& row : rows) {
    auto const to = named<notice::Audience>(row.audience);
    auto const by = named<notice::Way>(row.way);
    auto const cell = to && by ? matrix.cell(row.state, *to, *by) : std::nullopt;
    list.push_back({.state = row.state,
                    .title = cell && cell->wording ? cell->wording->title.value : row.state,
                    .to = row.audience,
                    .phase = row.phase,
                    .owed = row.owed,
                    .ended = row.ended,
                    .reason = row.reason});
  }
  return list;
}

std::vector<HistoryLine> history(std::vector<Happened> const& events, org::Organisation const& organisation,
                                 page::Words const& words, page::Language language) {
  // An entry holds the handle of the acting position, not its code.
  std::map<Handle, std::string> positions;
  for (auto const& [code, terms] : organisation.positions) positions[handle_of("position", code)] = code;
  std::vector<HistoryLine> lines;
  for (auto const& happened : events) {
    auto const& recorded = happened.recorded;
    HistoryLine line{.index = recorded.index,
                     .type = std::string{happened.kind->name},
                     .text = std::string{words.word(language, "event." + std::string{happened.kind->name})},
                     .at = recorded.claimed,
                     .recorded = recorded.recorded,
                     .position = {},
                     .position_title = {}};
    if (auto const found = positions.find(recorded.position); found != positions.end()) {
      Date const day = local_date(recorded.recorded);
      auto const* position = organisation.position_on(found->second, day);
      line.position = found->second;
      if (position) line.position_title = organisation.full_title(*position, day);
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), [](auto const& a, auto const& b) { return a.index < b.index; });
  return lines;
}

}  // namespace congvu::dossier
