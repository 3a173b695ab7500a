#include "rules/feel/zones.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <memory>

namespace congvu::feel {
namespace {

icu::UnicodeString wide(std::string_view name) {
  return icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
}

// All zones that ICU makes by name carry transitions.
std::unique_ptr<icu::BasicTimeZone> zone_named(std::string_view name) {
  std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(wide(name))};
  return std::unique_ptr<icu::BasicTimeZone>{static_cast<icu::BasicTimeZone*>(zone.release())};
}

constexpr std::int32_t milliseconds = 1'000;

}  // namespace

bool is_zone(std::string_view name) {
  constexpr std::size_t longest = 64;
  if (name.empty() || name.size() > longest) return false;
  icu::UnicodeString canonical;
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(wide(name), canonical, is_system, status);
  return U_SUCCESS(status) != 0 && is_system != 0 && name != "Etc/Unknown";
}

std::int32_t offset_at(std::string_view zone, std::int64_t utc_seconds) {
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_named(zone)->getOffset(static_cast<double>(utc_seconds) * milliseconds, 0, raw, saving, status);
  return U_SUCCESS(status) != 0 ? (raw + saving) / milliseconds : 0;
}

std::int32_t offset_at_local(std::string_view zone, std::int64_t local_seconds) {
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_named(zone)->getOffsetFromLocal(static_cast<double>(local_seconds) * milliseconds, UCAL_TZ_LOCAL_FORMER,
                                       UCAL_TZ_LOCAL_FORMER, raw, saving, status);
  return U_SUCCESS(status) != 0 ? (raw + saving) / milliseconds : 0;
}

std::int32_t standard_offset(std::string_view zone) {
  return zone_named(zone)->getRawOffset() / milliseconds;
}

}  // namespace congvu::feel
