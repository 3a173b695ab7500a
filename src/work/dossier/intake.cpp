// From the first contact to the answer: a dossier is filed and coded, and within eight working hours accepted or
// refused with its ground. (What is missing is asked for in supplement.cpp.)
#include <fmt/format.h>
#include <algorithm>

#include "agency/casework/casework.h"
#include "agency/document/document.h"
#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/blanks.h"
#include "work/dossier/clocks.h"
#include "work/dossier/deciding.h"
#include "work/dossier/intake_duty.h"
#include "work/dossier/ruling.h"

namespace congvu::dossier {

namespace {

// Letters and digits that are not taken for one another when read from paper.
constexpr std::string_view secret_alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t secret_length = 6;

Expected<void> check_papers(std::vector<Paper> const& papers, procedure::Facts const& facts) {
  for (std::size_t i = 0; i < papers.size(); ++i) {
    auto const* component = facts.component(papers[i].component);
    std::string const path = "components[" + std::to_string(i) + "]";
    if (!component) {
      return refuse(codes::unknown_component, path + ".component", {{"component", papers[i].component}});
    }
    if (component->accepts(papers[i].form)) continue;
    std::string allowed = component->form;
    for (auto const& form : component->accepted_forms) {
      if (form != component->form) allowed += ", " + form;
    }
    return refuse(codes::form_not_accepted, path + ".form", {{"component", component->name}, {"allowed", allowed}});
  }
  return {};
}

struct TakenCode {
  std::string text;
  Handle series;
  CodeTaken event;
};

// "H26.19-241118-0042": of the day of first contact. QĐ 20/2020/QĐ-TTg; domain.md 1.3.
TakenCode take_code(std::string_view prefix, int digits, Date day, States const& states) {
  std::string const of_day = fmt::format("{}-{:02}{:02}{:02}", prefix, static_cast<int>(day.year()) % 100,
                                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  Handle const series = handle_of("dossier.codes", of_day);
  int const number = states.load<CodeSeries>(series).last + 1;
  std::string const text = fmt::format("{}-{:0{}}", of_day, number, digits);
  return {text, series, {text, number}};
}

Expected<void> check_channel(Channel channel, procedure::Facts const& facts) {
  auto const& allowed = facts.manner.channels;
  if (std::find(allowed.begin(), allowed.end(), name_of(channel)) != allowed.end()) return {};
  std::string listed;
  for (auto const& each : allowed) listed += (listed.empty() ? "" : ", ") + each;
  return refuse(codes::bad_channel, "channel", {{"allowed", listed}});
}

// A time before now needs a ground of the closed list; a numbered blank goes with its own ground and no other.
Expected<void> check_late_entry(FileDossier const& command, Context const& context, procedure::Grounds const& grounds) {
  bool const on_blank = command.blank && !command.blank->empty();
  if (!command.late_entry) {
    if (context.claimed != context.now || on_blank) return refuse(codes::late_needs_ground, "late_entry");
    return {};
  }
  if (!procedure::with_code(grounds.late_entries, *command.late_entry)) {
    return refuse(codes::unknown_ground, "late_entry", {{"given", *command.late_entry}});
  }
  bool const asks_blank = *command.late_entry == blank_ground;
  if (asks_blank && !on_blank) return refuse(codes::blank_needed, "blank");
  if (!asks_blank && on_blank) return refuse(codes::unknown_ground, "late_entry", {{"given", *command.late_entry}});
  return {};
}

// A number of the queue is called at a desk: whoever files from elsewhere has none.
Expected<void> check_ticket(FileDossier const& command, Context const& context) {
  bool const at_desk = context.actor.nature == Actor::Nature::staff && command.channel == Channel::counter;
  if (!command.ticket || at_desk) return {};
  return refuse(codes::ticket_at_counter, "ticket");
}

// What was received late may be answered as of then, and not as of before it was received.
Expected<void> check_late_answer(Dossier const& dossier, Context const& context) {
  if (context.claimed == context.now) return {};
  if (dossier.late_entry.empty()) return refuse(codes::late_needs_ground, "late_entry");
  if (context.claimed >= dossier.intake_from) return {};
  return refuse(codes::late_before_filing, "claimed", {{"filed", vietnamese(dossier.intake_from)}});
}

// How long the agency has may depend on when it was accepted.
Ruled rules_of_acceptance(Dossier const& dossier, procedure::Facts const& facts, Context const& context,
                          States const& states) {
  auto asked = asking(dossier, dossier.content ? dossier.content->answers : json::object{},
                      facts.performer(dossier.agency).handling_unit, context.claimed);
  asked.matter.accepted = context.claimed;
  return ruled(std::move(asked), {decision::Use::limit}, states);
}

// Where none is named: a clerk files with their own agency when it performs the procedure, else its first performer.
std::string agency_at_hand(procedure::Facts const& facts, Context const& context, Date day, States const& states) {
  auto const own = agency_of_actor(context, day, states);
  return !own.empty() && facts.performed_by(own) ? own : facts.agency.code;
}

}  // namespace

Decision decide(FileDossier const& command, Context const& context, States const& states) {
  Date const day = local_date(context.claimed);
  auto const found = version_to_file(states.standing<procedure::Catalogue>(), command.procedure, day);
  if (!found) return std::unexpected(found.error());
  procedure::Version const& version = **found;
  auto const& facts = version.facts();
  std::string const agency = command.agency.value_or(agency_at_hand(facts, context, day, states));
  if (!facts.performed_by(agency)) {
    return refuse(codes::bad_agency, "agency", {{"agency", facts.agency.code}});
  }
  Channel const channel = command.channel.value_or(Channel::online);
  auto const& common = states.standing<procedure::CommonTerms>();
  if (auto ok = check_channel(channel, facts); !ok) return std::unexpected(ok.error());
  if (auto ok = check_late_entry(command, context, *common.grounds); !ok) return std::unexpected(ok.error());
  if (auto ok = check_ticket(command, context); !ok) return std::unexpected(ok.error());
  if (auto ok = check_papers(command.papers, facts); !ok) return std::unexpected(ok.error());
  auto const due = intake_due(context.claimed, facts.performer(agency).intake_unit, states);
  if (!due) return std::unexpected(due.error());

  // The agency that the pack is for has its prefix there; another that performs the procedure codes by its own code.
  auto const& rule = common.terms->dossier_code;
  auto const code = take_code(facts.performers.empty() ? rule.prefix : agency, rule.digits, day, states);
  Events used;
  if (command.blank) {
    auto blank = use_blank(*command.blank, code.text, agency, context.claimed, states);
    if (!blank) return std::unexpected(blank.error());
    used = std::move(*blank);
  }
  Handle const dossier = context.fresh_handle(0);
  Handle const duty = context.fresh_handle(1);
  DossierFiled filed{
      .code = code.text,
      .procedure = command.procedure,
      .procedure_version = version.version,
      .agency = agency,
      .channel = channel,
      .papers = command.papers,
      .intake_due = *due,
      .intake_duty = duty,
      .late_entry = command.late_entry.value_or(""),
      .blank = command.blank,
      .ticket = command.ticket,
      .personal = DossierFiled::Personal{.secret = context.fresh_code(secret_alphabet, secret_length, "secret"),
                                         .applicant = command.applicant,
                                         .filer = command.filer,
                                         .receiver = command.receiver,
                                         .answers = command.answers,
                                         .attachments = command.attachments,
                                         .account = context.actor.nature == Actor::Nature::citizen
                                                        ? std::optional(context.actor.account)
                                                        : std::nullopt,
                                         .language = command.language}};
  auto rules = ruled(asking(command, channel, dossier, facts.performer(agency).handling_unit, context.claimed),
                     uses_of_filing(), states);
  return Events{}
      .add(dossier, dossier, std::move(filed), version.index)
      .join(std::move(rules.events))
      .add(code.series, Handle{}, code.event)
      .join(std::move(used))
      .join(open_intake_duty(duty, dossier, code.text, version, agency, *due, common.terms->intake.limit));
}

Decision decide(AcceptDossier const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_at_intake(dossier, states); !ok) return std::unexpected(ok.error());
  if (auto ok = check_late_answer(dossier, context); !ok) return std::unexpected(ok.error());
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  auto const calendar = handling_calendar(dossier, states);
  if (!calendar) return std::unexpected(calendar.error());
  auto const& facts = (*version)->facts();
  if (auto ok = check_papers(command.seen, facts); !ok) return std::unexpected(ok.error());

