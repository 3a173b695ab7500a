#include "work/dossier/blanks.h"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "agency/document/document.h"

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

Expected<Blank const*> unused(std::string_view typed, States const& states) {
  std::string const code = tidy(typed);
  auto const& blank = states.load<Blank>(blank_stream(code));
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
  blank.printed_at = recorded.claimed;
}

void apply(Blank& blank, BlankUsed const& event, Recorded const&) {
  blank.state = BlankState::used;
  blank.dossier = event.dossier;
}

void apply(Blank& blank, BlankVoided const&, Recorded const&) {
  blank.state = BlankState::voided;
}

std::string blank_code(int number, int year) {
  return fmt::format("{}-{}-{:02}", blank_register, year, number);
}

Handle blank_stream(std::string_view code) {
  return handle_of(Blank::stream, tidy(code));
}

Expected<Events> use_blank(std::string_view code, std::string const& dossier, Instant received, States const& states) {
  auto const blank = unused(code, states);
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
  int const year = static_cast<int>(local_date(context.now).year());
  Events events;
  for (int i = 0; i < command.count; ++i) {
    auto taken = document::take_number(states, blank_register, year, Handle{}, i);
    if (!taken) return std::unexpected(taken.error());
    std::string const code = blank_code(taken->number, year);
    events.join(std::move(taken->events)).add(blank_stream(code), Handle{}, BlankPrinted{code, taken->text});
  }
  return events;
}

Decision decide(VoidBlanks const& command, Context const&, States const& states) {
  if (command.codes.empty() || command.codes.size() > static_cast<std::size_t>(blanks_at_once)) {
    return refuse(codes::blank_count, "codes", {{"most", std::to_string(blanks_at_once)}});
  }
  Events events;
  std::set<std::string> seen;
  for (auto const& typed : command.codes) {
    auto const blank = unused(typed, states);
    if (!blank) return std::unexpected(blank.error());
    if (!seen.insert((*blank)->code).second) continue;
    Handle const stream = blank_stream((*blank)->code);
    events.add(stream, stream, BlankVoided{(*blank)->code, BlankVoided::Personal{command.reason.value}});
  }
  return events;
}

}  // namespace congvu::dossier
