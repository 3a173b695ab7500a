#include <algorithm>

#include "agency/document/render.h"
#include "agency/notice/letter.h"
#include "agency/notice/notice.h"

namespace congvu::notice {

namespace {

// Handles of notices are drawn far above those that the rooms draw for themselves, one block a state.
constexpr unsigned first_handle = 500'000;
constexpr unsigned handles_of_a_state = 16;

unsigned place_of(std::string_view state) {
  unsigned place = 0;
  for (char const letter : state) place = place * 31 + static_cast<unsigned char>(letter);
  return first_handle + place % 100'000 * handles_of_a_state;
}

// Every name that a wording may use is there, so that none is missing for want of a value.
json::object whole_view(Telling const& telling, Recipient const& recipient) {
  json::object view;
  for (auto const name : names_of_wordings) view[name] = "";
  view["code"] = telling.code;
  view["name"] = recipient.name;
  for (auto const& field : telling.view) view[field.key()] = field.value();
  return view;
}

// A letter's subject is one line, whatever stands in a name.
std::string one_line(std::string text) {
  std::ranges::replace_if(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
  return text;
}

Expected<NoticeOwed::Personal> words(Wording const& wording, Telling const& telling, Recipient const& recipient) {
  auto const view = whole_view(telling, recipient);
  auto subject = document::render_plain(wording.subject.value, view);
  if (!subject) return std::unexpected<Refusal>(subject.error());
  auto text = document::render_plain(wording.text.value, view);
  if (!text) return std::unexpected<Refusal>(text.error());
  if (telling.english && wording.english) {
    auto line = document::render_plain(wording.english->value, view);
    if (!line) return std::unexpected<Refusal>(line.error());
    *text += "\n" + *line + "\n";
  }
  return NoticeOwed::Personal{recipient.address, recipient.name, one_line(std::move(*subject)), std::move(*text)};
}

class Owing {
 public:
  Owing(Telling const& telling, Matrix const& matrix, Context const& context)
      : telling_(telling), matrix_(matrix), context_(context), next_(place_of(telling.state)) {}

  Events all() {
    for (auto const& recipient : telling_.to) one(recipient);
    return std::move(events_);
  }

 private:
  void one(Recipient const& recipient) {
    auto const cell = matrix_.cell(telling_.state, recipient.audience, Way::email);
    if (!cell || !cell->wording) return;
    if (recipient.address.empty()) return omit(recipient, "no_address");
    if (std::ranges::find(addresses_, recipient.address) != addresses_.end()) return omit(recipient, "same_address");
    addresses_.push_back(recipient.address);
    auto said = words(*cell->wording, telling_, recipient);
    if (!said) return omit(recipient, "wording");
    NoticeOwed owed{.matter = telling_.matter,
                    .code = telling_.code,
                    .procedure = telling_.procedure,
                    .procedure_version = telling_.procedure_version,
                    .unit = telling_.unit,
                    .state = telling_.state,
                    .to = recipient.audience,
                    .by = Way::email,
                    .wording = cell->wording->code,
                    .personal = std::move(*said)};
    events_.add(context_.fresh_handle(next_++), telling_.matter, std::move(owed));
  }

  void omit(Recipient const& recipient, std::string reason) {
    NoticeOmitted omitted{telling_.matter,    telling_.code, telling_.state,
                          recipient.audience, Way::email,    std::move(reason)};
    events_.add(context_.fresh_handle(next_++), telling_.matter, std::move(omitted));
  }

  Telling const& telling_;
  Matrix const& matrix_;
  Context const& context_;
  unsigned next_;
  std::vector<std::string> addresses_;
  Events events_;
};

}  // namespace

Events tell(Telling const& telling, Context const& context, States const& states) {
  return Owing{telling, states.standing<Matrix>(), context}.all();
}

void apply(Notice& notice, NoticeOwed const& event, Recorded const& recorded) {
  notice.handle = recorded.stream;
  notice.phase = Phase::waiting;
  notice.owed = event;
  notice.owed_at = recorded.recorded;
}

// Never owed, or owed and overtaken by what came later: then it stays as it was written, and is not sent.
void apply(Notice& notice, NoticeOmitted const& event, Recorded const& recorded) {
  bool const was_owed = notice.phase != Phase::none;
  notice.handle = recorded.stream;
  notice.phase = Phase::omitted;
  notice.next.reset();
  if (was_owed) return;
  notice.owed.matter = event.matter;
  notice.owed.code = event.code;
  notice.owed.state = event.state;
  notice.owed.to = event.to;
  notice.owed_at = recorded.recorded;
}

void apply(Notice& notice, NoticeSent const& event, Recorded const&) {
  notice.phase = Phase::sent;
  notice.attempts = event.attempt;
  notice.next.reset();
}

void apply(Notice& notice, NoticeDeferred const& event, Recorded const&) {
  notice.attempts = event.attempt;
  notice.next = event.next;
}

void apply(Notice& notice, NoticeFailed const& event, Recorded const&) {
  notice.phase = Phase::failed;
  notice.attempts = event.attempt;
  notice.next.reset();
  notice.duty = event.duty;
}

void apply(Notice& notice, NoticeToldOtherwise const&, Recorded const&) {
  notice.phase = Phase::told;
}

}  // namespace congvu::notice
