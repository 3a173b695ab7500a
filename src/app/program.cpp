#include "app/program.h"

#include "app/rooms.h"
#include "record/journal/promise.h"

namespace congvu::app {

namespace {

constexpr char const* database_name = "record.sqlite";
constexpr std::string_view sample_log = "congvu.example/log";

bool has_record(std::filesystem::path const& data) {
  return std::filesystem::exists(data / database_name);
}

}  // namespace

Program::~Program() = default;

Expected<std::unique_ptr<Program>> Program::open(ProgramOptions options) {
  bool const fresh = !has_record(options.data);
  if (fresh && options.read_only) return refuse(codes::no_record, {}, {{"path", options.data.string()}});
  // A record that is there has its key already; a new one would only be a wrong one.
  auto const key_file = options.key.value_or(options.data / "wrapping.key");
  if (!fresh && !std::filesystem::exists(key_file)) return refuse(codes::no_key, {}, {{"path", key_file.string()}});
  std::unique_ptr<Program> program{new Program};
  program->data_ = options.data;
  std::filesystem::create_directories(options.data);
  bool const simulated = fresh && options.sample;
  program->randomness_ = std::make_unique<Chance>(simulated ? std::optional(options.seed) : std::nullopt);
  program->standing_clock_ = std::make_unique<StandingClock>(options.clock.value_or(system_clock()->now()));
  program->live_clock_ = options.clock ? clock_from(*options.clock) : system_clock();
  program->clock_.current = simulated ? program->standing_clock_.get() : program->live_clock_.get();
  auto log_key = record::open_or_create_key(options.data / "log.key", *program->randomness_);
  if (!log_key) return std::unexpected(log_key.error());
  register_rooms(program->registry_, [&log = program->log_](Recorded const& recorded, Digest const& leaf) {
    return record::promise(log.value(), recorded.index, leaf, recorded.recorded);
  });

  auto key = record::open_or_create_wrapping_key(key_file, *program->randomness_);
  if (!key) return std::unexpected(key.error());
  auto store =
      record::Store::open({.directory = options.data,
                           .flush = simulated ? record::Store::Flush::at_the_end : record::Store::Flush::every_commit,
                           .read_only = options.read_only,
                           .on_stop = options.on_stop},
                          *key, *program->randomness_);
  if (!store) return std::unexpected(store.error());
  program->store_ = std::move(*store);
  auto* opened = program->store_.get();
  program->blobs_ = std::make_unique<record::Blobs>(options.data, *program->randomness_,
                                                    [opened](Handle id) { return opened->key(id); });
  if (!options.read_only) program->blobs_->discard_unfinished();
  program->desk_ = std::make_unique<record::Desk>(options.data);
  program->sessions_ = std::make_unique<identity::DeskSessions>(*program->desk_, *program->randomness_);
  program->pipeline_ = std::make_unique<Pipeline>(
      Pipeline::Parts{*program->store_, program->registry_, program->gate_, program->clock_, *program->randomness_});
  // One that was broken off before its first event is begun now.
  if (fresh || (!options.read_only && program->store_->size() == 0)) {
    if (auto begun = program->begin(options); !begun) return std::unexpected(begun.error());
  } else if (options.clock && !program->origin().sample) {
    return refuse(codes::not_a_sample, "--clock");
  }
  auto const origin = program->origin();
  program->log_.emplace(origin.log.empty() ? std::string{sample_log} : origin.log, *log_key);
  return program;
}

Expected<std::unique_ptr<Program>> Program::open_existing(std::filesystem::path const& data,
                                                          std::string const& key_file, bool read_only) {
  if (!has_record(data)) return refuse(codes::no_record, {}, {{"path", data.string()}});
  ProgramOptions options;
  options.data = data;
  if (!key_file.empty()) options.key = key_file;
  options.read_only = read_only;
  return open(std::move(options));
}

Expected<void> Program::begin(ProgramOptions const& options) {
  origin::BeginRecord command{options.sample, {}, options.pack, {}, {}};
  if (options.sample) command.seed = options.seed;
  command.agency = options.agency;
  command.log = options.log;
  Actor const system{.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
  auto begun = pipeline_->perform(std::move(command), system);
  if (!begun) return std::unexpected(begun.error());
  return {};
}

void Program::go_live(std::optional<Instant> from) {
  store_->flush_from_now_on();
  randomness_->go_live();
  // Recorded time never goes back: the live clock starts no earlier than the last simulated moment.
  live_clock_ = from ? clock_from(*from) : system_clock();
  clock_.current = live_clock_.get();
}

}  // namespace congvu::app
