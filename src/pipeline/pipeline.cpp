#include "pipeline/pipeline.h"

#include <atomic>
#include <boost/json/serialize.hpp>
#include <future>

#include "base/crypto.h"
#include "pipeline/limits.h"
#include "pipeline/view_filling.h"
#include "pipeline/writing.h"

namespace congvu {

namespace {

json::object default_answer(std::vector<Happened> const& events) {
  if (events.empty()) return {};
  return {{"index", static_cast<std::int64_t>(events.front().recorded.index)}};
}

// One key a command and asker, so that two clients who chose alike do not meet.
std::string scoped(std::string const& key, CommandKind const& kind, Actor const& actor) {
  return kind.name + "/" + hex(actor.account) + "/" + key;
}

}  // namespace

// One act from its loading to its last reaction.
class Pipeline::Writing {
 public:
  explicit Writing(Parts const& parts) : parts_(parts), states_(parts.registry) {}

  // Folds the standing values from the whole record, at the start, before anyone performs. Only the events that one of
  // them is made of are read whole; of the others a glance at the entry is enough.
  void catch_up() {
    for (record::Index from = 0;;) {
      auto const outlines = parts_.store.read_outlines(from, limits::outline_batch);
      if (outlines.empty()) break;
      for (auto const& [index, entry] : outlines) {
        last_recorded_ = std::max(last_recorded_, std::chrono::floor<seconds>(entry.recorded));
        auto const* kind = parts_.registry.event_named(entry.type);
        if (kind && parts_.registry.standing_of_event(kind->type).empty()) continue;
        for (auto const& stored : parts_.store.read_all(index, 1)) {
          advance(parts_.registry, states_.standing_values(), happened(parts_.registry, stored));
        }
      }
      from = outlines.back().index + 1;
    }
    publish(states_.committed());
  }

  Expected<Performed> perform(record::Transaction& transaction, AnyCommand const& command, Actor const& actor,
                              Given const& given, std::string const& key, Digest const& body) {
    if (!key.empty()) {
      auto remembered = transaction.recall(key, body);
      if (!remembered) return std::unexpected(remembered.error());
      if (*remembered) return Performed{parse_json(**remembered).value().as_object(), {}, true};
    }
    states_.begin(transaction);
    auto performed = decide_and_append(transaction, command, actor, given);
    if (performed && !key.empty()) {
      Handle const seal = performed->events.empty() ? actor.account : sealing_key(performed->events.front().recorded);
      auto kept = transaction.remember(key, body, json::serialize(performed->answer), seal);
      if (!kept) performed = std::unexpected(kept.error());
    }
    performed ? states_.keep() : states_.undo();
    return performed;
  }

  void committed() {
    if (states_.standing_changed()) publish(states_.committed());
  }
  void lost() { states_.lost(*published_.load()); }
  std::shared_ptr<StandingValues const> published() const { return published_.load(); }

 private:
  // The key that seals an event's personal part: its matter's, or its stream's where it concerns no matter.
  static Handle sealing_key(Recorded const& recorded) { return recorded.subject ? recorded.subject : recorded.stream; }

  Expected<Performed> decide_and_append(record::Transaction& transaction, AnyCommand const& command, Actor const& actor,
                                        Given const& given) {
    Context context;
    context.now = std::max(parts_.clock.now(), last_recorded_);
    context.claimed = given.claimed.value_or(context.now);
    if (context.claimed > context.now) return refuse(codes::act_late_entry, "claimed");
    context.actor = actor;
    context.seed = parts_.randomness.draw<32>();
    auto question = command.kind->question(command.command.get(), context, states_);
    if (!question) return std::unexpected(question.error());
    auto mandate = parts_.gate.ask(actor, *question, context.now, states_);
    if (!mandate) return std::unexpected(mandate.error());
    context.mandate = std::move(*mandate);
    auto decision = command.kind->decide(command.command.get(), context, states_);
    if (!decision) return std::unexpected(decision.error());
    Performed performed;
    if (auto done = append_all(transaction, context, *decision, performed.events); !done) {
      return std::unexpected(done.error());
    }
    if (!performed.events.empty()) last_recorded_ = context.now;
    performed.answer = command.kind->answer ? command.kind->answer(performed.events) : default_answer(performed.events);
    return performed;
  }

  // Appends what was decided; then lets rooms react to it, level by level, until nothing more is said.
  Expected<void> append_all(record::Transaction& transaction, Context const& context, Events const& decided,
                            std::vector<Happened>& all) {
    for (auto const& event : decided.list) {
      if (auto done = append(transaction, context, event, all); !done) return done;
    }
    std::size_t level_begin = 0;
    for (unsigned depth = 0; level_begin < all.size(); ++depth) {
      std::size_t const level_end = all.size();
      for (std::size_t i = level_begin; i < level_end; ++i) {
        Happened const event = all[i];  // by value: `all` grows while its reactions are appended
        for (auto const& reaction : parts_.registry.reactions(event.kind->type)) {
          auto const answer = reaction(event.event.get(), event.recorded, context, states_);
          if (!answer) return std::unexpected(answer.error());
          if (!answer->list.empty() && depth == limits::reaction_depth) {
            return refuse(codes::act_too_deep, {}, {{"event", std::string{event.kind->name}}});
          }
          for (auto const& each : answer->list) {
            if (auto done = append(transaction, context, each, all); !done) return done;
          }
        }
      }
      level_begin = level_end;
    }
    return {};
  }

