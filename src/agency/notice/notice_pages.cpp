#include "agency/notice/notice_pages.h"

#include "agency/duty/duty.h"
#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "agency/notice/commands.h"
#include "page/problem.h"

namespace congvu::notice {

namespace {

using page::Method;
using page::Reply;
using page::Request;

constexpr std::string_view list_template = "agency/notice/pages/notices.html";
constexpr std::string_view notice_template = "agency/notice/pages/notice.html";
constexpr std::size_t most_listed = 200;

page::Url notice_url(Handle notice) {
  return page::url_path({"notices", hex(notice)});
}

std::string title_of(Row const& row, Matrix const& matrix) {
  auto const to = named<Audience>(row.audience);
  auto const by = named<Way>(row.way);
  auto const cell = to && by ? matrix.cell(row.state, *to, *by) : std::nullopt;
  return cell && cell->wording ? cell->wording->title.value : row.state;
}

std::string way_told(Row const& row, Matrix const& matrix) {
  if (!row.how || !matrix.section) return row.how.value_or("");
  for (auto const& way : matrix.section->told) {
    if (way.code == *row.how) return way.title;
  }
  return *row.how;
}

struct Standing {
  std::string look, text, why;
};

Standing standing_of(Row const& row, Matrix const& matrix, page::Words const& words, page::Language language) {
  auto const word = [&](std::string const& key) { return std::string{words.word(language, key)}; };
  if (row.phase == "waiting" && row.attempts > 0) {
    auto const next = duty::full_instant(row.next.value_or(row.owed));
    return {"cv-at-risk", words.word(language, "notice.phase.retrying", {{"next", next}}), {}};
  }
  if (row.phase == "sent" && row.sample) return {"cv-still", word("notice.phase.sample"), {}};
  if (row.phase == "sent") return {"cv-on-time", word("notice.phase.sent"), {}};
  if (row.phase == "failed") {
    return {"cv-late", word("notice.phase.failed"), word("notice.failed." + row.reason.value_or("refused"))};
  }
  if (row.phase == "told") return {"cv-on-time", word("notice.phase.told"), way_told(row, matrix)};
  if (row.phase == "omitted") {
    return {"cv-still", word("notice.phase.omitted"), word("notice.omitted." + row.reason.value_or("no_address"))};
  }
  return {"cv-still", word("notice.phase.waiting"), {}};
}

json::object row_view(Row const& row, Matrix const& matrix, page::Words const& words, page::Language language) {
  auto const standing = standing_of(row, matrix, words, language);
  return {{"title", title_of(row, matrix)},
          {"audience", words.word(language, "notice.audience." + row.audience)},
          {"code", row.code},
          {"look", standing.look},
          {"standing", standing.text},
          {"why", standing.why},
          {"owed", duty::full_instant(row.owed)},
          {"ended", row.ended && row.phase != "omitted" ? duty::full_instant(*row.ended) : std::string{}},
          {"url", notice_url(row.notice).text()}};
}

std::vector<Row> seen_by(Actor const& actor, std::vector<Row> rows, PageConnections const& connections, Instant now,
                         States const& states) {
  std::erase_if(rows,
                [&](Row const& row) { return !connections.room.gate.ask(actor, question_about(row), now, states); });
  return rows;
}

Expected<Reply> list_page(PageConnections const& connections, Request const& request) {
  Actor const actor = identity::actor_of(request.visitor);
  auto const& words = connections.pages.words();
  json::object view;
  connections.room.pipeline.read([&](record::Sql& sql, States const& states) {
    auto const& matrix = states.standing<Matrix>();
    auto const all = figures(sql);
    auto const rows = [&](std::vector<Row> found) {
      json::array list;
      for (auto const& row : seen_by(actor, std::move(found), connections, request.now, states)) {
        list.push_back(row_view(row, matrix, words, request.language));
      }
      return list;
    };
    view["failed"] = rows(failed(sql, most_listed));
    view["trying"] = rows(in_trouble(sql, most_listed));
    view["waiting"] = std::to_string(all.waiting);
    view["sent"] = std::to_string(all.sent);
    view["told"] = std::to_string(all.told);
    view["oldest"] = all.oldest_waiting ? duty::full_instant(*all.oldest_waiting) : std::string{};
  });
  view["any_failed"] = !view.at("failed").as_array().empty();
  view["any_trying"] = !view.at("trying").as_array().empty();
  view["mail_off"] = connections.mail == Mail::off;
  view["mail_sample"] = connections.mail == Mail::sample;
  return connections.pages.show(request, list_template, connections.pages.word(request, "notice.list"),
                                std::move(view));
}

json::array ways_view(Matrix const& matrix, std::string_view chosen) {
  json::array ways;
  if (!matrix.section) return ways;
  for (auto const& way : matrix.section->told) {
    ways.push_back(json::object{{"value", way.code}, {"label", way.title}, {"selected", way.code == chosen}});
  }
  return ways;
}

json::object letter_view(Notice const& notice) {
  auto const& said = notice.owed.personal;
  if (!said) return {{"erased", true}, {"subject", ""}, {"text", ""}, {"to_name", ""}, {"address", ""}};
  return {{"erased", false},
          {"subject", said->subject.value},
          {"text", said->text.value},
          {"to_name", said->to_name.value},
          {"address", said->address.value}};
}

// Whether whoever asks could do it now: the page offers nothing that would be refused.
bool may(PageConnections const& connections, Request const& request, Question const& question, States const& states) {
  return connections.room.gate.ask(identity::actor_of(request.visitor), question, request.now, states).has_value();
}

Expected<Reply> notice_page(PageConnections const& connections, Request const& request,
                            std::vector<Refusal> const& faults) {
  auto const handle = parse_handle(request.part("id"));
  if (!handle) return refuse(codes::unknown, "notice");
  auto const& words = connections.pages.words();
  auto view = connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<json::object> {
    auto const row = by_handle(sql, *handle);
    if (!row || row->phase == "omitted") return refuse(codes::unknown, "notice");
    auto const& notice = states.load<Notice>(*handle);
    auto const& duty = states.load<duty::Duty>(notice.duty);
    bool const tells = duty.standing() &&
                       may(connections, request, duty::question_about(duty, std::string{TellOtherwise::name}), states);
    if (!tells && !may(connections, request, question_about(*row), states)) {
      auto const no =
          connections.room.gate.ask(identity::actor_of(request.visitor), question_about(*row), request.now, states);
      return std::unexpected<Refusal>(no.error());
    }
    Question bounce;
    bounce.act = RecordBounce::name;
    bounce.unit = row->unit;
    auto const& matrix = states.standing<Matrix>();
    auto shown = row_view(*row, matrix, words, request.language);
    for (auto& field : letter_view(notice)) shown[field.key()] = field.value();
    shown["dossier_url"] = page::url_path({"dossiers", row->code}).text();
    shown["said"] = row->said.value_or("");
    shown["attempts"] = std::to_string(row->attempts);
    shown["due"] = duty.standing() && duty.due ? duty::full_instant(*duty.due) : std::string{};
    shown["tells"] = tells;
    shown["ways"] = ways_view(matrix, request.field("how"));
    shown["note"] = request.field("note");
    shown["may_bounce"] = row->phase == "sent" && !row->sample && may(connections, request, bounce, states);
    return shown;
  });
  if (!view) return std::unexpected<Refusal>(view.error());
  (*view)["fault_list"] = page::fault_summary(faults, words, request.language);
  (*view)["self_url"] = notice_url(*handle).text();
  int const status = faults.empty() ? 200 : http_status(faults.front().code.kind);
  auto const title = std::string{view->at("title").as_string()};
  return connections.pages.show(request, notice_template, title, std::move(*view), status);
}

template <class Command>
Expected<Reply> take(PageConnections const& connections, Request const& request, Command command) {
  auto const done = connections.room.pipeline.perform(std::move(command), identity::actor_of(request.visitor));
  if (!done) return notice_page(connections, request, page::faults_of(done.error()));
  return Reply::see_other(notice_url(*parse_handle(request.part("id"))).text());
}

Expected<Reply> take_telling(PageConnections const& connections, Request const& request) {
  auto const handle = parse_handle(request.part("id"));
  if (!handle) return refuse(codes::unknown, "notice");
  json::object const body{{"notice", hex(*handle)}, {"how", request.field("how")}, {"note", request.field("note")}};
  auto command = from_json<TellOtherwise>(body);
  if (!command) return notice_page(connections, request, page::faults_of(command.error()));
  return take(connections, request, std::move(*command));
}

Expected<Reply> take_bounce(PageConnections const& connections, Request const& request) {
  auto const handle = parse_handle(request.part("id"));
  if (!handle) return refuse(codes::unknown, "notice");
  return take(connections, request, RecordBounce{*handle, {}});
}

}  // namespace

