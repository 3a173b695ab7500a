#include "agency/identity/passwords.h"

#include <algorithm>
#include <set>

#include "agency/identity/limits.h"
#include "base/text.h"

namespace congvu::identity {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // without I, O, 0 and 1
static_assert(alphabet.size() == 32);

// What people choose who are asked for ten characters; compared without marks, capitals and what stands at the ends.
constexpr std::array<std::string_view, 48> common{
    "1234567890",    "12345678910",  "0123456789",    "1234512345",  "123456789a",   "a123456789",  "123456789abc",
    "abc123456789",  "abcd123456",   "abcdefghij",    "abc1234567",  "qwertyuiop",   "qwerty12345", "qwerty123456",
    "1q2w3e4r5t",    "1qaz2wsx3edc", "password12",    "password123", "password1234", "passw0rd12",  "p@ssw0rd123",
    "administrator", "admin12345",   "admin123456",   "quantri123",  "quantri12345", "matkhau123",  "matkhau1234",
    "matkhau12345",  "matkhaumoi",   "matkhaucuatoi", "anhyeuem123", "emyeuanh123",  "iloveyou123", "iloveyou12",
    "khongbiet123",  "vietnam123",   "vietnam1234",   "vietnam2024", "vietnam2025",  "vietnam2026", "hanoi12345",
    "hanoi123456",   "saigon12345",  "congvu12345",   "congchuc123", "motcua12345",  "welcome1234"};

// Ten times the same letter, or a few going round, are one letter to whoever guesses.
bool of_few_letters(std::string_view password) {
  return std::set<char>(password.begin(), password.end()).size() < 4;
}

}  // namespace

std::string one_time_code(CodeOctets const& drawn) {
  std::string code;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += alphabet[drawn[i] % alphabet.size()];
  }
  return code;
}

std::string plain_code(std::string_view typed) {
  std::string code;
  for (char const letter : typed) {
    if (letter == '-' || letter == ' ') continue;
    code += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return code;
}

Expected<void> check_password(std::string_view password, std::initializer_list<std::string_view> names) {
  if (code_points(password) < limits::password_least) {
    return refuse(codes::password_short, "password", {{"least", std::to_string(limits::password_least)}});
  }
  if (password.size() > limits::password_length) {
    return refuse(codes::password_long, "password", {{"most", std::to_string(limits::password_length)}});
  }
  auto const plain = folded(trimmed(password));
  for (auto const name : names) {
    if (!name.empty() && plain == folded(name)) return refuse(codes::password_is_name, "password");
  }
  if (of_few_letters(plain) || std::ranges::find(common, plain) != common.end()) {
    return refuse(codes::password_common, "password");
  }
  return {};
}

}  // namespace congvu::identity
