// The statutory slips, as they are printed on A5: 01 on receipt, 02 when a supplement is asked, 03 when a dossier is
// refused at intake, 04 when the result will be late. TT 01/2018/TT-VPCP; domain.md 1.2. Made from the record each
// time, so a reprint says the same.
#include <fmt/format.h>

#include "agency/document/codes.h"
#include "agency/duty/time_left_pages.h"
#include "agency/identity/room.h"
#include "page/listing.h"
#include "work/dossier/case_view_pages.h"
#include "work/dossier/deciding.h"
#include "work/dossier/queries.h"
#include "work/dossier/rules_pages.h"
#include "work/dossier/staff_pages.h"

namespace congvu::dossier {

namespace {

using page::Reply;
using page::Request;

constexpr std::size_t printed_at_once = 100;  // two copies each: a ream of paper is not printed by mistake
constexpr std::size_t looked_through = 1000;  // the newest, among which a day's receipts are looked for

// What a slip is filled from, held together.
struct Slip {
  Dossier dossier;
  std::shared_ptr<procedure::Catalogue const> catalogue;
  procedure::Version const* version = nullptr;
};

Expected<Slip> slip_of(PageConnections const& connections, Request const& request, std::string_view code) {
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  return connections.room.pipeline.read([&](record::Sql& sql, States const& states) -> Expected<Slip> {
    auto const row = by_code(sql, code);
    if (!row) return refuse(codes::unknown, "code");
    auto const& dossier = states.load<Dossier>(row->handle);
    auto const question = question_about(dossier, "dossier.read", states);
    auto const may = connections.room.gate.ask(identity::actor_of(request.visitor), question, request.now, states);
    if (!may) return std::unexpected<Refusal>(may.error());
    auto const* version = catalogue->version(dossier.procedure, dossier.procedure_version);
    if (!version) return refuse(codes::unknown, "code");
    return Slip{dossier, catalogue, version};
  });
}

template <class E>
Happened const* last(std::vector<Happened> const& events) {
  Happened const* found = nullptr;
  for (auto const& happened : events) {
    if (happened.as<E>()) found = &happened;
  }
  return found;
}

// "17 giờ 00 phút, ngày 25 tháng 11 năm 2024"
std::string written_out(Instant instant, Speaking const& speaking) {
  Date const day = local_date(instant);
  auto const time = std::chrono::duration_cast<minutes>(local_time_of_day(instant)).count();
  return speaking.word("dossier.slip.at", {{"hour", fmt::format("{:02}", time / 60)},
                                           {"minute", fmt::format("{:02}", time % 60)},
                                           {"day", fmt::format("{:02}", static_cast<unsigned>(day.day()))},
                                           {"month", fmt::format("{:02}", static_cast<unsigned>(day.month()))},
                                           {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string place_and_day(Instant instant, std::string const& place, Speaking const& speaking) {
  Date const day = local_date(instant);
  return speaking.word("dossier.slip.place_and_day",
                       {{"place", place},
                        {"day", fmt::format("{:02}", static_cast<unsigned>(day.day()))},
                        {"month", fmt::format("{:02}", static_cast<unsigned>(day.month()))},
                        {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string text_or_empty(auto const& text) {
  return text ? std::string{text->value} : std::string{};
}

json::array paper_lines(Slip const& slip, procedure::Terms const& terms, Speaking const& speaking) {
  json::array lines;
  for (auto const& paper : slip.dossier.papers) {
    auto const* component = slip.version->facts().component(paper.component);
    auto const* form = procedure::with_code(terms.component_forms, paper.form);
    lines.push_back(
        json::object{{"text", speaking.word("dossier.slip.paper",
                                            {{"name", component ? component->name : paper.component},
                                             {"form", form ? form->title : paper.form},
                                             {"count", fmt::format("{:02}", component ? component->count : 1)}})}});
  }
  return lines;
}

// Who answered it, and when: the name under the slip.
std::string signer_of(Happened const* happened, org::Organisation const& organisation) {
  if (!happened) return {};
  for (auto const& [code, terms] : organisation.positions) {
    if (handle_of("position", code) != happened->recorded.position) continue;
    return organisation.holder_name(code, local_date(happened->recorded.recorded)).value_or("");
  }
  return {};
}

// What every slip has in common.
json::object head_of(PageConnections const& connections, Slip const& slip, Happened const* happened,
                     Speaking const& speaking) {
  auto const organisation = connections.room.pipeline.standing<org::Organisation>();
  Instant const when = happened ? happened->recorded.claimed : slip.dossier.filed_at;
  auto const* agency = organisation->agency_on(slip.dossier.agency, local_date(when));
  auto const* unit = organisation->last_known_unit(slip.version->facts().performer(slip.dossier.agency).intake_unit);
  auto const& content = slip.dossier.content;
  return {{"agency_name", agency ? agency->name : slip.dossier.agency},
          {"unit_name", unit ? unit->name : ""},
          {"place_and_day", place_and_day(when, agency && agency->place ? *agency->place : "", speaking)},
          {"code", slip.dossier.code},
          {"procedure", slip.version->facts().name + " (" + slip.version->code + ")"},
          {"applicant", content ? content->applicant.name.value : ""},
          {"address", content ? text_or_empty(content->applicant.address) : ""},
          {"phone", content ? text_or_empty(content->applicant.phone) : ""},
          {"email", content ? text_or_empty(content->applicant.email) : ""},
          {"signer", signer_of(happened, *organisation)},
          {"bars_html", document::code128_svg(slip.dossier.code).value_or("")},
          {"back_url", case_url(slip.dossier.code).text()}};
}

json::array two_copies(json::object const& copy, Speaking const& speaking, std::string const& secret,
                       std::string const& address) {
  json::array copies;
  for (std::string const number : {"1", "2"}) {
    json::object each = copy;
    bool const for_applicant = number == "2";
    each["copy"] = speaking.word("dossier.slip.copy." + number);
    each["for_applicant"] = for_applicant;
    each["secret"] = for_applicant ? secret : std::string{};
    each["qr_html"] = for_applicant ? document::qr_svg(address).value_or("") : std::string{};
    copies.push_back(std::move(each));
  }
  return copies;
}

// Where the telephone is led: the tracking page of this server, with the code and never the secret.
std::string tracking_address(Request const& request, std::string_view code) {
  auto const path = page::url_path({"tracking", code}).text();
  auto const host = request.header("host");
  if (host.empty()) return path;
  // Plain http is served on this machine alone
  bool const here = host.starts_with("127.0.0.1") || host.starts_with("localhost") || host.starts_with("[::1]");
  return (here ? "http://" : "https://") + std::string{host} + path;
}

Expected<json::object> receipt(PageConnections const& connections, Request const& request, Slip const& slip,
                               std::vector<Happened> const& events, Speaking const& speaking) {
  auto const* happened = last<DossierAccepted>(events);
  if (!happened) return refuse(codes::not_in_handling, "number");
  auto const& accepted = *happened->as<DossierAccepted>();
  auto const terms = connections.room.pipeline.standing<procedure::CommonTerms>()->terms;
  auto copy = head_of(connections, slip, happened, speaking);
  auto const& facts = slip.version->facts();
  auto const& content = slip.dossier.content;
  auto const manner =
      content && content->receiver && content->receiver->manner ? *content->receiver->manner : Delivery::counter;
  copy["number"] = accepted.slip;
  copy["ticket"] = slip.dossier.ticket;
  copy["papers"] = paper_lines(slip, *terms, speaking);
  copy["sets"] = fmt::format("{:02}", facts.dossier_sets ? facts.dossier_sets->amount : 1);
  auto const tables = connections.room.pipeline.standing<decision::Tables>();
  auto const ruled = [&](decision::Use use) {
    auto const found = slip.dossier.rulings.find(use);
    bool const fits = found != slip.dossier.rulings.end() && decision::fits(found->second.answer);
    return fits ? with_ground(found->second.answer, *tables, facts, speaking) : std::string{};
  };
  auto const by_table = ruled(decision::Use::limit);
  copy["limit"] = by_table.empty() ? facts.limit.text : by_table;
  copy["fee"] = ruled(decision::Use::fee);
  copy["received"] = written_out(happened->recorded.claimed, speaking);
  copy["due"] = written_out(accepted.first_due, speaking);
  copy["receiving"] = speaking.word("dossier.delivery." + std::string{name_of(manner)});
  copy["book"] = accepted.book;
  copy["book_line"] = accepted.book_line;
  copy["filer"] = content ? (content->filer ? content->filer->name.value : content->applicant.name.value) : "";
  return json::object{{"copies", two_copies(copy, speaking, content ? content->secret : "",
                                            tracking_address(request, slip.dossier.code))}};
}

Expected<json::object> request_for_supplement(PageConnections const& connections, Slip const& slip,
                                              std::vector<Happened> const& events, Speaking const& speaking) {
  auto const* happened = last<SupplementRequested>(events);
  if (!happened) return refuse(codes::nothing_asked, "number");
  auto const& asked = *happened->as<SupplementRequested>();
  auto view = head_of(connections, slip, happened, speaking);
  json::array items;
  for (auto const& code : asked.components) {
    auto const* component = slip.version->facts().component(code);
    items.push_back(json::object{{"text", component ? component->name : code}});
  }
  if (asked.personal) {
    for (auto const& item : asked.personal->items) items.push_back(json::object{{"text", item.value}});
  }
  view["number"] = asked.slip;
  view["items"] = std::move(items);
  view["reason"] = asked.personal ? asked.personal->reason.value : "";
  return view;
}

Expected<json::object> refusal(PageConnections const& connections, Slip const& slip,
                               std::vector<Happened> const& events, Speaking const& speaking) {
  auto const* happened = last<DossierRefused>(events);
  if (!happened) return refuse(codes::no_result_yet, "number", {{"phase", std::string{name_of(slip.dossier.phase)}}});
  auto const& refused = *happened->as<DossierRefused>();
  auto const grounds = connections.room.pipeline.standing<procedure::CommonTerms>()->grounds;
  auto const* ground = procedure::with_code(grounds->refusals, refused.ground);
  auto view = head_of(connections, slip, happened, speaking);
  view["number"] = refused.slip;
  view["ground"] = ground ? ground->title : refused.ground;
  view["citation"] = ground ? ground->citation.value_or("") : "";
  view["reason"] = refused.personal ? refused.personal->reason.value : "";
  return view;
}

Expected<json::object> apology(PageConnections const& connections, Slip const& slip,
                               std::vector<Happened> const& events, Speaking const& speaking) {
  auto const* happened = last<DossierReappointed>(events);
  if (!happened) return refuse(codes::not_in_handling, "number", {{"phase", std::string{name_of(slip.dossier.phase)}}});
  auto const& reappointed = *happened->as<DossierReappointed>();
  auto view = head_of(connections, slip, happened, speaking);
  auto const& accepted = slip.dossier.accepted_at;
  view["number"] = reappointed.slip;
  view["received"] = accepted ? written_out(*accepted, speaking) : std::string{};
  view["due"] = written_out(reappointed.due, speaking);
  view["until"] = written_out(reappointed.until, speaking);
  view["reason"] = reappointed.personal ? reappointed.personal->reason.value : "";
  return view;
}

Expected<Reply> slip_page(PageConnections const& connections, Request const& request) {
  auto const slip = slip_of(connections, request, request.part("code"));
  if (!slip) return std::unexpected<Refusal>(slip.error());
  Speaking const speaking{connections.pages, request};
  auto const events = connections.room.pipeline.history(slip->dossier.handle);
  std::string const number{request.part("number")};
  Expected<json::object> view = refuse(codes::unknown, "number");
  if (number == "01") view = receipt(connections, request, *slip, events, speaking);
  if (number == "02") view = request_for_supplement(connections, *slip, events, speaking);
  if (number == "03") view = refusal(connections, *slip, events, speaking);
  if (number == "04") view = apology(connections, *slip, events, speaking);
  if (!view) return std::unexpected<Refusal>(view.error());
  if (number == "01") (*view)["paper"] = "a5";
  (*view)["back_url"] = case_url(slip->dossier.code).text();
  return connections.pages.show(request, "work/dossier/pages/slip-" + number + ".html",
                                speaking.word("dossier.slip.title." + number), std::move(*view));
}

// ---- several at once ----

// Receipts of one day, each with its box ticked: what is unticked is not printed.
Expected<Reply> choose_page(PageConnections const& connections, Request const& request) {
  Speaking const speaking{connections.pages, request};
  Date const day = parse_date(request.asked("day")).value_or(local_date(request.now));
  Filter filter;
  filter.limit = looked_through;
  auto const rows =
      connections.room.pipeline.read([&](record::Sql& sql, States const&) { return dossiers(sql, filter); });
  auto const catalogue = connections.room.pipeline.standing<procedure::Catalogue>();
  json::array list;
  for (auto const& row : rows) {
    if (!row.accepted || local_date(*row.accepted) != day || list.size() >= printed_at_once) continue;
    auto const* version = catalogue->version(row.procedure, row.version);
    list.push_back(json::object{{"code", row.code},
                                {"applicant", row.applicant.value_or("")},
                                {"procedure", version ? version->facts().name : row.procedure},
                                {"accepted", duty::full_instant(*row.accepted)}});
  }
  auto const shown = list.size();
  json::object view{{"any", !list.empty()},
                    {"rows", std::move(list)},
                    {"day", iso(day)},
                    {"print_url", page::url_path({"counter", "slips", "printing"}).text()},
                    {"counter_url", page::url_path({"counter"}).text()}};
  return page::counted(connections.pages.show(request, "work/dossier/pages/slips.html",
                                              speaking.word("dossier.slips.title"), std::move(view)),
                       shown);
}

// One page of all of them, two copies each, for one press of "print".
Expected<Reply> print_page(PageConnections const& connections, Request const& request) {
  Speaking const speaking{connections.pages, request};
  json::array copies;
  auto const [from, to] = request.query.equal_range("code");
  std::size_t printed = 0;
  for (auto field = from; field != to && printed < printed_at_once; ++field, ++printed) {
    auto const slip = slip_of(connections, request, field->second);
    if (!slip) return std::unexpected<Refusal>(slip.error());
    auto made = receipt(connections, request, *slip, connections.room.pipeline.history(slip->dossier.handle), speaking);
    if (!made) return std::unexpected<Refusal>(made.error());
    for (auto& copy : made->at("copies").as_array()) copies.push_back(std::move(copy));
  }
  if (copies.empty()) return refuse(codes::nothing_chosen, "code");
  std::string_view const asked = request.asked("paper");
  std::string const paper{asked == "a4" || asked == "80mm" ? asked : "a5"};
  return page::counted(
      connections.pages.show(request, "work/dossier/pages/slip-01.html", speaking.word("dossier.slips.title"),
                             json::object{{"copies", std::move(copies)},
                                          {"paper", paper},
                                          {"back_url", page::url_path({"counter", "slips"}).text()}}),
      printed);
}

}  // namespace

std::vector<page::Route> slip_page_routes(PageConnections const& connections) {
  auto const with = [&](auto handler) {
    return [connections, handler](Request const& request) { return handler(connections, request); };
  };
  auto const clerk = page::Who::may("dossier.accept");
  return {{page::Method::get, "/dossiers/{code}/slips/{number}", page::Who::staff(), with(&slip_page), std::nullopt},
          {page::Method::get, "/counter/slips", clerk, with(&choose_page), std::nullopt},
          {page::Method::get, "/counter/slips/printing", clerk, with(&print_page), std::nullopt}};
}

}  // namespace congvu::dossier
