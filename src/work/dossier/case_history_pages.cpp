// A dossier's history in words: each event with who did it, in what position, by which authority, and its index.
#include <algorithm>
#include <map>

#include "agency/duty/duty.h"
#include "agency/duty/time_left_pages.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/rules_pages.h"

namespace congvu::dossier {

namespace {

struct Storyteller {
  CaseRead const& read;
  CaseSight const& sight;

  std::string word(std::string_view key, std::vector<Argument> const& arguments = {}) const {
    return sight.speaking.word(key, arguments);
  }
  duty::Row const* duty(Handle handle) const {
    auto const found = std::ranges::find(read.duties, handle, &duty::Row::duty);
    return found == read.duties.end() ? nullptr : &*found;
  }
  // The drawn step's name; what opens or waits for one is called by its nature.
  std::string work(Handle handle) const {
    auto const* row = duty(handle);
    if (!row) return {};
    return row->nature == name_of(duty::Nature::step) ? row->work : word("duty.nature." + row->nature);
  }
  std::string outcome(std::string const& code) const {
    auto const* term = procedure::with_code(sight.common.terms->outcomes, code);
    return term ? term->title : word("duty.outcome." + code);
  }
  std::string ground(std::string const& code) const {
    if (code.empty()) return {};
    auto const& grounds = *sight.common.grounds;
    if (auto const* pause = grounds.pause(code)) return pause->title;
    for (auto const* list : {&grounds.corrections, &grounds.withdrawals, &grounds.late_entries}) {
      if (auto const* term = procedure::with_code(*list, code)) return term->title;
    }
    auto const* refusal = procedure::with_code(grounds.refusals, code);
    return refusal ? refusal->title : code;
  }
  std::string holder(std::string const& position, Instant when) const {
    Date const day = local_date(when);
    auto const* known = sight.organisation.position_on(position, day);
    auto const name = sight.organisation.holder_name(position, day);
    if (!known) return position;
    auto const title = sight.organisation.full_title(*known, day);
    return name ? *name + ", " + title : title;
  }
};

void join(std::string& text, std::string const& more) {
  if (more.empty()) return;
  if (!text.empty()) text += " · ";
  text += more;
}

std::string about_duty(Happened const& happened, Storyteller const& teller) {
  std::string detail = teller.work(happened.recorded.stream);
  if (auto const* handed = happened.as<duty::DutyHandedOver>()) {
    join(detail, teller.word("dossier.history.to", {{"who", teller.holder(handed->to, happened.recorded.recorded)}}));
    if (handed->personal) join(detail, handed->personal->reason.value);
  }
  if (auto const* done = happened.as<duty::DutyCompleted>()) {
    join(detail, teller.outcome(done->outcome));
    join(detail, teller.ground(done->ground));
    if (done->personal) join(detail, done->personal->note.value);
  }
  return detail;
}

std::string about_clock(Happened const& happened, Storyteller const& teller) {
  std::string detail;
  if (auto const* accepted = happened.as<DossierAccepted>()) {
    join(detail, teller.word("dossier.history.slip", {{"slip", accepted->slip}}));
    join(detail, teller.word("dossier.history.due", {{"when", duty::full_instant(accepted->first_due)}}));
  } else if (auto const* asked = happened.as<SupplementRequested>()) {
    join(detail, teller.word("dossier.history.slip", {{"slip", asked->slip}}));
    join(detail, teller.ground(asked->ground));
    if (asked->personal) join(detail, asked->personal->reason.value);
  } else if (auto const* paused = happened.as<ClockPaused>()) {
    join(detail, teller.ground(paused->ground));
    join(detail, paused->citation);
    if (paused->personal) join(detail, paused->personal->note.value);
  } else if (auto const* resumed = happened.as<ClockResumed>()) {
    join(detail, teller.word("dossier.history.due", {{"when", duty::full_instant(resumed->due)}}));
  } else if (auto const* promised = happened.as<DossierReappointed>()) {
    join(detail, teller.word("dossier.history.slip", {{"slip", promised->slip}}));
    join(detail, teller.word("dossier.history.reappointed", {{"when", duty::full_instant(promised->until)}}));
    if (promised->personal) join(detail, promised->personal->reason.value);
  } else if (auto const* given = happened.as<SupplementGiven>()) {
    join(detail, teller.word("dossier.history.papers", {{"count", std::to_string(given->papers.size())}}));
  }
  return detail;
}

std::string about_result(Happened const& happened, Storyteller const& teller) {
  std::string detail;
  if (auto const* corrected = happened.as<DossierCorrected>()) {
    join(detail, teller.ground(corrected->ground));
    if (corrected->personal) join(detail, corrected->personal->note.value);
  } else if (auto const* proposed = happened.as<RefusalProposed>()) {
    join(detail, teller.ground(proposed->ground));
  } else if (auto const* signature = happened.as<DocumentSigned>()) {
    auto const* document = teller.sight.version.facts().document(signature->document);
    join(detail, document ? document->title : signature->document);
    join(detail, signature->manner);
  } else if (auto const* made = happened.as<DocumentMade>()) {
    join(detail, made->title);
    join(detail, teller.word("dossier.history.number", {{"number", made->number}}));
  } else if (auto const* ready = happened.as<ResultReady>()) {
    join(detail, teller.word("dossier.result." + std::string{name_of(ready->kind)}));
    join(detail, teller.word(ready->on_time ? "dossier.standing.done_on_time" : "dossier.standing.done_late"));
  } else if (auto const* returned = happened.as<ResultReturned>()) {
    join(detail, teller.word("dossier.delivery." + std::string{name_of(returned->how)}));
    if (returned->personal) join(detail, returned->personal->to_name.value);
  } else if (auto const* refused = happened.as<DossierRefused>()) {
    join(detail, teller.ground(refused->ground));
  } else if (auto const* withdrawn = happened.as<DossierWithdrawn>()) {
    join(detail, teller.ground(withdrawn->ground));
  }
  return detail;
}

std::string about_rules(RulesApplied const& applied, Storyteller const& teller) {
  std::string detail;
  for (auto const& answer : applied.answers) {
    join(detail, teller.word("decision.use." + std::string{name_of(answer.use)}) + ": " +
                     result_of(answer, teller.sight.version.facts(), teller.sight.speaking));
  }
  return detail;
}

std::string detail_of(Happened const& happened, Storyteller const& teller) {
  if (auto const* applied = happened.as<RulesApplied>()) return about_rules(*applied, teller);
  if (happened.kind->name.starts_with("duty.")) return about_duty(happened, teller);
  auto const clock = about_clock(happened, teller);
  return clock.empty() ? about_result(happened, teller) : clock;
}

// The article that gave the power: of the matrix's line, or of the decision that lent it.
std::string article_at(authority::Authority const& authority, std::uint64_t index) {
  for (auto const& [act, rows] : authority.matrix) {
    for (auto const& row : rows) {
      if (row.index == index) return row.what.article;
    }
  }
  for (auto const& delegation : authority.delegations) {
    if (delegation.index == index) return delegation.what.article;
  }
  for (auto const& substitution : authority.substitutions) {
    if (substitution.index == index) return substitution.what.article;
  }
  return {};
}

// The machinery's own steps say nothing to a reader that the others do not say better.
bool of_the_machinery(std::string_view type) {
  return type.starts_with("case.") || type == duty::DutySuspended::name || type == duty::DutyResumed::name ||
         type == duty::DutyOpened::name;
}

bool by_the_applicant(std::string_view type) {
  return type == DossierFiled::name || type == SupplementGiven::name || type == DossierWithdrawn::name;
}

json::object row_of(Happened const& happened, std::string const& position, Storyteller const& teller) {
  auto const& recorded = happened.recorded;
  auto const& organisation = teller.sight.organisation;
  Date const day = local_date(recorded.recorded);
  std::string who, office;
  if (auto const* known = organisation.position_on(position, day)) {
    office = organisation.full_title(*known, day);
    who = organisation.holder_name(position, day).value_or(office);
  } else {
    who = teller.word(by_the_applicant(happened.kind->name) ? "dossier.holder.applicant" : "dossier.history.system");
  }
  std::string authority;
  if (recorded.authority_index) authority = article_at(teller.sight.authority, *recorded.authority_index);
  bool const late_entry = recorded.claimed != recorded.recorded;
  return {{"index", grouped(recorded.index)},
          {"who", who},
          {"office", office == who ? std::string{} : office},
          {"what", teller.word("event." + std::string{happened.kind->name})},
          {"detail", detail_of(happened, teller)},
          {"at", duty::full_instant(recorded.claimed)},
          {"recorded", late_entry ? duty::full_instant(recorded.recorded) : std::string{}},
          {"authority", authority}};
}

}  // namespace

json::array history_rows(CaseRead const& read, CaseSight const& sight, bool every_event) {
  Storyteller const teller{read, sight};
  // An entry holds the handle of the acting position, not its code.
  std::map<Handle, std::string> positions;
  for (auto const& [code, terms] : sight.organisation.positions) positions[handle_of("position", code)] = code;
  json::array rows;
  for (auto happened = read.events.rbegin(); happened != read.events.rend(); ++happened) {
    if (!every_event && of_the_machinery(happened->kind->name)) continue;
    auto const found = positions.find(happened->recorded.position);
    rows.push_back(row_of(*happened, found == positions.end() ? std::string{} : found->second, teller));
  }
  return rows;
}

}  // namespace congvu::dossier
