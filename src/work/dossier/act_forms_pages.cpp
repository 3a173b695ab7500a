#include "work/dossier/act_forms_pages.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "agency/duty/commands.h"
#include "base/text.h"
#include "work/dossier/clocks.h"

namespace congvu::dossier {

namespace {

struct Noun {
  std::string_view noun;
  std::string_view command;
  bool on_duty;
};

constexpr std::array nouns{
    Noun{"taking", duty::AcceptDuty::name, true},
    Noun{"completion", duty::CompleteDuty::name, true},
    Noun{"return", ReturnResult::name, true},
    Noun{"acceptance", AcceptDossier::name, false},
    Noun{"supplement", RequestSupplement::name, false},
    Noun{"supplement-answer", GiveSupplement::name, false},
    Noun{"refusal", RefuseDossier::name, false},
    Noun{"pause", PauseClock::name, false},
    Noun{"resumption", ResumeClock::name, false},
    Noun{"correction", CorrectDossier::name, false},
    Noun{"reappointment", ReappointDossier::name, false},
    Noun{"withdrawal", WithdrawDossier::name, false},
    Noun{"handover", duty::HandOverDuty::name, true},
};

struct Option {
  std::string value;
  std::string title;
};

// A form's schema, field by field; titles and hints are the room's words.
class Asked {
 public:
  Asked(std::string_view noun, Speaking const& speaking) : noun_(noun), speaking_(speaking) {}

  Asked& text(std::string_view name, std::int64_t longest) {
    field(name) = json::object{{"type", "string"}, {"maxLength", longest}};
    return titled(name);
  }
  Asked& day(std::string_view name) {
    field(name) = json::object{{"type", "string"}, {"format", "date"}};
    return titled(name);
  }
  Asked& lines(std::string_view name, std::int64_t longest, int rows) {
    field(name) = json::object{{"type", "string"}, {"maxLength", longest}, {"x-lines", rows}};
    return titled(name);
  }
  // From an empty list nothing can be chosen: what is posted all the same is left to the command to refuse.
  Asked& choice(std::string_view name, std::vector<Option> const& options) {
    field(name) = options.empty() ? json::object{{"type", "string"}} : json::object{{"oneOf", offered(options)}};
    return titled(name);
  }
  // A group of one choice for each paper, or of one box to tick.
  Asked& papers(std::string_view name, procedure::Facts const& facts, procedure::Terms const& terms, bool forms) {
    json::object each;
    for (auto const& component : facts.components) {
      json::object asked{{"title", component.name}};
      if (forms) {
        asked["oneOf"] = offered(forms_of(component, terms));
      } else {
        asked["type"] = "boolean";
      }
      each[component.code] = std::move(asked);
    }
    field(name) = json::object{{"type", "object"}, {"properties", std::move(each)}};
    return titled(name);
  }
  Asked& must(std::string_view name) {
    required_.emplace_back(name);
    return *this;
  }
  page::Form form() const {
    auto form = page::Form::read(json::object{
        {"type", "object"}, {"properties", properties_}, {"required", required_}, {"additionalProperties", false}});
    if (!form) throw std::logic_error("the form of an act: " + plain(form.error()));
    return std::move(*form);
  }

 private:
  json::value& field(std::string_view name) { return properties_[name]; }

  // The act's own word for the field, else the one that all acts share.
  Asked& titled(std::string_view name) {
    auto& field = properties_[name].as_object();
    std::string const own = "dossier.act.ask." + noun_ + "." + std::string{name};
    bool const has_own = speaking_.words().has(speaking_.language(), own);
    std::string const key = has_own ? own : "dossier.act.ask." + std::string{name};
    field["title"] = speaking_.word(key);
    if (speaking_.words().has(speaking_.language(), key + ".hint")) {
      field["description"] = speaking_.word(key + ".hint");
    }
    return *this;
  }

  static json::array offered(std::vector<Option> const& options) {
    json::array list;
    for (auto const& option : options) {
      list.push_back(json::object{{"const", option.value}, {"title", option.title}});
    }
    return list;
  }

  static std::vector<Option> forms_of(procedure::Component const& component, procedure::Terms const& terms) {
    std::vector<Option> options;
    for (auto const& term : terms.component_forms) {
      if (component.accepts(term.code)) options.push_back({term.code, term.title});
    }
    return options;
  }

