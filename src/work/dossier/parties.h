// Who stands in a dossier: the applicant whose matter it is, the filer who may hand it in for them, and the receiver of
// the result are three, and may be one. And the papers: which component, in which form, and the file that shows it.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"

namespace congvu::dossier {

// In which language the applicant filed, and so has a line of English below each letter or none.
enum class LetterLanguage { vi, en };
BOOST_DESCRIBE_ENUM(LetterLanguage, vi, en)

enum class PartyKind { person, organisation };
BOOST_DESCRIBE_ENUM(PartyKind, person, organisation)

// `identity_number` is the 12-digit number of a person, or an organisation's tax or decision number.
struct Party {
  PartyKind kind = PartyKind::person;
  Text<200, 1> name;
  std::optional<Text<50>> identity_number;
  std::optional<Date> birth_date;
  std::optional<Text<20>> phone;
  std::optional<Text<254>> email;
  std::optional<Text<500>> address;
};
BOOST_DESCRIBE_STRUCT(Party, (), (kind, name, identity_number, birth_date, phone, email, address))

// Who hands it in for the applicant, and by what right: an authorisation, parentage.
struct Filer {
  PartyKind kind = PartyKind::person;
  Text<200, 1> name;
  std::optional<Text<50>> identity_number;
  std::optional<Date> birth_date;
  std::optional<Text<20>> phone;
  std::optional<Text<254>> email;
  std::optional<Text<500>> address;
  std::optional<Text<300>> by_right;
};
BOOST_DESCRIBE_STRUCT(Filer, (), (kind, name, identity_number, birth_date, phone, email, address, by_right))

enum class Delivery { counter, post, electronic };
BOOST_DESCRIBE_ENUM(Delivery, counter, post, electronic)

struct Receiver {
  std::optional<Delivery> manner;  // at the counter when absent
  std::optional<Text<200>> name;   // the applicant when absent
  std::optional<Text<20>> phone;
  std::optional<Text<500>> address;
};
BOOST_DESCRIBE_STRUCT(Receiver, (), (manner, name, phone, address))

// Whether a telephone can be called and a letter sent: 6 to 15 digits (E.164) with a plus, spaces, dots, hyphens and
// brackets between them; one @ with something on both sides, and nothing that ends an address in a letter's head.
bool is_phone(std::string_view text);
bool is_email(std::string_view text);

// What of their ways to be reached cannot be one, each with its path: "filer.phone". What was left empty is no fault.
std::vector<Refusal> contact_faults(Party const&, std::string const& path);
std::vector<Refusal> contact_faults(Filer const&, std::string const& path);
std::vector<Refusal> contact_faults(Receiver const&, std::string const& path);

namespace codes {
inline constexpr Code not_a_phone{"dossier.not_a_phone"};    // arguments: given
inline constexpr Code not_an_email{"dossier.not_an_email"};  // arguments: given
}  // namespace codes

// A paper as handed in: the component's code and its form (original, copy, certified).
struct Paper {
  std::string component;
  std::string form;
};
BOOST_DESCRIBE_STRUCT(Paper, (), (component, form))

// The file that shows a paper. Its bytes lie sealed in the blobs; names are personal data.
struct Attachment {
  std::string component;
  std::string blob;
  Text<255> name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
  std::optional<bool> scanned;  // that a virus scanner looked at it; absent where none did
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (component, blob, name, media_type, size, sha256, scanned))

enum class Channel { counter, post, online };
BOOST_DESCRIBE_ENUM(Channel, counter, post, online)

}  // namespace congvu::dossier
