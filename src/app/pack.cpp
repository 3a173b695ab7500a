#include "app/pack.h"

#include <algorithm>

#include "app/pack_files.h"

namespace congvu::app {

namespace {

// pack.yaml: who the pack is for, and what holds for all its procedures (procedure::Terms without the templates).
struct PackHead {
  std::string pack;
  std::string title;
  int version = 1;
  std::string agency;
  std::string time_zone;
  procedure::DossierCode dossier_code;
  procedure::Intake intake;
  std::vector<procedure::Term> channels, service_levels, component_forms, phases, outcomes;
  std::vector<procedure::NoticeTerm> notices;
  std::vector<procedure::LifeEvent> life_events;
  std::optional<procedure::QueueTerms> queue;
};
BOOST_DESCRIBE_STRUCT(PackHead, (),
                      (pack, title, version, agency, time_zone, dossier_code, intake, channels, service_levels,
                       component_forms, phases, outcomes, notices, life_events, queue))

struct AnnouncementFile {
  std::vector<procedure::Announcement> announcements;
};
BOOST_DESCRIBE_STRUCT(AnnouncementFile, (), (announcements))

struct RegisterFile {
  std::vector<document::Register> registers;
};
BOOST_DESCRIBE_STRUCT(RegisterFile, (), (registers))

// One of `versions` in procedure.yaml.
struct VersionEntry {
  int version = 1;
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> form;  // absent, with `process`, where `steps` say how it is done
  std::optional<std::string> process;
  std::optional<std::string> announced_by;
  std::optional<procedure::Mark> mark;
};
BOOST_DESCRIBE_STRUCT(VersionEntry, (), (version, from, to, form, process, announced_by, mark))

struct ProcedureFile : procedure::Facts {
  std::string code;
  std::vector<VersionEntry> versions;
};
BOOST_DESCRIBE_STRUCT(ProcedureFile, (procedure::Facts), (code, versions))

constexpr std::string_view template_ending = ".mustache";

std::string stem_of(std::string_view file) {
  auto const slash = file.rfind('/');
  auto const name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  return std::string{name.substr(0, name.rfind('.'))};
}

// What the pack writes as `register` and `template` cannot be the name of a member in C++.
void rename_keywords(json::value& file) {
  auto* const object = file.if_object();
  auto* const documents = object && object->contains("documents") ? object->at("documents").if_array() : nullptr;
  if (!documents) return;
  for (auto& each : *documents) {
    auto* const document = each.if_object();
    if (!document) continue;
    for (auto const& [written, named] : {std::pair{"register", "number_register"}, {"template", "template_name"}}) {
      if (auto const* value = document->if_contains(written)) {
        auto moved = *value;
        document->erase(written);
        (*document)[named] = std::move(moved);
      }
    }
  }
}

class Reader {
 public:
  explicit Reader(std::filesystem::path const& folder) : folder_(folder) {}

  PackReading run() {
    read_head();
    take(organisation_file, reading_.pack.organisation);
    take(authority_file, reading_.pack.authority);
    take(calendar_file, reading_.pack.calendar);
    take(grounds_file, reading_.pack.grounds);
    take(notices_file, reading_.pack.notices);
    take_if_there(accounts_file, reading_.pack.accounts);
    take_if_there(samples_file, reading_.pack.samples);
    AnnouncementFile announcements;
    take_if_there(announcements_file, announcements);
    reading_.pack.announcements = std::move(announcements.announcements);
    RegisterFile registers;
    take(registers_file, registers);
    reading_.pack.registers = std::move(registers.registers);
    for (auto const& name : files_in(folder_, "templates", template_ending)) {
      read_template("templates/" + name, reading_.pack.terms.templates);
    }
    for (auto const& name : folders_in(folder_, "procedures")) read_procedure("procedures/" + name);
    std::ranges::sort(reading_.pack.procedures, {},
                      [](auto const& each) { return std::pair{each.code, each.version}; });
    return std::move(reading_);
  }

 private:
  void fault(std::string file, Refusal refusal) {
    reading_.problems.push_back(reading_.files.located(std::move(file), std::move(refusal)));
  }

  // Its text, or nothing with the problem noted under the file that names it.
  std::optional<std::string> text_of(std::string const& file) {
    auto text = read_pack_file(folder_, file);
    if (text) return std::move(*text);
    fault(file, std::move(text.error()));
    return std::nullopt;
  }

  json::value const* yaml_of(std::string const& file) {
    auto const text = text_of(file);
    if (!text) return nullptr;
    auto document = read_yaml(*text);
    if (!document) {
      auto const& subject = document.error().subject;
      auto const line = subject.empty() ? 1u : static_cast<std::uint32_t>(std::stoul(subject));
      reading_.problems.push_back({file, line, std::move(document.error())});
      return nullptr;
    }
    return &(reading_.files.yaml[file] = std::move(*document)).value;
  }

  template <class T>
  bool take(std::string_view name, T& out) {
    std::string const file{name};
    auto const* value = yaml_of(file);
    return value && take_value(file, *value, out);
  }

