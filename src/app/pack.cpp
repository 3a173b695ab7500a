#include "app/pack.h"

#include <algorithm>

#include "app/pack_files.h"
#include "app/pack_paths.h"

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
  std::vector<PerformerGroup> performers;
};
BOOST_DESCRIBE_STRUCT(PackHead, (),
                      (pack, title, version, agency, time_zone, dossier_code, intake, channels, service_levels,
                       component_forms, phases, outcomes, notices, life_events, queue, performers))

struct AnnouncementFile {
  std::vector<procedure::Announcement> announcements;
};
BOOST_DESCRIBE_STRUCT(AnnouncementFile, (), (announcements))

// One of decisions.yaml's tables; the model lies in decisions/, named by its code where no other file is named.
struct TableEntry {
  std::string code;
  Text<300, 1> title;
  decision::Use use = decision::Use::fee;
  Text<300, 1> decision;
  std::vector<std::string> procedures;
  Date from{};
  Text<60, 1> number;
  Date date{};
  std::vector<procedure::LegalBasis> legal_basis;
  std::optional<procedure::Mark> mark;
  std::optional<std::string> model;
};
BOOST_DESCRIBE_STRUCT(TableEntry, (),
                      (code, title, use, decision, procedures, from, number, date, legal_basis, mark, model))

struct TableFile {
  std::vector<TableEntry> tables;
};
BOOST_DESCRIBE_STRUCT(TableFile, (), (tables))

struct ExampleFile {
  std::vector<TableExample> examples;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (), (examples))

struct RegisterFile {
  std::vector<document::Register> registers;
};
BOOST_DESCRIBE_STRUCT(RegisterFile, (), (registers))

// One of `versions` in procedure.yaml: beside these fields it may say anew any fact that it changes. Without `form` and
// `process` it runs on the procedure's standard path.
struct VersionEntry {
  int version = 1;
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> form;
  std::optional<std::string> process;
  std::optional<std::string> performed_by;  // else as the procedure says
  std::optional<std::string> announced_by;
  std::optional<procedure::Mark> mark;
};
BOOST_DESCRIBE_STRUCT(VersionEntry, (), (version, from, to, form, process, performed_by, announced_by, mark))

struct ProcedureFile : procedure::Facts {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(ProcedureFile, (procedure::Facts), (code))

// Of procedure.yaml, what is for its reader and no fact of law.
struct ProcedureHead {
  std::string code;
  std::optional<std::string> path;          // of the standard paths
  std::optional<std::string> performed_by;  // of pack.yaml's performers
  std::optional<json::object> questions;    // what it asks beside the path's form, as JSON Schema
  std::vector<VersionEntry> versions;
};
BOOST_DESCRIBE_STRUCT(ProcedureHead, (), (code, path, performed_by, questions, versions))

// authority/NAME.yaml: the matrix that several agencies have alike.
struct AuthorityFile : authority::Section {
  std::vector<std::string> agencies;
};
BOOST_DESCRIBE_STRUCT(AuthorityFile, (authority::Section), (agencies))

constexpr std::string_view template_ending = ".mustache";

std::string stem_of(std::string_view file) {
  auto const slash = file.rfind('/');
  auto const name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  return std::string{name.substr(0, name.rfind('.'))};
}

// What the pack writes as `register` and `template` cannot be the name of a member in C++.
void rename_keywords(json::object& file) {
  auto* const documents = file.contains("documents") ? file.at("documents").if_array() : nullptr;
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
    for (auto const& name : files_in(folder_, "authority", ".yaml")) read_authority("authority/" + name);
    for (auto const& name : folders_in(folder_, "paths")) read_path(name);
    for (auto const& name : folders_in(folder_, "procedures")) read_procedure("procedures/" + name);
    read_tables();
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
    groups_ = std::move(head.performers);
  }

  void read_template(std::string const& file, std::map<std::string, procedure::TemplateText>& out) {
    if (auto text = text_of(file)) out[stem_of(file)] = std::move(*text);
  }

  void read_path(std::string const& name) {
    StandardPath path;
    path.folder = "paths/" + name;
    auto const file = path.folder + "/" + std::string{path_file};
    auto const* value = yaml_of(file);
    if (!value || !take_value(file, *value, path.file)) return;
    auto bpmn = text_of(path.folder + "/process.bpmn");
    auto form = form_of(path.folder + "/form.schema.json");
    if (!bpmn || !form) return;
    path.bpmn = std::move(*bpmn);
    path.form = std::move(*form);
    paths_.emplace(name, std::move(path));
  }

  void read_tables() {
    TableFile file;
    take_if_there(decisions_file, file);
    for (auto& entry : file.tables) read_table(entry);
  }

  void read_table(TableEntry& entry) {
    PackedTable table;
    std::string const folder{decisions_folder};
    table.model_file = folder + "/" + entry.model.value_or(entry.code + ".dmn");
    table.examples_file = folder + "/" + stem_of(table.model_file) + ".examples.yaml";
    auto text = text_of(table.model_file);
    if (!text) return;
    table.written = {entry.code,   entry.title, entry.use,         entry.decision, entry.procedures, entry.from,
                     entry.number, entry.date,  entry.legal_basis, entry.mark,     std::move(*text)};
    ExampleFile examples;
    if (std::filesystem::exists(folder_ / table.examples_file)) take(table.examples_file, examples);
    table.examples = std::move(examples.examples);
    reading_.pack.tables.push_back(std::move(table));
  }