  std::string noun_;
  Speaking const& speaking_;
  json::object properties_;
  json::array required_;
};

template <class Terms, class Use>
std::vector<Option> options_of(Terms const& terms, Use&& use) {
  std::vector<Option> options;
  for (auto const& term : terms) {
    if (use(term)) options.push_back({term.code, term.title});
  }
  return options;
}

std::vector<Option> refusals(ActSight const& sight, procedure::RefusedAt at) {
  auto const& grounds = *sight.common.grounds;
  return options_of(grounds.refusals, [&](procedure::RefusalGround const& ground) {
    return grounds.refusal(ground.code, at, sight.dossier.procedure) != nullptr;
  });
}

std::vector<Option> outcomes(duty::Row const& row, ActSight const& sight) {
  std::vector<Option> options;
  for (auto const& outcome : row.outcomes) {
    auto const* term = procedure::with_code(sight.common.terms->outcomes, outcome);
    options.push_back({outcome, term ? term->title : sight.speaking.word("duty.outcome." + outcome)});
  }
  return options;
}

std::vector<Option> colleagues(duty::Row const& row, ActSight const& sight) {
  std::vector<Option> options;
  for (auto const& code : sight.organisation.resolve(row.candidates, sight.day)) {
    auto const* position = sight.organisation.position_on(code, sight.day);
    auto const name = sight.organisation.holder_name(code, sight.day);
    if (code == row.holder || !position || !name) continue;
    options.push_back({code, *name + ", " + sight.organisation.full_title(*position, sight.day)});
  }
  return options;
}

// What may be corrected: the applicant's own entries, and the answers that are one value each.
std::vector<Option> correctable(ActSight const& sight) {
  std::vector<Option> options;
  for (std::string_view const name : {"name", "identity_number", "phone", "email", "address"}) {
    std::string const path = "applicant." + std::string{name};
    options.push_back({path, sight.speaking.word("dossier.act.correctable." + std::string{name})});
  }
  for (auto const& field : sight.answers.fields()) {
    if (field.sort == page::Field::Sort::group || field.sort == page::Field::Sort::list) continue;
    options.push_back({"answers." + field.name, field.title});
  }
  return options;
}

json::object papers_known(Dossier const& dossier) {
  json::object known;
  for (auto const& paper : dossier.papers) known[paper.component] = paper.form;
  return known;
}

std::string receiver_of(Dossier const& dossier) {
  if (!dossier.content) return {};
  auto const& receiver = dossier.content->receiver;
  if (receiver && receiver->name && !receiver->name->empty()) return receiver->name->value;
  return dossier.content->applicant.name.value;
}

json::object known_of_return(Dossier const& dossier) {
  json::object known{{"to_name", receiver_of(dossier)}, {"how", name_of(Delivery::counter)}};
  if (dossier.content && dossier.content->receiver && dossier.content->receiver->manner) {
    known["how"] = name_of(*dossier.content->receiver->manner);
  }
  return known;
}

std::vector<Option> deliveries(Speaking const& speaking) {
  std::vector<Option> options;
  for (auto const& name : names<Delivery>()) options.push_back({name, speaking.word("dossier.delivery." + name)});
  return options;
}

void ask_completion(Asked& asked, duty::Row const& row, ActSight const& sight) {
  asked.choice("outcome", outcomes(row, sight)).must("outcome");
  bool const may_say_no = std::ranges::any_of(
      row.outcomes, [](std::string const& outcome) { return outcome == "refuse" || outcome == "not_found"; });
  if (may_say_no) asked.choice("ground", refusals(sight, procedure::RefusedAt::handling));
  asked.lines("note", 4000, 3);
}

void ask_supplement(Asked& asked, ActSight const& sight) {
  auto const grounds =
      options_of(sight.common.grounds->pauses, [](auto const& ground) { return ground.opens_duty && ground.slip; });
  if (sight.dossier.accepted_at) asked.choice("ground", grounds);
  asked.papers("components", sight.version.facts(), *sight.common.terms, false);
  asked.lines("items", 4000, 4).lines("reason", 4000, 3).must("reason");
  auto const until = supplement_until(sight.dossier);
  if (until && sight.now > *until) asked.text("citation", 300).must("citation");
}

void ask(Asked& asked, std::string_view noun, duty::Row const& row, ActSight const& sight) {
  auto const& facts = sight.version.facts();
  auto const& terms = *sight.common.terms;
  auto const& grounds = *sight.common.grounds;
  if (noun == "completion") {
    ask_completion(asked, row, sight);
  } else if (noun == "return") {
    asked.choice("how", deliveries(sight.speaking)).text("to_name", 200).must("to_name");
    asked.text("to_identity", 50).text("by_right", 300);
  } else if (noun == "acceptance") {
    asked.papers("seen", facts, terms, true);
  } else if (noun == "supplement") {
    ask_supplement(asked, sight);
  } else if (noun == "supplement-answer") {
    asked.papers("papers", facts, terms, true).lines("note", 4000, 3);
  } else if (noun == "refusal") {
    asked.choice("ground", refusals(sight, procedure::RefusedAt::intake)).must("ground");
    asked.lines("reason", 4000, 3).must("reason");
  } else if (noun == "pause") {
    asked.choice("ground", options_of(grounds.pauses, [](auto const& ground) { return !ground.slip; }));
    asked.must("ground").text("citation", 300).lines("note", 4000, 3).must("note");
  } else if (noun == "correction") {
    asked.choice("path", correctable(sight)).must("path").text("to", 1000).must("to");
    asked.choice("ground", options_of(grounds.corrections, [](auto const&) { return true; })).must("ground");
    asked.lines("note", 4000, 2).must("note");
  } else if (noun == "reappointment") {
    asked.day("until").must("until").lines("reason", 4000, 3).must("reason");
  } else if (noun == "withdrawal") {
    asked.choice("ground", options_of(grounds.withdrawals, [](auto const&) { return true; })).must("ground");
    asked.lines("reason", 4000, 2);
  } else if (noun == "handover") {
    asked.choice("to", colleagues(row, sight)).must("to").lines("reason", 2000, 2).must("reason");
  }
}

json::object known_of(std::string_view noun, ActSight const& sight) {
  if (noun == "return") return known_of_return(sight.dossier);
  if (noun == "acceptance") return {{"seen", papers_known(sight.dossier)}};
  if (noun == "supplement" && sight.dossier.accepted_at) return {{"ground", "supplement"}};
  return {};
}

// {code: form} as [{component, form}]
json::array papers_from(json::value const& chosen) {
  json::array papers;
  if (!chosen.is_object()) return papers;
  for (auto const& [component, form] : chosen.get_object()) {
    papers.push_back(json::object{{"component", component}, {"form", form}});
  }
  return papers;
}

json::array ticked(json::value const& boxes) {
  json::array codes;
  if (!boxes.is_object()) return codes;
  for (auto const& [code, yes] : boxes.get_object()) {
    if (yes == json::value(true)) codes.push_back(json::value(code));
  }
  return codes;
}

json::array lines_of(std::string_view text) {
  json::array lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    if (auto const line = trimmed(text.substr(0, end)); !line.empty()) lines.push_back(json::value(line));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// A typed value as the procedure's form has it: a date, a number, a text.
Expected<json::value> typed(std::string_view path, std::string const& text, ActSight const& sight) {
  constexpr std::string_view of_answers = "answers.";
  if (!path.starts_with(of_answers)) return json::value(text);
  auto const name = path.substr(of_answers.size());
  json::object schema = sight.version.published->form;
  auto const* properties = schema.if_contains("properties");
  auto const* property = properties && properties->is_object() ? properties->get_object().if_contains(name) : nullptr;
  if (!property) return json::value(text);
  schema["properties"] = json::object{{name, *property}};
  schema.erase("required");
  schema.erase("x-order");
  auto const form = page::Form::read(schema);
  if (!form) return std::unexpected<Refusal>(form.error());
  auto reading = page::read_form(*form, {{std::string{name}, text}});
  if (!reading.faults.empty()) {
    reading.faults.front().subject = "to";
    return std::unexpected<Refusal>(std::move(reading.faults.front()));
  }
  auto const* value = reading.answer.if_contains(name);
  return value ? *value : json::value(nullptr);
}

std::string text_at(json::object const& answer, std::string_view name) {
  auto const* value = answer.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

json::value member(json::object const& answer, std::string_view name) {
  auto const* value = answer.if_contains(name);
  return value ? *value : json::value(nullptr);
}

Noun const* entry(std::string_view noun) {
  auto const found = std::ranges::find(nouns, noun, &Noun::noun);
  return found == nouns.end() ? nullptr : &*found;
}

}  // namespace

std::string_view noun_of(std::string_view command) {
  auto const found = std::ranges::find(nouns, command, &Noun::command);
  return found == nouns.end() ? std::string_view{} : found->noun;
}

std::string_view command_of(std::string_view noun) {
  auto const* found = entry(noun);
  return found ? found->command : std::string_view{};
}

std::vector<std::string_view> all_nouns() {
  std::vector<std::string_view> all;
  for (auto const& each : nouns) all.push_back(each.noun);
  return all;
}

bool is_on_duty(std::string_view noun) {
  auto const* found = entry(noun);
  return found && found->on_duty;
}

bool has_takers(std::string_view noun, duty::Row const& row, ActSight const& sight) {
  return noun != "handover" || !colleagues(row, sight).empty();
}

std::string prefix_of(std::string_view noun, std::optional<Handle> duty) {
  std::string prefix{noun};
  if (duty && is_on_duty(noun)) prefix += "-" + hex(*duty).substr(0, 8);
  return prefix;
}

ActForm act_form(std::string_view noun, duty::Row const& row, ActSight const& sight) {
  Asked asked{noun, sight.speaking};
  ask(asked, noun, row, sight);
  bool const leads = noun == "taking" || noun == "completion" || noun == "return" || noun == "acceptance" ||
                     noun == "supplement-answer";
  return {std::string{noun}, prefix_of(noun, row.duty), leads, asked.form(), known_of(noun, sight)};
}

Expected<json::object> act_body(std::string_view noun, json::object answer, ActSight const& sight) {
  if (noun == "acceptance") return json::object{{"seen", papers_from(member(answer, "seen"))}};
  if (noun == "supplement") {
    answer["components"] = ticked(member(answer, "components"));
    answer["items"] = lines_of(text_at(answer, "items"));
  }
  if (noun == "supplement-answer") answer["papers"] = papers_from(member(answer, "papers"));
  if (noun == "correction") {
    std::string const path = text_at(answer, "path");
    auto const to = typed(path, text_at(answer, "to"), sight);
    if (!to) return std::unexpected<Refusal>(to.error());
    return json::object{{"ground", member(answer, "ground")},
                        {"note", member(answer, "note")},
                        {"changes", json::array{json::object{{"path", path}, {"to", *to}}}}};
  }
  return answer;
}

}  // namespace congvu::dossier
