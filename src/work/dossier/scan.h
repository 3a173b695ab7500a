// What a scanner types at the counter, read: the square code of an identity card, the code of a dossier from its slip
// or the address in its square code, a numbered blank, or an identity number alone. A scanner is a keyboard, so this is
// whatever was typed: a scan that is cut off or whose Vietnamese letters were lost gets an answer that says so.
// The identity card's text is `number|former number|name|ddmmyyyy|sex|address|ddmmyyyy`: mark K, newer cards may add
// fields behind these.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/instant.h"
#include "base/json.h"
#include "base/refusal.h"

namespace congvu::dossier {

struct IdentityCard {
  std::string number;  // 12 digits
  std::string former_number;
  std::string name;
  Date birth;
  std::string sex;
  std::string address;
  std::optional<Date> issued;
  friend bool operator==(IdentityCard const&, IdentityCard const&) = default;
};

struct IdentityNumber {
  std::string number;
  friend bool operator==(IdentityNumber const&, IdentityNumber const&) = default;
};

struct DossierCodeScanned {
  std::string code;
  friend bool operator==(DossierCodeScanned const&, DossierCodeScanned const&) = default;
};

struct BlankScanned {
  std::string code;
  friend bool operator==(BlankScanned const&, BlankScanned const&) = default;
};

using Scan = std::variant<IdentityCard, IdentityNumber, DossierCodeScanned, BlankScanned>;

inline constexpr std::size_t longest_scan = 1000;  // a card has about 150 octets

Expected<Scan> read_scan(std::string_view typed);

// What the card says of an applicant, as the form asks it: name, identity_number, birth_date, address.
json::object applicant_of(IdentityCard const&);

namespace codes {
inline constexpr Code scan_unknown{"dossier.scan_unknown"};
inline constexpr Code scan_cut_off{"dossier.scan_cut_off"};
inline constexpr Code scan_letters_lost{"dossier.scan_letters_lost"};
inline constexpr Code scan_bad_date{"dossier.scan_bad_date"};      // arguments: given
inline constexpr Code scan_bad_number{"dossier.scan_bad_number"};  // arguments: given
inline constexpr Code scan_not_a_card{"dossier.scan_not_a_card"};  // arguments: code
}  // namespace codes

}  // namespace congvu::dossier
