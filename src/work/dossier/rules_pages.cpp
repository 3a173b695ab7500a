#include "work/dossier/rules_pages.h"

#include "agency/duty/queries.h"
#include "agency/identity/room.h"
#include "page/url.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

std::string text_at(json::object const& object, std::string_view name, std::string_view otherwise) {
  auto const* found = object.if_contains(name);
  return std::string{found && found->is_string() ? std::string_view{found->get_string()} : otherwise};
}

decision::Speaking of_tables(Speaking const& speaking) {
  return {speaking.words(), speaking.language()};
}

std::string ground_of(decision::Answer const& answer, decision::Tables const& tables, Speaking const& speaking) {
  auto const version = tables.version(answer.table, answer.version);
  auto const rows = decision::rows_of(answer);
  std::string ground = speaking.word(rows.empty() ? "dossier.rules.by_no_row" : "dossier.rules.by_rows",
                                     {{"table", version ? version->table.title.value : answer.table},
                                      {"version", std::to_string(answer.version)},
                                      {"rows", rows}});
  if (!answer.article.empty()) ground += "; " + answer.article;
  return ground;
}

Expected<Reply> rules_page(PageConnections const& connections, Request const& request) {
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    auto const question = question_about(dossier, "dossier.read", states);
    auto const may = connections.room.gate.ask(identity::actor_of(request.visitor), question, request.now, states);
    if (!may) return std::unexpected<Refusal>(may.error());
    auto const use = named<decision::Use>(request.part("use"));
    auto const found = use ? dossier.rulings.find(*use) : dossier.rulings.end();
    if (found == dossier.rulings.end()) return refuse(codes::unknown, "use");
    auto const& ruling = found->second;
    auto const version = states.standing<decision::Tables>().version(ruling.answer.table, ruling.answer.version);
    auto const& time = states.standing<procedure::WorkingTime>();
    Speaking const speaking{connections.pages, request};
    auto const title = speaking.word("decision.use." + std::string{name_of(*use)});
    auto const* catalogued =
        states.standing<procedure::Catalogue>().version(dossier.procedure, dossier.procedure_version);
    auto answer = decision::answer_view(ruling.answer, ruling.inputs ? &*ruling.inputs : nullptr, version.get(),
                                        ruling.at, time.of(question.unit).get(), of_tables(speaking));
    if (catalogued) answer["result"] = result_of(ruling.answer, catalogued->facts(), speaking);
    return connections.pages.show(request, "work/dossier/pages/rules.html", title,
                                  {{"code", dossier.code},
                                   {"case_url", case_url(dossier.code).text()},
                                   {"use", title},
                                   {"at", speaking.instant(ruling.at)},
                                   {"index", std::to_string(ruling.index)},
                                   {"answer", std::move(answer)}});
  });
}

}  // namespace

decision::Matter matter_of(Draft const& draft, std::string_view procedure, Channel channel, Instant now) {
  decision::Matter matter;
  matter.procedure = std::string{procedure};
  matter.channel = std::string{name_of(channel)};
  matter.applicant = text_at(draft.applicant, "kind", name_of(PartyKind::person));
  matter.delivery = text_at(draft.receiver, "manner", name_of(Delivery::counter));
  matter.filed = now;
  matter.answers = draft.answers;
  return matter;
}

std::string result_of(decision::Answer const& answer, procedure::Facts const& facts, Speaking const& speaking) {
  auto const codes = answer.use == decision::Use::components ? decision::components_of(answer) : std::nullopt;
  if (!codes || codes->empty()) return of_tables(speaking).result(answer);
  std::string names;
  for (auto const& code : *codes) {
    auto const* component = facts.component(code);
    names += (names.empty() ? "" : "; ") + (component ? component->name : code);
  }
  return names;
}

std::string with_ground(decision::Answer const& answer, decision::Tables const& tables, procedure::Facts const& facts,
                        Speaking const& speaking) {
  auto ground = ground_of(answer, tables, speaking);
  if (auto mark = of_tables(speaking).mark(answer.mark); !mark.empty()) ground += " [" + mark + "]";
  return result_of(answer, facts, speaking) + " (" + ground + ")";
}

json::array ruling_rows(Dossier const& dossier, decision::Tables const& tables, procedure::Facts const& facts,
                        Speaking const& speaking) {
  json::array rows;
  for (auto const& [use, ruling] : dossier.rulings) {
    std::string const name{name_of(use)};
    rows.push_back(json::object{{"use", speaking.word("decision.use." + name)},
                                {"result", result_of(ruling.answer, facts, speaking)},
                                {"ground", ground_of(ruling.answer, tables, speaking)},
                                {"mark", of_tables(speaking).mark(ruling.answer.mark)},
                                {"warned", !ruling.answer.warnings.empty()},
                                {"url", case_url(dossier.code).below(page::url_path({"rules", name})).text()}});
  }
  return rows;
}

std::vector<page::Route> rules_page_routes(PageConnections const& connections) {
  return {{page::Method::get, "/dossiers/{code}/rules/{use}", page::Who::staff(),
           [connections](Request const& request) { return rules_page(connections, request); }, std::nullopt}};
}

}  // namespace congvu::dossier