json::array notice_rows(std::vector<Row> const& rows, Matrix const& matrix, page::Words const& words,
                        page::Language language) {
  json::array views;
  for (auto const& row : rows) views.push_back(row_view(row, matrix, words, language));
  return views;
}

duty::Description description() {
  return [](duty::Row const& row, record::Sql&, States const& states) -> std::optional<duty::MatterLine> {
    if (row.nature != name_of(duty::Nature::notice)) return std::nullopt;
    auto const handle = parse_handle(row.step);
    if (!handle) return std::nullopt;
    auto const& said = states.load<Notice>(*handle).owed.personal;
    duty::MatterLine line{
        .title = row.work, .party = said ? said->to_name.value : std::string{}, .url = notice_url(*handle)};
    return line;
  };
}

std::vector<page::Route> page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const show = [](PageConnections const& all, Request const& request) { return notice_page(all, request, {}); };
  return {{Method::get, "/notices", page::Who::may(std::string{read_act}), with(&list_page), std::nullopt},
          {Method::get, "/notices/{id}", page::Who::staff(), with(show), std::nullopt},
          {Method::post, "/notices/{id}/tellings", page::Who::staff(), with(&take_telling), std::nullopt},
          {Method::post, "/notices/{id}/bounces", page::Who::staff(), with(&take_bounce), std::nullopt}};
}

}  // namespace congvu::notice
