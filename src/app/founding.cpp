#include "app/founding.h"

#include <algorithm>
#include <fstream>

#include "agency/identity/commands.h"
#include "agency/identity/passwords.h"
#include "app/laying.h"
#include "base/crypto.h"
#include "base/text.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 200;
constexpr std::string_view own_log = "/log";

Actor system_actor() {
  return {.nature = Actor::Nature::system, .account = {}, .person = {}, .position = {}};
}

// Positions of administrators in the pack's own agency that stand today, by code.
std::vector<org::Position const*> administrators(Pack const& pack, Date today) {
  auto const ours = [&](org::Position const& position) {
    return std::ranges::any_of(pack.organisation.units, [&](org::Unit const& unit) {
      return unit.code == position.unit && unit.agency == pack.agency && org::covers(unit, today);
    });
  };
  std::vector<org::Position const*> found;
  for (auto const& position : pack.organisation.positions) {
    bool const administrates = position.kind == org::PositionKind::administrator;
    if (administrates && org::covers(position, today) && ours(position)) found.push_back(&position);
  }
  return found;
}

// Who holds a position today, of the people who come into a real record.
org::PersonEntry const* holder(Pack const& pack, std::string_view position, Date today) {
  for (auto const& person : pack.organisation.people) {
    for (auto const& held : person.holds) {
      if (held.position == position && org::covers(held, today)) return &person;
    }
  }
  return nullptr;
}

std::string position_of(Founding const& founding, Pack const& pack, Date today) {
  if (!founding.position.empty()) return founding.position;
  auto const all = administrators(pack, today);
  return all.size() == 1 ? all.front()->code : std::string{};
}

void check_position(Founding const& founding, Pack const& pack, std::vector<Refusal>& faults) {
  Date const today = local_date(system_clock()->now());
  auto const all = administrators(pack, today);
  auto const code = position_of(founding, pack, today);
  if (code.empty()) {
    std::string codes;
    for (auto const* each : all) codes += (codes.empty() ? "" : ", ") + each->code;
    faults.emplace_back(codes::which_position, "--position", std::vector<Argument>{{"positions", codes}});
    return;
  }
  if (std::ranges::none_of(all, [&](auto const* each) { return each->code == code; })) {
    faults.emplace_back(codes::not_administrators, "--position", std::vector<Argument>{{"code", code}});
    return;
  }
  auto const* held_by = holder(pack, code, today);
  if (held_by && nfc(trimmed(founding.administrator)) != held_by->name) {
    faults.emplace_back(codes::position_taken, "--administrator",
                        std::vector<Argument>{{"code", code}, {"name", held_by->name}});
  }
}

void check_name(std::string const& name, std::string where, std::vector<Refusal>& faults) {
  auto const plain = trimmed(name);
  if (plain.empty() || code_points(plain) > longest_name) {
    faults.emplace_back(codes::no_name, std::move(where),
                        std::vector<Argument>{{"most", std::to_string(longest_name)}});
  }
}

// The code of a person whom the pack does not know.
std::string fresh_person_code(Pack const& pack) {
  for (int n = 1;; ++n) {
    auto code = "QT" + std::to_string(n);
    if (std::ranges::none_of(pack.organisation.people, [&](auto const& each) { return each.code == code; }))
      return code;
  }
}

template <class C>
Expected<void> perform(Program& program, C command) {
  auto const performed = program.pipeline().perform(std::move(command), system_actor());
  if (!performed) return std::unexpected<Refusal>(performed.error());
  return {};
}

