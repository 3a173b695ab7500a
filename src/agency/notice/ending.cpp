#include <algorithm>

#include "agency/duty/duty.h"
#include "agency/notice/commands.h"
#include "agency/notice/notice.h"
#include "agency/procedure/procedure.h"

namespace congvu::notice {

namespace {

// Those whom nobody can tell anything any more are nobody's duty.
bool is_owed_otherwise(std::string_view reason) {
  return reason != "erased";
}

std::optional<Instant> due_of(std::string_view unit, Limit limit, Instant from, States const& states) {
  auto const& calendar = states.standing<procedure::WorkingTime>().of(unit);
  if (!calendar) return std::nullopt;
  return due_times(*calendar, from, limit).present;
}

std::vector<std::string> ways_of_telling(Section const& section) {
  std::vector<std::string> codes;
  for (auto const& each : section.told) codes.push_back(each.code);
  return codes;
}

// The six points: the one-stop unit's pool, what the notice tells, by when, the unit's head up the line, the act of the
// matrix, and how they were told as what it leaves.
duty::DutyOpened duty_to_tell(Notice const& notice, Section const& section, Context const& context,
                              States const& states) {
  auto const& owed = notice.owed;
  auto const wording = std::ranges::find(section.wordings, owed.wording, &Wording::code);
  duty::DutyOpened opened;
  opened.nature = duty::Nature::notice;
  opened.matter = owed.matter;
  opened.code = owed.code;
  opened.procedure = owed.procedure;
  opened.procedure_version = owed.procedure_version;
  opened.step = hex(notice.handle);
  opened.work = wording == section.wordings.end() ? Text<300>{owed.state} : Text<300>{wording->title.value};
  opened.act = TellOtherwise::name;
  opened.candidates = "clerk@" + owed.unit;
  opened.unit = owed.unit;
  opened.product = "told";
  opened.outcomes = ways_of_telling(section);
  opened.own_act = TellOtherwise::name;
  opened.limit = section.sending.tell_within;
  opened.due = due_of(owed.unit, section.sending.tell_within, context.now, states);
  return opened;
}

struct Failure {
  int attempt = 0;
  int reply = 0;
  std::string reason;
  std::string said;
  unsigned handle = 0;
};

Events fail(Notice const& notice, Failure failure, Context const& context, States const& states) {
  auto const& section = states.standing<Matrix>().section;
  NoticeFailed failed{notice.owed.matter, failure.attempt, failure.reply, std::move(failure.reason), {}, {}};
  if (!failure.said.empty()) failed.personal.emplace().said = std::move(failure.said);
  bool const somebody = is_owed_otherwise(failed.reason) && section && !notice.owed.unit.empty();
  if (!somebody) return Events{}.add(notice.handle, notice.owed.matter, std::move(failed));
  failed.duty = context.fresh_handle(failure.handle);
  auto opened = duty::open(failed.duty, duty_to_tell(notice, *section, context, states));
  return Events{}.add(notice.handle, notice.owed.matter, std::move(failed)).join(std::move(opened));
}

seconds wait_after(int attempt, SendingTerms const& terms) {
  std::int64_t wait = terms.first_wait;
  for (int i = 1; i < attempt && wait < terms.longest_wait; ++i) wait *= 2;
  return seconds{std::min<std::int64_t>(wait, terms.longest_wait)};
}

Events ended(Notice const& notice, Tried const& tried, unsigned handle, Context const& context, States const& states) {
  auto const& owed = notice.owed;
  Failure failure{tried.attempt, tried.reply, std::string{name_of(tried.outcome)}, tried.said.value, handle};
  switch (tried.outcome) {
    case Outcome::accepted:
    case Outcome::sample:
      return Events{}.add(notice.handle, owed.matter,
                          NoticeSent{owed.matter, tried.attempt, tried.reply, tried.outcome == Outcome::sample});
    case Outcome::deferred: {
      auto const& section = states.standing<Matrix>().section;
      SendingTerms const terms = section ? section->sending : SendingTerms{};
      if (tried.attempt >= terms.attempts) {
        failure.reason = "exhausted";
        break;
      }
      NoticeDeferred deferred{
          owed.matter, tried.attempt, tried.reply, context.now + wait_after(tried.attempt, terms), {}};
      if (!tried.said.empty()) deferred.personal.emplace().said = tried.said;
      return Events{}.add(notice.handle, owed.matter, std::move(deferred));
    }
    case Outcome::overtaken:
      return Events{}.add(notice.handle, owed.matter,
                          NoticeOmitted{owed.matter, owed.code, owed.state, owed.to, owed.by, "overtaken"});
    case Outcome::refused:
    case Outcome::bad_address:
    case Outcome::erased:
      break;
  }
  return fail(notice, std::move(failure), context, states);
}

}  // namespace

Expected<Question> question(RecordSending const&, Context const&, States const&) {
  Question question;
  question.act = RecordSending::name;
  return question;
}

Expected<Question> question(RecordBounce const& command, Context const&, States const& states) {
  auto const& notice = states.load<Notice>(command.notice);
  if (notice.phase == Phase::none) return refuse(codes::unknown, "notice");
  Question question;
  question.act = RecordBounce::name;
  question.procedure = notice.owed.procedure;
  question.unit = notice.owed.unit;
  return question;
}

Expected<Question> question(TellOtherwise const& command, Context const&, States const& states) {
  auto const& notice = states.load<Notice>(command.notice);
  if (notice.phase == Phase::none) return refuse(codes::unknown, "notice");
  if (!notice.duty) return refuse(codes::not_failed, "notice");
  return duty::question_about(states.load<duty::Duty>(notice.duty), std::string{TellOtherwise::name});
}

Decision decide(RecordSending const& command, Context const& context, States const& states) {
  Events events;
  unsigned handle = 0;
  for (auto const& tried : command.tried) {
    auto const& notice = states.load<Notice>(tried.notice);
    if (notice.phase != Phase::waiting) continue;
    events.join(ended(notice, tried, handle++, context, states));
  }
  return events;
}

Decision decide(RecordBounce const& command, Context const& context, States const& states) {
  auto const& notice = states.load<Notice>(command.notice);
  if (notice.phase != Phase::sent) return refuse(codes::not_sent, "notice");
  std::string said = command.said ? command.said->value : std::string{};
  return fail(notice, {notice.attempts, 0, "bounced", std::move(said), 0}, context, states);
}

Decision decide(TellOtherwise const& command, Context const& context, States const& states) {
  auto const& notice = states.load<Notice>(command.notice);
  auto const& duty = states.load<duty::Duty>(notice.duty);
  if (auto stands = duty::must_stand(duty); !stands) return std::unexpected<Refusal>(stands.error());
  auto const& allowed = duty.opened.outcomes;
  if (std::ranges::find(allowed, command.how) == allowed.end()) {
    std::string list;
    for (auto const& each : allowed) list += (list.empty() ? "" : ", ") + each;
    return refuse(codes::unknown_way_of_telling, "how", {{"given", command.how}, {"allowed", list}});
  }
  auto done = duty::complete(duty, command.how, {}, command.note.value, context);
  if (!done) return std::unexpected<Refusal>(done.error());
  NoticeToldOtherwise told{notice.owed.matter, command.how, context.actor.position,
                           NoticeToldOtherwise::Personal{command.note.value}};
  return Events{}.add(notice.handle, notice.owed.matter, std::move(told)).join(std::move(*done));
}

}  // namespace congvu::notice
