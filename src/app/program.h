// A record opened with everything that acts on it: store, desk, blobs, gate, clock and the one way in. Serving, the
// command line and the laying of a sample season all start from here.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "agency/authority/gate.h"
#include "agency/identity/sessions_queries.h"
#include "app/chance.h"
#include "base/clock.h"
#include "pipeline/origin.h"
#include "pipeline/pipeline.h"
#include "record/blobs/blobs.h"
#include "record/blobs/media_type.h"
#include "record/journal/signed_note.h"
#include "record/store/desk.h"

namespace congvu::app {

struct ProgramOptions {
  std::filesystem::path data;
  std::optional<std::filesystem::path> key;  // the wrapping key's file; DIR/wrapping.key when absent
  bool read_only = false;                    // beside a running server
  // For a record that does not exist yet.
  bool sample = false;
  std::string seed;
  std::string pack;
  std::optional<std::string> agency, log;  // of a record for one's own agency: its name, and the log's
  std::optional<Instant> clock;            // where a sample's clock starts
  std::function<void(std::string)> on_stop = {};
};

namespace codes {
inline constexpr Code no_record{"program.no_record", Kind::not_found};       // arguments: path
inline constexpr Code no_key{"program.no_key", Kind::not_found};             // arguments: path
inline constexpr Code not_a_sample{"program.not_a_sample", Kind::conflict};  // --clock or --demo on a real record
inline constexpr Code other_database{"program.other_database", Kind::unavailable};  // arguments: given
}  // namespace codes

class Program {
 public:
  // Opens the record in `data`, or begins it. Refusals: those of Store::open, of the key file, and the codes above.
  static Expected<std::unique_ptr<Program>> open(ProgramOptions);
  static Expected<std::unique_ptr<Program>> open_existing(std::filesystem::path const& data,
                                                          std::string const& key_file, bool read_only);
  ~Program();

  // A sample is laid in simulated time: `clock` stands where it is put, everything random follows from the seed.
  void simulate(Instant at) { standing_clock_->put(at); }
  // Simulation is over: the clock goes on from `from` (or is the system's), chance is the system's, every commit
  // reaches the disk.
  void go_live(std::optional<Instant> from);

  Registry const& registry() const { return registry_; }
  Pipeline& pipeline() { return *pipeline_; }
  record::Store& store() { return *store_; }
  record::Desk& desk() { return *desk_; }
  record::Blobs& blobs() { return *blobs_; }
  record::MediaTypes& media_types() { return media_types_; }
  identity::DeskSessions& sessions() { return *sessions_; }
  Randomness& randomness() { return *randomness_; }
  Clock const& clock() const { return clock_; }
  Gate const& gate() const { return gate_; }
  std::filesystem::path const& data() const { return data_; }
  std::string const& log_name() const { return log_->name; }
  origin::Origin origin() const { return *pipeline_->standing<origin::Origin>(); }

 private:
  // Answers with the standing clock until the program goes live.
  class ProgramClock : public Clock {
   public:
    Instant now() const override { return current.load()->now(); }
    std::atomic<Clock const*> current{nullptr};
  };

  Program() = default;
  Expected<void> begin(ProgramOptions const&);

  std::filesystem::path data_;
  std::optional<record::NoteSigner> log_;  // known once the record has begun; its name is in the first event
  Registry registry_;
  authority::AuthorityGate gate_;
  std::unique_ptr<StandingClock> standing_clock_;
  std::unique_ptr<Clock> live_clock_;
  ProgramClock clock_;
  std::unique_ptr<Chance> randomness_;
  std::unique_ptr<record::Store> store_;
  std::unique_ptr<record::Desk> desk_;
  std::unique_ptr<record::Blobs> blobs_;
  record::MediaTypes media_types_;
  std::unique_ptr<identity::DeskSessions> sessions_;
  std::unique_ptr<Pipeline> pipeline_;
};

}  // namespace congvu::app
