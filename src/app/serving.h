// The program as it is served: every room's routes on one site, over one record. Timers run beside it until it stops.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "app/program.h"
#include "app/settings.h"
#include "http/site.h"
#include "page/pages.h"

namespace congvu::app {

struct ServingOptions {
  std::optional<std::filesystem::path> web;  // templates, words and assets from a source tree instead of the program
  std::string agency;                        // code of the agency whose name heads the pages
  Settings settings;                         // of this installation
};

// Every route of every room, and the API's description made from them.
class Serving {
 public:
  // Refused where a template or the words have faults.
  static Expected<std::unique_ptr<Serving>> assemble(Program&, ServingOptions const&);
  ~Serving();

  http::Answering answering();
  // What answers, as one table: for whoever describes it or holds it against its rules.
  std::vector<page::Route> routes() const;
  // Performs what falls due and sends what is owed, about once a second, until this goes.
  void run_timers();

 private:
  struct Parts;
  explicit Serving(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace congvu::app
