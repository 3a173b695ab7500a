#include "agency/reading/noting_room.h"

#include "agency/authority/authority.h"
#include "agency/identity/room.h"
#include "base/utf8.h"
#include "page/table.h"

namespace congvu::reading {

namespace {

constexpr std::string_view read_dossier = "dossier.read";
constexpr std::string_view do_duty = "duty.accept";
constexpr std::size_t query_kept = 2000;
constexpr std::size_t keys_kept = 100'000;  // beyond it what is known is forgotten, and asked of the record again

bool in_office(page::Request const& request) {
  return request.visitor && !request.visitor->position.empty();
}

Text<2000> query_of(page::Request const& request) {
  auto const query = page::filter_of(request);
  Text<2000> kept;
  kept.value = query.substr(0, utf8_length(std::string_view{query}.substr(0, query_kept)));
  return kept;
}

std::vector<std::string> fields_of(page::Request const& request) {
  std::vector<std::string> names;
  for (auto const& [name, value] : request.query) {
    if (!value.empty() && name != "lang" && (names.empty() || names.back() != name)) names.push_back(name);
  }
  return names;
}

Expected<void> outcome_of(Expected<Performed> const& performed) {
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return {};
}

}  // namespace

void KnownThisHour::turn(Instant now) {
  auto const hour = std::chrono::floor<std::chrono::hours>(now.time_since_epoch());
  if (hour == hour_ && keys_.size() < keys_kept) return;
  hour_ = hour;
  keys_.clear();
}

bool KnownThisHour::knows(std::string const& key, Instant now) {
  std::scoped_lock const lock{mutex_};
  turn(now);
  return keys_.contains(key);
}

void KnownThisHour::keep(std::string key, Instant now) {
  std::scoped_lock const lock{mutex_};
  turn(now);
  keys_.insert(std::move(key));
}

// The right to read it; else that of whoever has a step of it to do, which the page has asked of that step; else it is
// read as anybody reads what a secret proves to be theirs.
std::string Noting::right_to(DossierSeen const& dossier, Actor const& actor) {
  Question reading;
  reading.act = read_dossier;
  reading.procedure = dossier.procedure;
  reading.unit = dossier.unit;
  reading.filed = dossier.filed;
  Question doing;
  doing.act = do_duty;
  for (auto const& question : {reading, doing}) {
    if (pipeline_.may(actor, question)) return question.act;
  }
  return std::string{authority::acts::own_account};
}

Expected<void> Noting::dossier(page::Request const& request, std::string_view page, std::string_view code) {
  if (!in_office(request)) return {};
  std::string key = hex(request.visitor->account) + "/" + std::string{code};
  if (known_.knows(key, request.now)) return {};
  auto const seen = pipeline_.read([&](record::Sql& sql, States const& states) { return find_(sql, states, code); });
  if (!seen || seen->owner == request.visitor->account) return {};
  Actor const actor = identity::actor_of(request.visitor);
  auto noted = outcome_of(pipeline_.perform(NoteDossierRead{.dossier = seen->dossier,
                                                            .code = seen->code,
                                                            .procedure = seen->procedure,
                                                            .unit = seen->unit,
                                                            .filed = seen->filed,
                                                            .page = std::string{page},
                                                            .act = right_to(*seen, actor),
                                                            .reader_unit = request.visitor->unit},
                                            actor));
  if (noted) known_.keep(std::move(key), request.now);
  return noted;
}

Expected<void> Noting::list(page::Request const& request, std::string_view page, std::string_view list,
                            std::string_view act, std::optional<std::int64_t> entries) {
  if (!in_office(request) || entries == 0) return {};
  auto query = query_of(request);
  std::string key = hex(request.visitor->account) + " " + std::string{list} + "?" + query.value;
  if (known_.knows(key, request.now)) return {};
  Actor const actor = identity::actor_of(request.visitor);
  Question reading;
  reading.act = act;
  bool const by_right = pipeline_.may(actor, reading).has_value();
  auto noted =
      outcome_of(pipeline_.perform(NoteListRead{.list = std::string{list},
                                                .page = std::string{page},
                                                .asked_by = fields_of(request),
                                                .entries = entries,
                                                .query = std::move(query),
                                                .act = std::string{by_right ? act : authority::acts::own_account},
                                                .reader_unit = request.visitor->unit},
                                   actor));
  if (noted) known_.keep(std::move(key), request.now);
  return noted;
}

}  // namespace congvu::reading
