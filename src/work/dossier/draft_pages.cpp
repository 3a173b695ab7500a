#include "work/dossier/draft_pages.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::dossier {

namespace {

// Of one party's form: its properties in the order in which they are asked.
class PartyAsked {
 public:
  PartyAsked(Speaking const& speaking, std::string_view party) : speaking_(speaking), party_(party) {}

  PartyAsked& text(std::string_view name, std::int64_t longest, std::string_view autocomplete = {}) {
    properties_[name] = json::object{{"type", "string"},
                                     {"title", word(name)},
                                     {"description", hint(name)},
                                     {"maxLength", longest},
                                     {"x-autocomplete", autocomplete}};
    return *this;
  }
  PartyAsked& day(std::string_view name) {
    text(name, 10, "bday");
    properties_[name].as_object()["format"] = "date";
    return *this;
  }
  PartyAsked& choice(std::string_view name, std::string_view words, std::vector<std::string_view> const& values) {
    json::array offered;
    for (auto const value : values) {
      offered.push_back(
          json::object{{"const", value}, {"title", speaking_.word(std::string{words} + std::string{value})}});
    }
    properties_[name] = json::object{{"title", word(name)}, {"description", hint(name)}, {"oneOf", std::move(offered)}};
    return *this;
  }
  PartyAsked& must(std::string_view name) {
    required_.emplace_back(name);
    return *this;
  }
  page::Form form() const {
    auto form =
        page::Form::read(json::object{{"type", "object"}, {"properties", properties_}, {"required", required_}});
    if (!form) throw std::logic_error("the form of a party: " + plain(form.error()));
    return std::move(*form);
  }

 private:
  std::string word(std::string_view name) const {
    return speaking_.word("dossier.ask." + party_ + "." + std::string{name});
  }
  std::string hint(std::string_view name) const {
    std::string const key = "dossier.ask." + party_ + "." + std::string{name} + ".hint";
    return speaking_.words().has(speaking_.language(), key) ? speaking_.word(key) : std::string{};
  }

  Speaking const& speaking_;
  std::string party_;
  json::object properties_;
  json::array required_;
};

// A group left empty is nobody: an unasked choice alone names no one.
bool says_nothing(json::object const& party) {
  return std::ranges::all_of(party, [](auto const& field) { return field.key() == "kind"; });
}

json::array components_of(Draft const& draft, procedure::Facts const& facts) {
  json::array components;
  for (auto const& component : facts.components) {
    auto const chosen = draft.forms.find(component.code);
    std::string const form = chosen == draft.forms.end() ? component.form : chosen->second;
    bool sent = false;
    for (auto const& file : draft.files) {
      if (file.component != component.code) continue;
      components.push_back(json::object{{"component", component.code}, {"form", form}, {"attachment", file.id}});
      sent = true;
    }
    if (!sent && component.required) {
      components.push_back(json::object{{"component", component.code}, {"form", form}});
    }
  }
  return components;
}

}  // namespace

PartyForms party_forms(Speaking const& speaking, std::vector<procedure::ApplicantKind> const& kinds) {
  PartyAsked applicant{speaking, "applicant"};
  if (kinds.size() != 1) applicant.choice("kind", "dossier.party.", {"person", "organisation"}).must("kind");
  applicant.text("name", 200, "name").must("name").text("identity_number", 50);
  bool const persons = kinds.empty() || std::ranges::count(kinds, procedure::ApplicantKind::person) > 0;
  if (persons) applicant.day("birth_date");
  applicant.text("phone", 20, "tel").text("email", 254, "email").text("address", 500, "street-address");
  PartyAsked filer{speaking, "filer"};
  filer.text("name", 200).text("by_right", 300).text("identity_number", 50).text("phone", 20).text("email", 254);
  PartyAsked receiver{speaking, "receiver"};
  receiver.choice("manner", "dossier.delivery.", {"counter", "post", "electronic"});
  receiver.text("name", 200).text("phone", 20).text("address", 500);
  return {applicant.form(), filer.form(), receiver.form()};
}

