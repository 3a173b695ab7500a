// What a clerk takes down at the counter, and how the page shows it: the same forms that the citizen's pages ask, the
// papers as they lie on the desk, and when the result is due if it were accepted now.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agency/decision/answering.h"
#include "work/dossier/draft_pages.h"
#include "work/dossier/queries.h"

namespace congvu::dossier {

// What one page is made from, held together.
struct CounterDesk {
  std::shared_ptr<procedure::Catalogue const> catalogue;
  procedure::Version const* version = nullptr;
  std::shared_ptr<procedure::CommonTerms const> common;
  std::shared_ptr<procedure::WorkingTime const> time;
  std::shared_ptr<decision::Tables const> tables;
  std::shared_ptr<page::Form const> answers;
  PartyForms parties;
  Speaking speaking;
  Instant now;
};

// `check` looks at what was typed and files nothing.
enum class CounterAct { check, accept, supplement, refuse };
BOOST_DESCRIBE_ENUM(CounterAct, check, accept, supplement, refuse)

struct CounterEntry {
  CounterAct act = CounterAct::check;
  Draft draft;  // parties, answers, forms of the papers; `begun` when the form was opened
  struct OnDesk {
    bool there = false;
    bool required = false;  // of every dossier, or of this one by its table
  };
  std::map<std::string, OnDesk> papers;  // by component
  std::string ground, items, reason;     // of a supplement or a refusal
  bool duplicates_seen = false;
  // Entered after it happened, as it was typed; absent when it happens now.
  struct Late {
    std::string ground, at, blank;
    bool said() const { return !ground.empty() || !at.empty() || !blank.empty(); }
  };
  Late late;
  std::string ticket;      // number in the queue of whoever stands at the desk
  std::vector<Row> known;  // dossiers of the person on the card, when one was scanned
  bool repeats = false;    // filled from an earlier dossier
};

CounterEntry fresh_entry(CounterDesk const&);
// What was posted; the faults of what cannot be read.
CounterEntry read_entry(CounterDesk const&, page::Fields const& posted, std::vector<Refusal>& faults);

// When it was received, where it is entered late and the time can be read.
std::optional<Instant> received_at(CounterDesk const&, CounterEntry const&);

// The body of POST /api/v1/dossiers.
json::object filing_of(CounterDesk const&, CounterEntry const&);
// What the answer lacks: a supplement its reason, a refusal its ground.
std::vector<Refusal> faults_of_answer(CounterDesk const&, CounterEntry const&);
// Codes of the papers that must be there and are not; lines of what else is to be completed.
json::array missing_of(CounterEntry const&);
json::array items_of(CounterEntry const&);

// What a table answers to what was typed, as if it were accepted now; nothing where there is no table.
std::optional<decision::Answer> ruled_at_counter(CounterDesk const&, CounterEntry const&, decision::Use);

// The papers of the procedure with their boxes; each name and each fault's subject begins with `prefix`.
json::array paper_rows(CounterDesk const&, CounterEntry const&, std::vector<Refusal> const& faults,
                       std::string const& prefix = {});

// For pages/counter_intake.html.
json::object counter_view(CounterDesk const&, CounterEntry const&, std::vector<Refusal> const& faults,
                          std::vector<Row> const& duplicates);

}  // namespace congvu::dossier
