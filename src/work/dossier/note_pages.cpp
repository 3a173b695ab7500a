#include "work/dossier/note_pages.h"

#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "base/text.h"
#include "page/problem.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/dossier_api.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

std::string who(std::string const& position, org::Organisation const& organisation, Date day) {
  auto const* known = organisation.position_on(position, day);
  if (!known) known = organisation.last_known_position(position);
  if (!known) return position;
  auto const title = organisation.full_title(*known, day);
  auto const name = organisation.holder_name(position, day);
  return name ? *name + ", " + title : title;
}

json::object note_view(Note const& note, std::string_view code, org::Organisation const& organisation,
                       Request const& request, page::Words const& words) {
  auto const word = [&](std::string_view key) { return std::string{words.word(request.language, key)}; };
  Date const day = local_date(note.at);
  std::string to;
  for (auto const& position : note.mentions) to += (to.empty() ? "" : "; ") + who(position, organisation, day);
  bool const own = request.visitor && request.visitor->position == note.position;
  auto const url = case_url(code).below(page::url_path({"notes", hex(note.handle), "retractions"}));
  bool const retractable = own && !note.retracted;
  // A retraction that was refused keeps its reason
  std::string_view const tried = request.part("note") == hex(note.handle) ? request.field("reason") : "";
  std::string reason;
  if (note.retracted) reason = note.retracted->reason.value_or(word("dossier.notes.erased"));
  return {{"who", who(note.position, organisation, day)},
          {"at", duty::full_instant(note.at)},
          {"index", grouped(note.index)},
          {"id", hex(note.handle)},
          {"to", to},
          {"text", note.retracted ? std::string{} : note.text.value_or(word("dossier.notes.erased"))},
          {"retracted_at", note.retracted ? duty::full_instant(note.retracted->at) : std::string{}},
          {"why_retracted", reason},
          {"retract_url", retractable ? json::value(url.text()) : json::value(nullptr)},
          {"tried", !tried.empty()},
          {"typed_reason", tried}};
}

// Everybody who holds a position of the agency on this day but the reader: whom one can mean.
json::array people(org::Organisation const& organisation, Request const& request) {
  json::array options;
  Date const day = local_date(request.now);
  for (auto const* position : organisation.positions_on(day)) {
    bool const reads_only = position->kind == org::PositionKind::supervisor;
    bool const self = request.visitor && request.visitor->position == position->code;
    if (reads_only || self || !organisation.holder_of(position->code, day)) continue;
    options.push_back(json::object{{"value", position->code},
                                   {"label", who(position->code, organisation, day)},
                                   {"selected", request.field("mention") == position->code}});
  }
  return options;
}

Expected<Reply> perform(PageConnections const& connections, Request const& request, std::string_view command,
                        json::object body) {
  auto const dossier = handle_of_code(connections.room.pipeline, request.part("code"));
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  body["dossier"] = hex(*dossier);
  auto const done = connections.room.pipeline.perform(command, body, identity::actor_of(request.visitor));
  if (!done) {
    auto const organisation = connections.room.pipeline.standing<org::Organisation>();
    auto const fault = duty::in_words(done.error(), *organisation, local_date(request.now), connections.pages.words(),
                                      request.language);
    return case_page_again(connections, request, page::faults_of(fault));
  }
  return Reply::see_other(case_url(request.part("code")).at("notes").text());
}

Expected<Reply> take_note(PageConnections const& connections, Request const& request) {
  json::object body{{"text", nfc(trimmed(request.field("text")))}};
  json::array mentions;
  auto const [first, last] = request.form.equal_range("mention");
  for (auto field = first; field != last; ++field) {
    if (!field->second.empty()) mentions.emplace_back(field->second);
  }
  if (!mentions.empty()) body["mentions"] = std::move(mentions);
  return perform(connections, request, NoteOnDossier::name, std::move(body));
}

Expected<Reply> take_retraction(PageConnections const& connections, Request const& request) {
  return perform(connections, request, RetractNote::name,
                 {{"note", request.part("note")}, {"reason", nfc(trimmed(request.field("reason")))}});
}

}  // namespace

json::object notes_view(Notes const& notes, std::string_view code, org::Organisation const& organisation,
                        Request const& request, page::Words const& words, bool may_note) {
  json::array rows;
  for (auto const& note : notes.list) rows.push_back(note_view(note, code, organisation, request, words));
  return {{"any_note", !rows.empty()},
          {"list", std::move(rows)},
          {"may_note", may_note},
          {"typed_text", request.field("text")},
          {"people", may_note ? people(organisation, request) : json::array{}},
          {"post_url", case_url(code).below(page::url_path({"notes"})).text()}};
}

std::vector<page::Route> note_page_routes(PageConnections const& connections) {
  return {{page::Method::post, "/dossiers/{code}/notes", page::Who::staff(),
           [connections](Request const& request) { return take_note(connections, request); }, std::nullopt},
          {page::Method::post, "/dossiers/{code}/notes/{note}/retractions", page::Who::staff(),
           [connections](Request const& request) { return take_retraction(connections, request); }, std::nullopt}};
}

}  // namespace congvu::dossier
