// What the applicant does to a dossier after filing it: giving what was asked for, withdrawing it, and looking at the
// files in it.
#include <algorithm>
#include <array>

#include "agency/identity/room.h"
#include "base/bytes.h"
#include "base/text.h"
#include "page/problem.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/tracking_pages.h"
#include "work/dossier/tracking_show_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

// What somebody uploaded is shown without script, form or link out, and framed by this server's pages only.
constexpr std::string_view attachment_policy =
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'none'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; sandbox";

// Of a dossier that whoever asks may see: what an act on it needs.
struct Seen {
  Handle handle;
  std::optional<std::string> secret;  // where this browser has shown it
  std::vector<Attachment> attachments;
};

Expected<Seen> seen(PageConnections const& connections, Request const& request) {
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Seen> {
    auto const row = by_code(sql, request.part("code"));
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    if (!may_see(dossier, connections, request, states)) return refuse(codes::secret_needed, "secret");
    Seen seen{row->handle, {}, {}};
    if (!dossier.content) return seen;
    seen.attachments = dossier.content->attachments;
    if (secret_shown(connections, request, dossier.code)) seen.secret = dossier.content->secret;
    return seen;
  });
}

Reply to_tracking(Request const& request, std::string_view done) {
  return Reply::see_other(tracking_url(request.part("code")).with("done", done).text());
}

// The papers that came along, as the body of a supplement names them; what cannot be kept is a fault at its paper.
json::array papers_of(Request const& request, procedure::Version const& version, Attachments const& attachments,
                      std::vector<Refusal>& faults) {
  constexpr std::string_view start = "file.";
  json::array papers;
  for (auto const& upload : request.uploads) {
    auto const* component = upload.field.starts_with(start)
                                ? version.facts().component(std::string_view{upload.field}.substr(start.size()))
                                : nullptr;
    auto const kept = component ? attachments.take(upload) : refuse(codes::unknown_attachment, "components");
    if (kept) {
      papers.push_back(
          json::object{{"component", component->code}, {"form", component->form}, {"attachment", kept->blob}});
      continue;
    }
    attachments.forget(upload.blob);
    auto fault = kept.error();
    if (component) fault.subject = "paper." + component->code;
    faults.push_back(std::move(fault));
  }
  return papers;
}

Expected<Prepared<GiveSupplement>> brought(PageConnections const& connections, Request const& request, Handle handle) {
  return connections.room.pipeline.read([&](record::Sql&, States const& states) -> Expected<Prepared<GiveSupplement>> {
    auto const& dossier = states.load<Dossier>(handle);
    auto const version = version_of(dossier, states);
    if (!version) return std::unexpected<Refusal>(version.error());
    auto const& reader = connections.room.reader;
    std::vector<Refusal> faults;
    json::object body{{"components", papers_of(request, **version, reader.attachments(), faults)}};
    if (!faults.empty()) return std::unexpected<Refusal>(std::move(faults.front()));
    auto const note = trimmed(request.field("note"));
    if (!note.empty()) body["note"] = note;
    return reader.supplement(std::move(body), dossier, **version);
  });
}

Expected<Reply> take_supplement(PageConnections const& connections, Request const& request) {
  auto const dossier = seen(connections, request);
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  Told told{{}, std::string{request.field("note")}, {}};
  auto prepared = brought(connections, request, dossier->handle);
  if (prepared) {
    prepared->command.secret = dossier->secret;
    auto const done =
        connections.room.pipeline.perform(std::move(prepared->command), acting(request, dossier->secret.has_value()));
    if (done) return to_tracking(request, "supplement");
    told.faults.push_back(done.error());
  } else {
    told.faults.push_back(prepared.error());
  }
  // That nothing came at all is mended where a word can be written
  for (auto& fault : told.faults) {
    if (fault.subject == "components") fault.subject = "note";
  }
  for (auto const& upload : request.uploads) connections.room.reader.attachments().forget(upload.blob);
  return tracking_page(connections, request, told);
}

Expected<Reply> take_withdrawal(PageConnections const& connections, Request const& request) {
  auto const dossier = seen(connections, request);
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  WithdrawDossier command{dossier->handle, dossier->secret, std::string{request.field("ground")}, {}};
  auto const reason = trimmed(request.field("reason"));
  if (!reason.empty()) command.reason = Text<4000>{std::string{reason}};
  // Described fields check themselves when they are read
  auto checked = from_json<WithdrawDossier>(to_json(command));
  if (!checked) return tracking_page(connections, request, {page::faults_of(checked.error()), {}, {}});
  auto const done =
      connections.room.pipeline.perform(std::move(*checked), acting(request, dossier->secret.has_value()));
  if (!done) return tracking_page(connections, request, {{done.error()}, {}, {}});
  return to_tracking(request, "withdrawal");
}

// RFC 6266: the name as typed, in UTF-8; nothing in it can end the header.
std::string disposition(std::string_view how, std::string_view name) {
  return std::string{how} + "; filename*=UTF-8''" + page::percent_encoded(name);
}

// The name under which a file is kept by whoever takes it away ends as its content says, whatever its sender said: what
// is called "don.hta" and is a PDF is opened as one.
std::string saved_as(Attachment const& file) {
  struct Ending {
    std::string_view media_type;
    std::array<std::string_view, 2> endings;
  };
  constexpr std::array<Ending, 8> known{{
      {"application/pdf", {".pdf"}},
      {"image/jpeg", {".jpg", ".jpeg"}},
      {"image/png", {".png"}},
      {"image/webp", {".webp"}},
      {"image/heic", {".heic"}},
      {"image/tiff", {".tif", ".tiff"}},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
  }};
  auto const kind = std::ranges::find(known, file.media_type, &Ending::media_type);
  if (kind == known.end()) return file.name.value + ".bin";
  auto const plain = folded(file.name.value);
  bool const fits = std::ranges::any_of(
      kind->endings, [&](std::string_view ending) { return !ending.empty() && plain.ends_with(ending); });
  return fits ? file.name.value : file.name.value + std::string{kind->endings[0]};
}

Expected<Reply> show_file(PageConnections const& connections, Request const& request) {
  auto const dossier = seen(connections, request);
  if (!dossier) return std::unexpected<Refusal>(dossier.error());
  auto const id = request.part("id");
  for (auto const& file : dossier->attachments) {
    if (file.blob != id) continue;
    auto pieces = connections.open_file(file.blob);
    if (!pieces) return std::unexpected<Refusal>(pieces.error());
    bool const picture = file.media_type.starts_with("image/");
    Reply reply;
    reply.media_type = file.media_type;
    reply.pieces = std::move(*pieces);
    reply.headers.emplace_back("Content-Disposition", disposition(picture ? "inline" : "attachment", saved_as(file)));
    reply.headers.emplace_back("Content-Security-Policy", attachment_policy);
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return reply;
  }
  return refuse(codes::unknown_attachment, "id");
}

}  // namespace

std::vector<page::Route> applicant_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const anyone = page::Who::anyone();
  return {
      {Method::post, "/tracking/{code}/supplement-answers", anyone, with(&take_supplement), std::nullopt, true},
      {Method::post, "/tracking/{code}/withdrawals", anyone, with(&take_withdrawal), std::nullopt},
      {Method::get, "/dossiers/{code}/attachments/{id}", anyone, with(&show_file), std::nullopt},
  };
}

}  // namespace congvu::dossier
