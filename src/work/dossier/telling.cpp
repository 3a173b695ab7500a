#include "work/dossier/telling.h"

#include <algorithm>

#include "agency/casework/casework.h"
#include "agency/org/org.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"

namespace congvu::dossier {

namespace {

template <class T>
std::string text_of(std::optional<T> const& text) {
  return text ? text->value : std::string{};
}

std::string title_of(auto const& terms, std::string_view code) {
  auto const found = std::ranges::find(terms, code, [](auto const& term) { return std::string_view{term.code}; });
  return found == terms.end() ? std::string{} : found->title;
}

// A channel's title also says how a result is received there.
std::string how(Delivery delivery, procedure::Terms const& terms) {
  return title_of(terms.channels, delivery == Delivery::electronic ? "online" : name_of(delivery));
}

std::vector<notice::Recipient> recipients(Dossier const& dossier) {
  if (!dossier.content) return {};
  auto const& content = *dossier.content;
  std::vector<notice::Recipient> all;
  all.push_back({notice::Audience::applicant, content.applicant.name.value, text_of(content.applicant.email)});
  if (content.filer) {
    all.push_back({notice::Audience::filer, content.filer->name.value, text_of(content.filer->email)});
  }
  return all;
}

// What every wording may name, before the state adds its own.
class State {
 public:
  State(std::string state, Handle handle, Context const& context, States const& states)
      : context_(context), states_(states), dossier_(states.load<Dossier>(handle)) {
    auto const version = version_of(dossier_, states);
    if (!version) return;
    auto const& facts = (*version)->facts();
    auto const& organisation = states.standing<org::Organisation>();
    Date const day = local_date(context.now);
    auto const* agency = organisation.agency_on(dossier_.agency, day);
    auto const performer = facts.performer(dossier_.agency);
    auto const* unit = organisation.last_known_unit(performer.intake_unit);
    telling_ = {.matter = handle,
                .code = dossier_.code,
                .procedure = dossier_.procedure,
                .procedure_version = dossier_.procedure_version,
                .unit = performer.intake_unit,
                .state = std::move(state),
                .to = recipients(dossier_),
                .view = {{"procedure", facts.name},
                         {"applicant", dossier_.content ? dossier_.content->applicant.name.value : std::string{}},
                         {"agency", agency ? agency->name : std::string{}},
                         {"unit", unit ? unit->name : std::string{}},
                         {"filed", vietnamese(dossier_.filed_at)},
                         {"slip", dossier_.slip}},
                .english = dossier_.content && dossier_.content->language == LetterLanguage::en};
  }

  State& say(std::string_view name, std::string value) {
    telling_.view[name] = std::move(value);
    return *this;
  }
  State& say(std::string_view name, Instant value) { return say(name, vietnamese(value)); }
  State& list(std::string_view name, json::array values) {
    telling_.view[name] = std::move(values);
    return *this;
  }

  Decision told() const { return telling_.to.empty() ? Events{} : notice::tell(telling_, context_, states_); }
  Dossier const& dossier() const { return dossier_; }
  procedure::Grounds const& grounds() const { return *states_.standing<procedure::CommonTerms>().grounds; }
  procedure::Terms const& terms() const { return *states_.standing<procedure::CommonTerms>().terms; }
  procedure::Facts const* facts() const {
    auto const version = version_of(dossier_, states_);
    return version ? &(*version)->facts() : nullptr;
  }
  std::string unit_name(std::string const& code) const {
    auto const* unit = states_.standing<org::Organisation>().last_known_unit(code);
    return unit ? unit->name : code;
  }