  void read_authority(std::string const& file) {
    AuthorityFile read;
    auto const* value = yaml_of(file);
    if (!value || !take_value(file, *value, read)) return;
    for (auto const& agency : read.agencies) reading_.pack.authorities.push_back({agency, file, read});
  }

  void read_procedure(std::string const& folder) {
    auto const file = folder + "/" + std::string{procedure_file};
    auto const* value = yaml_of(file);
    if (!value) return;
    auto head = from_json<ProcedureHead>(*value, Unknown::passed_over);
    if (!head) {
      for (auto& part : head.error().parts) fault(file, std::move(part));
      return;
    }
    auto const [other, is_first] = reading_.files.of_procedure.emplace(head->code, folder);
    if (!is_first) {
      return fault(file, {codes::pack_procedure_twice, "code", {{"code", head->code}, {"other", other->second}}});
    }
    StandardPath const* path = nullptr;
    if (head->path) {
      auto const found = paths_.find(*head->path);
      if (found == paths_.end()) {
        return fault(file, {codes::pack_unknown, "path", {{"code", *head->path}, {"list", "paths"}}});
      }
      path = &found->second;
      reading_.files.of_path[file] = path->folder + "/" + std::string{path_file};
    }
    auto const& object = value->get_object();
    if (head->versions.empty()) return fault(file, {congvu::codes::field_missing, "versions"});
    auto const& versions = object.at("versions").get_array();
    for (std::size_t i = 0; i < head->versions.size(); ++i) {
      auto const& group = head->versions[i].performed_by ? head->versions[i].performed_by : head->performed_by;
      if (group && std::ranges::find(groups_, *group, &PerformerGroup::code) == groups_.end()) {
        auto const at = head->versions[i].performed_by ? described::element_path("versions", i) : std::string{};
        return fault(file, {codes::pack_unknown,
                            described::field_path(at, "performed_by"),
                            {{"code", *group}, {"list", "pack.yaml performers"}}});
      }
      auto facts = facts_of_version(object, versions[i].get_object(), path, groups_);
      rename_keywords(facts);
      if (!read_version({folder, file, *head, head->versions[i], path}, facts)) return;
    }
  }

  struct VersionAsked {
    std::string const& folder;
    std::string const& file;
    ProcedureHead const& head;
    VersionEntry const& entry;
    StandardPath const* path;

    // Where a file lies that the version, or else its path, brings.
    std::string place_of(std::string const& name) const {
      return path ? path->folder + "/" + name : folder + "/" + name;
    }
  };

  bool read_version(VersionAsked const& asked, json::object const& stated) {
    ProcedureFile facts;
    if (!take_value(asked.file, stated, facts)) return false;
    procedure::PublishProcedure publish;
    for (auto& document : facts.documents) {
      auto const own = asked.folder + "/" + document.template_name;
      auto const file = std::filesystem::exists(folder_ / own) ? own : asked.place_of(document.template_name);
      read_template(file, publish.templates);
      document.template_name = stem_of(document.template_name);
      reading_.files.of_template[facts.code + "/" + document.template_name] = file;
    }
    publish.code = facts.code;
    publish.version = asked.entry.version;
    publish.from = asked.entry.from;
    publish.to = asked.entry.to;
    publish.announced_by = asked.entry.announced_by;
    publish.mark = asked.entry.mark;
    bool const to_draw =
        asked.path || asked.entry.process || asked.entry.form || facts.kind == procedure::ProcedureKind::administrative;
    bool const drawn = !to_draw || draw(asked, facts, publish);
    publish.facts = std::move(facts);
    if (drawn) reading_.pack.procedures.push_back(std::move(publish));
    return true;
  }

  // The diagram and the form: the version's own, or its path's, made to fit.
  bool draw(VersionAsked const& asked, procedure::Facts const& facts, procedure::PublishProcedure& publish) {
    auto const& entry = asked.entry;
    if (!asked.path && (!entry.process || !entry.form)) {
      fault(asked.file, {congvu::codes::field_missing, entry.process ? "versions.form" : "versions.process"});
      return false;
    }
    auto const diagram = entry.process ? asked.folder + "/" + *entry.process : asked.path->folder + "/process.bpmn";
    reading_.files.of_diagram[publish.code + "/" + std::to_string(publish.version)] = diagram;
    auto bpmn = entry.process
                    ? text_of(diagram)
                    : std::optional{fitted(asked.path->bpmn, asked.path->file.drawn_for, facts.limit.limit())};
    auto const title = facts.application_form ? facts.application_form->title : facts.name;
    auto form =
        entry.form
            ? form_of(asked.folder + "/" + *entry.form)
            : std::optional{form_of_procedure(*asked.path, asked.head.questions.value_or(json::object{}), title)};
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
  std::vector<PerformerGroup> groups_;
  std::map<std::string, StandardPath, std::less<>> paths_;
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

namespace {

// Whether a file, or one of its versions, says this itself.
bool states(YamlDocument const& document, std::string const& fact) {
  return std::ranges::any_of(document.lines, [&](auto const& line) {
    return line.first == fact || (line.first.starts_with("versions[") && line.first.ends_with("]." + fact));
  });
}

}  // namespace

Problem PackFiles::located(std::string file, Refusal refusal) const {
  auto const fact = refusal.subject.substr(0, refusal.subject.find_first_of(".["));
  auto const path = of_path.find(file);
  if (path != of_path.end() && !fact.empty() && !states(yaml.at(file), fact) &&
      states(yaml.at(path->second), "facts." + fact)) {
    refusal.subject = "facts." + refusal.subject;
    file = path->second;
  }
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
