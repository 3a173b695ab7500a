#include "work/dossier/dossier.h"

namespace congvu::dossier {

namespace {

void set_at(Content& content, std::string_view path, json::value const& to) {
  std::string const text = to.is_string() ? std::string(to.as_string()) : std::string{};
  if (path.starts_with("answers.")) {
    content.answers[path.substr(8)] = to;
  } else if (path == "applicant.name") {
    content.applicant.name = text;
  } else if (path == "applicant.identity_number") {
    content.applicant.identity_number = text;
  } else if (path == "applicant.phone") {
    content.applicant.phone = text;
  } else if (path == "applicant.email") {
    content.applicant.email = text;
  } else if (path == "applicant.address") {
    content.applicant.address = text;
  }
}

template <class T>
json::value text_or_null(std::optional<T> const& text) {
  return text ? json::value(text->value) : json::value(nullptr);
}

// The latest word on a paper replaces the one before it.
void bring(std::vector<Paper>& papers, std::vector<Paper> const& brought) {
  for (auto const& paper : brought) {
    std::erase_if(papers, [&](Paper const& old) { return old.component == paper.component; });
    papers.push_back(paper);
  }
}

}  // namespace

Supplement const* Dossier::waiting_supplement() const {
  return !supplements.empty() && !supplements.back().given_at ? &supplements.back() : nullptr;
}

void apply(CodeSeries& series, CodeTaken const& event, Recorded const&) {
  series.last = event.number;
}

void apply(Dossier& dossier, DossierFiled const& event, Recorded const& recorded) {
  dossier.handle = recorded.stream;
  dossier.phase = Phase::filed;
  dossier.code = event.code;
  dossier.procedure = event.procedure;
  dossier.procedure_version = event.procedure_version;
  dossier.agency = event.agency;
  dossier.channel = event.channel;
  dossier.late_entry = event.late_entry;
  dossier.blank = event.blank.value_or("");
  dossier.ticket = event.ticket.value_or("");
  dossier.papers = event.papers;
  dossier.filed_at = recorded.claimed;
  dossier.intake_from = recorded.claimed;
  dossier.intake_due = event.intake_due;
  dossier.intake_duty = event.intake_duty;
  if (!event.personal) return;
  auto const& personal = *event.personal;
  dossier.content =
      Content{personal.secret,  personal.applicant,   personal.filer,   personal.receiver,
              personal.answers, personal.attachments, personal.account, personal.language.value_or(LetterLanguage::vi)};
}

void apply(Dossier& dossier, RulesApplied const& event, Recorded const& recorded) {
  for (std::size_t i = 0; i < event.answers.size(); ++i) {
    Ruling ruling{event.answers[i], std::nullopt, recorded.claimed, recorded.index};
    if (event.personal && i < event.personal->inputs.size()) ruling.inputs = event.personal->inputs[i];
    dossier.rulings[ruling.answer.use] = std::move(ruling);
  }
}

void apply(Dossier& dossier, DossierAccepted const& event, Recorded const& recorded) {
  dossier.phase = Phase::handling;
  dossier.answered_at = recorded.claimed;
  dossier.accepted_at = recorded.claimed;
  dossier.limit = event.limit;
  dossier.first_due = event.first_due;
  dossier.due = event.first_due;
  dossier.slip = event.slip;
  dossier.book = event.book;
  dossier.book_line = event.book_line;
  bring(dossier.papers, event.seen);
}

void apply(Dossier& dossier, SupplementRequested const& event, Recorded const& recorded) {
  dossier.supplements.push_back({event, recorded.claimed, std::nullopt});
  if (event.at_intake) dossier.answered_at = recorded.claimed;
}

void apply(Dossier& dossier, SupplementGiven const& event, Recorded const& recorded) {
  if (!dossier.supplements.empty()) dossier.supplements.back().given_at = recorded.claimed;
  bring(dossier.papers, event.papers);
  if (event.intake_due) {
    dossier.intake_from = recorded.claimed;
    dossier.intake_due = *event.intake_due;
    dossier.intake_duty = event.intake_duty;
    dossier.answered_at.reset();
  }
  if (!event.personal || !dossier.content) return;
  for (auto const& answer : event.personal->answers) dossier.content->answers[answer.key()] = answer.value();
  auto& kept = dossier.content->attachments;
  kept.insert(kept.end(), event.personal->attachments.begin(), event.personal->attachments.end());
}

void apply(Dossier& dossier, ClockPaused const& event, Recorded const& recorded) {
  dossier.pauses.push_back({recorded.claimed, std::nullopt, event.ground, event.effect});
  dossier.pause_duty = event.duty.value_or(Handle{});
}

void apply(Dossier& dossier, ClockResumed const& event, Recorded const& recorded) {
  if (dossier.paused()) dossier.pauses.back().to = recorded.claimed;
  dossier.due = event.due;
  dossier.pause_duty = {};
}

void apply(Dossier& dossier, DossierReappointed const& event, Recorded const& recorded) {
  dossier.reappointment = Reappointment{event, recorded.claimed};
}

void apply(Dossier& dossier, DossierCorrected const& event, Recorded const&) {
  if (!event.personal || !dossier.content) return;
  for (auto const& change : event.personal->changes) set_at(*dossier.content, change.path, change.to);
}

void apply(Dossier& dossier, RefusalProposed const& event, Recorded const&) {
  dossier.refusal_proposed = Proposal{event.ground, event.personal ? event.personal->note.value : std::string{}};
}

void apply(Dossier& dossier, DocumentSigned const& event, Recorded const& recorded) {
  dossier.signatures[event.document] = {event, recorded.claimed};
}

void apply(Dossier& dossier, DocumentMade const& event, Recorded const&) {
  dossier.documents[event.document] = event;
}

void apply(Dossier& dossier, DueMissed const& event, Recorded const&) {
  dossier.missed = event.due;
}

void apply(Dossier& dossier, ResultReady const& event, Recorded const& recorded) {
  dossier.phase = Phase::ready;
  dossier.result = event.kind;
  dossier.ready_at = recorded.claimed;
  dossier.due = event.due;
}

void apply(Dossier& dossier, ResultReturned const&, Recorded const& recorded) {
  dossier.phase = Phase::returned;
  dossier.closed_at = recorded.claimed;
}

void apply(Dossier& dossier, DossierRefused const& event, Recorded const& recorded) {
  dossier.phase = Phase::refused;
  dossier.answered_at = recorded.claimed;
  dossier.closed_at = recorded.claimed;
  dossier.ending_ground = event.ground;
  dossier.refusal_slip = event.slip;
}

void apply(Dossier& dossier, DossierWithdrawn const& event, Recorded const& recorded) {
  dossier.phase = Phase::withdrawn;
  dossier.closed_at = recorded.claimed;
  dossier.ending_ground = event.ground;
}

json::value value_at(Content const& content, std::string_view path) {
  if (path.starts_with("answers.")) {
    auto const* answer = content.answers.if_contains(path.substr(8));
    return answer ? *answer : json::value(nullptr);
  }
  if (path == "applicant.name") return json::value(content.applicant.name.value);
  if (path == "applicant.identity_number") return text_or_null(content.applicant.identity_number);
  if (path == "applicant.phone") return text_or_null(content.applicant.phone);
  if (path == "applicant.email") return text_or_null(content.applicant.email);
  if (path == "applicant.address") return text_or_null(content.applicant.address);
  return nullptr;
}

}  // namespace congvu::dossier
