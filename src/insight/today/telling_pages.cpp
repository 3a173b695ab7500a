#include "insight/today/telling_pages.h"

#include <fmt/format.h>

namespace congvu::today {

Telling::Telling(page::Pages const& pages, page::Request const& request, States const& states, Calendar const& calendar)
    : words_(pages.words()),
      request_(request),
      organisation_(states.standing<org::Organisation>()),
      catalogue_(states.standing<procedure::Catalogue>()),
      terms_(states.standing<procedure::CommonTerms>()),
      calendar_(calendar) {}

std::string Telling::word(std::string_view key, std::vector<Argument> const& arguments) const {
  return words_.word(request_.language, key, arguments);
}

std::string Telling::number(std::int64_t number) const {
  return grouped(number, request_.language == page::Language::vi ? '.' : ',');
}

std::string Telling::share(Share const& share) const {
  auto const permille = share.permille();
  if (!permille) return word("today.nothing_counts");
  return per_cent(*permille, request_.language == page::Language::vi ? ',' : '.') + "%";
}

std::string Telling::working_time(seconds time) const {
  return duty::working_time(calendar_, time, words_, request_.language);
}

std::string Telling::day_and_time() const {
  Date const day = local_date(now());
  auto const time = std::chrono::duration_cast<minutes>(local_time_of_day(now())).count();
  return fmt::format("{}, {} · {:02}:{:02}", word(fmt::format("today.weekday.{}", weekday_of(day).iso_encoding())),
                     vietnamese(day), time / 60, time % 60);
}

std::string Telling::unit(std::string_view code) const {
  auto const* unit = organisation_.unit_on(code, local_date(now()));
  if (!unit) unit = organisation_.last_known_unit(code);
  return unit ? unit->name : std::string{code};
}

std::string Telling::person(std::string_view position) const {
  auto const* known = organisation_.position_on(position, local_date(now()));
  if (!known) known = organisation_.last_known_position(position);
  auto const name = organisation_.holder_name(position, local_date(now()));
  std::string const title = known ? known->title : std::string{position};
  return name ? title + " " + *name : title;
}

std::string Telling::turn(Stay const& stay) const {
  if (stay.applicant) return word("today.applicants_turn");
  if (!stay.holder.empty()) return person(stay.holder);
  auto const day = local_date(now());
  auto const able = organisation_.resolve(stay.candidates, day);
  if (able.size() == 1) return word("today.to_take", {{"who", person(able.front())}});
  auto const* first = able.empty() ? nullptr : organisation_.position_on(able.front(), day);
  auto const heads = organisation_.who_answers_for_unit(first ? first->unit : stay.unit, day);
  return heads.empty() ? word("today.in_pool") : word("today.in_pool_of", {{"head", person(heads.front()->code)}});
}

std::string Telling::work(Stay const& stay) const {
  return stay.nature == "step" ? stay.work : word("duty.nature." + stay.nature);
}

std::string Telling::procedure(std::string_view code, int version) const {
  auto const* found = catalogue_.version(code, version);
  return found ? found->facts().name : std::string{code};
}

std::string Telling::ground(std::string_view code) const {
  auto const* found = terms_.grounds->pause(code);
  return found ? found->title : std::string{code};
}

duty::TimeLeft Telling::left(Instant from, std::optional<Instant> due, bool still) const {
  return duty::time_left(calendar_, from, due, still, now(), words_, request_.language);
}

}  // namespace congvu::today
