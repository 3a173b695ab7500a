#include "work/dossier/parties.h"

#include <algorithm>

namespace congvu::dossier {

namespace {

constexpr std::ptrdiff_t fewest_digits = 6;  // of a landline without its area; hotlines of three are no citizen's
constexpr std::ptrdiff_t most_digits = 15;   // ITU-T E.164
constexpr std::size_t quoted = 40;           // bytes of what was given that its refusal repeats

std::string said_again(std::string_view given) {
  auto end = std::min(given.size(), quoted);
  while (end < given.size() && end > 0 && (static_cast<unsigned char>(given[end]) & 0xC0U) == 0x80U) --end;
  return std::string{given.substr(0, end)};
}

template <class T>
void check(std::optional<T> const& text, bool (*is)(std::string_view), Code code, std::string const& path,
           std::vector<Refusal>& faults) {
  if (!text || text->empty() || is(text->value)) return;
  faults.emplace_back(code, path, std::vector<Argument>{{"given", said_again(text->value)}});
}

}  // namespace

bool is_phone(std::string_view text) {
  auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  auto const digits = std::ranges::count_if(text, is_digit);
  auto const plus = text.rfind('+');
  bool const plain = std::ranges::all_of(text, [&](char letter) {
    return is_digit(letter) || std::string_view{"+ .-()"}.find(letter) != std::string::npos;
  });
  return plain && digits >= fewest_digits && digits <= most_digits && (plus == std::string_view::npos || plus == 0);
}

bool is_email(std::string_view text) {
  auto const at = text.find('@');
  bool const one = at != std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
  bool const plain = std::ranges::none_of(text, [](unsigned char letter) {
    return letter <= 0x20 || letter == 0x7F ||
           std::string_view{"<>()[],;:\\\""}.find(static_cast<char>(letter)) != std::string::npos;
  });
  return one && plain && at > 0 && at + 1 < text.size() && text[0] != '-';
}

std::vector<Refusal> contact_faults(Party const& party, std::string const& path) {
  std::vector<Refusal> faults;
  check(party.phone, is_phone, codes::not_a_phone, path + ".phone", faults);
  check(party.email, is_email, codes::not_an_email, path + ".email", faults);
  return faults;
}

std::vector<Refusal> contact_faults(Filer const& filer, std::string const& path) {
  std::vector<Refusal> faults;
  check(filer.phone, is_phone, codes::not_a_phone, path + ".phone", faults);
  check(filer.email, is_email, codes::not_an_email, path + ".email", faults);
  return faults;
}

std::vector<Refusal> contact_faults(Receiver const& receiver, std::string const& path) {
  std::vector<Refusal> faults;
  check(receiver.phone, is_phone, codes::not_a_phone, path + ".phone", faults);
  return faults;
}

}  // namespace congvu::dossier
