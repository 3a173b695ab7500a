// Noting before showing: what a page is about to show of people is put on record first, and is not shown where that
// fails. Whoever has been noted this hour is remembered here, so that most requests cost no more than a look into a
// set.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "agency/reading/reading.h"
#include "page/route.h"
#include "pipeline/pipeline.h"

namespace congvu::reading {

// A dossier as the log needs it.
struct DossierSeen {
  Handle dossier;
  std::string code;
  std::string procedure;
  std::string unit;  // whose work it is
  Date filed{};
  Handle owner;  // account of the citizen whose it is
};

// The dossier under a code; the room of dossiers answers, which lies above this one.
using FindDossier = std::function<std::optional<DossierSeen>(record::Sql&, States const&, std::string_view code)>;

// Keys that are known for as long as the hour lasts. Safe from any thread.
class KnownThisHour {
 public:
  bool knows(std::string const& key, Instant now);
  void keep(std::string key, Instant now);

 private:
  void turn(Instant now);

  std::mutex mutex_;
  std::chrono::hours hour_{};
  std::unordered_set<std::string> keys_;
};

// Only readings in office are noted: citizens read what is their own, and so do staff in matters of their own.
class Noting {
 public:
  Noting(Pipeline& pipeline, FindDossier find) : pipeline_(pipeline), find_(std::move(find)) {}

  // `page` is the pattern of the route. Refused where the reading cannot be recorded.
  Expected<void> dossier(page::Request const&, std::string_view page, std::string_view code);
  // `act` is the right by which the list is read.
  Expected<void> list(page::Request const&, std::string_view page, std::string_view list, std::string_view act,
                      std::optional<std::int64_t> entries);

 private:
  std::string right_to(DossierSeen const&, Actor const&);

  Pipeline& pipeline_;
  FindDossier find_;
  KnownThisHour known_;
};

}  // namespace congvu::reading