 private:
  Context const& context_;
  States const& states_;
  Dossier const& dossier_;
  notice::Telling telling_;
};

// The pause that waits for papers is told as what is missing, and its end as what has come.
bool waits_for_papers(Dossier const& dossier, std::string_view ground) {
  return !dossier.supplements.empty() && !dossier.supplements.back().request.at_intake &&
         dossier.supplements.back().request.ground == ground;
}

std::string receiving(Dossier const& dossier, procedure::Terms const& terms) {
  bool const said = dossier.content && dossier.content->receiver && dossier.content->receiver->manner;
  return how(said ? *dossier.content->receiver->manner : Delivery::counter, terms);
}

}  // namespace

std::vector<std::string> states_to_tell(procedure::Terms const& terms) {
  std::vector<std::string> all;
  for (auto const& [state, event] : states_told) all.emplace_back(state);
  for (auto const& drawn : terms.notices) {
    if (std::ranges::find(all, drawn.code) == all.end()) all.push_back(drawn.code);
  }
  return all;
}

Decision tell(DossierFiled const& event, Recorded const& recorded, Context const& context, States const& states) {
  return State{"received", recorded.stream, context, states}.say("due", event.intake_due).told();
}

Decision tell(DossierAccepted const& event, Recorded const& recorded, Context const& context, States const& states) {
  return State{"accepted", recorded.stream, context, states}
      .say("due", event.first_due)
      .say("first_due", event.first_due)
      .told();
}

Decision tell(SupplementRequested const& event, Recorded const& recorded, Context const& context,
              States const& states) {
  State state{"supplement_requested", recorded.stream, context, states};
  json::array items;
  if (auto const* facts = state.facts()) {
    for (auto const& code : event.components) {
      auto const* component = facts->component(code);
      items.emplace_back(component ? component->name : code);
    }
  }
  if (event.personal) {
    for (auto const& item : event.personal->items) {
      if (std::ranges::find(items, json::value(item.value)) == items.end()) items.emplace_back(item.value);
    }
    state.say("reason", event.personal->reason.value);
  }
  return state.list("items", std::move(items)).say("slip", event.slip).told();
}

Decision tell(SupplementGiven const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"supplement_given", recorded.stream, context, states};
  if (event.intake_due) {
    state.say("due", *event.intake_due);
  } else {
    auto const calendar = handling_calendar(state.dossier(), states);
    if (!calendar) return std::unexpected<Refusal>(calendar.error());
    if (auto const clock = statutory(state.dossier(), **calendar, context.claimed)) state.say("due", clock->present);
  }
  return state.told();
}

Decision tell(ClockPaused const& event, Recorded const& recorded, Context const& context, States const& states) {
  auto const& common = states.standing<procedure::CommonTerms>();
  auto const* ground = common.grounds ? common.grounds->pause(event.ground) : nullptr;
  if (!ground || waits_for_papers(states.load<Dossier>(recorded.stream), event.ground)) return Events{};
  bool const theirs = ground->waits_for == procedure::WaitsFor::applicant;
  State state{theirs ? "waits_for_applicant" : "paused", recorded.stream, context, states};
  state.say("ground", ground->title);
  if (event.personal) state.say("reason", event.personal->note.value);
  return state.told();
}

Decision tell(ClockResumed const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"resumed", recorded.stream, context, states};
  auto const& pauses = state.dossier().pauses;
  if (!pauses.empty() && waits_for_papers(state.dossier(), pauses.back().ground)) return Events{};
  return state.say("due", event.due).told();
}

Decision tell(DossierCorrected const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"corrected", recorded.stream, context, states};
  return state.say("ground", title_of(state.grounds().corrections, event.ground)).told();
}

Decision tell(DossierReappointed const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"delayed", recorded.stream, context, states};
  state.say("due", event.due).say("appointment", event.until).say("slip", event.slip);
  if (event.personal) state.say("reason", event.personal->reason.value);
  return state.told();
}

Decision tell(DueMissed const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"overdue", recorded.stream, context, states};
  if (auto const* facts = state.facts())
    state.say("unit", state.unit_name(facts->performer(state.dossier().agency).handling_unit));
  return state.say("due", event.due).told();
}

Decision tell(ResultReady const& event, Recorded const& recorded, Context const& context, States const& states) {
  bool const refused = event.kind == ResultKind::refusal;
  State state{refused ? "refusal_ready" : "ready", recorded.stream, context, states};
  if (auto const& proposed = state.dossier().refusal_proposed; refused && proposed) {
    auto const* ground =
        state.grounds().refusal(proposed->ground, procedure::RefusedAt::handling, state.dossier().procedure);
    if (ground) state.say("ground", ground->title);
  }
  return state.say("how", receiving(state.dossier(), state.terms())).told();
}

Decision tell(ResultReturned const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"returned", recorded.stream, context, states};
  return state.say("how", how(event.how, state.terms())).told();
}

Decision tell(DossierRefused const& event, Recorded const& recorded, Context const& context, States const& states) {
  State state{"refused", recorded.stream, context, states};
  auto const* ground = state.grounds().refusal(event.ground, procedure::RefusedAt::intake, state.dossier().procedure);
  if (ground) state.say("ground", ground->title);
  if (event.personal) state.say("reason", event.personal->reason.value);
  return state.say("slip", event.slip).told();
}

Decision tell(DossierWithdrawn const&, Recorded const& recorded, Context const& context, States const& states) {
  return State{"withdrawn", recorded.stream, context, states}.told();
}

Decision tell(casework::EffectDone const& event, Recorded const& recorded, Context const& context,
              States const& states) {
  if (event.effect != "notify") return Events{};
  bool const told_by_state =
      std::ranges::any_of(states_told, [&](auto const& each) { return each.state == event.product; });
  auto const& run = states.load<casework::Case>(recorded.stream);
  if (told_by_state || states.load<Dossier>(run.matter).phase == Phase::none) return Events{};
  return State{event.product, run.matter, context, states}.told();
}

}  // namespace congvu::dossier
