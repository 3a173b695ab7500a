#include "agency/notice/sending_room.h"

#include "agency/notice/notice.h"
#include "agency/notice/queries.h"
#include "pipeline/registry.h"

namespace congvu::notice {

namespace {

constexpr std::size_t samples_at_once = 200;

// Under what the record says stands what only this installation knows: where one sees how the matter stands.
std::string with_foot(std::string text, Notice const& notice, SendingPlan const& plan, page::Words const& words) {
  constexpr auto language = page::Language::vi;
  text += "\n";
  if (!plan.address.empty()) {
    std::string const link = plan.address + "/tracking/" + notice.owed.code;
    text += "\n" + std::string{words.word(language, "notice.letter.track", {{"link", link}})} + "\n";
  }
  text += "\n-- \n" + std::string{words.word(language, "notice.letter.foot")} + "\n";
  if (plan.sample) text += std::string{words.word(language, "notice.letter.sample")} + "\n";
  return text;
}

Letter letter_of(Notice const& notice, SendingPlan const& plan, page::Words const& words) {
  auto const& said = *notice.owed.personal;
  return {.notice = notice.handle,
          .written = notice.owed_at,
          .from = plan.from,
          .from_name = plan.from_name,
          .to = said.address.value,
          .to_name = said.to_name.value,
          .subject = said.subject.value,
          .text = with_foot(said.text.value, notice, plan, words)};
}

AnyCommand recording(Registry const& registry, std::vector<Tried> tried) {
  return registry.any(RecordSending{std::move(tried)});
}

// One letter. Nothing is recorded of one that was given up because the program stops.
Errand to_send(Notice const& notice, std::shared_ptr<SendingPlan const> plan, std::shared_ptr<page::Words const> words,
               Registry const& registry) {
  Tried tried{
      .notice = notice.handle, .attempt = notice.attempts + 1, .outcome = Outcome::erased, .reply = 0, .said = {}};
  bool const written = notice.owed.personal.has_value();
  if (written) tried.outcome = Outcome::bad_address;
  if (!written || !sendable(notice.owed.personal->address.value)) {
    return [tried, &registry](std::stop_token) { return recording(registry, {tried}); };
  }
  return [letter = letter_of(notice, *plan, *words), tried, plan,
          &registry](std::stop_token stop) mutable -> std::optional<AnyCommand> {
    auto const answer = plan->post_room->hand_over(letter, stop);
    if (answer.outcome != Outcome::accepted && stop.stop_requested()) return std::nullopt;
    tried.outcome = answer.outcome;
    tried.reply = answer.reply;
    tried.said = answer.said;
    return recording(registry, {tried});
  };
}

// Whether somebody is owed a later notice about the same matter that makes this one untrue.
bool is_overtaken(Row const& row, record::Sql& sql, Matrix const& matrix) {
  bool later = false;
  for (auto const& other : of_matter(sql, row.matter)) {
    if (other.notice == row.notice) later = true;
    bool const to_them = other.audience == row.audience && other.way == row.way && other.address;
    if (later && to_them && matrix.overtaken(row.state, other.state)) return true;
  }
  return false;
}

Errand to_drop(Row const& row, Registry const& registry) {
  Tried const tried{row.notice, row.attempts, Outcome::overtaken, 0, {}};
  return [tried, &registry](std::stop_token) { return recording(registry, {tried}); };
}

std::vector<Errand> to_mark(std::vector<Row> const& rows, Registry const& registry) {
  std::vector<Tried> tried;
  for (auto const& row : rows) tried.push_back({row.notice, row.attempts + 1, Outcome::sample, 0, {}});
  if (tried.empty()) return {};
  return {[tried = std::move(tried), &registry](std::stop_token) { return recording(registry, tried); }};
}

}  // namespace

ErrandSource errands(SendingPlan given, std::shared_ptr<page::Words const> words) {
  auto plan = std::make_shared<SendingPlan const>(std::move(given));
  return [plan, words = std::move(words)](record::Sql& sql, States const& states, Registry const& registry, Instant now,
                                          std::size_t limit) {
    std::vector<Errand> errands;
    if (plan->mail == Mail::off) return errands;
    if (plan->mail == Mail::sample) return to_mark(due(sql, now, samples_at_once), registry);
    auto const& matrix = states.standing<Matrix>();
    for (auto const& row : due(sql, now, limit)) {
      if (is_overtaken(row, sql, matrix)) {
        errands.push_back(to_drop(row, registry));
        continue;
      }
      errands.push_back(to_send(states.load<Notice>(row.notice), plan, words, registry));
    }
    return errands;
  };
}

}  // namespace congvu::notice
