#include "work/dossier/blanks.h"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "agency/document/document.h"
#include "agency/procedure/procedure.h"
#include "work/dossier/deciding.h"

namespace congvu::dossier {

namespace {

std::string tidy(std::string_view typed) {
  std::string code;
  for (char const letter : typed) {
    if (letter == ' ') continue;
    code += static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
  }
  return code;
}

Expected<Blank const*> unused(std::string_view typed, std::string_view agency, States const& states) {
  std::string const code = tidy(typed);
  auto const& blank = states.load<Blank>(blank_stream(code));
  if (!blank.agency.empty() && blank.agency != agency) {
    return refuse(codes::blank_of_another, "blank", {{"code", code}});
  }
  switch (blank.state) {
    case BlankState::none:
      return refuse(codes::blank_unknown, "blank", {{"code", code}});
    case BlankState::used:
      return refuse(codes::blank_used, "blank", {{"code", code}, {"dossier", blank.dossier}});
    case BlankState::voided:
      return refuse(codes::blank_voided, "blank", {{"code", code}});
    case BlankState::printed:
      break;
  }
  return &blank;
}

}  // namespace

void apply(Blank& blank, BlankPrinted const& event, Recorded const& recorded) {
  blank.state = BlankState::printed;
  blank.code = event.code;
  blank.number = event.number;
  blank.agency = event.agency.value_or("");
  blank.printed_at = recorded.claimed;
}

void apply(Blank& blank, BlankUsed const& event, Recorded const&) {
  blank.state = BlankState::used;
  blank.dossier = event.dossier;
}

void apply(Blank& blank, BlankVoided const&, Recorded const&) {
  blank.state = BlankState::voided;
}

std::string blank_code(int number, int year, std::string_view agency) {
  return fmt::format("{}-{}{}{}-{:02}", blank_register, agency, agency.empty() ? "" : "-", year, number);
}

Handle blank_stream(std::string_view code) {
  return handle_of(Blank::stream, tidy(code));
}

Expected<Events> use_blank(std::string_view code, std::string const& dossier, std::string_view agency, Instant received,
                           States const& states) {
  auto const blank = unused(code, agency, states);
  if (!blank) return std::unexpected(blank.error());
  if (received < (*blank)->printed_at) {
    return refuse(codes::blank_later, "blank",
                  {{"code", (*blank)->code}, {"printed", vietnamese((*blank)->printed_at)}});
  }
  return Events{}.add(blank_stream(code), Handle{}, BlankUsed{(*blank)->code, dossier});
}

Expected<Question> question(PrintBlanks const&, Context const&, States const&) {
  return Question{
      .act = "dossier.keep_blanks", .procedure = {}, .unit = {}, .holder = {}, .candidates = {}, .owner = {}};
}

Expected<Question> question(VoidBlanks const&, Context const&, States const&) {
  return Question{
      .act = "dossier.keep_blanks", .procedure = {}, .unit = {}, .holder = {}, .candidates = {}, .owner = {}};
}

Decision decide(PrintBlanks const& command, Context const& context, States const& states) {
  if (command.count < 1 || command.count > blanks_at_once) {
    return refuse(codes::blank_count, "count", {{"most", std::to_string(blanks_at_once)}});
  }
  Date const day = local_date(context.now);
  int const year = static_cast<int>(day.year());
  auto const agency = agency_of_actor(context, day, states);
  bool const main = agency == states.standing<procedure::CommonTerms>().terms->dossier_code.prefix;
  Events events;
  for (int i = 0; i < command.count; ++i) {
    auto taken = document::take_number(states, blank_register, year, Handle{}, i, agency);
    if (!taken) return std::unexpected(taken.error());
    std::string const code = blank_code(taken->number, year, main ? std::string{} : agency);
    BlankPrinted printed{code, taken->text, agency.empty() ? std::nullopt : std::optional(agency)};
    events.join(std::move(taken->events)).add(blank_stream(code), Handle{}, std::move(printed));
  }
  return events;
}

Decision decide(VoidBlanks const& command, Context const& context, States const& states) {
  if (command.codes.empty() || command.codes.size() > static_cast<std::size_t>(blanks_at_once)) {
    return refuse(codes::blank_count, "codes", {{"most", std::to_string(blanks_at_once)}});
  }
  auto const agency = agency_of_actor(context, local_date(context.now), states);
  Events events;
  std::set<std::string> seen;
  for (auto const& typed : command.codes) {
    auto const blank = unused(typed, agency, states);
    if (!blank) return std::unexpected(blank.error());
    if (!seen.insert((*blank)->code).second) continue;
    Handle const stream = blank_stream((*blank)->code);
    events.add(stream, stream, BlankVoided{(*blank)->code, BlankVoided::Personal{command.reason.value}});
  }
  return events;
}

}  // namespace congvu::dossier
