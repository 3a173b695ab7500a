#include "app/pack_check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "agency/document/render.h"
#include "app/pack_check_diagram.h"
#include "app/pack_load.h"
#include "app/rehearsal.h"
#include "work/dossier/telling.h"

namespace congvu::app {

namespace {

constexpr std::array<std::string_view, 5> marks{"F", "F2", "K", "K?", "example"};

template <class T>
bool has_code(std::vector<T> const& list, std::string_view code) {
  return std::ranges::find(list, code, &T::code) != list.end();
}

class Check {
 public:
  explicit Check(PackReading const& reading)
      : reading_(reading), pack_(reading.pack), files_(reading.files), problems_(reading.problems) {
    for (auto const& problem : problems_) faulty_.insert(problem.file);
  }

  Problems run() {
    // Without an organisation everything else would seem to name what isn't there.
    if (faulty_.contains(std::string{organisation_file})) return std::move(problems_);
    Registry registry;
    register_pack_rooms(registry);
    Rehearsal rehearsal{registry, at(first_day(), seconds{0})};
    load_pack(registry, rehearsal);
    check_terms();
    check_notices();
    check_accounts();
    auto const& organisation = rehearsal.standing<org::Organisation>();
    for (auto const& procedure : pack_.procedures) {
      check_procedure(procedure, organisation);
      std::ranges::move(problems_of_diagram(reading_, procedure, organisation), std::back_inserter(problems_));
    }
    std::ranges::move(problems_of_tables(reading_), std::back_inserter(problems_));
    count_follow_on();
    std::ranges::stable_sort(problems_, {}, [](Problem const& each) { return std::pair{each.file, each.line}; });
    // A path that many procedures are drawn by has its own faults once
    auto const repeated = std::ranges::unique(problems_, [](Problem const& a, Problem const& b) {
      return a.file == b.file && a.line == b.line && plain(a.refusal) == plain(b.refusal);
    });
    problems_.erase(repeated.begin(), repeated.end());
    return std::move(problems_);
  }

 private:
  // Names that are nowhere because the file of their list could not be read: the first cause is told, these are
  // counted.
  void count_follow_on() {
    std::map<std::string, std::size_t> counted;
    std::erase_if(problems_, [&](Problem const& problem) {
      if (!(problem.refusal.code == codes::pack_unknown)) return false;
      auto const list = std::ranges::find(problem.refusal.arguments, "list", &Argument::name);
      if (list == problem.refusal.arguments.end()) return false;
      auto const file = list->value.substr(0, list->value.find(' '));
      if (!faulty_.contains(file)) return false;
      ++counted[file];
      return true;
    });
    for (auto const& [file, count] : counted) {
      problems_.push_back({file, 1, {codes::pack_follow_on, {}, {{"count", std::to_string(count)}, {"file", file}}}});
    }
  }

  void load_pack(Registry const& registry, Rehearsal& rehearsal) {
    auto loaded =
        app::load_pack(pack_, files_, registry, [&](AnyCommand const& command) { return rehearsal.perform(command); });
    for (auto& problem : loaded.problems) {
      // What could not be read has been told already, and stands here as if it were empty.
      if (!faulty_.contains(problem.file)) problems_.push_back(std::move(problem));
    }
  }

  // The day the pack begins to know: its organisation is loaded as of then.
  Date first_day() const {
    std::optional<Date> first;
    for (auto const& procedure : pack_.procedures) {
      if (!first || procedure.from < *first) first = procedure.from;
    }
    return first.value_or(Date{std::chrono::year{2024}, std::chrono::month{1}, std::chrono::day{1}});
  }

  void fault(std::string const& file, Code code, std::string path, std::vector<Argument> arguments) {
    problems_.push_back(files_.located(file, {code, std::move(path), std::move(arguments)}));
  }
  void unknown(std::string const& file, std::string path, std::string code, std::string list) {
    fault(file, codes::pack_unknown, std::move(path), {{"code", std::move(code)}, {"list", std::move(list)}});
  }

  void check_mark(std::string const& file, std::string const& path, std::string const& fact,
                  std::optional<procedure::Mark> const& mark) {
    if (!mark) return fault(file, codes::pack_no_mark, path, {{"fact", fact}});
    if (std::ranges::find(marks, mark->value) != marks.end()) return;
    fault(file, codes::pack_bad_mark, path, {{"given", mark->value}, {"allowed", "F, F2, K, K?, example"}});
  }

