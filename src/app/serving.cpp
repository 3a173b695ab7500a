#include "app/serving.h"

#include <spdlog/spdlog.h>
#include <condition_variable>

#include "agency/authority/supervision_pages.h"
#include "app/attachments.h"
#include "app/mailing.h"
#include "app/routes.h"
#include "app/scanner.h"
#include "app/web_files.h"
#include "page/assets.h"
#include "pipeline/outbox.h"
#include "record/journal/keys.h"
#include "record/refusals.h"

namespace congvu::app {

namespace {

constexpr std::size_t sweep_rounds = 3600;  // of the timer loop: about once an hour, and at the start

// Said plainly, for without a scanner nobody looks into what is sent.
std::string state_of(std::optional<std::string> const& scanner) {
  if (!scanner) return "none is configured, files are taken unscanned";
  return scanner_answers(*scanner) ? "answers" : "does not answer, no file is taken";
}

}  // namespace

struct Serving::Parts {
  Program& program;
  std::shared_ptr<page::Pages> pages;
  std::shared_ptr<http::StaticFiles> files;
  std::unique_ptr<Rooms> rooms;
  SecretKey form_key;
  std::unique_ptr<Outbox> outbox;
  std::optional<std::string> scanner;
  std::mutex mutex;
  std::condition_variable_any woken;
  std::jthread timers;
};

Serving::Serving(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Serving::~Serving() {
  parts_->timers.request_stop();
  parts_->woken.notify_all();
}

Expected<std::unique_ptr<Serving>> Serving::assemble(Program& program, ServingOptions const& options) {
  auto const texts = options.web ? texts_of(*options.web) : texts_carried();
  auto words = page::Words::read(texts);
  if (!words) return std::unexpected(words.error());
  auto shared_words = std::make_shared<page::Words const>(std::move(*words));
  auto templates = page::Templates::join(texts, *shared_words);
  if (!templates) return std::unexpected(templates.error());
  auto form_key = record::open_or_create_key(program.data() / "form.key", program.randomness());
  if (!form_key) return std::unexpected(form_key.error());
  auto files = std::make_shared<http::StaticFiles>(asset_paths(), [](std::string_view path) { return asset(path); });

  page::Surroundings surroundings;
  auto const organisation = program.pipeline().standing<org::Organisation>();
  auto const* agency = organisation->agency_on(options.agency, local_date(program.clock().now()));
  surroundings.agency = agency ? agency->short_name.value_or(agency->name) : options.agency;
  surroundings.sample = program.origin().sample;
  surroundings.assets = files->place();
  surroundings.destinations = destinations();
  surroundings.bounds = [&program, shared_words](page::Request const& request) {
    if (!request.visitor || request.visitor->position.empty()) return std::string{};
    auto const supervisions = program.pipeline().standing<authority::Supervisions>();
    auto const standing = program.pipeline().standing<org::Organisation>();
    return authority::bounds_in_words(request.visitor->position, local_date(request.now), *supervisions, *standing,
                                      *shared_words, request.language);
  };
  auto pages = std::make_shared<page::Pages>(std::make_shared<page::Templates const>(std::move(*templates)),
                                             shared_words, surroundings);
  auto plan = sending_plan(program, options.settings, surroundings.agency);
  if (!plan) return std::unexpected(plan.error());
  auto const mail = plan->mail;
  auto codes_by_mail = code_mail(program, *plan, options.settings);
  auto outbox = std::make_unique<Outbox>(program.pipeline(),
                                         std::vector<ErrandSource>{notice::errands(std::move(*plan), shared_words)});
  auto rooms = std::make_unique<Rooms>(program, *pages, options.settings, mail, std::move(codes_by_mail));
  std::optional<std::string> scanner;
  if (options.settings.scanner) scanner = options.settings.scanner->clamd;
  return std::unique_ptr<Serving>(new Serving(std::unique_ptr<Parts>(new Parts{program,
                                                                               std::move(pages),
                                                                               std::move(files),
                                                                               std::move(rooms),
                                                                               *form_key,
                                                                               std::move(outbox),
                                                                               std::move(scanner),
                                                                               {},
                                                                               {},
                                                                               {}})));
}

std::vector<page::Route> Serving::routes() const {
  return parts_->rooms->routes();
}

http::Answering Serving::answering() {
  Program& program = parts_->program;
  Rooms& rooms = *parts_->rooms;
  return http::answering(
      http::Site{.routes = rooms.routes(),
                 .pages = parts_->pages,
                 .files = parts_->files,
                 .visitor_of = [&rooms](std::string_view token, Instant now) { return rooms.visitor_of(token, now); },
                 .may = [&program](page::Visitor const& visitor, std::string_view act, Instant) -> Expected<void> {
                   Question question;
                   question.act = act;
                   // A supervisor's own unit lies outside of what is supervised
                   bool const supervises = visitor.role == name_of(identity::Role::supervisor);
                   if (!supervises) question.unit = visitor.unit;
                   auto mandate = program.pipeline().may(identity::actor_of(visitor), question);
                   if (!mandate) return std::unexpected(mandate.error());
                   return {};
                 },
                 .ready = [&program]() -> Expected<void> {
                   if (program.store().stopped()) return refuse(record::codes::stopped);
                   return {};
                 },
                 .remarks = [scanner = parts_->scanner] { return "virus scanner: " + state_of(scanner) + "\n"; },
                 .uploads = file_store(program),
                 .form_key = parts_->form_key,
                 .clock = program.clock(),
                 .chance = program.randomness()});
}

void Serving::run_timers() {
  parts_->outbox->run();
  parts_->timers = std::jthread([parts = parts_.get()](std::stop_token stop) {
    std::size_t round = 0;
    while (!stop.stop_requested()) {
      try {
        parts->program.pipeline().run_due_timers();
        if (round++ % sweep_rounds == 0) sweep_unfiled(parts->program);
      } catch (std::exception const& failure) {
        spdlog::error("timers: {}", failure.what());
      }
      std::unique_lock lock(parts->mutex);
      parts->woken.wait_for(lock, stop, std::chrono::seconds{1}, [] { return false; });
    }
  });
}

}  // namespace congvu::app
