// While it is handled and after: an entry is corrected on a ground, the result is handed over, the applicant withdraws.
#include "agency/casework/casework.h"
#include "agency/duty/duty.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/deciding.h"
#include "work/dossier/intake_duty.h"
#include "work/dossier/ruling.h"

namespace congvu::dossier {

namespace {

// The contact fields of the applicant, and the answers that the form asks for.
bool may_be_corrected(std::string_view path, json::object const& form) {
  if (path == "applicant.name" || path == "applicant.identity_number" || path == "applicant.phone" ||
      path == "applicant.email" || path == "applicant.address") {
    return true;
  }
  auto const* properties = form.if_contains("properties");
  return path.starts_with("answers.") && properties && properties->is_object() &&
         properties->as_object().contains(path.substr(8));
}

// What an entry is corrected to is read as it would have been at the filing: a text, as long as its field, of its form.
template <std::size_t Max, std::size_t Min>
Expected<std::string> as_text(json::value const& to) {
  Reading reading;
  Text<Max, Min> text;
  read_into(text, to, "to", reading);
  if (!reading.faults.empty()) return std::unexpected(reading.faults.front());
  return text.value;
}

Expected<void> check_entry(std::string_view path, json::value const& to) {
  Party read;
  Expected<std::string> text = std::string{};
  if (path == "applicant.name") text = as_text<200, 1>(to);
  if (path == "applicant.identity_number") text = as_text<50, 0>(to);
  if (path == "applicant.address") text = as_text<500, 0>(to);
  if (path == "applicant.phone") text = as_text<20, 0>(to);
  if (path == "applicant.email") text = as_text<254, 0>(to);
  if (!text) return std::unexpected(text.error());
  if (path == "applicant.phone") read.phone = *text;
  if (path == "applicant.email") read.email = *text;
  auto faults = contact_faults(read, "to");
  if (!faults.empty()) faults.front().subject = "to";
  return faults.empty() ? Expected<void>{} : std::unexpected(std::move(faults.front()));
}

Expected<duty::Duty const*> return_duty(Handle handle, States const& states) {
  auto const& duty = states.load<duty::Duty>(handle);
  if (auto stands = duty::must_stand(duty); !stands) return std::unexpected(stands.error());
  if (duty.opened.own_act != ReturnResult::name) return refuse(codes::not_a_return, "duty");
  return &duty;
}

}  // namespace

Decision decide(CorrectDossier const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_open(dossier); !ok) return std::unexpected(ok.error());
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected(version.error());
  if (!dossier.content) return refuse(codes::erased, "dossier");
  auto const& grounds = states.standing<procedure::CommonTerms>().grounds->corrections;
  if (!procedure::with_code(grounds, command.ground)) {
    return refuse(codes::unknown_ground, "ground", {{"given", command.ground}});
  }
  DossierCorrected corrected{command.ground, {}, DossierCorrected::Personal{{}, command.note.value}};
  for (auto const& wanted : command.changes) {
    if (!may_be_corrected(wanted.path, (*version)->published->form)) {
      return refuse(codes::bad_path, "changes", {{"path", wanted.path}});
    }
    if (auto ok = check_entry(wanted.path, wanted.to); !ok) return std::unexpected(ok.error());
    json::value const from = value_at(*dossier.content, wanted.path);
    if (from == wanted.to) continue;
    corrected.paths.push_back(wanted.path);
    corrected.personal->changes.push_back({wanted.path, from, wanted.to});
  }
  if (corrected.paths.empty()) return refuse(codes::no_changes, "changes");
  json::object answers;
  for (auto const& change : corrected.personal->changes) {
    constexpr std::string_view prefix = "answers.";
    if (change.path.starts_with(prefix)) answers[change.path.substr(prefix.size())] = change.to;
  }
  return Events{}
      .add(dossier.handle, dossier.handle, std::move(corrected))
      .join(ruled_anew(dossier, answers, **version, context.claimed, states));
}

Expected<Question> question(ReturnResult const& command, Context const&, States const& states) {
  auto const& duty = states.load<duty::Duty>(command.duty);
  if (duty.phase == duty::Phase::none) return refuse(duty::codes::unknown, "duty");
  return duty::question_about(duty, duty.opened.act);
}

Decision decide(ReturnResult const& command, Context const& context, States const& states) {
  auto const duty = return_duty(command.duty, states);
  if (!duty) return std::unexpected(duty.error());
  auto const found = existing((*duty)->opened.matter, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  ResultReturned returned{command.how.value_or(Delivery::counter),
                          ResultReturned::Personal{command.to_name.value, command.to_identity, command.by_right}};
  auto done = duty::complete(**duty, "done", {}, {}, context);
  if (!done) return std::unexpected(done.error());
  return Events{}.add(dossier.handle, dossier.handle, std::move(returned)).join(std::move(*done));
}

Decision decide(WithdrawDossier const& command, Context const& context, States const& states) {
  auto const found = existing(command.dossier, states);
  if (!found) return std::unexpected(found.error());
  Dossier const& dossier = **found;
  if (auto ok = must_be_theirs(dossier, command.secret, context); !ok) {
    return std::unexpected(ok.error());
  }
  if (auto ok = must_be_open(dossier); !ok) return std::unexpected(ok.error());
  auto const& grounds = states.standing<procedure::CommonTerms>().grounds->withdrawals;
  if (!procedure::with_code(grounds, command.ground)) {
    return refuse(codes::unknown_ground, "ground", {{"given", command.ground}});
  }
  DossierWithdrawn withdrawn{command.ground, {}};
  if (command.reason && !command.reason->empty()) withdrawn.personal.emplace().reason = *command.reason;
  Events events;
  events.add(dossier.handle, dossier.handle, std::move(withdrawn));
  for (Handle const owed : {dossier.intake_duty, dossier.pause_duty,
                            dossier.supplements.empty() ? Handle{} : dossier.supplements.back().request.duty}) {
    auto const& duty = states.load<duty::Duty>(owed);
    if (duty.standing()) events.join(duty::cancel(duty, "withdrawn"));
  }
  return events.join(casework::cancel(dossier.handle, "withdrawn", states));
}

}  // namespace congvu::dossier