  // What cites a law says how sure it is of it; what does not is a choice of the pack.
  template <class T>
  void check_cited(std::string_view file, std::string const& list, std::vector<T> const& terms) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!terms[i].citation && !terms[i].mark) continue;
      check_mark(std::string{file}, described::element_path(list, i), terms[i].code, terms[i].mark);
    }
  }

  void check_terms() {
    check_cited(pack_file, "channels", pack_.terms.channels);
    check_cited(pack_file, "service_levels", pack_.terms.service_levels);
    check_cited(grounds_file, "pauses", pack_.grounds.pauses);
    check_cited(grounds_file, "refusals", pack_.grounds.refusals);
    check_cited(grounds_file, "corrections", pack_.grounds.corrections);
    check_cited(grounds_file, "withdrawals", pack_.grounds.withdrawals);
    check_cited(grounds_file, "late_entries", pack_.grounds.late_entries);
    check_cited(registers_file, "registers", pack_.registers);
    std::string const grounds{grounds_file};
    for (std::size_t i = 0; i < pack_.grounds.pauses.size(); ++i) {
      auto const& slip = pack_.grounds.pauses[i].slip;
      auto const path = described::element_path("pauses", i) + ".slip";
      if (slip && !has_code(pack_.registers, *slip)) unknown(grounds, path, *slip, "registers.yaml");
    }
    for (std::size_t i = 0; i < pack_.grounds.refusals.size(); ++i) {
      for (auto const& code : pack_.grounds.refusals[i].procedures) {
        if (!pack_.procedure(code)) unknown(grounds, described::element_path("refusals", i), code, "procedures");
      }
    }
  }

  // No state of a dossier without a notice, or the reason why there is none.
  void check_notices() {
    std::string const file{notices_file};
    if (faulty_.contains(file)) return;
    for (auto& gap : notice::gaps(pack_.notices, dossier::states_to_tell(pack_.terms))) {
      problems_.push_back(files_.located(file, std::move(gap)));
    }
  }

  void check_accounts() {
    for (std::size_t i = 0; i < pack_.accounts.accounts.size(); ++i) {
      auto const& account = pack_.accounts.accounts[i];
      auto const path = described::element_path("accounts", i);
      std::string const file{accounts_file};
      if (!has_code(pack_.organisation.people, account.person)) {
        unknown(file, path + ".person", account.person, "organisation.yaml people");
      }
      if (account.position && !has_code(pack_.organisation.positions, *account.position)) {
        unknown(file, path + ".position", *account.position, "organisation.yaml positions");
      }
    }
  }

  void check_procedure(procedure::PublishProcedure const& procedure, org::Organisation const& organisation) {
    auto const file = files_.folder_of(procedure.code) + "/" + std::string{procedure_file};
    auto const& facts = procedure.facts;
    auto const day = procedure.from;
    if (!organisation.unit_on(facts.intake_unit, day)) unknown(file, "intake_unit", facts.intake_unit, "units");
    if (!organisation.unit_on(facts.handling_unit, day)) unknown(file, "handling_unit", facts.handling_unit, "units");
    if (!organisation.agency_on(facts.agency.code, day)) unknown(file, "agency.code", facts.agency.code, "agencies");
    for (auto const& performer : facts.performers) {
      if (!organisation.agency_on(performer.agency, day)) unknown(file, "performed_by", performer.agency, "agencies");
      for (auto const* unit : {&performer.intake_unit, &performer.handling_unit, &performer.signing_unit}) {
        if (!organisation.unit_on(*unit, day)) unknown(file, "performed_by", *unit, "units");
      }
    }
    if (!organisation.levels.contains(facts.level)) unknown(file, "level", facts.level, "levels");
    if (facts.service_level && !has_code(pack_.terms.service_levels, *facts.service_level)) {
      unknown(file, "service_level", *facts.service_level, "service_levels");
    }
    for (auto const& channel : facts.manner.channels) {
      if (!has_code(pack_.terms.channels, channel)) unknown(file, "manner.channels", channel, "channels");
    }
    if (facts.result.document && !facts.document(*facts.result.document)) {
      unknown(file, "result.document", *facts.result.document, "documents");
    }
    check_components(file, facts);
    check_steps(file, facts, organisation, day);
    check_documents(file, procedure);
    check_fact_marks(file, facts);
  }

  void check_components(std::string const& file, procedure::Facts const& facts) {
    for (std::size_t i = 0; i < facts.components.size(); ++i) {
      auto const path = described::element_path("components", i);
      auto const& component = facts.components[i];
      auto forms = component.accepted_forms;
      forms.push_back(component.form);
      for (auto const& form : forms) {
        if (!has_code(pack_.terms.component_forms, form)) unknown(file, path, form, "component_forms");
      }
      check_mark(file, path, component.code, component.mark);
    }
  }

  // Steps told as data: by whom, as the organisation stands on the first day, and each a mark.
  void check_steps(std::string const& file, procedure::Facts const& facts, org::Organisation const& organisation,
                   Date day) {
    for (std::size_t i = 0; i < facts.steps.size(); ++i) {
      auto const& step = facts.steps[i];
      auto const path = described::element_path("steps", i);
      if (step.unit && !organisation.unit_on(*step.unit, day)) unknown(file, path + ".unit", *step.unit, "units");
      if (step.position && !organisation.position_on(*step.position, day)) {
        unknown(file, path + ".position", *step.position, "positions");
      }
      check_mark(file, path, step.name, step.mark);
    }
    for (std::size_t i = 0; i < facts.life_events.size(); ++i) {
      if (has_code(pack_.terms.life_events, facts.life_events[i])) continue;
      unknown(file, described::element_path("life_events", i), facts.life_events[i], "pack.yaml life_events");
    }
    if (facts.delegated) check_mark(file, "delegated", "delegated", facts.delegated->mark);
  }

  void check_documents(std::string const& file, procedure::PublishProcedure const& procedure) {
    for (std::size_t i = 0; i < procedure.facts.documents.size(); ++i) {
      auto const& document = procedure.facts.documents[i];
      auto const path = described::element_path("documents", i);
      if (!has_code(pack_.registers, document.number_register)) {
        unknown(file, path + ".register", document.number_register, "registers.yaml");
      }
    }
    for (auto const& [name, text] : procedure.templates) {
      auto const template_file = files_.of_template.at(procedure.code + "/" + name);
      if (auto names = document::names_of(text.value); !names) {
        problems_.push_back({template_file, 1, std::move(names.error())});
      }
    }
  }

  void check_fact_marks(std::string const& file, procedure::Facts const& facts) {
    for (auto const* bare : {"code", "name", "level"}) {
      auto const found = facts.marks.find(bare);
      auto const none = found == facts.marks.end();
      check_mark(file, "marks", bare, none ? std::nullopt : std::optional{found->second});
    }
    for (std::size_t i = 0; i < facts.legal_basis.size(); ++i) {
      check_mark(file, described::element_path("legal_basis", i), facts.legal_basis[i].number,
                 facts.legal_basis[i].mark);
    }
    auto const check = [&](std::string const& name, auto const& fact) { check_mark(file, name, name, fact.mark); };
    check("field", facts.field);
    check("manner", facts.manner);
    check("limit", facts.limit);
    check("result", facts.result);
    check("agency", facts.agency);
    if (facts.sequence) check("sequence", *facts.sequence);
    if (facts.dossier_sets) check("dossier_sets", *facts.dossier_sets);
    if (facts.applicants) check("applicants", *facts.applicants);
    if (facts.fee) check("fee", *facts.fee);
    if (facts.conditions) check("conditions", *facts.conditions);
    if (facts.application_form) check("application_form", *facts.application_form);
    for (std::size_t i = 0; i < facts.limit_by_channel.size(); ++i) {
      check(described::element_path("limit_by_channel", i), facts.limit_by_channel[i]);
    }
  }

  PackReading const& reading_;
  Pack const& pack_;
  PackFiles const& files_;
  Problems problems_;
  std::set<std::string> faulty_;
};

}  // namespace

Problems check_pack(PackReading const& reading) {
  return Check{reading}.run();
}

Problems check_pack(std::filesystem::path const& folder) {
  return check_pack(read_pack(folder));
}

}  // namespace congvu::app