  Expected<void> append(record::Transaction& transaction, Context const& context, NewEvent const& event,
                        std::vector<Happened>& all) {
    if (all.size() == limits::events_of_an_act) {
      return refuse(codes::act_too_large, {}, {{"limit", std::to_string(limits::events_of_an_act)}});
    }
    std::string const skeleton = canonical(event.kind->skeleton(event.event.get()));
    std::optional<Handle> person;
    if (context.actor.person) person = context.actor.person;
    auto const personal = personal_payload(person, event.kind->personal(event.event.get()));
    Handle const position = context.actor.position.empty() ? Handle{} : handle_of("position", context.actor.position);
    record::NewEntry const entry{.type = event.kind->name,
                                 .stream = event.stream,
                                 .expected_version = states_.version_before(*event.kind, event.stream),
                                 .subject = event.subject,
                                 .key = event.subject ? event.subject : event.stream,
                                 .claimed = context.claimed,
                                 .recorded = context.now,
                                 .position = position,
                                 .authority = context.mandate.authority_index,
                                 .procedure = event.procedure_index,
                                 .skeleton = skeleton,
                                 .personal = personal};
    auto appended = transaction.append(entry);
    if (!appended) return std::unexpected(appended.error());
    Happened happened{event.kind,
                      event.event,
                      {.index = appended->index,
                       .stream = event.stream,
                       .version = appended->version,
                       .subject = event.subject,
                       .claimed = context.claimed,
                       .recorded = context.now,
                       .position = position,
                       .person = person,
                       .authority_index = context.mandate.authority_index},
                      appended->leaf_hash};
    states_.apply(happened);
    project(parts_.registry, transaction.sql(), happened);
    all.push_back(std::move(happened));
    return {};
  }

  void publish(StandingValues values) { published_.store(std::make_shared<StandingValues const>(std::move(values))); }

  Parts parts_;
  WriterStates states_;
  Instant last_recorded_{};
  std::atomic<std::shared_ptr<StandingValues const>> published_;
};

Pipeline::Pipeline(Parts parts) : parts_(parts), writing_(std::make_unique<Writing>(parts)) {
  fill_stale_views(parts_.registry, parts_.store);
  writing_->catch_up();
}

Pipeline::~Pipeline() = default;

std::shared_ptr<StandingValues const> Pipeline::published() const {
  return writing_->published();
}

Expected<Performed> Pipeline::perform(AnyCommand command, Actor const& actor, Given const& given) {
  std::string key;
  Digest body{};
  if (!given.idempotency_key.empty()) {
    key = scoped(given.idempotency_key, *command.kind, actor);
    body = given.asked ? *given.asked : sha256(canonical(command.kind->write(command.command.get())));
  }
  Expected<Performed> performed{};
  std::promise<Expected<void>> promise;
  auto outcome = promise.get_future();
  parts_.store.submit(
      [&](record::Transaction& transaction) -> Expected<void> {
        performed = writing_->perform(transaction, command, actor, given, key, body);
        if (!performed) return std::unexpected(performed.error());
        return {};
      },
      [&](Expected<void> done) {
        // On the writer's thread, after the commit: what was decided is now committed, or all of the batch is lost.
        if (done) {
          writing_->committed();
        } else if (performed) {
          writing_->lost();
        }
        promise.set_value(std::move(done));
      });
  if (auto done = outcome.get(); !done) return std::unexpected(done.error());
  return performed;
}

Expected<Performed> Pipeline::perform(std::string_view name, json::value const& body, Actor const& actor,
                                      Given const& given) {
  auto const* kind = parts_.registry.command_named(name);
  if (!kind) return refuse(codes::act_unknown, {}, {{"command", std::string{name}}});
  auto command = kind->read(body);
  if (!command) return std::unexpected(command.error());
  return perform(AnyCommand{kind, std::move(*command)}, actor, given);
}

Expected<Mandate> Pipeline::may(Actor const& actor, Question const& question) {
  return read(
      [&](record::Sql&, States const& states) { return parts_.gate.ask(actor, question, parts_.clock.now(), states); });
}

std::vector<Happened> Pipeline::history(Handle stream) {
  std::vector<Happened> events;
  for (auto const& stored : parts_.store.read_stream(stream)) events.push_back(happened(parts_.registry, stored));
  return events;
}

std::size_t Pipeline::run_due_timers() {
  std::size_t performed = 0;
  Actor const system{.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
  for (auto const& source : parts_.registry.timer_sources()) {
    auto const due =
        parts_.store.read([&](record::Sql& sql) { return source(sql, parts_.clock.now(), limits::timers_at_once); });
    for (auto const& command : due) performed += perform(command, system).has_value() ? 1U : 0U;
  }
  return performed;
}

void Pipeline::rebuild_views() {
  fill_all_views(parts_.registry, parts_.store);
}

}  // namespace congvu
