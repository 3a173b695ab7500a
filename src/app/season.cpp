#include "app/season.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>

#include "agency/casework/queries.h"
#include "agency/duty/commands.h"
#include "agency/duty/queries.h"
#include "agency/identity/samples.h"
#include "app/pack_sample.h"
#include "app/season_facts.h"
#include "work/dossier/clocks.h"
#include "work/dossier/filing_api.h"
#include "work/dossier/queries.h"

namespace congvu::app {

namespace {

Actor system_actor() {
  return {.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
}

// Shares of a hundred that the pack leaves to the office: an office that does well.
constexpr std::uint64_t slow = 7, lately = 15, paused_for_opinion = 10, by_account = 5, never_brought = 8;

// Something that will happen: at its time, in the order in which it was thought of.
struct Happening {
  Instant at;
  std::uint64_t order;
  std::function<Expected<void>()> act;
  bool operator<(Happening const& other) const { return at != other.at ? at > other.at : order > other.order; }
};

class Season {
 public:
  Season(Program& program, Pack const& pack, SeasonFacts facts, SeasonPlan const& plan,
         std::function<void(std::size_t)> const& told)
      : program_(program),
        pack_(pack),
        facts_(std::move(facts)),
        plan_(plan),
        told_(told),
        chance_(plan.seed),
        reader_(dossier::Attachments{}),
        calendar_(program.pipeline().standing<procedure::WorkingTime>()->calendar),
        end_(calendar_->closing(last_worked(plan.last_day))) {}

  Expected<void> lay() {
    for (std::size_t i = 0; i < plan_.dossiers; ++i) {
      Instant const at = time_of_arrival();
      plan_at(at, [this, i] { return file(i); });
    }
    while (!agenda_.empty() && agenda_.top().at <= end_) {
      Happening const next = agenda_.top();
      agenda_.pop();
      if (auto done = fire_timers_until(next.at); !done) return done;
      program_.simulate(next.at);
      if (auto done = next.act(); !done) return done;
    }
    if (auto done = fire_timers_until(end_); !done) return done;
    program_.simulate(end_);
    return {};
  }

 private:
  Date last_worked(Date day) const {
    while (!calendar_->works_on(day)) day = previous_day(day);
    return day;
  }

  void plan_at(Instant at, std::function<Expected<void>()> act) { agenda_.push({at, order_++, std::move(act)}); }

  // Three months back. The pack says how full each day of the week and each month is; a day drawn is kept in that
  // proportion to the fullest.
  Date day_of_arrival() {
    for (int tries = 0; tries < 100; ++tries) {
      std::int64_t const back = chance_.percent(lately) ? chance_.between(0, 8) : chance_.between(0, 90);
      Date day{std::chrono::sys_days{plan_.last_day} - std::chrono::days{back}};
      if (!calendar_->works_on(day)) day = calendar_->next_working_day(day);
      if (day > plan_.last_day) day = last_worked(plan_.last_day);
      if (chance_.number(fullest(facts_.season)) < fullness(facts_.season, day)) return day;
    }
    return last_worked(plan_.last_day);
  }

  // Fuller mornings, and nobody while the office is closed.
  Instant time_of_arrival() {
    Date const day = day_of_arrival();
    auto const minutes_worked = calendar_->working_time(calendar_->opening(day), calendar_->closing(day)).count() / 60;
    auto const earliest_of_two =
        std::min(chance_.between(0, minutes_worked - 30), chance_.between(0, minutes_worked - 30));
    return calendar_->add(calendar_->opening(day), minutes{earliest_of_two}) + seconds{chance_.between(0, 59)};
  }

  Expected<void> fire_timers_until(Instant at) {
    for (;;) {
      auto const due = program_.store().read([&](record::Sql& sql) { return casework::next_timer(sql, at); });
      if (!due) return {};
      program_.simulate(*due);
      if (program_.pipeline().run_due_timers() == 0) return {};
      if (auto done = look_at_duties_of_timers(); !done) return done;
    }
  }

  // A timer may have opened duties: whoever gets them is planned for like anyone else.
  Expected<void> look_at_duties_of_timers() {
    auto const matters = program_.store().read([](record::Sql& sql) { return duty::matters_with_open_steps(sql); });
    for (auto const& matter : matters) plan_duties(matter);
    return {};
  }

  template <class C>
  Expected<Performed> perform(C command, Actor const& actor) {
    return program_.pipeline().perform(std::move(command), actor);
  }

  Expected<void> file(std::size_t number) {
    std::string const code = drawn(facts_.season.procedures, chance_).procedure;
    auto body = sample_body(pack_, code, chance_.number(1'000'000));
    if (!body) return std::unexpected(body.error());
    std::string const channel = drawn(facts_.season.channels, chance_).channel;
    bool const online = channel == "online";
    (*body)["channel"] = channel;
    auto const catalogue = program_.pipeline().standing<procedure::Catalogue>();
    Date const today = local_date(program_.clock().now());
    auto const* version = catalogue->in_force(code, today);
    if (!version) return {};  // drawn for a day on which nobody can file it
    auto const& facts = version->facts();
    std::string agency = facts.agency.code;
    if (facts.performers.size() > 1) agency = facts.performers[chance_.number(facts.performers.size())].agency;
    (*body)["agency"] = agency;
    auto prepared = reader_.filing(std::move(*body), *catalogue, today);
    if (!prepared) return std::unexpected(prepared.error());
    auto const units = facts.performer(agency);
    Actor actor = online ? Actor{} : staff(units.intake_unit, org::PositionKind::clerk);
    if (online && chance_.percent(by_account)) actor = citizen().value_or(actor);
    auto filed = perform(std::move(prepared->command), actor);
    if (!filed) return std::unexpected(filed.error());
    told_(++filed_);
    Handle const dossier = filed->events.front().recorded.stream;
    std::string const course = drawn(facts_.season.courses, chance_).course;
    course_of_[dossier] = course;
    units_of_.emplace(dossier, units);
    if (chance_.percent(slow)) slow_.insert(dossier);
    if (course == "withdrawn") {
      plan_at(later(minutes{chance_.between(300, 900)}), [this, dossier] { return withdraw(dossier); });
    }
    // At the counter one waits for the answer; online it is looked at within the working day.
    auto const wait = online ? chance_.between(20, number % 40 == 7 ? 620 : 400) : chance_.between(3, 12);
    plan_at(later(minutes{wait}), [this, dossier] { return answer_intake(dossier); });
    return {};
  }

  Instant later(seconds working_time) const { return calendar_->add(program_.clock().now(), working_time); }

  Expected<void> answer_intake(Handle handle) {
    auto const row = register_row(handle);
    if (!row || row->phase != "filed" || row->waiting) return {};
    Actor const clerk = staff(units_of_[handle].intake_unit, org::PositionKind::clerk);
    auto& course = course_of_[handle];
    if (course == "refused" && chance_.one_in(2)) return refuse_at_intake(handle, row->procedure, clerk);
    if (course == "supplement" && chance_.percent(70)) {
      course = "supplemented";
      return ask_supplement(handle, row->procedure, clerk);
    }
    if (course == "corrected") {
      if (auto done = correct(handle, clerk); !done) return done;
    }
    auto accepted = perform(dossier::AcceptDossier{handle, {}}, clerk);
    if (!accepted) return std::unexpected(accepted.error());
    plan_duties(handle);
    if (course == "supplement") {
      course = "supplemented";
      plan_at(later(minutes{chance_.between(20, 600)}), [this, handle] { return ask_in_handling(handle); });
    } else if (pack_.procedure(row->procedure)->facts.limit.amount >= 15 && chance_.percent(paused_for_opinion)) {
      plan_at(later(std::chrono::hours{chance_.between(9, 30)}), [this, handle] { return pause(handle); });
    }
    return {};
  }

  Expected<void> refuse_at_intake(Handle handle, std::string const& procedure, Actor const& clerk) {
    for (auto const& ground : pack_.grounds.refusals) {
      if (!pack_.grounds.refusal(ground.code, procedure::RefusedAt::intake, procedure)) continue;
      return only_errors(perform(dossier::RefuseDossier{handle, ground.code, ground.title}, clerk));
    }
    return {};
  }

  Expected<void> correct(Handle handle, Actor const& clerk) {
    auto const said = remark(facts_, "correct", {}, chance_);
    auto const phone = json::value("09000" + std::to_string(chance_.between(10000, 99999)));
    dossier::CorrectDossier command{
        handle, said.ground.value_or("typing_error"), {{"applicant.phone", phone}}, said.text};
    auto const corrected = perform(std::move(command), clerk);
    // By chance the number drawn is the one that stands there.
    if (!corrected && corrected.error().code == dossier::codes::no_changes) return {};
    return only_errors(corrected);
  }

  Expected<void> ask_in_handling(Handle handle) {
    auto const row = register_row(handle);
    if (!row || row->phase != "handling" || row->paused || row->waiting) return {};
    return ask_supplement(handle, row->procedure, staff(units_of_[handle].handling_unit, org::PositionKind::officer));
  }

  Expected<void> ask_supplement(Handle handle, std::string const& procedure, Actor const& actor) {
    auto const said = remark(facts_, "supplement", procedure, chance_);
    dossier::RequestSupplement request;
    request.dossier = handle;
    auto const* published = pack_.procedure(procedure);
    auto const& asked_for = published->facts.components;
    auto const* component = said.component      ? published->facts.component(*said.component)
                            : asked_for.empty() ? nullptr
                                                : &asked_for[chance_.number(asked_for.size())];
    if (component) request.components.push_back(component->code);
    request.items.emplace_back(component ? component->name : published->facts.name);
    request.reason = said.text;
    // Asked too late now and then, as in life: then the text of law that the procedure rests on is named
    auto const& basis = published->facts.legal_basis;
    if (!basis.empty()) request.citation = Text<300>{basis.front().number};
    if (auto asked = perform(std::move(request), actor); !asked) return std::unexpected(asked.error());
    plan_at(later(std::chrono::hours{chance_.between(4, 40)}), [this, handle] { return bring_supplement(handle); });
    return {};
  }

  Expected<void> bring_supplement(Handle handle) {
    if (chance_.percent(never_brought)) return {};
    dossier::GiveSupplement given;
    given.dossier = handle;
    given.note = Text<4000>{remark(facts_, "answer_supplement", {}, chance_).text};
    auto const row = register_row(handle);
    if (!row || !row->waiting) return {};
    auto brought = perform(std::move(given), staff(units_of_[handle].intake_unit, org::PositionKind::clerk));
    if (!brought) return std::unexpected(brought.error());
    if (row->phase == "filed") {
      plan_at(later(minutes{chance_.between(10, 200)}), [this, handle] { return answer_intake(handle); });
    } else {
      plan_duties(handle);
    }
    return {};
  }

  Expected<void> withdraw(Handle handle) {
    auto const row = register_row(handle);
    if (!row || (row->phase != "filed" && row->phase != "handling")) return {};
    auto const said = remark(facts_, "withdraw", row->procedure, chance_);
    dossier::WithdrawDossier command{
        handle, {}, said.ground.value_or(pack_.grounds.withdrawals.front().code), Text<4000>{said.text}};
    return only_errors(perform(std::move(command), staff(units_of_[handle].intake_unit, org::PositionKind::clerk)));
  }

  Expected<void> pause(Handle handle) {
    auto const row = register_row(handle);
    if (!row || row->phase != "handling" || row->paused) return {};
    auto const* ground = pack_.grounds.pause("other_agency_opinion");
    if (!ground) return {};
    dossier::PauseClock command{handle, ground->code, ground->citation, ground->title};
    auto done = perform(std::move(command), staff(units_of_[handle].handling_unit, org::PositionKind::officer));
    if (!done) return std::unexpected(done.error());
    plan_at(later(std::chrono::hours{chance_.between(4, 20)}), [this, handle] { return resume(handle); });
    return {};
  }

  Expected<void> resume(Handle handle) {
    auto const row = register_row(handle);
    if (!row || !row->paused || row->waiting) return {};
    auto done =
        perform(dossier::ResumeClock{handle}, staff(units_of_[handle].handling_unit, org::PositionKind::officer));
    if (!done) return std::unexpected(done.error());
    plan_duties(handle);
    return {};
  }

  // Every open step of a matter gets the moment at which somebody will do it.
  void plan_duties(Handle matter) {
    auto const standing = program_.store().read([&](record::Sql& sql) { return duty::standing_of(sql, matter); });
    for (auto const& row : standing) {
      if (row.nature != "step" || row.suspended || !planned_.insert(row.duty).second) continue;
      Instant const now = program_.clock().now();
      auto const allowed =
          row.due ? std::max(minutes{20}, std::chrono::duration_cast<minutes>(calendar_->working_time(now, *row.due)))
                  : minutes{120};
      auto const share = slow_.contains(row.matter) ? chance_.between(120, 260) : chance_.between(20, 85);
      Handle const handle = row.duty;
      plan_at(later(allowed * share / 100), [this, handle] { return work_on(handle); });
    }
  }

  Expected<void> work_on(Handle handle) {
    auto const row = program_.store().read([&](record::Sql& sql) { return duty::by_handle(sql, handle); });
    if (!row || !row->standing()) return {};
    if (row->suspended) {
      planned_.erase(handle);  // planned again when the clock goes on
      return {};
    }
    Actor const actor = able(*row);
    if (actor.position.empty()) return {};
    if (row->own_act == dossier::ReturnResult::name) {
      if (auto done = return_result(*row, actor); !done) return done;
    } else if (auto done = only_errors(perform(completion(*row), actor)); !done) {
      return done;
    }
    plan_duties(row->matter);
    return {};
  }

  duty::CompleteDuty completion(duty::Row const& row) {
    auto const has = [&](std::string_view outcome) {
      return std::find(row.outcomes.begin(), row.outcomes.end(), outcome) != row.outcomes.end();
    };
    duty::CompleteDuty command{row.duty, row.outcomes.front(), {}, {}};
    auto& course = course_of_[row.matter];
    if (course == "returned_step" && has("return")) {
      course = "returned";
      command.outcome = "return";
      command.note = Text<4000>{remark(facts_, "return_step", row.procedure, chance_).text};
    } else if (course == "refused" && (has("not_found") || has("refuse"))) {
      auto const said = remark(facts_, "refuse", row.procedure, chance_);
      command.outcome = has("not_found") ? "not_found" : "refuse";
      command.ground = said.ground;
      command.note = Text<4000>{said.text};
    } else {
      command.note = Text<4000>{remark(facts_, "complete", row.procedure, chance_).text};
    }
    return command;
  }

  Expected<void> return_result(duty::Row const& row, Actor const& actor) {
    auto const name = program_.pipeline().read([&](record::Sql&, States const& states) {
      auto const& content = states.load<dossier::Dossier>(row.matter).content;
      return content ? content->applicant.name.value : std::string{};
    });
    dossier::ReturnResult command{row.duty, dossier::Delivery::counter, name, {}, {}};
    return only_errors(perform(std::move(command), actor));
  }

  static Expected<void> only_errors(Expected<Performed> const& performed) {
    if (performed) return {};
    return std::unexpected(performed.error());
  }

  // One of those who hold a position of this kind in the unit today.
  Actor staff(std::string const& unit, org::PositionKind kind) {
    auto const organisation = program_.pipeline().standing<org::Organisation>();
    Date const day = local_date(program_.clock().now());
    std::vector<Actor> found;
    for (auto const* position : organisation->positions_of_unit(unit, day)) {
      if (position->kind == kind) add_holder(found, *organisation, position->code, day);
    }
    return found.empty() ? Actor{} : found[chance_.number(found.size())];
  }

  // One of those who may do this duty now; its holder where there is one.
  Actor able(duty::Row const& row) {
    auto const organisation = program_.pipeline().standing<org::Organisation>();
    Date const day = local_date(program_.clock().now());
    std::vector<Actor> found;
    for (auto const& position :
         row.holder.empty() ? organisation->resolve(row.candidates, day) : std::vector<std::string>{row.holder}) {
      add_holder(found, *organisation, position, day);
    }
    std::erase_if(found,
                  [&](Actor const& actor) { return !program_.pipeline().may(actor, duty::question_about(row)); });
    return found.empty() ? Actor{} : found[chance_.number(found.size())];
  }

  static void add_holder(std::vector<Actor>& found, org::Organisation const& organisation, std::string const& position,
                         Date day) {
    if (auto const person = organisation.holder_of(position, day)) {
      found.push_back({.nature = Actor::Nature::staff, .account = {}, .person = *person, .position = position});
    }
  }

  std::optional<Actor> citizen() {
    auto const accounts = program_.pipeline().standing<identity::Accounts>();
    std::vector<identity::Account const*> citizens;
    for (auto const& [handle, account] : accounts->by_handle) {
      if (account.role == identity::Role::citizen) citizens.push_back(&account);
    }
    if (citizens.empty()) return std::nullopt;
    return identity::actor_of(*citizens[chance_.number(citizens.size())]);
  }

  std::optional<dossier::Row> register_row(Handle handle) {
    return program_.store().read([&](record::Sql& sql) { return dossier::by_handle(sql, handle); });
  }

  Program& program_;
  Pack const& pack_;
  SeasonFacts facts_;
  SeasonPlan const& plan_;
  std::function<void(std::size_t)> const& told_;
  SeasonChance chance_;
  dossier::FilingReader reader_;
  std::shared_ptr<Calendar const> calendar_;
  Instant end_;
  std::priority_queue<Happening> agenda_;
  std::uint64_t order_ = 0;
  std::size_t filed_ = 0;
  std::set<Handle> planned_;
  std::map<Handle, std::string> course_of_;
  std::map<Handle, procedure::Performer> units_of_;  // of the agency that a dossier lies with
  std::set<Handle> slow_;                            // whose steps take longer than they should
};

}  // namespace

Expected<void> lay_season(Program& program, Pack const& pack, SeasonPlan const& plan,
                          std::function<void(std::size_t)> const& told) {
  auto facts = season_facts(pack.samples);
  if (!facts) return std::unexpected(facts.error());
  return Season{program, pack, std::move(*facts), plan, told}.lay();
}

Expected<void> lay_accounts(Program& program, Pack const& pack, std::string const& seed) {
  for (auto const& account : pack.accounts.accounts) {
    auto opened = program.pipeline().perform(identity::opening(account, seed), system_actor());
    if (!opened) return std::unexpected(opened.error());
  }
  return {};
}

}  // namespace congvu::app
