// Following a dossier: by code and secret, asked for in a form and never in an address; or by the account it was filed
// from.
#include "work/dossier/tracking_pages.h"
#include "page/guessing.h"

#include "agency/casework/casework.h"
#include "agency/identity/room.h"
#include "agency/reading/reading_pages.h"
#include "base/text.h"
#include "page/problem.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/tracking_show_pages.h"

namespace congvu::dossier {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view ask_template = "work/dossier/pages/tracking_ask.html";
constexpr std::size_t readings_shown = 100;
constexpr std::string_view tracking_template = "work/dossier/pages/tracking.html";

// The form for code and secret. The fault, where there is one, stands at its field.
Reply ask_page(PageConnections const& connections, Request const& request, std::string_view code,
               std::optional<Refusal> refusal) {
  Speaking const speaking{connections.pages, request};
  std::vector<Refusal> faults;
  if (refusal) faults.push_back(std::move(*refusal));
  json::value at_code = nullptr;
  json::value at_secret = nullptr;
  for (auto const& fault : faults) (fault.subject == "code" ? at_code : at_secret) = speaking.refusal(fault);
  auto reply = connections.pages.show(request, ask_template, speaking.word("dossier.tracking.title"),
                                      {{"action_url", page::url_path({"tracking"}).text()},
                                       {"code", code},
                                       {"code_fault", at_code},
                                       {"secret_fault", at_secret},
                                       {"summary", page::fault_summary(faults, speaking.words(), speaking.language())}},
                                      faults.empty() ? 200 : http_status(faults.front().code.kind));
  for (auto const& fault : faults) page::tell_wait(reply, fault);
  return reply;
}

// As it is printed on the slip, however it was typed: capitals, no spaces, no dash within.
std::string typed_secret(std::string_view typed) {
  std::string secret;
  for (char const c : typed) {
    if (c == ' ' || c == '-') continue;
    secret += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return secret;
}

std::string typed_code(std::string_view typed) {
  std::string code;
  for (char const c : trimmed(typed)) code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return code;
}

Expected<void> check_secret(PageConnections const& connections, Request const& request, std::string const& code,
                            std::string const& secret) {
  auto const admitted = page::may_guess(connections.room.wrong_secrets, request.address, request.now);
  if (!admitted) return admitted;
  auto const checked = connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<void> {
    auto const row = by_code(sql, code);
    if (!row) return refuse(codes::unknown, "code");
    if (!secret_matches(states.load<Dossier>(row->handle), secret)) return refuse(codes::secret_wrong, "secret");
    return {};
  });
  if (checked) return checked;
  return std::unexpected<Refusal>(
      connections.room.wrong_secrets.wrong(code, request.address, request.now, checked.error()));
}

Expected<Reply> show_ask(PageConnections const& connections, Request const& request) {
  return ask_page(connections, request, request.asked("code"), std::nullopt);
}

Expected<Reply> take_secret(PageConnections const& connections, Request const& request) {
  auto const code = typed_code(request.field("code"));
  auto const secret = typed_secret(request.field("secret"));
  if (code.empty()) return ask_page(connections, request, code, Refusal{congvu::codes::field_missing, "code"});
  if (secret.empty()) return ask_page(connections, request, code, Refusal{codes::secret_needed, "secret"});
  if (auto right = check_secret(connections, request, code, secret); !right) {
    return ask_page(connections, request, code, std::move(right.error()));
  }
  remember_secret(connections, request, code);
  return Reply::see_other(tracking_url(code).text());
}

// The dossier's own story; what its case and its duties did inside is not the citizen's to follow.
std::vector<HistoryLine> own_history(PageConnections const& connections, Request const& request, Handle dossier) {
  auto const organisation = connections.room.pipeline.standing<org::Organisation>();
  return history(connections.room.pipeline.history(dossier), *organisation, connections.pages.words(),
                 request.language);
}

// Only the applicant's side may give what is asked, or withdraw.
bool is_own(Dossier const& dossier, PageConnections const& connections, Request const& request) {
  if (secret_shown(connections, request, dossier.code)) return true;
  bool const filed_by_account = dossier.content && dossier.content->account;
  return filed_by_account && request.visitor && *dossier.content->account == request.visitor->account;
}

Expected<Reply> whole_page(Dossier const& dossier, PageConnections const& connections, Request const& request,
                           Told const& told, std::vector<HistoryLine> const& story, record::Sql& sql,
                           States const& states) {
  auto const version = version_of(dossier, states);
  if (!version) return std::unexpected<Refusal>(version.error());
  auto const calendar = handling_calendar(dossier, states);
  auto const of_intake = calendar_of((*version)->facts().intake_unit, states);
  if (!calendar) return std::unexpected<Refusal>(calendar.error());
  if (!of_intake) return std::unexpected<Refusal>(of_intake.error());
  auto const& common = states.standing<procedure::CommonTerms>();
  Sight const sight{.version = **version,
                    .common = common,
                    .calendar = **calendar,
                    .of_intake = **of_intake,
                    .organisation = states.standing<org::Organisation>(),
                    .words = connections.pages.words(),
                    .language = request.language,
                    .now = request.now};
  auto const duties = duty::of_matter(sql, dossier.handle);
  auto shown = whole(dossier, duty::standing_of(sql, dossier.handle), sight);
  shown.notices = notices_shown(notice::of_matter(sql, dossier.handle), states.standing<notice::Matrix>());
  Speaking const speaking{connections.pages, request};
  bool const own = is_own(dossier, connections, request);
  if (secret_shown(connections, request, dossier.code)) remember_secret(connections, request, dossier.code);
  auto view = tracking_view({dossier, shown, **version, common, duties, story}, own, speaking);
  view["summary"] = page::fault_summary(told.faults, speaking.words(), speaking.language());
  view["note"] = told.note;
  view["own"] = own;
  if (own) {
    view["readings"] = reading::lines_view(reading::readings_of_dossier(sql, dossier.handle, readings_shown),
                                           sight.organisation, speaking.words(), speaking.language());
  }
  view["told"] = told.done.empty() ? std::string{} : speaking.word(told.done);
  int const status = told.faults.empty() ? 200 : http_status(told.faults.front().code.kind);
  auto const title = speaking.word("dossier.tracking.heading", {{"code", dossier.code}});
  return connections.pages.show(request, tracking_template, title, std::move(view), status);
}

Expected<Reply> show_tracking(PageConnections const& connections, Request const& request) {
  Told told;
  auto const done = request.asked("done");
  if (done == "supplement" || done == "withdrawal") told.done = "dossier.tracking.done." + std::string{done};
  return tracking_page(connections, request, told);
}

}  // namespace

Expected<Reply> tracking_page(PageConnections const& connections, Request const& request, Told const& told) {
  auto const code = request.part("code");
  auto& pipeline = connections.room.pipeline;
  auto const handle = handle_of_code(pipeline, code);
  if (!handle) return ask_page(connections, request, code, handle.error());
  auto const story = own_history(connections, request, *handle);
  return pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Reply> {
    auto const& dossier = states.load<Dossier>(*handle);
    if (!may_see(dossier, connections, request, states)) return ask_page(connections, request, code, std::nullopt);
    return whole_page(dossier, connections, request, told, story, sql, states);
  });
}

std::vector<page::Route> tracking_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  return {
      {Method::get, "/tracking", page::Who::anyone(), with(&show_ask), std::nullopt},
      {Method::post, "/tracking", page::Who::anyone(), with(&take_secret), std::nullopt},
      {Method::get, "/tracking/{code}", page::Who::anyone(), with(&show_tracking), std::nullopt},
  };
}

}  // namespace congvu::dossier
