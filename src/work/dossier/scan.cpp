#include "work/dossier/scan.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "work/dossier/blanks.h"

namespace congvu::dossier {

namespace {

constexpr std::size_t number_length = 12;
constexpr std::size_t fields_needed = 6;  // up to the address; the day of issue may be missing

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    auto const end = text.find(by);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "14032001"
std::optional<Date> day_written(std::string_view text) {
  if (text.size() != 8 || !digits(text)) return std::nullopt;
  std::string const iso_text =
      std::string{text.substr(4)} + "-" + std::string{text.substr(2, 2)} + "-" + std::string{text.substr(0, 2)};
  return parse_date(iso_text);
}

// A scanner set to another keyboard puts question marks, or nothing, for letters that it has no key for.
bool letters_lost(std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  bool const control = std::ranges::any_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; });
  return control || text.find('?') != std::string_view::npos || text.find(replacement) != std::string_view::npos;
}

Expected<Scan> card(std::string_view text) {
  auto fields = split(text, '|');
  for (auto& field : fields) field = trimmed(field);
  if (fields.size() < fields_needed) return refuse(codes::scan_cut_off, "scan");
  if (fields[0].size() != number_length || !digits(fields[0])) {
    return refuse(codes::scan_bad_number, "scan", {{"given", std::string{fields[0].substr(0, 40)}}});
  }
  if (fields[2].empty() || fields[5].empty()) return refuse(codes::scan_cut_off, "scan");
  if (letters_lost(text)) return refuse(codes::scan_letters_lost, "scan");
  auto const birth = day_written(fields[3]);
  if (!birth) return refuse(codes::scan_bad_date, "scan", {{"given", std::string{fields[3].substr(0, 40)}}});
  IdentityCard read{.number = std::string{fields[0]},
                    .former_number = std::string{fields[1]},
                    .name = std::string{fields[2]},
                    .birth = *birth,
                    .sex = std::string{fields[4]},
                    .address = std::string{fields[5]},
                    .issued = {}};
  if (fields.size() > fields_needed) read.issued = day_written(fields[fields_needed]);
  return read;
}

std::string upper(std::string_view text) {
  std::string made{text};
  for (char& letter : made) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
  }
  return made;
}

// As a unit or an agency is named in codes.
bool is_code_of_unit(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '.';
  });
}

// "H26.19-241118-0042", "000.00.19.H26-240912-0007": a unit's code, a day, a number. domain.md 1.3.
bool is_dossier_code(std::string_view text) {
  auto const parts = split(text, '-');
  if (parts.size() != 3 || parts[1].size() != 6 || parts[2].size() < 4) return false;
  return is_code_of_unit(parts[0]) && digits(parts[1]) && digits(parts[2]) && text.size() <= 40;
}

bool is_blank_code(std::string_view text) {
  auto const parts = split(text, '-');
  bool const of_agency = parts.size() == 4 && is_code_of_unit(parts[1]) && parts[1].size() <= 32;
  if (parts.size() != 3 && !of_agency) return false;
  auto const year = parts[parts.size() - 2];
  auto const number = parts.back();
  return parts[0] == blank_register && year.size() == 4 && digits(year) && digits(number) && number.size() <= 6;
}

// The square code on a slip holds the address of its tracking page.
std::string_view last_segment(std::string_view text) {
  if (text.find("://") == std::string_view::npos) return text;
  text = text.substr(0, text.find_first_of("?#"));
  while (text.ends_with('/')) text.remove_suffix(1);
  auto const slash = text.rfind('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

}  // namespace

Expected<Scan> read_scan(std::string_view typed) {
  auto const text = trimmed(typed);
  if (text.empty() || text.size() > longest_scan) return refuse(codes::scan_unknown, "scan");
  if (text.find('|') != std::string_view::npos) return card(text);
  if (digits(text)) {
    if (text.size() == number_length) return IdentityNumber{std::string{text}};
    return refuse(codes::scan_bad_number, "scan", {{"given", std::string{text.substr(0, 40)}}});
  }
  std::string const code = upper(last_segment(text));
  if (is_blank_code(code)) return BlankScanned{code};
  if (is_dossier_code(code)) return DossierCodeScanned{code};
  return refuse(codes::scan_unknown, "scan");
}

json::object applicant_of(IdentityCard const& card) {
  return {{"kind", "person"},
          {"name", card.name},
          {"identity_number", card.number},
          {"birth_date", iso(card.birth)},
          {"address", card.address}};
}

}  // namespace congvu::dossier