  int const year = static_cast<int>(local_date(context.claimed).year());
  auto slip = document::take_number(states, "TNHS", year, dossier.handle, 0, dossier.agency);
  if (!slip) return std::unexpected(slip.error());
  auto line = document::take_number(states, "STDHS", year, dossier.handle, 0, dossier.agency);
  if (!line) return std::unexpected(line.error());
  auto const& registers = states.standing<document::Registers>().by_code;
  int const entries = registers.at("STDHS").entries_per_book.value_or(500);
  auto rules = rules_of_acceptance(dossier, facts, context, states);
  auto const* by_table = rules.of(decision::Use::limit);
  auto const allowed = by_table ? decision::limit_of(*by_table) : std::nullopt;
  Limit const limit = allowed ? allowed->limit : facts.limit_for(name_of(dossier.channel));
  DossierAccepted accepted{.limit = limit,
                           .first_due = due_times(**calendar, context.claimed, limit).present,
                           .slip = slip->text,
                           .book = fmt::format("{:02}", (line->number - 1) / entries + 1),
                           .book_line = line->text,
                           .seen = command.seen};
  auto answered = end_intake_duty(dossier, "accept", context, states);
  if (!answered) return std::unexpected(answered.error());
  auto begun = casework::begin({dossier.handle, dossier.code, dossier.procedure, dossier.procedure_version,
                                dossier.agency, dossier.content ? dossier.content->answers : json::object{}},
                               context, states);
  if (!begun) return std::unexpected(begun.error());
  return Events{}
      .join(std::move(slip->events))
      .join(std::move(line->events))
      .join(std::move(rules.events))
      .add(dossier.handle, dossier.handle, std::move(accepted), (*version)->index)
      .join(std::move(*answered))
      .join(std::move(*begun));
}

Decision decide(RefuseDossier const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_at_intake(dossier, states); !ok) return std::unexpected(ok.error());
  if (auto ok = check_late_answer(dossier, context); !ok) return std::unexpected(ok.error());
  auto const& grounds = *states.standing<procedure::CommonTerms>().grounds;
  if (!grounds.refusal(command.ground, procedure::RefusedAt::intake, dossier.procedure)) {
    return refuse(codes::unknown_ground, "ground", {{"given", command.ground}});
  }
  int const year = static_cast<int>(local_date(context.claimed).year());
  auto slip = document::take_number(states, "TCHS", year, dossier.handle, 0, dossier.agency);
  if (!slip) return std::unexpected(slip.error());
  auto answered = end_intake_duty(dossier, "refuse", context, states);
  if (!answered) return std::unexpected(answered.error());
  DossierRefused refused{command.ground, slip->text, DossierRefused::Personal{command.reason.value}};
  return Events{}
      .join(std::move(slip->events))
      .add(dossier.handle, dossier.handle, std::move(refused))
      .join(std::move(*answered));
}

}  // namespace congvu::dossier