std::vector<Refusal> take_fields(Draft& draft, page::Fields const& posted, PartyForms const& forms,
                                 page::Form const& answers) {
  auto applicant = page::read_form(forms.applicant, posted, "applicant");
  auto filer = page::read_form(forms.filer, posted, "filer");
  auto receiver = page::read_form(forms.receiver, posted, "receiver");
  draft.applicant = std::move(applicant.answer);
  draft.filer = std::move(filer.answer);
  draft.receiver = std::move(receiver.answer);
  auto read = page::read_form(answers, posted, "answers");
  draft.answers = std::move(read.answer);
  if (auto const agency = posted.find("agency"); agency != posted.end()) draft.agency = agency->second;
  constexpr std::string_view start = "form.";
  for (auto field = posted.lower_bound(start); field != posted.end() && field->first.starts_with(start); ++field) {
    draft.forms[field->first.substr(start.size())] = field->second;
  }
  auto faults = std::move(applicant.faults);
  if (!says_nothing(draft.filer)) std::ranges::move(filer.faults, std::back_inserter(faults));
  std::ranges::move(receiver.faults, std::back_inserter(faults));
  std::ranges::move(read.faults, std::back_inserter(faults));
  return faults;
}

json::object body_of(Draft const& draft, procedure::Version const& version) {
  json::object body{{"procedure", version.code}, {"channel", name_of(Channel::online)}};
  json::object applicant = draft.applicant;
  auto const& facts = version.facts();
  bool const one_kind = facts.applicants && facts.applicants->who.size() == 1;
  if (one_kind) applicant["kind"] = name_of(facts.applicants->who.front());
  body["applicant"] = std::move(applicant);
  if (draft.agency && facts.performers.size() > 1) body["agency"] = *draft.agency;
  if (!says_nothing(draft.filer)) {
    json::object filer = draft.filer;
    filer["kind"] = name_of(PartyKind::person);
    body["filer"] = std::move(filer);
  }
  if (!draft.receiver.empty()) body["receiver"] = draft.receiver;
  body["answers"] = draft.answers;
  body["components"] = components_of(draft, facts);
  return body;
}

Refusal at_field(Refusal fault, json::object const& body) {
  constexpr std::string_view start = "components[";
  if (!fault.subject.starts_with(start)) return fault;
  std::size_t index = 0;
  auto const* const end = fault.subject.data() + fault.subject.size();
  auto const read = std::from_chars(fault.subject.data() + start.size(), end, index);
  auto const& components = body.at("components").as_array();
  if (read.ec != std::errc{} || index >= components.size()) return fault;
  auto const& code = components[index].at("component").as_string();
  fault.subject = "paper." + std::string{code.begin(), code.end()};
  return fault;
}

std::string key_of(Draft const& draft, json::object const& body, page::Request const& request) {
  Digest const digest = sha256(label_of(request, "filing", iso(draft.begun)) + canonical(body));
  return hex(view_of(digest));
}

void prefill_answers(Draft& draft, procedure::Version const& version) {
  auto const* properties = version.published->form.if_contains("properties");
  if (!properties || !properties->is_object()) return;
  constexpr std::string_view of_applicant = "applicant.";
  for (auto const& [name, property] : properties->get_object()) {
    auto const* object = property.if_object();
    auto const* from = object ? object->if_contains("x-prefill") : nullptr;
    if (!from || !from->is_string() || !std::string_view{from->get_string()}.starts_with(of_applicant)) continue;
    auto const field = std::string_view{from->get_string()}.substr(of_applicant.size());
    auto const* known = draft.applicant.if_contains(field);
    if (known && !draft.answers.contains(name)) draft.answers[name] = *known;
  }
}

Draft fresh_draft(procedure::Version const& version, json::object applicant, Instant now) {
  Draft draft{.begun = now, .saved = now, .applicant = std::move(applicant)};
  draft.applicant.emplace("kind", name_of(PartyKind::person));
  draft.receiver["manner"] = name_of(Delivery::counter);
  auto const* properties = version.published->form.if_contains("properties");
  if (properties && properties->is_object()) {
    for (auto const& [name, property] : properties->get_object()) {
      auto const* object = property.if_object();
      auto const* usual = object ? object->if_contains("default") : nullptr;
      if (usual) draft.answers[name] = *usual;
    }
  }
  prefill_answers(draft, version);
  return draft;
}

std::optional<Draft> kept_draft(PageConnections const& connections, page::Request const& request,
                                std::string_view procedure) {
  auto const kept = connections.drawer.find(label_of(request, "draft", procedure), request.now);
  if (!kept) return std::nullopt;
  auto draft = from_json<Draft>(json::value(*kept), Unknown::passed_over);
  if (!draft) return std::nullopt;
  return std::move(*draft);
}

void keep(PageConnections const& connections, page::Request const& request, std::string_view procedure, Draft& draft) {
  draft.saved = request.now;
  auto const value = to_json(draft);
  connections.drawer.put(label_of(request, "draft", procedure), value.as_object(), request.now + draft_kept);
}

void drop_draft(PageConnections const& connections, page::Request const& request, std::string_view procedure) {
  connections.drawer.clear(label_of(request, "draft", procedure));
}

}  // namespace congvu::dossier