// The first administrator: a person in a position, and an account that waits for its code.
Expected<Founded> admit_first(Program& program, Founding const& founding, Pack const& pack) {
  Date const today = local_date(program.clock().now());
  auto const position = position_of(founding, pack, today);
  auto const* known = holder(pack, position, today);
  std::string const person = known ? known->code : fresh_person_code(pack);
  if (!known) {
    auto const name = nfc(trimmed(founding.administrator));
    org::TakeUpPosition const taking{position, person, Text<200, 1>{name}, today};
    if (auto const done = perform(program, taking); !done) return std::unexpected<Refusal>(done.error());
  }
  Founded founded;
  founded.code = identity::one_time_code(program.randomness().draw<12>());
  auto const hash = hash_password(identity::plain_code(founded.code), program.randomness().draw<16>());
  auto const invited = perform(program, identity::InviteAccount{founding.account, person, position, hash});
  if (!invited) return std::unexpected<Refusal>(invited.error());
  auto const accounts = program.pipeline().standing<identity::Accounts>();
  auto const* account = identity::account_named(*accounts, founding.account);
  founded.account = account->name;
  founded.until = account->code_until;
  return founded;
}

// One line a setting; the values have been checked, and hold nothing that YAML would read otherwise within quotes.
std::string as_yaml(Settings const& settings) {
  std::string text;
  auto const line = [&](std::string_view name, std::optional<std::string> const& value) {
    if (value) text += std::string{name} + ": \"" + *value + "\"\n";
  };
  line("address", settings.address);
  line("listen", settings.listen);
  line("trusted_proxy", settings.trusted_proxy);
  if (settings.mail) {
    text += "mail:\n";
    line("  server", settings.mail->server);
    line("  from", settings.mail->from.value);
  }
  return text;
}

void write_settings(Settings const& settings, fs::path const& file) {
  auto const text = as_yaml(settings);
  if (text.empty()) return;
  std::ofstream out{file, std::ios::binary};
  out << text;
  out.flush();
  if (!out) throw fs::filesystem_error("settings", file, std::make_error_code(std::errc::io_error));
}

}  // namespace

std::vector<Refusal> faults_of(Founding const& founding, Pack const& pack) {
  std::vector<Refusal> faults;
  if (holds_record(founding.data)) {
    faults.emplace_back(codes::record_exists, "--data", std::vector<Argument>{{"path", founding.data.string()}});
  }
  check_name(founding.name, "--name", faults);
  check_name(founding.administrator, "--administrator", faults);
  if (!identity::folded_name(founding.account)) {
    faults.emplace_back(identity::codes::bad_name, "--account", std::vector<Argument>{{"given", founding.account}});
  }
  for (auto& fault : faults_of(founding.settings)) faults.push_back(std::move(fault));
  auto const file = founding.data / settings_file;
  if (!as_yaml(founding.settings).empty() && fs::exists(file)) {
    faults.emplace_back(codes::settings_exist, "--data", std::vector<Argument>{{"path", file.string()}});
  }
  if (!pack.agency.empty()) check_position(founding, taken_by({}, pack), faults);
  return faults;
}

Expected<Founded> found(Founding const& founding, PackReading const& reading, Problems& pack_problems) {
  auto const laying = founding.data / "laying";
  fs::remove_all(laying);
  ProgramOptions options;
  options.data = laying;
  options.key = founding.key;
  options.pack = reading.pack.code;
  options.agency = nfc(trimmed(founding.name));
  if (founding.settings.address) options.log = host_of(*founding.settings.address).value() + std::string{own_log};
  Founded founded;
  {
    auto program = Program::open(std::move(options));
    if (!program) return std::unexpected<Refusal>(program.error());
    auto const pack = taken_by((*program)->origin(), reading.pack);
    pack_problems = load(**program, reading).problems;
    if (!pack_problems.empty()) return Founded{};
    auto admitted = admit_first(**program, founding, pack);
    if (!admitted) return admitted;
    founded = std::move(*admitted);
    founded.log = (*program)->log_name();
    founded.events = (*program)->store().size();
    founded.people = pack.organisation.people.size();
    founded.left = reading.pack.organisation.people.size() - founded.people;
  }
  write_settings(founding.settings, founding.data / settings_file);
  move_in(laying, founding.data);
  return founded;
}

}  // namespace congvu::app
