#include "agency/procedure/announced_lines.h"

#include <algorithm>
#include <set>

namespace congvu::procedure {

namespace {

constexpr std::size_t most_lines = 500;  // no decision ever announced more

class Lines {
 public:
  Lines(Announcement const& announcement, Catalogue const& catalogue, std::string_view prefix)
      : announcement_(announcement),
        catalogue_(catalogue),
        prefix_(prefix),
        eve_(previous_day(announcement.in_force)) {}

  std::vector<Refusal> faults() {
    if (announcement_.lines.empty() || announcement_.lines.size() > most_lines) {
      faults_.emplace_back(codes::announcement_empty, prefix_ + "lines",
                           std::vector<Argument>{{"most", std::to_string(most_lines)}});
    }
    if (announcement_.in_force < announcement_.date) {
      faults_.emplace_back(
          codes::dates_reversed, prefix_ + "in_force",
          std::vector<Argument>{{"from", iso(announcement_.date)}, {"to", iso(announcement_.in_force)}});
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < std::min(announcement_.lines.size(), most_lines); ++i) {
      auto const& line = announcement_.lines[i];
      path_ = prefix_ + described::element_path("lines", i);
      if (!seen.insert(line.code).second) fault(codes::line_twice, "code", {{"code", line.code}});
      check(line);
    }
    return std::move(faults_);
  }

 private:
  void fault(Code code, std::string_view field, std::vector<Argument> arguments) {
    faults_.emplace_back(code, path_ + "." + std::string{field}, std::move(arguments));
  }

  void check(AnnouncedLine const& line) {
    if (line.ground.value.empty()) fault(congvu::codes::field_missing, "ground", {});
    switch (line.action) {
      case LineAction::introduced:
        return check_introduced(line);
      case LineAction::amended:
        return check_amended(line);
      case LineAction::replaced:
        return check_replaced(line);
      case LineAction::abolished:
        check_in_force(line);
        return check_no_later(line);
    }
  }

  // The code of a procedure is its own for ever.
  void check_introduced(AnnouncedLine const& line) {
    if (!check_version(line, line.version.value_or(1))) return;
    if (catalogue_.versions(line.code)->front()->from != announcement_.in_force) {
      fault(codes::code_reused, "code", {{"code", line.code}});
    }
  }

  void check_amended(AnnouncedLine const& line) {
    if (line.version.has_value() == line.changes.has_value()) {
      return fault(codes::line_change, "version", {{"code", line.code}});
    }
    if (!check_in_force(line)) return;
    if (line.version) {
      check_version(line, *line.version);
      return;
    }
    check_no_later(line);
    auto const* before = catalogue_.in_force(line.code, eve_);
    auto const changed = changed_facts(before->facts(), *line.changes);
    if (!changed) {
      for (auto part : changed.error().parts) {
        part.subject = path_ + ".changes." + part.subject;
        faults_.push_back(std::move(part));
      }
    } else if (canonical(to_json(*changed)) == canonical(to_json(before->facts()))) {
      fault(codes::line_change, "changes", {{"code", line.code}});
    }
  }

  void check_replaced(AnnouncedLine const& line) {
    check_in_force(line);
    check_no_later(line);
    auto const code = line.replaced_by.value_or(std::string{});
    auto const* successor = catalogue_.in_force(code, announcement_.in_force);
    if (code == line.code || !successor) fault(codes::no_successor, "replaced_by", {{"code", line.code}});
  }

  bool check_in_force(AnnouncedLine const& line) {
    if (!catalogue_.versions(line.code)) {
      fault(codes::unknown_procedure, "code", {{"code", line.code}});
    } else if (!catalogue_.in_force(line.code, eve_)) {
      fault(codes::not_in_force, "code", {{"code", line.code}, {"day", iso(eve_)}});
    } else {
      return true;
    }
    return false;
  }

  // Nothing may begin behind what ends here, or stand in the way of what begins.
  void check_no_later(AnnouncedLine const& line) {
    auto const* versions = catalogue_.versions(line.code);
    if (!versions) return;
    for (auto const& each : *versions) {
      if (each->withdrawn || each->from < announcement_.in_force) continue;
      fault(codes::dates_overlap, "code", {{"code", line.code}, {"version", std::to_string(each->version)}});
    }
  }

  bool check_version(AnnouncedLine const& line, int number) {
    auto const* version = catalogue_.version(line.code, number);
    if (version && !version->withdrawn && version->from == announcement_.in_force) return true;
    fault(codes::line_version, "version",
          {{"code", line.code}, {"version", std::to_string(number)}, {"day", iso(announcement_.in_force)}});
    return false;
  }

  Announcement const& announcement_;
  Catalogue const& catalogue_;
  std::string prefix_;
  Date eve_;
  std::string path_;
  std::vector<Refusal> faults_;
};

}  // namespace

std::vector<Refusal> faults_of(Announcement const& announcement, Catalogue const& catalogue, std::string_view prefix) {
  return Lines{announcement, catalogue, prefix}.faults();
}

Expected<Facts> changed_facts(Facts const& facts, json::object const& changes) {
  auto whole = to_json(facts).as_object();
  for (auto const& field : changes) {
    if (field.value().is_null()) {
      whole.erase(field.key());
    } else {
      whole[field.key()] = field.value();
    }
  }
  return from_json<Facts>(whole);
}

}  // namespace congvu::procedure
