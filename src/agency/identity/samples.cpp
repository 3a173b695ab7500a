#include "agency/identity/samples.h"

#include <algorithm>

#include <array>

#include "base/bytes.h"
#include "base/crypto.h"

namespace congvu::identity {

namespace {

// Plants, places and things of nature, each one syllable that is spelt without marks or reads well without them.
constexpr std::array<std::string_view, 32> words{"sen",  "mai",  "lan",  "cau",   "tre",  "lua",  "dua",  "buoi",
                                                 "nui",  "song", "bien", "mua",   "nang", "gio",  "may",  "trang",
                                                 "hoa",  "cam",  "quyt", "nhan",  "vai",  "hong", "xoan", "thong",
                                                 "ngoc", "tram", "que",  "rieng", "nghe", "tieu", "mit",  "na"};

Digest drawn(std::string_view purpose, std::string_view seed, std::string_view account) {
  return hmac_sha256(seed, std::string{purpose} + "/" + std::string{account});
}

}  // namespace

std::string sample_password(std::string_view seed, std::string_view account) {
  Digest const digest = drawn("sample password", seed, account);
  auto const number = 1000 + get_big_endian(view_of(digest).substr(2, 4)) % 9000;
  return std::string{words[digest[0] % words.size()]} + "-" + std::string{words[digest[1] % words.size()]} + "-" +
         std::to_string(number);
}

OpenAccount opening(SampleAccount const& sample, std::string_view seed) {
  Digest const digest = drawn("sample salt", seed, sample.account);
  std::array<std::uint8_t, 16> salt{};
  std::copy_n(digest.begin(), salt.size(), salt.begin());
  return OpenAccount{sample.account, sample.person, sample.role, sample.position,
                     hash_password(sample_password(seed, sample.account), salt)};
}

std::vector<SampleAccess> sample_access(Accounts const& accounts, org::Organisation const& organisation,
                                        std::string_view seed) {
  std::vector<SampleAccess> all;
  for (auto const& [name, handle] : accounts.by_name) {
    auto const* account = account_of(accounts, handle);
    if (!account) continue;
    auto const* position = organisation.last_known_position(account->position);
    all.push_back({name, sample_password(seed, name), account->role, account->position,
                   position ? position->unit : std::string{}});
  }
  // The agency as it was first, then what came to it later: whoever looks for one of a role finds it where it began.
  std::ranges::stable_sort(all, {}, [&](SampleAccess const& each) {
    auto const* position = organisation.last_known_position(each.position);
    return position ? std::chrono::sys_days{position->from} : std::chrono::sys_days{};
  });
  return all;
}

}  // namespace congvu::identity
