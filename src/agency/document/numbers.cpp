#include <algorithm>
#include <set>

#include "agency/document/commands.h"
#include "agency/document/document.h"
#include "agency/org/org.h"

namespace congvu::document {

namespace {

constexpr std::string_view number_place = "{number}";
constexpr std::string_view year_place = "{year}";
constexpr std::string_view symbol_place = "{symbol}";  // of the agency: SGDĐT

void put(std::string& text, std::string_view place, std::string_view value) {
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
}

Handle list_stream() {
  return handle_of("document", "registers");
}

// As the agency is called in numbers of documents today; its code where it has no such sign.
std::string symbol_of(org::Organisation const& organisation, std::string_view agency) {
  auto const found = organisation.agencies.find(agency);
  if (found == organisation.agencies.end() || found->second.empty()) return std::string{agency};
  return found->second.back().symbol.value_or(std::string{agency});
}

}  // namespace

std::string written(std::string_view pattern, int number, int year, std::string_view symbol) {
  std::string text{pattern};
  auto const digits = std::to_string(number);
  put(text, number_place, number < 10 ? "0" + digits : digits);
  put(text, year_place, std::to_string(year));
  put(text, symbol_place, symbol);
  return text;
}

Handle numbers_of(std::string_view register_code, int year) {
  return handle_of("register", std::string{register_code} + "/" + std::to_string(year));
}

Expected<TakenNumber> take_number(States const& states, std::string_view register_code, int year, Handle subject,
                                  int already, std::string_view agency) {
  auto const& registers = states.standing<Registers>().by_code;
  auto const found = registers.find(register_code);
  if (found == registers.end()) {
    return refuse(codes::unknown_register, "register", {{"code", std::string{register_code}}});
  }
  bool const own = found->second.each_agency.value_or(false) && !agency.empty();
  auto const series = own ? std::string{register_code} + "@" + std::string{agency} : std::string{register_code};
  auto const stream = numbers_of(series, year);
  int last = states.load<Numbers>(stream).last;
  // A register that agencies shared until this year goes on from there, so that no number of the year is given twice
  if (own && last == 0) last = states.load<Numbers>(numbers_of(register_code, year)).last;
  TakenNumber taken;
  taken.number = last + already + 1;
  taken.text =
      written(found->second.pattern, taken.number, year, symbol_of(states.standing<org::Organisation>(), agency));
  taken.events.add(stream, subject, NumberTaken{series, year, taken.number, taken.text, subject});
  return taken;
}

void apply(Numbers& numbers, NumberTaken const& event, Recorded const&) {
  numbers.last = event.number;
}

void apply(Registers& registers, RegistersStated const& event, Recorded const&) {
  registers.by_code.clear();
  for (auto const& each : event.registers) registers.by_code.emplace(each.code, each);
}

void apply(RegisterList& list, RegistersStated const& event, Recorded const&) {
  list.registers = event.registers;
}

void apply(Issued& issued, DocumentIssued const& event, Recorded const&) {
  issued.subject = event.subject;
  issued.kind = event.kind;
  issued.number = event.number;
  issued.sha256 = event.sha256;
  issued.media_type = event.media_type;
  issued.personal = event.personal;
}

Expected<Question> question(StateRegisters const&, Context const&, States const&) {
  Question question;
  question.act = "procedure.publish";
  return question;
}

Decision decide(StateRegisters const& command, Context const&, States const& states) {
  std::set<std::string_view> seen;
  for (auto const& each : command.registers) {
    if (!seen.insert(each.code).second) return refuse(codes::register_twice, "registers", {{"code", each.code}});
    // Without its number a document could not be told from the next one.
    if (each.pattern.find(number_place) == std::string::npos) {
      return refuse(codes::bad_pattern, "registers", {{"code", each.code}, {"pattern", each.pattern}});
    }
  }
  RegistersStated stated{command.registers};
  if (to_json(states.load<RegisterList>(list_stream()).registers) == to_json(stated.registers)) return Events{};
  return Events{}.add(list_stream(), list_stream(), std::move(stated));
}

}  // namespace congvu::document
