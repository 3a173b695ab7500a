#include "work/dossier/reactions.h"

#include "agency/casework/casework.h"
#include "agency/document/render.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/document_view.h"
#include "work/dossier/ruling.h"

namespace congvu::dossier {

Decision react(duty::DutyCompleted const& done, Recorded const&, Context const& context, States const& states) {
  auto const& dossier = states.load<Dossier>(done.matter);
  if (dossier.phase == Phase::none || done.nature != duty::Nature::step) return Events{};
  if (!done.ground.empty()) {
    RefusalProposed proposed{done.ground, done.position, {}};
    if (done.personal) proposed.personal.emplace().note = done.personal->note;
    return Events{}.add(dossier.handle, dossier.handle, std::move(proposed));
  }
  if (done.act != "dossier.sign" || done.outcome != "approve") return Events{};
  DocumentSigned const signature{done.product, done.position, context.mandate.manner, context.mandate.on_behalf,
                                 context.mandate.source};
  return Events{}.add(dossier.handle, dossier.handle, signature);
}

Decision react(duty::DutyOpened const& opened, Recorded const&, Context const& context, States const& states) {
  if (opened.own_act != ReturnResult::name) return Events{};
  auto const& dossier = states.load<Dossier>(opened.matter);
  if (dossier.phase != Phase::handling) return Events{};
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  auto const calendar = handling_calendar(dossier, states);
  if (!calendar) return std::unexpected(calendar.error());
  auto const& wanted = (*version)->facts().result.document;
  bool const refused = wanted && !dossier.documents.contains(*wanted);
  auto const clock = statutory(dossier, **calendar, context.claimed);
  Instant const due = clock ? clock->present : dossier.due;
  ResultReady const ready{refused ? ResultKind::refusal : ResultKind::result, due, context.claimed <= due};
  auto const unit = (*version)->facts().performer(dossier.agency).handling_unit;
  auto asked = asking(dossier, dossier.content ? dossier.content->answers : json::object{}, unit, context.claimed);
  auto result = decision::timeliness(**calendar, due, context.claimed);
  result.intake_late = dossier.answered_at && *dossier.answered_at > dossier.intake_due;
  result.apologised = dossier.reappointment.has_value();
  asked.matter.result = result;
  return Events{}
      .add(dossier.handle, dossier.handle, ready)
      .join(ruled(std::move(asked), {decision::Use::lateness}, states).events);
}

Decision react(casework::EffectRequested const& effect, Recorded const&, Context const& context, States const& states) {
  if (effect.effect != "render-document") return Events{};
  auto const& dossier = states.load<Dossier>(effect.matter);
  if (dossier.phase == Phase::none) return Events{};
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  auto const* kind = (*version)->facts().document(effect.document);
  if (!kind) return refuse(casework::codes::bad_effect, effect.element, {{"effect", effect.effect}});
  auto const& templates = (*version)->published->templates;
  auto const text = templates.find(kind->template_name);
  if (text == templates.end()) return refuse(casework::codes::bad_effect, effect.element, {{"effect", effect.effect}});
  auto html =
      document::render(text->second.value, document_view(dossier, **version, *kind, effect.number, context, states));
  if (!html) return std::unexpected(html.error());
  Handle const handle = context.fresh_handle(100 + static_cast<unsigned>(dossier.documents.size()));
  auto drawn = document::issue_html(handle, dossier.handle, kind->code, effect.number, kind->title, std::move(*html));
  if (!drawn) return std::unexpected(drawn.error());
  DocumentMade const made{kind->code, kind->title, effect.number, handle, drawn->sha256};
  return Events{}
      .join(std::move(drawn->events))
      .add(dossier.handle, dossier.handle, made)
      .join(casework::effect_done(dossier.handle, effect, drawn->sha256));
}

}  // namespace congvu::dossier
