#include "work/dossier/room.h"

#include "work/dossier/blank_views.h"
#include "work/dossier/blanks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/dossier_views.h"
#include "work/dossier/found_views.h"
#include "work/dossier/missed_due_views.h"
#include "work/dossier/notes.h"
#include "work/dossier/reactions.h"
#include "work/dossier/ruling_views.h"
#include "work/dossier/telling.h"

namespace congvu::dossier {

namespace {

template <class E>
Happened const* first(std::vector<Happened> const& events) {
  for (auto const& happened : events) {
    if (happened.as<E>()) return &happened;
  }
  return nullptr;
}

std::int64_t index_of(Happened const& happened) {
  return static_cast<std::int64_t>(happened.recorded.index);
}

// Kept with the record, so that a repeated key gives these very bytes.
json::object filing_answer(std::vector<Happened> const& events, Promise const& promise) {
  auto const* filed = first<DossierFiled>(events);
  if (!filed) return {};
  auto const& event = *filed->as<DossierFiled>();
  return {{"code", event.code},
          {"secret", event.personal ? event.personal->secret : std::string{}},
          {"intake_due", iso(event.intake_due)},
          {"index", index_of(*filed)},
          {"promise", promise ? promise(filed->recorded, filed->leaf_hash) : std::string{}}};
}

json::object acceptance_answer(std::vector<Happened> const& events) {
  auto const* accepted = first<DossierAccepted>(events);
  if (!accepted) return {};
  auto const& event = *accepted->as<DossierAccepted>();
  return {{"index", index_of(*accepted)}, {"slip", event.slip}, {"due", iso(event.first_due)}};
}

// Of the acts that number a slip and nothing more.
template <class E>
json::object slip_answer(std::vector<Happened> const& events) {
  auto const* happened = first<E>(events);
  if (!happened) return {};
  return {{"index", index_of(*happened)}, {"slip", happened->template as<E>()->slip}};
}

json::object printed_answer(std::vector<Happened> const& events) {
  json::array codes;
  for (auto const& happened : events) {
    if (auto const* printed = happened.as<BlankPrinted>()) codes.push_back(json::value(printed->code));
  }
  return {{"codes", std::move(codes)}};
}

template <class... E>
void add_telling_of(Registry& registry) {
  (registry.react<E>(&tell), ...);
}

void add_telling(Registry& registry) {
  add_telling_of<DossierFiled, DossierAccepted, SupplementRequested, SupplementGiven, ClockPaused, ClockResumed,
                 DossierCorrected, DossierReappointed, DueMissed, ResultReady, ResultReturned, DossierRefused,
                 DossierWithdrawn, casework::EffectDone>(registry);
}

}  // namespace

void register_room(Registry& registry, Promise promise) {
  registry.stream<Dossier, DossierFiled, RulesApplied, DossierAccepted, SupplementRequested, SupplementGiven,
                  ClockPaused, ClockResumed, DossierReappointed, DossierCorrected, RefusalProposed, DocumentSigned,
                  DocumentMade, DueMissed, ResultReady, ResultReturned, DossierRefused, DossierWithdrawn>();
  registry.stream<CodeSeries, CodeTaken>();
  registry.stream<Blank, BlankPrinted, BlankUsed, BlankVoided>();
  registry.stream<Notes, DossierNoted, NoteRetracted>();
  registry.command<FileDossier>(&question, &decide).answer = [promise = std::move(promise)](auto const& events) {
    return filing_answer(events, promise);
  };
  registry.command<AcceptDossier>(&question, &decide).answer = &acceptance_answer;
  registry.command<RequestSupplement>(&question, &decide).answer = &slip_answer<SupplementRequested>;
  registry.command<GiveSupplement>(&question, &decide);
  registry.command<PauseClock>(&question, &decide);
  registry.command<ResumeClock>(&question, &decide);
  registry.command<ReappointDossier>(&question, &decide).answer = &slip_answer<DossierReappointed>;
  registry.command<CorrectDossier>(&question, &decide);
  registry.command<RefuseDossier>(&question, &decide).answer = &slip_answer<DossierRefused>;
  registry.command<ReturnResult>(&question, &decide);
  registry.command<WithdrawDossier>(&question, &decide);
  registry.command<PrintBlanks>(&question, &decide).answer = &printed_answer;
  registry.command<VoidBlanks>(&question, &decide);
  registry.command<MissDue>(&question, &decide);
  registry.command<NoteOnDossier>(&question, &decide);
  registry.command<RetractNote>(&question, &decide);
  registry.react<duty::DutyCompleted>(&react);
  registry.react<duty::DutyOpened>(&react);
  registry.react<casework::EffectRequested>(&react);
  add_telling(registry);
  add_views(registry);
  add_blank_views(registry);
  add_missed_due_views(registry);
  add_found_views(registry);
  add_ruling_views(registry);
}

std::vector<page::Route> routes(Connections const& connections) {
  auto all = filing_routes(connections);
  for (auto& route : reading_routes(connections)) all.push_back(std::move(route));
  for (auto& route : act_routes(connections)) all.push_back(std::move(route));
  for (auto& route : blank_routes(connections)) all.push_back(std::move(route));
  return all;
}

}  // namespace congvu::dossier
