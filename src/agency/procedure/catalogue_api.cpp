#include "agency/procedure/catalogue_api.h"

#include <algorithm>

#include "base/text.h"
#include "page/listing.h"

namespace congvu::procedure {

namespace {

struct Listed {
  std::string code;
  std::string name;
  ProcedureKind kind = ProcedureKind::administrative;
  std::string level;
  Field field;
  LegalLimit limit;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (code, name, kind, level, field, limit))

struct ListReply {
  std::vector<Listed> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ListReply, (), (items, next))

// One procedure with all its facts.
struct Whole : Facts {
  std::string code;
  int version = 1;
  Date from{};
  std::optional<Date> to;
  std::optional<std::string> announced_by;
  bool in_force = true;
};
BOOST_DESCRIBE_STRUCT(Whole, (Facts), (code, version, from, to, announced_by, in_force))

Listed listed_of(Version const& version) {
  auto const& facts = version.facts();
  return {version.code, facts.name, facts.kind, facts.level, facts.field, facts.limit};
}

Whole whole_of(Version const& version, Date day) {
  Whole whole;
  static_cast<Facts&>(whole) = version.facts();
  whole.code = version.code;
  whole.version = version.version;
  whole.from = version.from;
  whole.to = version.to;
  whole.announced_by = version.published->announced_by;
  whole.in_force = version.in_force(day);
  return whole;
}

page::Operation operation(std::string id, std::string summary, json::object reply,
                          std::vector<std::pair<std::string, std::string>> parameters) {
  page::Operation operation;
  operation.id = std::move(id);
  operation.summary = std::move(summary);
  operation.reply = std::move(reply);
  operation.parameters = std::move(parameters);
  return operation;
}

std::pair<std::string, std::string> day_parameter() {
  return {"on", "The day, YYYY-MM-DD; today when absent"};
}

json::object list_schema() {
  return page::listing_schema(schema_of<ListReply>());
}

}  // namespace

Abbreviations read_abbreviations(std::string_view words) {
  Abbreviations abbreviations;
  while (!words.empty()) {
    auto const entry = words.substr(0, words.find(';'));
    words.remove_prefix(std::min(words.size(), entry.size() + 1));
    auto const sign = entry.find('=');
    if (sign == std::string_view::npos) continue;
    abbreviations[folded(trimmed(entry.substr(0, sign)))] = folded(trimmed(entry.substr(sign + 1)));
  }
  return abbreviations;
}

Expected<Asked> asked_of(page::Request const& request) {
  Asked asked;
  auto& wanted = asked.wanted;
  wanted.query = std::string{request.asked("q")};
  wanted.kind = std::string{request.asked("kind")};
  wanted.level = std::string{request.asked("level")};
  wanted.field = std::string{request.asked("field")};
  wanted.life_event = std::string{request.asked("life_event")};
  wanted.delegated = request.asked("delegated") == "yes";
  asked.day = local_date(request.now);
  if (auto const on = request.asked("on"); !on.empty()) {
    auto const day = parse_date(on);
    if (!day) return refuse(codes::bad_day, "on", {{"given", std::string{on}}});
    asked.day = *day;
  }
  if (auto const given = request.asked("state"); !given.empty()) {
    auto const state = named<ListedState>(given);
    if (!state) return refuse(codes::bad_state, "state", {{"given", std::string{given}}});
    wanted.state = *state;
  }
  return asked;
}

Expected<Version const*> version_asked(Catalogue const& catalogue, std::string_view code, Date day) {
  if (auto const* version = catalogue.in_force(code, day)) return version;
  auto const* versions = catalogue.versions(code);
  if (!versions || versions->empty()) return refuse(codes::unknown_procedure, {}, {{"code", std::string{code}}});
  return versions->back().get();
}

Finder::Finder(Connections const& connections) : connections_(connections) {
  auto const& words = connections.pages.words();
  abbreviations_ = read_abbreviations(words.word(page::Language::vi, "procedure.abbreviations"));
  std::string_view list = words.word(page::Language::vi, "procedure.openings");
  while (!list.empty()) {
    auto const opening = list.substr(0, list.find(';'));
    list.remove_prefix(std::min(list.size(), opening.size() + 1));
    openings_.push_back(folded(trimmed(opening)));
  }
}

std::shared_ptr<Searchable const> Finder::now() const {
  auto const catalogue = connections_.catalogue();
  auto const terms = connections_.terms()->terms;
  std::scoped_lock const lock{mutex_};
  if (!kept_ || kept_->catalogue != catalogue || kept_->terms != terms) {
    kept_ = std::make_shared<Searchable const>(searchable(catalogue, terms, abbreviations_));
  }
  return kept_;
}

Finder::Found Finder::find(Asked const& asked) const {
  auto in = now();
  auto versions = listed(*in, asked.day, asked.wanted, abbreviations_);
  return {std::move(in), std::move(versions), asked.wanted.query};
}

Finder::Found Finder::find_kindly(Asked const& asked) const {
  auto found = find(asked);
  if (!found.versions.empty()) return found;
  auto shorter = asked;
  shorter.wanted.query = without_opening(asked.wanted.query, openings_);
  return find(shorter);
}

bool sees(page::Request const& request, StandingAnnouncement const& announcement) {
  return announcement.announced() || (request.visitor && !request.visitor->position.empty());
}

std::vector<page::Route> api_routes(Connections const& connections, std::shared_ptr<Finder const> finder) {
  using page::Request;
  auto const list = [finder = std::move(finder)](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const piece = page::piecewise(request);
    if (!piece) return std::unexpected<Refusal>(piece.error());
    auto const found = finder->find(*asked);
    json::array items;
    std::optional<std::string> after;
    auto next = found.versions.begin();
    if (piece->after) {
      next = std::ranges::find(found.versions, *piece->after, [](Version const* version) { return version->code; });
      if (next != found.versions.end()) ++next;
    }
    for (; next != found.versions.end(); ++next) {
      if (items.size() == piece->limit) {
        after = std::string{items.back().at("code").as_string()};
        break;
      }
      items.push_back(to_json(listed_of(**next)));
    }
    return page::Reply::json(page::listing(request, std::move(items), after));
  };
  auto const one = [connections](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const catalogue = connections.catalogue();
    auto const version = version_asked(*catalogue, request.part("code"), asked->day);
    if (!version) return std::unexpected<Refusal>(version.error());
    return page::Reply::json(to_json(whole_of(**version, asked->day)));
  };
  auto const form = [connections](Request const& request) -> Expected<page::Reply> {
    auto const asked = asked_of(request);
    if (!asked) return std::unexpected<Refusal>(asked.error());
    auto const catalogue = connections.catalogue();
    auto const version = version_asked(*catalogue, request.part("code"), asked->day);
    if (!version) return std::unexpected<Refusal>(version.error());
    return page::Reply::json((*version)->published->form);
  };
  return {
      {page::Method::get, "/api/v1/procedures", page::Who::anyone(), list,
       operation("list_procedures", "The catalogue as in force on a day", list_schema(),
                 {{"q", "All these words, in any order; tone marks optional"},
                  day_parameter(),
                  {"state", "in_force (default), abolished or coming"},
                  {"kind", "administrative, internal or linked"},
                  {"level", "Code of a level of government"},
                  {"field", "Name of a field, whole"},
                  {"life_event", "Code of an occasion"},
                  {"delegated", "yes: only those settled under a delegation"},
                  {"limit", "At most so many items"},
                  {"cursor", "From the last answer's next"}})},
      {page::Method::get, "/api/v1/procedures/{code}", page::Who::anyone(), one,
       operation("get_procedure", "One procedure with all its facts", schema_of<Whole>(), {day_parameter()})},
      {page::Method::get, "/api/v1/procedures/{code}/form", page::Who::anyone(), form,
       operation("get_procedure_form", "The JSON Schema of a filing's answers", {{"type", "object"}},
                 {day_parameter()})},
  };
}

}  // namespace congvu::procedure
