#include "work/dossier/filing_api.h"

#include <algorithm>
#include <iterator>

#include "base/bytes.h"
#include "rules/bpmn/model/model.h"
#include "work/dossier/deciding.h"

namespace congvu::dossier {

namespace {

// A file within a body. Eleven million characters of base64 are the eight megabytes that a request may have.
struct SentFile {
  Text<255, 1> name;
  std::optional<Text<200>> type;
  Text<11'000'000, 1> content;
};
BOOST_DESCRIBE_STRUCT(SentFile, (), (name, type, content))

std::unexpected<Refusal> refused(std::vector<Refusal> faults) {
  Refusal refusal{congvu::codes::field_faults};
  refusal.parts = std::move(faults);
  return std::unexpected<Refusal>(std::move(refusal));
}

void add(std::vector<Refusal>& faults, Refusal refusal) {
  if (refusal.parts.empty()) {
    faults.push_back(std::move(refusal));
  } else {
    for (auto& part : refusal.parts) faults.push_back(std::move(part));
  }
}

// The answers are of the form and not described: in Unicode normal form and without control characters, as all else.
void normalise_answers(json::value& body, std::vector<Refusal>& faults) {
  auto* object = body.if_object();
  auto* answers = object ? object->if_contains("answers") : nullptr;
  if (answers) page::normalise_texts(*answers, "answers", faults);
}

json::object with_attachments(json::object schema) {
  json::object const id{{"type", "string"}, {"description", "The id of a file sent before"}};
  auto& components = schema["properties"].as_object()["components"].as_object()["items"].as_object();
  components["properties"].as_object()["attachment"] = json::object{{"oneOf", json::array{id, schema_of<SentFile>()}}};
  return schema;
}

std::string component_path(std::size_t index, std::string_view field) {
  return described::field_path(described::element_path("components", index), field);
}

// The address was right: what a body names and is not there is a fault of its field.
Refusal of_field(Refusal refusal) {
  if (refusal.code.kind == Kind::not_found) refusal.code.kind = Kind::invalid;
  return refusal;
}

}  // namespace

json::object filing_schema() {
  return with_attachments(schema_of<Filing>());
}

json::object supplement_schema() {
  return with_attachments(schema_of<SupplementBrought>());
}

Expected<void> FilingReader::correction(json::value& body, Dossier const& dossier,
                                        procedure::Version const& version) const {
  auto* object = body.if_object();
  auto* list = object ? object->if_contains("changes") : nullptr;
  auto* changes = list ? list->if_array() : nullptr;
  if (!changes || !dossier.content) return {};
  json::object whole = dossier.content->answers;
  std::vector<Refusal> faults;
  std::map<std::string, std::string> corrected;  // the path of an answer, and where the body says what it is to be
  for (std::size_t i = 0; i < changes->size(); ++i) {
    auto const change = from_json<WantedChange>((*changes)[i]);
    if (!change || !change->path.starts_with("answers.")) continue;
    auto& to = (*changes)[i].get_object()["to"];
    auto const place = described::field_path(described::element_path("changes", i), "to");
    page::normalise_texts(to, place, faults);
    auto const name = change->path.substr(std::string_view{"answers."}.size());
    to.is_null() ? void(whole.erase(name)) : void(whole[name] = to);
    corrected.emplace(change->path, place);
  }
  auto const form = corrected.empty() ? nullptr : this->form(version).value_or(nullptr);
  for (auto& fault : form ? form->check(whole, "answers") : std::vector<Refusal>{}) {
    auto const end = fault.subject.find_first_of(".[", std::string_view{"answers."}.size());
    auto const place = corrected.find(fault.subject.substr(0, end));
    if (place == corrected.end()) continue;  // what was wrong before and is not touched
    fault.subject = place->second + (end == std::string::npos ? "" : fault.subject.substr(end));
    faults.push_back(std::move(fault));
  }
  return faults.empty() ? Expected<void>{} : refused(std::move(faults));
}

// What the papers of a body came to.
struct FilingReader::Handed {
  std::vector<Paper> papers;
  std::vector<Attachment> attachments;
  std::vector<std::string> kept;
};

Expected<Prepared<FileDossier>> FilingReader::filing(json::value body, procedure::Catalogue const& catalogue,
                                                     Date day) const {
  std::vector<Refusal> faults;
  normalise_answers(body, faults);
  auto filing = from_json<Filing>(body);
  if (!filing) {
    add(faults, std::move(filing.error()));
    return refused(std::move(faults));
  }
  auto const& late = filing->late_entry;
  auto const version = version_to_file(catalogue, filing->procedure, late ? local_date(late->happened) : day);
  if (!version) return std::unexpected<Refusal>(of_field(version.error()));
  auto const form = this->form(**version);
  if (!form) return std::unexpected<Refusal>(form.error());
  std::ranges::move(contact_faults(filing->applicant, "applicant"), std::back_inserter(faults));
  if (filing->filer) std::ranges::move(contact_faults(*filing->filer, "filer"), std::back_inserter(faults));
  if (filing->receiver) std::ranges::move(contact_faults(*filing->receiver, "receiver"), std::back_inserter(faults));
  for (auto& fault : (*form)->check(filing->answers, "answers")) faults.push_back(std::move(fault));
  for (std::size_t i = 0; i < filing->components.size(); ++i) {
    auto const& handed = filing->components[i];
    if ((*version)->facts().component(handed.component)) continue;
    faults.emplace_back(codes::unknown_component, component_path(i, "component"),
                        std::vector<Argument>{{"component", handed.component}});
  }
  if (!faults.empty()) return refused(std::move(faults));
  Handed handed;
  if (auto done = handed_in(filing->components, handed); !done) return std::unexpected<Refusal>(done.error());
  return Prepared<FileDossier>{
      FileDossier{.procedure = std::move(filing->procedure),
                  .agency = std::move(filing->agency),
                  .channel = filing->channel,
                  .applicant = std::move(filing->applicant),
                  .filer = std::move(filing->filer),
                  .receiver = std::move(filing->receiver),
                  .answers = std::move(filing->answers),
                  .papers = std::move(handed.papers),
                  .attachments = std::move(handed.attachments),
                  .late_entry = late ? std::optional(late->ground) : std::nullopt,
                  .blank = late ? late->blank : std::nullopt,
                  .language = filing->language,
                  .ticket = filing->ticket ? std::optional(filing->ticket->value) : std::nullopt},
      std::move(handed.kept), late ? std::optional(late->happened) : std::nullopt};
}

Expected<Prepared<GiveSupplement>> FilingReader::supplement(json::value body, Dossier const& dossier,
                                                            procedure::Version const& version) const {
  std::vector<Refusal> faults;
  normalise_answers(body, faults);
  auto brought = from_json<SupplementBrought>(body);
  if (!brought) {
    add(faults, std::move(brought.error()));
    return refused(std::move(faults));
  }
  if (brought->answers && dossier.content) {
    auto const form = this->form(version);
    if (!form) return std::unexpected<Refusal>(form.error());
    json::object whole = dossier.content->answers;
    for (auto const& answer : *brought->answers) whole[answer.key()] = answer.value();
    for (auto& fault : (*form)->check(whole, "answers")) faults.push_back(std::move(fault));
  }
  for (std::size_t i = 0; i < brought->components.size(); ++i) {
    auto const* component = version.facts().component(brought->components[i].component);
    if (component && component->accepts(brought->components[i].form)) continue;
    faults.emplace_back(component ? codes::form_not_accepted : codes::unknown_component,
                        component_path(i, component ? "form" : "component"),
                        std::vector<Argument>{{"component", brought->components[i].component},
                                              {"allowed", component ? component->form : std::string{}}});
  }
  if (!faults.empty()) return refused(std::move(faults));
  Handed handed;
  if (auto done = handed_in(brought->components, handed); !done) return std::unexpected<Refusal>(done.error());
  return Prepared<GiveSupplement>{GiveSupplement{.dossier = dossier.handle,
                                                 .secret = {},
                                                 .answers = std::move(brought->answers),
                                                 .papers = std::move(handed.papers),
                                                 .attachments = std::move(handed.attachments),
                                                 .note = std::move(brought->note)},
                                  std::move(handed.kept),
                                  {}};
}

Expected<std::shared_ptr<page::Form const>> FilingReader::form(procedure::Version const& version) const {
  std::lock_guard const lock(mutex_);
  auto& kept = forms_[version.index];
  if (kept) return kept;
  auto form = page::Form::read(version.published->form);
  if (!form) return std::unexpected<Refusal>(form.error());
  kept = std::make_shared<page::Form const>(std::move(*form));
  return kept;
}

std::shared_ptr<bpmn::Model const> FilingReader::drawing(procedure::Version const& version) const {
  std::lock_guard const lock(mutex_);
  auto& kept = drawings_[version.index];
  if (kept) return kept;
  auto model = bpmn::read(version.published->bpmn.value, "process.bpmn");
  if (model) kept = std::make_shared<bpmn::Model const>(std::move(*model));
  return kept;
}

Expected<void> FilingReader::handed_in(std::vector<HandedIn> const& components, Handed& handed) const {
  std::vector<Refusal> faults;
  for (std::size_t i = 0; i < components.size(); ++i) {
    auto const& each = components[i];
    // A paper of several pages may come as several files: one paper all the same
    bool const another_page = std::ranges::any_of(handed.papers, [&](Paper const& paper) {
      return paper.component == each.component && paper.form == each.form;
    });
    if (!another_page || !each.attachment) handed.papers.push_back({each.component, each.form});
    if (!each.attachment) continue;
    auto file = kept_file(*each.attachment, component_path(i, "attachment"), handed);
    if (!file) {
      add(faults, std::move(file.error()));
      continue;
    }
    handed.attachments.push_back({each.component, file->blob, file->name, file->media_type, file->size, file->sha256,
                                  file->scanned ? std::optional{true} : std::nullopt});
  }
  if (faults.empty()) return {};
  for (auto const& id : handed.kept) attachments_.forget(id);
  return refused(std::move(faults));
}

Expected<KeptFile> FilingReader::kept_file(json::value const& attachment, std::string const& path,
                                           Handed& handed) const {
  if (auto const* id = attachment.if_string()) {
    auto found = attachments_.find(std::string_view{*id});
    if (!found) return refuse(codes::unknown_attachment, path);
    return found;
  }
  Reading reading;
  SentFile sent;
  read_into(sent, attachment, path, reading);
  if (!reading.faults.empty()) return refused(std::move(reading.faults));
  auto const content = parse_base64(sent.content.value);
  if (!content) return refuse(codes::not_base64, described::field_path(path, "content"));
  auto kept = attachments_.keep(sent.name.value, sent.type ? sent.type->value : std::string{}, *content);
  if (!kept) {
    kept.error().subject = path;
    return kept;
  }
  handed.kept.push_back(kept->blob);
  return kept;
}

}  // namespace congvu::dossier