  template <class T>
  void take_if_there(std::string_view name, T& out) {
    if (std::filesystem::exists(folder_ / name)) take(name, out);
  }

  template <class T>
  bool take_value(std::string const& file, json::value const& value, T& out) {
    auto read = from_json<T>(value);
    if (read) {
      out = std::move(*read);
      return true;
    }
    for (auto& part : read.error().parts) fault(file, std::move(part));
    return false;
  }

  void read_head() {
    PackHead head;
    if (!take(pack_file, head)) return;
    auto& pack = reading_.pack;
    pack.code = std::move(head.pack);
    pack.title = std::move(head.title);
    pack.version = head.version;
    pack.agency = std::move(head.agency);
    pack.terms.dossier_code = std::move(head.dossier_code);
    pack.terms.intake = std::move(head.intake);
    pack.terms.channels = std::move(head.channels);
    pack.terms.service_levels = std::move(head.service_levels);
    pack.terms.component_forms = std::move(head.component_forms);
    pack.terms.phases = std::move(head.phases);
    pack.terms.outcomes = std::move(head.outcomes);
    pack.terms.notices = std::move(head.notices);
    pack.terms.life_events = std::move(head.life_events);
    pack.terms.queue = std::move(head.queue);
  }

  void read_template(std::string const& file, std::map<std::string, procedure::TemplateText>& out) {
    if (auto text = text_of(file)) out[stem_of(file)] = std::move(*text);
  }

  void read_procedure(std::string const& folder) {
    auto const file = folder + "/" + std::string{procedure_file};
    auto const* value = yaml_of(file);
    if (!value) return;
    auto renamed = *value;
    rename_keywords(renamed);
    ProcedureFile facts;
    if (!take_value(file, renamed, facts)) return;
    auto const [other, is_first] = reading_.files.of_procedure.emplace(facts.code, folder);
    if (!is_first) {
      return fault(file, {codes::pack_procedure_twice, "code", {{"code", facts.code}, {"other", other->second}}});
    }
    std::map<std::string, procedure::TemplateText> templates;
    for (auto& document : facts.documents) {
      read_template(folder + "/" + document.template_name, templates);
      document.template_name = stem_of(document.template_name);
    }
    for (auto const& version : facts.versions) read_version(folder, facts, version, templates);
  }

  void read_version(std::string const& folder, ProcedureFile const& facts, VersionEntry const& version,
                    std::map<std::string, procedure::TemplateText> const& templates) {
    procedure::PublishProcedure publish;
    publish.code = facts.code;
    publish.version = version.version;
    publish.from = version.from;
    publish.to = version.to;
    publish.facts = facts;
    publish.templates = templates;
    publish.announced_by = version.announced_by;
    publish.mark = version.mark;
    if (version.process || version.form || facts.kind == procedure::ProcedureKind::administrative) {
      if (!draw(folder, version, publish)) return;
    }
    reading_.pack.procedures.push_back(std::move(publish));
  }

  bool draw(std::string const& folder, VersionEntry const& version, procedure::PublishProcedure& publish) {
    if (!version.process || !version.form) {
      fault(folder + "/" + std::string{procedure_file},
            {congvu::codes::field_missing, version.process ? "versions.form" : "versions.process"});
      return false;
    }
    auto const diagram = folder + "/" + *version.process;
    reading_.files.of_diagram[publish.code + "/" + std::to_string(publish.version)] = diagram;
    auto bpmn = text_of(diagram);
    auto form = form_of(folder + "/" + *version.form);
    if (!bpmn || !form) return false;
    publish.bpmn = std::move(*bpmn);
    publish.form = std::move(*form);
    return true;
  }

  std::optional<json::object> form_of(std::string const& file) {
    auto const text = text_of(file);
    if (!text) return std::nullopt;
    auto parsed = parse_json(*text);
    if (parsed && parsed->is_object()) return std::move(parsed->as_object());
    fault(file, parsed ? Refusal{congvu::codes::field_type, {}, {{"expected", "object"}}} : std::move(parsed.error()));
    return std::nullopt;
  }

  std::filesystem::path folder_;
  PackReading reading_;
};

}  // namespace

procedure::PublishProcedure const* Pack::procedure(std::string_view wanted) const {
  procedure::PublishProcedure const* last = nullptr;
  for (auto const& each : procedures) {
    if (each.code == wanted) last = &each;
  }
  return last;
}

Problem PackFiles::located(std::string file, Refusal refusal) const {
  auto const found = yaml.find(file);
  auto const line = found == yaml.end() ? 1u : found->second.line_of(refusal.subject);
  return {std::move(file), line, std::move(refusal)};
}

std::string PackFiles::folder_of(std::string_view procedure) const {
  auto const found = of_procedure.find(procedure);
  return found == of_procedure.end() ? std::string{} : found->second;
}

PackReading read_pack(std::filesystem::path const& folder) {
  return Reader{folder}.run();
}

}  // namespace congvu::app
